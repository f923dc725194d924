"""How well the fields of references are read: F1 of each field on entries that took no part in training.

Usage: ``python benchmarks/reference_fields.py [--count N] [--show FIELD]``. The first set is works that nobody wrote,
printed in CSL styles (and by lot) that were not trained on, with words that were not trained on, and with the faults of
converted papers. The second was written by hand. A field is right when its letters and digits are; the authors are
right when all of them are, and only they. ``--show`` prints each entry whose field is wrong.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable

from reference_data.sets import MEASURING, Sample, by_hand, key, training

from kg.extract.references import read_references
from kg.model import Metadata, Paper, Reference, Section

FIELDS = ("author", "title", "date", "container", "volume", "pages", "doi", "url")
FURTHER = ("issue", "publisher", "editor")


def read(text: str) -> Reference | None:
    sections = (Section(0, len(text), "references", "", "en"),)
    found = read_references(Paper("p", text, "full-text", Metadata(), sections, ()))
    return found[0] if found else None


def values(reference: Reference) -> dict[str, str]:
    return {
        "title": reference.title, "date": str(reference.year or ""), "container": reference.container,
        "volume": reference.volume, "pages": reference.pages, "doi": reference.doi, "url": reference.url,
        "issue": reference.issue, "publisher": reference.publisher,
    }  # fmt: skip


def expected(sample: Sample, field: str) -> str:
    those = sample.fields.get(field, [])
    if field == "date":
        years = [year for text in those for year in re.findall(r"(?:1[5-9]|20)\d\d", text)]
        return years[0] if years else ""
    return those[0] if those else ""


def same_names(sample: Sample, authors: tuple[str, ...]) -> bool:
    if len(authors) != len(sample.families):
        return False
    words = [{key(w) for w in a.replace(".", " ").replace(",", " ").split()} for a in authors]
    for known, name, author in zip(sample.families, words, authors, strict=True):
        wanted = {key(w) for w in known.replace(".", " ").replace(",", " ").split()} - {""}
        if not wanted <= name and key(known) not in key(author):
            return False
    return True


def measure(samples: Iterable[Sample], show: str = "") -> dict[str, tuple[int, int, int]]:
    right, wrong, missed = Counter(), Counter(), Counter()
    for sample in samples:
        reference = read(sample.text)
        got = values(reference) if reference else {}
        for field in (*FIELDS, *FURTHER):
            if field in ("author", "editor"):
                if field == "editor":
                    continue
                gold, found = bool(sample.families), bool(reference and reference.authors)
                good = gold and found and same_names(sample, reference.authors)
            else:
                wanted = expected(sample, field)
                gold, found = bool(key(wanted)), bool(key(got.get(field, "")))
                good = gold and found and key(wanted) == key(got[field])
            if good:
                right[field] += 1
            else:
                wrong[field] += found
                missed[field] += gold
                if field == show and (gold or found):
                    authors = reference.authors if reference else ()
                    wanted, read_as = (sample.families, authors) if field == "author" else (wanted, got.get(field))
                    print(f"[{sample.style}] {sample.text}\n    wanted {wanted}\n    got {read_as}")
    return {field: (right[field], wrong[field], missed[field]) for field in (*FIELDS, *FURTHER) if field != "editor"}


def f1(right: int, wrong: int, missed: int) -> float:
    return 2 * right / max(1, 2 * right + wrong + missed)


def report(name: str, counts: dict[str, tuple[int, int, int]]) -> None:
    total = tuple(sum(counts[field][at] for field in FIELDS) for at in range(3))
    shown = "  ".join(f"{field} {f1(*counts[field]):.3f}" for field in counts)
    print(f"{name}: F1 {f1(*total):.3f} over {', '.join(FIELDS)}\n    {shown}")


def main() -> None:
    """Print F1 of each field for both sets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1500, help="entries of the first set")
    parser.add_argument("--show", default="", help="a field whose errors are printed")
    parser.add_argument("--hand", action="store_true", help="only the entries written by hand")
    parser.add_argument("--development", action="store_true", help="styles and words of training, other works")
    arguments = parser.parse_args()
    if arguments.development:
        report("development", measure(training(arguments.count, seed=77), arguments.show))
        return
    if not arguments.hand:
        samples = list(training(arguments.count, seed=7, half=1, styles=MEASURING, by_lot=0.0))
        report(f"{len(MEASURING)} other styles, {len(samples)} entries", measure(samples, arguments.show))
    samples = list(by_hand())
    report(f"by hand, {len(samples)} entries", measure(samples, arguments.show))


if __name__ == "__main__":
    main()
