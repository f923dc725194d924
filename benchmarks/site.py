"""How long the site takes to write and to show, and how large its pages are, by the size of the corpus.

    python -m benchmarks.site                 # 5, 100 and 1,000 made-up papers
    python -m benchmarks.site 5 --keep FOLDER # keep the builds, to look at them

The time to write is that of the process that a build has for it, from the graph file on. The first paint is what
Chromium tells of the largest page of each kind, opened from the folder, in a new window each time.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.analysis import exponent
from benchmarks.made_up_corpus import corpus, lexicon
from kg import resources
from kg.assembling import graph_of
from kg.building import Options
from kg.graph.store import TEXTS, Store
from tests.publish.kinds import largest

SIZES = (5, 100, 1_000)
CHROMIUM = "/usr/bin/chromium"
PAINTED = "performance.getEntriesByName('first-contentful-paint').map(entry => entry.startTime)[0]"
LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"


def put_together(count: int, folder: Path) -> None:
    """Write the graph and the texts of a made-up corpus, as a build has them."""
    (folder / TEXTS).mkdir(parents=True)
    readings = []
    for reading in corpus(count):
        (folder / TEXTS / f"{reading.paper.key}.txt").write_text(reading.paper.text, encoding="utf-8")
        readings.append(reading)
    graph_of(readings, lexicon(), Options(resources.ontology_dir())).write(folder)


def write(folder: Path) -> None:
    """Write the site of a folder, and print what that took as JSON."""
    from kg.publish.site import write_site

    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((folder / TEXTS).glob("*.txt"))}
    before, start = _processor_time(), time.perf_counter()
    store = Store.of_build(folder, whole=True)
    loaded = time.perf_counter() - start
    write_site(store, folder, texts)
    took = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    json.dump({"wall": took, "loaded": loaded, "processor": _processor_time() - before, "memory": memory}, sys.stdout)


def _processor_time() -> float:
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in usage)


def first_paints(folder: Path) -> dict[str, tuple[float, float]]:
    """Open the largest page of each kind: milliseconds to the first paint, and until all has loaded."""
    from playwright.sync_api import sync_playwright

    found = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for kind, path in largest(folder).items():
            page = browser.new_page()
            page.goto((folder / path).as_uri())
            while page.evaluate(PAINTED) is None:  # wait_for_function would evaluate a text, which the pages forbid
                page.wait_for_timeout(20)
            found[kind] = (page.evaluate(PAINTED), page.evaluate(LOADED))
            page.close()
        browser.close()
    return found


def measure(count: int, folder: Path) -> dict[str, Any]:
    """Write the site of so many papers in a process of its own, and open it."""
    if not (folder / "data" / "graph.nq").exists():
        put_together(count, folder)
    asked = [sys.executable, "-m", "benchmarks.site", "--write", str(folder)]
    found: dict[str, Any] = json.loads(subprocess.run(asked, check=True, stdout=subprocess.PIPE).stdout)
    found["largest"] = {kind: (folder / path).stat().st_size for kind, path in largest(folder).items()}
    found["painted"] = first_paints(folder)
    found["files"] = sum(1 for path in folder.rglob("*") if path.is_file())
    found["bytes"] = sum(
        path.stat().st_size for path in folder.rglob("*") if path.is_file() and TEXTS.name not in path.parts
    )
    scripts = [path for path in (folder / "assets").rglob("*.js")]
    found["script"] = max(path.stat().st_size for path in scripts)
    return found


def report(counts: list[int], keep: Path | None) -> None:
    """Measure each size, and print tables."""
    found = []
    with tempfile.TemporaryDirectory() as temporary:
        for count in counts:
            found.append(measure(count, (keep or Path(temporary)) / str(count)))
    ratios = [after / before for before, after in pairwise(counts)]
    print(f"{'':28}" + "".join(f"{count:>12,}" for count in counts) + "   growth (power of the number of papers)")

    def line(name: str, values: list[float], shown: str = ",.0f") -> None:
        steps = [exponent(a, b, ratio) for a, b, ratio in zip(values, values[1:], ratios, strict=False)]
        print(
            f"{name:28}"
            + "".join(f"{value:>12{shown}}" for value in values)
            + "   "
            + " ".join(f"{s:.2f}" for s in steps)
        )

    line("ms a paper, wall", [each["wall"] * 1000 / count for each, count in zip(found, counts, strict=True)], ",.1f")
    line("  of it to load", [each["loaded"] * 1000 / n for each, n in zip(found, counts, strict=True)], ",.1f")
    line("ms a paper, processor", [each["processor"] * 1000 / n for each, n in zip(found, counts, strict=True)], ",.1f")
    line("memory, MB", [each["memory"] / 1e6 for each in found])
    line("files", [each["files"] for each in found])
    line("site, MB", [each["bytes"] / 1e6 for each in found], ",.1f")
    line("largest script, kB", [each["script"] / 1e3 for each in found])
    print("\nlargest page of each kind, kB")
    kinds = sorted({kind for each in found for kind in each["largest"]})
    for kind in kinds:
        line(f"  {kind}", [each["largest"].get(kind, 0) / 1e3 for each in found])
    print("\nfirst paint, ms")
    for kind in kinds:
        line(f"  {kind}", [each["painted"].get(kind, (0, 0))[0] for each in found])
    print("\nloaded, ms")
    for kind in kinds:
        line(f"  {kind}", [each["painted"].get(kind, (0, 0))[1] for each in found])


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("counts", nargs="*", type=int, default=list(SIZES), metavar="COUNT")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the builds there, and use what stands there")
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    write(asked.write) if asked.write else report(asked.counts, asked.keep)


if __name__ == "__main__":
    main()
