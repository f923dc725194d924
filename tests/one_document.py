"""One made-up paper, written out in every format that is read."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

TITLE = "Kajian Layanan Klaim lewat Aplikasi JMO pada Kantor Cabang Kota Angin"
AUTHORS = ("Rara Wening", "Tirta Awan")
PLACE = "Universitas Angin Timur"
NOTE = "Nomor antrean dicetak oleh petugas loket."
# Kind and text of each block: h1, h2, p, item, inner (an item in an item), caption, row, note, entry.
BLOCKS: tuple[tuple[str, str], ...] = (
    ("h1", "Abstrak"),
    ("p", "Kajian ini menelaah layanan klaim lewat aplikasi JMO. Metode yang dipakai adalah kualitatif dengan "
          "wawancara. Hasilnya menunjukkan bahwa penggunaan aplikasi JMO belum optimal."),
    ("h1", "Abstract"),
    ("p", "This study looks at claims that are made with the JMO application. The method is qualitative. The "
          "results show that the use of the application is not yet optimal."),
    ("h1", "1. Pendahuluan"),
    ("p", "Layanan klaim berpindah dari loket ke telepon genggam. Menurut Darmawan (2020), aplikasi layanan "
          "warga sudah efektif. Antrean di loket juga berkurang (Lestari & Samudra, 2021). Belum banyak kajian "
          "di kota kecil."),
    ("p", "Pekerja datang ke kantor cabang dengan berkas yang belum lengkap.[1] Petugas lalu menjelaskan syarat "
          "klaim satu per satu, dan pekerja mengisi formulir di telepon masing-masing."),
    ("note", "Nomor antrean dicetak oleh petugas loket."),
    ("h1", "2. Metode"),
    ("p", "Kajian ini bersifat kualitatif. Peneliti mewawancarai 12 informan pada bulan Maret sampai Mei 2024."),
    ("h1", "3. Hasil dan Pembahasan"),
    ("h2", "3.1 Kendala"),
    ("p", "Kendala yang ditemukan peneliti adalah sebagai berikut."),
    ("item", "Aplikasi JMO sering error pada jam sibuk."),
    ("inner", "Layar verifikasi wajah gagal memuat gambar."),
    ("inner", "Kode masuk terlambat diterima pekerja."),
    ("item", "Jaringan internet di pinggir kota lambat."),
    ("item", "Sosialisasi kepada pekerja masih kurang."),
    ("p", "Kendala itu tercatat pada setiap wawancara yang dilakukan peneliti di kantor cabang."),
    ("h2", "3.2 Manfaat"),
    ("caption", "Tabel 1. Lama layanan menurut cara klaim"),
    ("row", "Cara klaim|Menit"),
    ("row", "Loket|45"),
    ("row", "Aplikasi|15"),
    ("p", "Aplikasi JMO mempercepat proses klaim. Sebanyak 75 persen pekerja merasa puas dengan aplikasi ini. "
          "Temuan ini sejalan dengan penelitian Lestari dan Samudra (2021). Kajian lain belum melihat hal itu "
          "(Rekaan, 2019)."),
    ("h1", "4. Kesimpulan"),
    ("p", "Penggunaan aplikasi JMO di kantor cabang belum optimal karena jaringan lambat dan sosialisasi "
          "kurang. Layanan klaim menjadi lebih cepat dan mudah bagi pekerja."),
    ("h1", "5. Saran"),
    ("p", "BPJS Ketenagakerjaan perlu meningkatkan sosialisasi kepada pekerja. Penelitian selanjutnya "
          "disarankan mengukur kepuasan dengan survei."),
    ("h1", "Daftar Pustaka"),
    ("entry", "Darmawan, S. (2020). Rancang bangun layanan warga desa. Jurnal Rekaan Bersama, 1(2), 3–9."),
    ("entry", "Lestari, W., & Samudra, T. (2021). Mutu antrean pada loket pasar ikan di pesisir selatan. Jurnal "
              "Angin Timur, 4(1), 10–22. https://doi.org/10.1234/angin.21"),
    ("entry", "Zamrud, B. (2018). Metode wawancara untuk pemula. Penerbit Pasir."),
)  # fmt: skip


def markdown() -> str:
    """Write the paper in Markdown."""
    forms = {"h1": "# {}", "h2": "## {}", "item": "- {}", "inner": "   - {}", "note": "[^1]: {}", "entry": "- {}"}
    parts, above = [f"# {TITLE}", ", ".join(AUTHORS), PLACE], ""
    for kind, text in BLOCKS:
        shown = f"| {text.replace('|', ' | ')} |" if kind == "row" else forms.get(kind, "{}").format(text)
        tight = kind in ("item", "inner", "row") and above in ("item", "inner", "row")
        parts.append(("\n" if tight else "\n\n") + shown.replace("[1]", "[^1]"))
        above = kind
    return "\n\n".join(parts[:3]) + "".join(parts[3:]) + "\n"


def plain() -> str:
    """Write the paper as a text without markup, lines broken, with a page break inside a sentence."""
    forms = {"item": "• {}", "inner": "   ◦ {}", "note": "1 {}"}
    text = "\n\n".join([TITLE, ", ".join(AUTHORS), PLACE])
    above = ""
    for kind, block in BLOCKS:
        shown = block.upper() if kind == "h1" else forms.get(kind, "{}").format(block.replace("|", "   "))
        tight = kind in ("item", "inner", "row") and above in ("item", "inner", "row")
        text += ("\n" if tight else "\n\n") + shown.replace("[1]", "¹")
        above = kind
    return text.replace("belum optimal karena jaringan", "belum optimal\n\f\nkarena jaringan") + "\n"


def html() -> str:
    """Write the paper as a web page."""
    forms = {
        "h1": "<h2>{}</h2>", "h2": "<h3>{}</h3>", "note": "<aside role='doc-footnote' id='n1'><p>{}</p></aside>",
    }  # fmt: skip
    body = "".join(_nested(forms, "<li>{}", "<ul>", "</ul>", "</li>"))
    call = '<sup><a href="#n1" role="doc-noteref">1</a></sup>'
    authors = ", ".join(AUTHORS)
    head = f'<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>{TITLE}</title></head><body>'
    return f"{head}<h1>{TITLE}</h1><p>{authors}</p><p>{PLACE}</p>{body.replace('[1]', call)}</body></html>"


def _nested(forms: dict[str, str], item: str, opens: str, closes: str, ends: str) -> Iterator[str]:
    depth, in_table = 0, False
    for kind, text in BLOCKS:
        level = {"item": 1, "inner": 2}.get(kind, 0)
        yield (closes + ends) * max(0, depth - max(level, 1))
        if depth and not level:
            yield ends + closes
        elif 0 < level <= depth:
            yield ends
        yield opens * max(0, level - depth)
        if (kind == "row") != in_table:
            yield "</table>" if in_table else "<table>"
        in_table, depth = kind == "row", level
        shown = escape(text, quote=False)
        if kind == "row":
            yield "<tr>" + "".join(f"<td>{cell}</td>" for cell in shown.split("|")) + "</tr>"
        else:
            yield (item if level else forms.get(kind, "<p>{}</p>")).format(shown)


def typst(columns: int = 1) -> str:
    """Write the paper for typst, which makes a PDF of it with numbered pages and a running head."""
    size = "a6" if columns == 1 else "a5"
    forms = {"h1": "= {}", "h2": "== {}", "item": "- {}", "inner": "  - {}"}
    parts = [
        f'#set page(paper: "{size}", columns: {columns}, numbering: "1", header: [Jurnal Angin Timur #h(1fr) Vol. 4])',
        '#set text(size: 9pt, lang: "id", hyphenate: true)\n#set par(justify: true, first-line-indent: 1em)',
        "#show heading: set block(above: 1.4em, below: 1em)",
        f'#place(top + center, scope: "parent", float: true)[#text(size: 16pt, weight: "bold")[{TITLE}]\n\n'
        f"{', '.join(AUTHORS)}\n\n{PLACE}]",
    ]
    rows: list[str] = []
    for kind, text in BLOCKS:
        if kind == "note":
            continue
        if kind == "row":
            rows += [f"[{cell}]" for cell in text.split("|")]
            continue
        if rows:
            parts.append(f"#table(columns: 2, {', '.join(rows)})")
            rows = []
        shown = forms.get(kind, "{}").format(text.replace("[1]", f"#footnote[{NOTE}]"))
        parts.append(f"#par(first-line-indent: 0em, hanging-indent: 1em)[{shown}]" if kind == "entry" else shown)
    return "\n\n".join(parts)


def word(path: Path) -> None:
    """Write the paper as a Word file."""
    import docx

    file = docx.Document()
    file.add_paragraph(TITLE, "Title")
    for line in (", ".join(AUTHORS), PLACE):
        file.add_paragraph(line)
    styles = {"h1": "Heading 1", "h2": "Heading 2", "item": "List Bullet", "inner": "List Bullet 2"}
    table = None
    for kind, text in BLOCKS:
        if kind == "row":
            table = table or file.add_table(0, 2)
            for cell, shown in zip(table.add_row().cells, text.split("|"), strict=True):
                cell.text = shown
        elif kind != "note":
            table = None
            file.add_paragraph(text.replace("[1]", ""), styles.get(kind))
    file.save(str(path))
