"""How long it takes to tell how two papers are tied, in corpora of growing size.

Usage: ``python benchmarks/paths.py [COUNT ...]``, by default 1000, 10000 and 100000 papers. The papers are those of
``benchmarks/analysis.py``, one work of which all papers say that they agree with it. Asked are paths between papers,
between a paper and a work, a concept or a statement, and between concepts, in a store that is open. What counts is the
slowest.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable

from analysis import CHUNK, SIZES, reading

from kg import resources
from kg.analysis.compare import compare_papers
from kg.analysis.consolidate import local
from kg.analysis.network import find_paths
from kg.beside import collect_seldom
from kg.graph.queries import rows
from kg.graph.store import Store
from tests.analysis.generated import NAMES, add_analysis, quads

ASKED = 40
LIMIT = 100  # ms


def build(count: int) -> Store:
    """Make a corpus of so many papers and analyse it."""
    store = Store().ontology_added(resources.ontology_dir())
    for first in range(0, count, CHUNK):
        store.add(quads([reading(number, count) for number in range(first, min(first + CHUNK, count))]))
    add_analysis(store)
    return store


def pairs(store: Store, count: int) -> dict[str, list[tuple[str, str]]]:
    """Draw what is asked for: names of papers, works, statements and concepts."""
    lot = random.Random(count)
    keys = [f"p{number:06}" for number in lot.sample(range(count), ASKED)]
    paper = NAMES.paper(keys[0]).value
    said = [local(row["statement"]) for row in rows(store, "claims", paper=paper) if row["stance"]]
    works = [local(row["work"]) for key in keys[:9] for row in rows(store, "ties", paper=NAMES.paper(key).value)]
    return {
        "paper, paper": list(zip(keys[::2], keys[1::2], strict=True)),
        "paper, work": [(key, lot.choice(works)) for key in keys[:10]],
        "paper, aspect": [(key, "effectiveness") for key in keys[:10]],
        "paper, framework": [(key, "tam") for key in keys[:10]],
        "statement, paper": [(said[0], key) for key in keys[1:11]],
        "aspect, aspect": [("effectiveness", "reliability"), ("flexibility", "planning")],
    }


def main() -> None:
    """Measure each size."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("counts", nargs="*", type=int, default=list(SIZES), metavar="COUNT")
    collect_seldom()
    for count in parser.parse_args().counts:
        store = build(count)
        print(f"{count:,} papers, {len(store):,} quads")
        for name, asked in pairs(store, count).items():
            took = [clocked(find_paths, store, one, other) for one, other in asked]
            mark = " !" if max(took) > LIMIT else ""
            print(f"  {name:20} median {statistics.median(took):6.1f} ms, slowest {max(took):6.1f} ms{mark}")
        for name in ("contradictions", "agreements", "tensions"):
            print(f"  {name:20} {clocked(rows, store, name):13.1f} ms")
        print(f"  {'compare':20} {clocked(compare_papers, store, 'p000001', 'p000002'):13.1f} ms", flush=True)


def clocked(function: Callable[..., object], *arguments: object) -> float:
    """Call a function and give the milliseconds that it took."""
    start = time.perf_counter()
    function(*arguments)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
