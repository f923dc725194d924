"""One paper in two formats, and its shape: what must be the same whatever the format."""

from kg.corpus.reader import paper_from

AS_MARKDOWN = """\
# Kajian Antrean pada Loket Pasar di Kota Angin

Rara Wening<sup>1</sup>, Tirta Samudra<sup>2</sup>

Universitas Angin Timur

## Abstrak

Kajian ini menelaah antrean di loket pasar. Hasilnya antrean berkurang sebesar 12,5 persen.

## Pendahuluan

Antrean adalah hal yang biasa di pasar. Menurut Rekaan dkk. (2020), antrean tidak selalu buruk.

### Uji Coba

Uji coba itu meliputi:

- loket pagi, dengan dua petugas
   - petugas lama
   - petugas baru
- loket sore

Langkahnya ada dua.

1. Warga mengambil nomor.
2. Warga menunggu dipanggil.

## Hasil dan Pembahasan

Tabel 1. Lama antrean

| Loket | Menit |
| Pagi | 7 |
| Sore | 11 |

Antrean pagi lebih singkat. Warga puas dengan loket itu.

## Kesimpulan

Loket pagi efektif. Loket sore belum optimal.

## Daftar Pustaka

Rekaan, A., & Awan, B. (2020). Antrean dan Kota. Jurnal Angin, 1(2), 3–9.

Sungai, C. (2021). Mutu Loket Pasar. Jurnal Laut, 4(1), 10–22.
"""
AS_HTML = """\
<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>Kajian</title></head><body>
<h1>Kajian Antrean pada Loket Pasar di Kota Angin</h1>
<p>Rara Wening<sup>1</sup>, Tirta Samudra<sup>2</sup></p><p>Universitas Angin Timur</p>
<h2>Abstrak</h2><p>Kajian ini menelaah <em>antrean</em> di loket pasar. Hasilnya antrean
berkurang sebesar 12,5 persen.</p>
<h2>Pendahuluan</h2><p>Antrean adalah hal yang biasa di pasar. Menurut Rekaan dkk. (2020), antrean tidak
selalu buruk.</p>
<h3>Uji Coba</h3><p>Uji coba itu meliputi:</p>
<ul><li>loket pagi, dengan dua petugas<ul><li>petugas lama</li><li>petugas baru</li></ul></li><li>loket sore</li></ul>
<p>Langkahnya ada dua.</p><ol><li>Warga mengambil nomor.</li><li>Warga menunggu dipanggil.</li></ol>
<h2>Hasil dan Pembahasan</h2><p>Tabel 1. Lama antrean</p>
<table><tr><td>Loket</td><td>Menit</td></tr><tr><td>Pagi</td><td>7</td></tr><tr><td>Sore</td><td>11</td></tr></table>
<p>Antrean pagi lebih singkat. Warga <strong>puas</strong> dengan loket itu.</p>
<h2>Kesimpulan</h2><p>Loket pagi efektif. Loket sore belum optimal.</p>
<h2>Daftar Pustaka</h2><p>Rekaan, A., &amp; Awan, B. (2020). Antrean dan Kota. <i>Jurnal Angin</i>, 1(2), 3–9.</p>
<p>Sungai, C. (2021). Mutu Loket Pasar. <i>Jurnal Laut</i>, 4(1), 10–22.</p></body></html>
"""


def shape(text: str) -> tuple[object, ...]:
    """Give a paper's sections, its sentences with white space folded, and what its title matter says."""
    paper = paper_from("p", text)
    sections = [(section.kind, section.heading) for section in paper.sections]
    sentences = [(" ".join(text[s.start : s.end].split()), s.section, s.heading, s.is_item) for s in paper.sentences]
    return sections, sentences, paper.metadata.title, paper.metadata.authors
