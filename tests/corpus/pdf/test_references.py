"""Each entry of a reference list is a block of its own, however the list is set."""

import pytest

from kg.corpus.pdf.reader import read_pdf
from tests.corpus.typeset import by_latex, by_typst, prose

FAMILIES = [
    "Darmawan",
    "Lestari",
    "Sungai",
    "Wening",
    "Rekaan",
    "Awan",
    "Samudra",
    "Kelana",
    "Mentari",
    "Purnama",
    "Telaga",
    "Rimba",
    "Cendana",
]
SUBJECTS = [
    "Rancang bangun layanan warga desa di tepi laut yang jauh dari kota besar",
    "Mutu antrean pada loket pasar",
    "Kepuasan pengguna aplikasi pelayaran rakyat pada musim hujan dan musim kemarau",
    "Perahu dan pasar",
]
ENTRIES = [
    f"{family}, {initial}., & Angin, B. ({2010 + number}). {SUBJECTS[number % 4]} menurut {family}. "
    f"Jurnal Laut Rekaan, {number + 1}(2), {10 * number + 1}–{10 * number + 9}. "
    f"https://doi.org/10.1234/jlr.v{number + 1}i2.{4000 + 17 * number}"
    for number, (family, initial) in enumerate(zip(FAMILIES, "SWCRDABEFGHIJ", strict=True))
]
BODY = "= Pendahuluan\n" + "\n\n".join(prose(6 * number) for number in range(9)) + "\n= Daftar Pustaka\n"


def entries(text: str) -> list[str]:
    return text.split("## Daftar Pustaka\n\n")[1].removesuffix("\n").split("\n\n")


def escaped(entry: str) -> str:
    return entry.replace("//", "\\/\\/")


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("size", ["10pt", "8pt"])
@pytest.mark.parametrize("spacing", ["0.65em", "1.2em"])
def test_entries_with_hanging_indents(tmp_path, columns, size, spacing):
    settings = f"#set par(hanging-indent: 2em, spacing: {spacing})\n#set text(size: {size})\n"
    source = BODY + settings + "\n\n".join(map(escaped, ENTRIES))
    found = read_pdf(by_typst(tmp_path, source, page=f'columns: {columns}, numbering: "1"')).text
    assert entries(found) == ENTRIES


@pytest.mark.parametrize("columns", [1, 2])
def test_entries_that_only_room_parts(tmp_path, columns):
    source = BODY + "#set par(spacing: 1.4em)\n" + "\n\n".join(map(escaped, ENTRIES))
    found = read_pdf(by_typst(tmp_path, source, page=f"columns: {columns}")).text
    assert entries(found) == ENTRIES


@pytest.mark.parametrize("columns", [1, 2])
def test_numbered_entries(tmp_path, columns):
    source = BODY + '#set enum(numbering: "[1]")\n' + "\n".join(f"+ {escaped(entry)}" for entry in ENTRIES)
    found = read_pdf(by_typst(tmp_path, source, page=f"columns: {columns}")).text
    listed = found.split("## Daftar Pustaka\n\n")[1].removesuffix("\n").split("\n")
    assert listed == [f"[{number}] {entry}" for number, entry in enumerate(ENTRIES, 1)]


def test_entries_of_latex(tmp_path):
    items = "".join(rf"\bibitem{{k{number}}} {entry}" for number, entry in enumerate(ENTRIES)).replace("&", r"\&")
    body = r"\section*{Pendahuluan}" + "\n\n".join(prose(6 * number) for number in range(9))
    body += rf"\renewcommand{{\refname}}{{Daftar Pustaka}}\begin{{thebibliography}}{{99}}{items}\end{{thebibliography}}"
    path = by_latex(tmp_path, body.replace("–", "--"), options="10pt,twocolumn", preamble=r"\pagestyle{empty}\sloppy")
    listed = read_pdf(path).text.split("## Daftar Pustaka\n\n")[1].removesuffix("\n").split("\n")
    assert [entry for entry in listed if entry] == [f"[{number}] {entry}" for number, entry in enumerate(ENTRIES, 1)]
