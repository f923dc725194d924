"""How long reading PDFs takes, beside pypdfium2's bare text of the same pages.

Usage: ``python benchmarks/pdf_time.py [FILE.pdf …] [--runs N]``. Without files, it typesets papers of its own, in one,
two and three columns. Both are timed in turn, file by file, so that a machine whose speed drifts slows both alike, and
processor time is counted; the ratio is that of the quickest runs. It should stay below 2: half the speed of the bare
text, or more. Short lines cost most, for what is measured is measured once a line.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import pypdfium2 as pdfium

from kg.corpus.pdf.reader import read_pdf


def bare_text(path: Path) -> int:
    """Take the text of each page as the library gives it."""
    file = pdfium.PdfDocument(path)
    return sum(len(file[index].get_textpage().get_text_range()) for index in range(len(file)))


def typeset(folder: Path) -> list[Path]:
    """Typeset papers in one, two and three columns."""
    import typst

    who = ("Petugas loket", "Kepala pasar", "Pedagang sayur", "Juru parkir", "Nelayan tua")
    what = ("lama antrean", "jumlah karcis", "harga beras", "mutu layanan", "daftar nama", "waktu tunggu", "biaya sewa")
    sentences = [f"{who[at % 5]} mencatat {what[at % 7]} di pasar nomor {at}." for at in range(3000)]
    body = "\n\n".join(" ".join(sentences[at : at + 6]) for at in range(0, 3000, 6))
    made = []
    for columns in (1, 2, 3):
        page = f'#set page(paper: "a4", columns: {columns}, numbering: "1", header: [Jurnal Angin])'
        source = f'{page}\n#set text(size: 10pt, lang: "id")\n#set par(justify: true)\n= Pendahuluan\n{body}'
        made.append(folder / f"columns-{columns}.pdf")
        typst.compile(source.encode(), output=str(made[-1]))
    return made


def main() -> None:
    """Print the quickest runs of both for each file, and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--runs", type=int, default=9)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        total = {"bare": 0.0, "read": 0.0}
        for path in arguments.files or typeset(Path(folder)):
            best = {"bare": float("inf"), "read": float("inf")}
            for _ in range(arguments.runs):
                for name, work in (("bare", bare_text), ("read", read_pdf)):
                    start = time.process_time()
                    work(path)
                    best[name] = min(best[name], time.process_time() - start)
            for name, seconds in best.items():
                total[name] += seconds
            print(f"{path.name:<28} bare {best['bare'] * 1e3:6.1f} ms   read {best['read'] * 1e3:6.1f} ms   "
                  f"ratio {best['read'] / best['bare']:.2f}")  # fmt: skip
    print(f"ratio of all {total['read'] / total['bare']:.2f}")


if __name__ == "__main__":
    main()
