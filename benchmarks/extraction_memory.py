"""How much memory the extraction takes while it reads a large corpus paper by paper.

Usage: ``python benchmarks/extraction_memory.py FOLDER [--papers 2000]``. Papers are made of paragraphs of those in the
folder, in any order, with names and numbers that no other paper has. Each is read, written as quads and let go. Memory
that grows with the papers is growth of what the extraction keeps for itself: word types, and facts seen of references.
"""

from __future__ import annotations

import argparse
import random
import resource
import string
from pathlib import Path

from kg.corpus.reader import paper_from
from kg.extract.reading import Extractor
from kg.graph.terms import DEFAULT_BASE, Names
from kg.graph.to_rdf import quads_of

ONTOLOGY = Path(__file__).parent.parent / "ontology"
NEW_WORDS = 40


def made(paragraphs: list[str], lot: random.Random) -> str:
    """Make a paper of paragraphs, and of words that are in no other paper."""
    body = lot.sample(paragraphs, min(len(paragraphs), 120))
    new = ["".join(lot.choices(string.ascii_lowercase, k=8)).title() for _ in range(NEW_WORDS)]
    body += [f"Menurut {name} ({lot.randint(1990, 2025)}), layanan itu efektif." for name in new]
    lot.shuffle(body)
    listed = (
        f"{name}, A. ({lot.randint(1990, 2025)}). Judul {name.lower()}. Jurnal Rekaan, 3(2), 1-9." for name in new
    )
    return "\n\n".join(["JUDUL KAJIAN", "HASIL DAN PEMBAHASAN", *body, "DAFTAR PUSTAKA", *listed])


def resident() -> float:
    """Give the memory that this process takes now, in MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def main() -> None:
    """Print the memory after the first papers and at the end."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--papers", type=int, default=2000)
    arguments = parser.parse_args()
    files = sorted(path for path in arguments.folder.iterdir() if path.suffix in (".txt", ".md"))
    paragraphs = [part for path in files for part in path.read_text(encoding="utf-8").split("\n\n") if part.strip()]
    extractor, names, lot = Extractor.of(ONTOLOGY), Names(DEFAULT_BASE), random.Random(1)
    print(f"before the first paper {resident():.0f} MiB")
    words = 0
    for number in range(1, arguments.papers + 1):
        text = made(paragraphs, lot)
        words += len(text.split())
        for _ in quads_of(extractor.read(paper_from(f"p{number}", text)), extractor.lexicon, names):
            pass
        if number in (1, 10, 100) or number % 500 == 0:
            print(f"after {number:5} papers, {words:8} words: {resident():.0f} MiB", flush=True)
    print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
