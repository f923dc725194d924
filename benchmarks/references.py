"""How long reading reference strings takes, and how it grows.

Usage: ``python benchmarks/references.py [--count 100000] [--processes 2] [--against]``. Entries printed in many styles
(benchmarks/reference_data) are read in separate processes, a tenth of them first: time per entry should be the same.
``--against`` reads the same entries with refextract too, where it is installed; it is GPL and no part of the project.
A last line tells how long one hostile string of 100,000 characters takes.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor

from reference_data.sets import MEASURING, training

from kg.extract.references import read_entry
from kg.model import Metadata, Paper, Section

CHUNK = 500
HOSTILE = (
    ("brackets", "(" * 100_000),
    ("initials", "A. " * 33_333),
    ("names", "Ali, A., " * 11_111),
    ("years", "(2019). " * 12_500),
    ("numbers", "[1] 2019 " * 11_111),
    ("one word", "a" * 100_000),
    ("capitals", "A" * 100_000),
    ("blanks", "Ali" + " " * 99_997),
    ("slashes", "10.1234/" * 12_500),
    ("quotes", '"' * 100_000),
    ("authors", "Ali, A., & Budi, B. (2019). " * 3_571),
    ("lines", "Ali, A.\n" * 12_500),
)


def read(entries: Sequence[str]) -> int:
    """Read entries and count those with a title."""
    return sum(1 for entry in entries if read_entry(entry).title)


def read_with_refextract(entries: Sequence[str]) -> int:
    from refextract import extract_references_from_string

    return sum(1 for entry in entries if extract_references_from_string(entry))


def timed(reader: Callable[[Sequence[str]], int], entries: Sequence[str], processes: int) -> float:
    chunks = [entries[at : at + CHUNK] for at in range(0, len(entries), CHUNK)]
    with ProcessPoolExecutor(processes) as pool:
        list(pool.map(reader, chunks[:processes]))  # so that starting is not counted
        began = time.perf_counter()
        list(pool.map(reader, chunks))
        return time.perf_counter() - began


def hostile(text: str) -> float:
    """Time a whole list of one hostile text: finding its entries, and reading them."""
    from kg.extract.references import read_references

    section = Section(0, len(text), "references", "", "en")
    began = time.perf_counter()
    read_references(Paper("p", text, "full-text", Metadata(), (section,), ()))
    return time.perf_counter() - began


def main() -> None:
    """Print entries a second for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--against", action="store_true", help="compare with refextract")
    arguments = parser.parse_args()
    made = [sample.text for sample in training(5000, seed=3, half=1, styles=MEASURING, by_lot=0.4)]
    entries = [made[at % len(made)] for at in range(arguments.count)]
    for count in (arguments.count // 10, arguments.count):
        seconds = timed(read, entries[:count], arguments.processes)
        print(
            f"{count} entries in {arguments.processes} processes: {seconds:.1f} s, {count / seconds:.0f} a second, "
            f"{seconds / count * 1e6:.0f} µs each",
            flush=True,
        )
    if arguments.against:
        few = entries[: arguments.count // 100]
        theirs, ours = (timed(reader, few, arguments.processes) for reader in (read_with_refextract, read))
        print(f"{len(few)} entries: refextract {len(few) / theirs:.0f} a second, this reader {len(few) / ours:.0f}")
    for name, text in HOSTILE:
        print(f"hostile {name}: {hostile(text):.2f} s")


if __name__ == "__main__":
    main()
