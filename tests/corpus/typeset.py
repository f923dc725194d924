"""PDFs for tests: made-up Indonesian prose, set by Typst, LibreOffice and pdflatex, or drawn by hand."""

import shutil
import subprocess
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
import typst

WHO = (
    "Petugas loket", "Kepala pasar", "Pedagang sayur", "Juru parkir", "Penjahit keliling", "Nelayan tua", "Ibu kantin",
    "Tukang perahu", "Guru honorer", "Pengrajin rotan", "Kusir delman", "Penjaga gudang",
)  # fmt: skip
DOES = (
    "mencatat", "menghitung", "membandingkan", "menyimpan", "memeriksa", "mengumumkan", "meragukan", "menafsirkan",
    "menanyakan", "menyusun", "melaporkan",
)  # fmt: skip
WHAT = (
    "lama antrean", "jumlah karcis", "harga beras", "mutu layanan", "daftar nama", "pemakaian aplikasi", "waktu tunggu",
    "keluhan warga", "hasil panen", "biaya sewa", "jadwal kapal", "ukuran kios", "kebiasaan pembeli",
)  # fmt: skip
WHERE = (
    "di tepi sungai", "pada musim hujan", "dengan bantuan tetangga", "sejak kios dibuka", "tanpa alat khusus",
    "di bawah pohon asam", "menjelang hari raya",
)  # fmt: skip


def sentence(number: int) -> str:
    """Make up a sentence; 12,012 of them differ."""
    parts = (words[number % len(words)] for words in (WHO, DOES, WHAT, WHERE))
    return " ".join(parts) + "."


def prose(first: int, count: int = 6) -> str:
    """Make up a paragraph that begins with the sentence of this number."""
    return " ".join(sentence(number) for number in range(first, first + count))


def paragraphs(count: int, first: int = 0, sentences: int = 6) -> list[str]:
    """Make up paragraphs of which no two sentences are alike."""
    return [prose(first + at * sentences, sentences) for at in range(count)]


def by_typst(folder: Path, source: str, *, page: str = "", text: str = "", before: str = "") -> Path:
    """Set a text with Typst: 10 points on A4, justified; ``page`` and ``text`` add to these settings."""
    path = folder / "typst.pdf"
    settings = f"""
        #set page(paper: "a4", margin: 2.2cm{", " + page if page else ""})
        #set text(size: 10pt, lang: "id", font: "Libertinus Serif"{", " + text if text else ""})
        #set par(justify: true, spacing: 1.2em)
        {before}
    """
    typst.compile((settings + source).encode(), output=str(path), ignore_system_fonts=True)
    return path


def by_latex(folder: Path, body: str, *, options: str = "", preamble: str = "") -> Path:
    """Set a text with pdflatex, or skip the test."""
    if shutil.which("pdflatex") is None:
        pytest.skip("pdflatex is not installed")
    head = rf"\documentclass[a4paper,{options or '10pt'}]{{article}}\usepackage[T1]{{fontenc}}{preamble}"
    (folder / "latex.tex").write_text(f"{head}\\begin{{document}}{body}\\end{{document}}", encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-no-shell-escape", "latex.tex"]
    subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=False)
    assert (folder / "latex.pdf").exists(), (folder / "latex.log").read_text(errors="replace")[-2000:]
    return folder / "latex.pdf"


def by_office(folder: Path, written: Path) -> Path:
    """Print a .docx, .html or .odt file to PDF with LibreOffice, or skip the test."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(written)]
    done = subprocess.run(command, capture_output=True, timeout=180, check=False)
    made = folder / f"{written.stem}.pdf"
    assert made.exists(), done.stderr
    return made


def drawn(
    path: Path,
    pages: Sequence[str],
    *,
    size: tuple[float, float, float, float] = (0, 0, 595, 842),
    rotate: int = 0,
    font: str = "/Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding",
    more: Sequence[str] = (),
) -> Path:
    """Write a PDF by hand: one content stream a page, with a font ``F1``; ``more`` are objects from number 4 on."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", f"<< {font} >>", *more]
    kids: list[int] = []
    for content in pages:
        objects.append(f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream")
        box = " ".join(f"{side:g}" for side in size)
        shown = f"/MediaBox [{box}] /Rotate {rotate} /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {shown} /Contents {len(objects)} 0 R >>")
        kids.append(len(objects))
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>"
    written = b"%PDF-1.4\n"
    places: list[int] = []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    last = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>"
    )
    path.write_bytes(written + f"{last}\nstartxref\n{len(written)}\n%%EOF\n".encode())
    return path


def at(x: float, y: float, text: str, size: float = 11) -> str:
    """Draw a line of text at a place of a page."""
    escaped = text.replace("(", "\\(").replace(")", "\\)")
    return f"BT /F1 {size:g} Tf {x:g} {y:g} Td ({escaped}) Tj ET\n"


def lines(texts: Sequence[str], *, x: float = 72, top: float = 760, step: float = 14, size: float = 11) -> str:
    """Draw lines of text, one below the other."""
    return "".join(at(x, top - step * number, text, size) for number, text in enumerate(texts))


def scan(width: int = 60, height: int = 80) -> str:
    """Draw a page that is a picture, as a scanner makes it."""
    grey = bytes((x * y) % 251 for y in range(height) for x in range(width))
    packed = zlib.compress(grey).hex()
    head = f"BI /W {width} /H {height} /CS /G /BPC 8 /F [/AHx /Fl] ID "
    return f"q 595 0 0 842 0 0 cm {head}{packed}> EI Q"
