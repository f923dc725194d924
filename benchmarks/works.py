"""How long it takes to read reference strings and to find the works that several of them describe, and how it grows.

Usage: ``python benchmarks/works.py [--count 100000] [--processes 2] [--against PYTHON]``. Works that nobody wrote are
printed in the habits of many writers; three entries of ten describe a work that stands already in another list, with
other fields left out and with slips. Entries are read in separate processes and brought together in one. ``--against``
names a Python that has bib-dedupe (G. Wagner, "BibDedupe", Journal of Open Source Software 9(97), 2024), which brings
together the articles among the first tenth of the same entries, as read; it is made for articles, and puts books of one
title together whoever wrote them.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import subprocess
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import combinations
from pathlib import Path

from reference_data.hand import Hand
from reference_data.sets import sample
from reference_data.works import works

from kg.analysis.works import find_works_and_candidates
from kg.extract.references import read_entry

Row = dict[str, str]
AGAIN = 0.3
A_LIST = 40
CHUNK = 500
HABITS = 400
FAMILIES = (
    "wi",
    "sas",
    "tra",
    "har",
    "ku",
    "su",
    "dar",
    "man",
    "to",
    "no",
    "di",
    "mar",
    "pra",
    "ni",
    "lan",
    "vel",
    "ker",
)
PLACES = ("ba", "lin", "gor", "mek", "tan", "ru", "pa", "ser", "dan", "bu", "kit", "wa", "mo", "jen", "ka", "lo", "dem")
PAPER = "https://example.org/litkg/paper/list-{}"
THEIRS = Path(__file__).with_name("works_by_bib_dedupe.py")


def slip(word: str, lot: random.Random) -> str:
    """Leave a letter out, double it, or change it for its neighbour."""
    at = lot.randrange(1, len(word) - 1)
    return lot.choice([word[:at] + word[at + 1 :], word[:at] + word[at:][:1] * 2 + word[at + 1 :]])


def variant(item: dict, lot: random.Random) -> dict:
    """Describe a work again, as another writer might: misspelt, without DOI or subtitle."""
    other = {**item}
    if lot.random() < 0.5:
        other.pop("DOI", None)
    names = [{**name} for name in item.get("author", [])]
    if names and lot.random() < 0.08:
        key = "family" if "family" in names[0] else "literal"
        if len(names[0][key]) > 5:
            names[0][key] = slip(names[0][key], lot)
    if names:
        other["author"] = names
    title, colon, _ = item["title"].partition(": ")
    if colon and lot.random() < 0.25:
        other["title"] = title
    elif lot.random() < 0.15:
        words = other["title"].split()
        at = max(range(len(words)), key=lambda each: len(words[each]))
        if len(words[at]) > 6:
            words[at] = slip(words[at], lot)
            other["title"] = " ".join(words)
    return other


def names_of(count: int, lot: random.Random, syllables: Sequence[str]) -> list[str]:
    """Make up names, for so many works have more authors and places than the lists of words."""
    made = {"".join(lot.choices(syllables, k=lot.randint(2, 4))).capitalize() for _ in range(count)}
    return sorted(made)


def widened(item: dict, lot: random.Random, families: list[str], places: list[str]) -> dict:
    """Give most authors of a work, and the title of most that are no books, a name of their own."""
    for name in (*item.get("author", ()), *item.get("editor", ())):
        if "family" in name and lot.random() < 0.8:
            name["family"] = lot.choice(families)
    if item["type"] not in ("book", "webpage") and lot.random() < 0.7:
        item["title"] = f"{item['title']} {lot.choice(['di', 'in', 'pada', 'from'])} {lot.choice(places)}"
    return item


def entries(count: int, seed: int = 5) -> tuple[list[str], list[int]]:
    """Make so many different entries; the second list names the work of each."""
    lot = random.Random(seed)
    habits = [hand for hand in (Hand(lot) for _ in range(HABITS)) if "T" in hand.order]
    distinct: dict[tuple[str, str, str], dict] = {}
    families, places = (names_of(5000, lot, syllables) for syllables in (FAMILIES, PLACES))
    for item in (widened(item, lot, families, places) for item in works(count, seed=seed, half=1)):
        first = next(iter(item.get("author") or item.get("editor") or [{}]))
        year = str(item.get("issued", {}).get("date-parts", [[""]])[0][0])
        distinct.setdefault((first.get("family", first.get("literal", "")), year, item["title"].casefold()), item)
    items = list(distinct.values())
    printed: dict[str, int] = {}
    cited: list[int] = []
    fresh = 0
    while len(printed) < count:
        again = bool(cited) and lot.random() < AGAIN
        number = lot.choice(cited) if again else fresh
        item = variant(items[number], lot) if again else items[number]
        text = sample(lot.choice(habits).write(item), item, "by lot", lot).text
        if printed.setdefault(text, number) == number and not again:
            cited.append(number)
            fresh += 1
    lines = list(printed)
    lot.shuffle(lines)
    return lines, [printed[line] for line in lines]


def read(lines: Sequence[str]) -> list[Row]:
    """Read entries to rows as the query ``references`` gives them."""
    return [row_of(line) for line in lines]


def row_of(line: str) -> Row:
    found = read_entry(line)
    return {
        "first_author": found.first_author, "authors": "; ".join(found.authors), "year": str(found.year or ""),
        "title": found.title, "container": found.container, "doi": found.doi, "raw": line, "type": found.kind,
        "editors": "; ".join(found.editors), "volume": found.volume, "issue": found.issue, "pages": found.pages,
        "publisher": found.publisher, "place": found.place, "edition": found.edition, "url": found.url,
    }  # fmt: skip


def read_all(lines: Sequence[str], processes: int) -> tuple[list[Row], float]:
    chunks = [lines[at : at + CHUNK] for at in range(0, len(lines), CHUNK)]
    with ProcessPoolExecutor(processes) as pool:
        list(pool.map(read, chunks[:processes]))  # so that starting is not counted
        began = time.perf_counter()
        rows = [row for chunk in pool.map(read, chunks) for row in chunk]
        seconds = time.perf_counter() - began
    listed = [
        {**row, "paper": PAPER.format(at // A_LIST), "position": str(at % A_LIST + 1)} for at, row in enumerate(rows)
    ]
    return listed, seconds


def pairs(groups: Iterable[Iterable[int]]) -> set[tuple[int, int]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def quality(groups: Iterable[Iterable[int]], truth: Sequence[int]) -> str:
    """Tell precision and recall of pairs of entries."""
    known: dict[int, list[int]] = {}
    for at, work in enumerate(truth):
        known.setdefault(work, []).append(at)
    found, true = pairs(groups), pairs(known.values())
    right = len(found & true)
    return f"precision {right / max(1, len(found)):.4f}, recall {right / max(1, len(true)):.4f} of {len(true)} pairs"


def bring_together(rows: list[Row], truth: Sequence[int]) -> float:
    began, ran = time.perf_counter(), time.process_time()
    found = find_works_and_candidates(rows, [])
    seconds, busy = time.perf_counter() - began, time.process_time() - ran
    numbers = {(row["paper"], row["position"]): at for at, row in enumerate(rows)}
    groups = [[numbers[place] for place in work.entries] for work in found.works]
    each = busy / len(rows) * 1e6
    print(f"{len(rows)} entries brought together: {seconds:.1f} s, {busy:.1f} s of a processor, {each:.0f} µs each")
    told = f"    {len(groups)} works, {len(found.candidates)} pairs left to a reader"
    print(f"{told}; {quality(groups, truth)}", flush=True)
    return busy


def against(python: str, rows: list[Row], truth: Sequence[int]) -> None:
    """Let bib-dedupe bring the same rows together."""
    try:
        done = subprocess.run([python, str(THEIRS)], input=json.dumps(rows), capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        reason = (getattr(error, "stderr", "") or str(error)).strip().splitlines()[-1]
        print(f"bib-dedupe: skipped ({reason})")
        return
    told = json.loads(done.stdout.splitlines()[-1])
    print(
        f"bib-dedupe {told['version']}, {len(rows)} entries: {told['seconds']:.1f} s; {quality(told['groups'], truth)}"
    )


def main() -> None:
    """Print how long each size takes, and how well the works are found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--against", default="", metavar="PYTHON", help="an interpreter that has bib-dedupe")
    arguments = parser.parse_args()
    lines, truth = entries(arguments.count)
    rows, seconds = read_all(lines, arguments.processes)
    print(f"{len(lines)} entries of {len(set(truth))} works read in {arguments.processes} processes: {seconds:.1f} s, "
          f"{len(lines) / seconds:.0f} a second", flush=True)  # fmt: skip
    sizes = [arguments.count // 10, arguments.count * 3 // 10, arguments.count]
    times = [bring_together(rows[:size], truth[:size]) for size in sizes]
    growth = math.log(times[-1] / times[0]) / math.log(sizes[-1] / sizes[0])
    print(f"time of a processor grows with the number of entries to the power of {growth:.2f}")
    if arguments.against:
        articles = [at for at, row in enumerate(rows[: sizes[0]]) if row["type"] == "article-journal"]
        few, known = [rows[at] for at in articles], [truth[at] for at in articles]
        bring_together(few, known)
        against(arguments.against, few, known)
    else:
        print("bib-dedupe: skipped (name a Python that has it with --against)")


if __name__ == "__main__":
    main()
