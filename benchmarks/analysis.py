"""How long it takes to find what papers say together, how much memory that needs, and how both grow.

Usage: ``python benchmarks/analysis.py [COUNT ...]``, by default 1000, 10000 and 100000 papers. Papers that nobody wrote
go straight into a store: each judges two aspects, meets an obstacle, advises something, cites a work that all cite and
two that a few cite, and reports what one of them says. Each size runs in a process of its own. For each part of the
analysis (a function that infer calls) the exponent is given by which its time grew from one size to the next: 1 is
linear. Memory is what the process grew by during the analysis, beside its store and its rows.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import wraps
from itertools import pairwise
from typing import Any

from kg import resources
from kg.analysis import infer as inference
from kg.beside import collect_seldom
from kg.graph.store import Store
from kg.model import (
    Citation,
    Evidence,
    Framework,
    Metadata,
    Paper,
    Reading,
    Reference,
    Section,
    Sentence,
    Statement,
    Study,
    Verdict,
)
from tests.analysis.generated import ANSWERS, APPROACHES, ASPECTS, NAMES, PLACES, STANCES, THEORIES, answers_of, quads

SIZES = (1_000, 10_000, 100_000)
LIMIT = 1.1
SHOWN = 0.05  # parts that take less than this share of the time at the largest size are summed up
OBSTACLES = sorted(ANSWERS)
CHUNK = 2_000


def reading(number: int, count: int) -> Reading:
    """Make a paper up: its text is made of its statements."""
    lot = random.Random(f"paper {number}")
    key = f"p{number:06}"
    judged = lot.sample(ASPECTS, 2)
    stances = [lot.choice(STANCES[lot.choice((1, 1, -1, 0))]) for _ in judged]
    obstacle = lot.choice(OBSTACLES)
    said = [("assessment", aspect, stance) for aspect, stance in zip(judged, stances, strict=True)]
    said += [("obstacle", obstacle, ""), ("recommendation", ANSWERS[lot.choice(OBSTACLES)], "")]
    said += [("assessment", lot.choice(ASPECTS), "effective")]
    sentences = [f"Kalimat {at} pada naskah {key}." for at in range(len(said))]
    text = "\n".join(sentences)
    width = len(sentences[0]) + 1
    spans = [Evidence.of(text, at * width, (at + 1) * width - 1) for at in range(len(said))]
    works = [0, *(1 + lot.randrange(max(1, count // 2)) for _ in range(2))]
    place = lot.choice(PLACES)
    return Reading(
        Paper(
            key, text, "full-text",
            Metadata(
                f"Naskah {key}", "", (f"Wening {key.title()}",), (key.title(),), 2000 + number % 25, language="id"
            ),
            (Section(0, len(text), "conclusion", "Simpulan", "id"),),
            tuple(Sentence(span.start, span.end, 0, 0) for span in spans),
        ),
        references=tuple(
            Reference(at, spans[at], (f"Angin{work}, B.",), f"Angin{work}", 2010, f"Karya {work} tentang hal {work}")
            for at, work in enumerate(works, 1)
        ),
        citations=tuple(
            Citation(spans[4], spans[4], f"Angin{work} 2010", at, "agreesWith" if at == 1 else "discusses", 4)
            for at, work in enumerate(works[:2], 1)
        ),
        frameworks=(Framework(theory := lot.choice(THEORIES), theory, "applied", (), spans[0]),),
        study=Study(((lot.choice(APPROACHES), spans[0]),), place=place.title, setting=place),
        statements=tuple(
            Statement(kind, concept, stance, "cited" if at == 4 else "own", f"Angin{works[1]} 2010" if at == 4 else "",
                      "conclusion", span, "generated", 0.8)
            for at, ((kind, concept, stance), span) in enumerate(zip(said, spans, strict=True))
        ),
        verdict=Verdict(judged[0], stances[0], spans[0]),
    )  # fmt: skip


def resident() -> int:
    """The most memory that this process ever had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


class Clock:
    """Adds up the time that parts take; what a part calls is not counted twice."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._inner = [0.0]

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Wrap a function; a query is named by what it asks."""

        @wraps(function)
        def wrapped(*arguments: Any, **more: Any) -> Any:
            self._inner.append(0.0)
            start = time.process_time()
            found = function(*arguments, **more)
            if isinstance(found, Iterator):
                found = list(found)
            took = time.process_time() - start
            self.spent[name] += took - self._inner.pop()
            self._inner[-1] += took
            return found

        return wrapped


def watch(clock: Clock) -> None:
    """Time all that the modules of the analysis call each other by, a part being a function that infer names."""
    parts = {
        name: value
        for name, value in vars(inference).items()
        if callable(value) and not isinstance(value, type) and getattr(value, "__module__", "").startswith("kg.")
        and name not in ("term", "integer", "decimal", "digest", "local", "infer", "short_citation")
    }  # fmt: skip
    for name, function in parts.items():
        setattr(inference, name, clock.timed(name, function))


def measure(count: int) -> None:
    """Analyse a corpus of so many papers, and print what that took as JSON."""
    collect_seldom()
    store = Store().ontology_added(resources.ontology_dir())
    for first in range(0, count, CHUNK):
        store.add(quads([reading(number, count) for number in range(first, min(first + CHUNK, count))]))
    size, answers = len(store), answers_of(store)  # in a build, each paper is asked on its own as its graph is made
    clock, before = Clock(), resident()
    watch(clock)
    start = time.process_time()
    for _ in inference.infer(answers, NAMES):
        pass
    took = time.process_time() - start
    clock.spent["all"] = took
    json.dump({"quads": size, "memory": resident() - before, "store": before, "spent": clock.spent}, sys.stdout)


def exponent(small: float, large: float, ratio: float) -> float:
    """By which power something grew when its input grew by a ratio."""
    return math.log(large / small) / math.log(ratio) if small > 0 and large > 0 else math.nan


def report(counts: list[int]) -> None:
    """Measure each size in a process of its own, and print a table."""
    found = []
    for count in counts:
        done = subprocess.run([sys.executable, __file__, "--one", str(count)], check=True, stdout=subprocess.PIPE)
        found.append(json.loads(done.stdout))
    last = found[-1]["spent"]
    parts = sorted((name for name in last if name != "all"), key=lambda name: -last[name])
    shown = [name for name in parts if last[name] >= SHOWN * last["all"] / 5]
    lines = [(name, [each["spent"].get(name, 0.0) for each in found], "s") for name in ["all", *shown]]
    rest = [sum(each["spent"].get(name, 0.0) for name in parts if name not in shown) for each in found]
    lines += [("all others", rest, "s"), ("memory", [each["memory"] / 1e6 for each in found], "MB")]
    lines += [
        ("store", [each["store"] / 1e6 for each in found], "MB"),
        ("quads", [each["quads"] for each in found], ""),
    ]
    print(f"{'part':28}" + "".join(f"{count:>13,}" for count in counts) + "   exponents")
    for name, values, unit in lines:
        steps = [exponent(a, b, counts[at + 1] / counts[at]) for at, (a, b) in enumerate(pairwise(values))]
        mark = " !" if unit == "s" and steps and steps[-1] > LIMIT else ""
        print(
            f"{name:28}"
            + "".join(f"{v:>11,.2f} {unit:1.1}" for v in values)
            + "   "
            + " ".join(f"{s:.2f}" for s in steps)
            + mark
        )


def main() -> None:
    """Run one size or all."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("counts", nargs="*", type=int, default=list(SIZES), metavar="COUNT")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    measure(asked.counts[0]) if asked.one else report(asked.counts)


if __name__ == "__main__":
    main()
