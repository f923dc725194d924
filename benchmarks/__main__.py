"""Runs the benchmarks one after the other, at small sizes, and writes what they told as a table and as JSON.

    python -m benchmarks                                # all of them, some minutes; results in benchmark-results/
    python -m benchmarks works references --out FOLDER  # only these
    python -m benchmarks --large                        # at the sizes that each has by default; hours

What each measured stands in its own output, kept beside the table; the table tells how long it took as a whole, the
processor's time and the most memory of its largest process. Ends with status 1 if one of them failed. Left out are
those that measure nothing of their own (pictures, corpora, training) or need a text that is no part of the project.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES, SCRATCH, BUILD = "SOURCES", "SCRATCH", "BUILD"  # stand for folders that are known when a benchmark is run
# Each with what it is always given, and what makes it small.
BENCHMARKS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "analysis": ((), ("100", "1000")),
    "build_time": ((), ("--runs", "2")),
    "endpoint": ((BUILD,), ()),
    "extraction_memory": ((SOURCES,), ("--papers", "100")),
    "extraction_time": ((SOURCES,), ("--runs", "3")),
    "increment": ((), ("--papers", "5", "20")),
    "kills": ((), ("--kills", "5")),
    "paths": ((), ("100", "1000")),
    "pdf_time": ((), ("--runs", "2")),
    "reference_fields": ((), ("--count", "100")),
    "references": ((), ("--count", "2000")),
    "scale": ((SCRATCH,), ("--sizes", "5", "20")),
    "site": ((), ("5",)),
    "structure_time": ((SOURCES,), ("--runs", "3")),
    "works": ((), ("--count", "2000")),
}
MEASURED = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[2:], capture_output=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
told = {"processor": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / 1024}
open(sys.argv[1], "w").write(json.dumps(told))
sys.stdout.buffer.write(done.stdout), sys.stderr.buffer.write(done.stderr)
sys.exit(done.returncode)
"""


@dataclass(frozen=True, slots=True)
class Result:
    """What a benchmark told, and what it cost: seconds, seconds of the processor, megabytes."""

    benchmark: str
    arguments: str
    status: int
    seconds: float
    processor: float
    memory: int
    output: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is asked for; the table is written anew after each, so that nothing is lost when one is stopped."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("only", nargs="*", metavar="BENCHMARK", help=", ".join(BENCHMARKS))
    parser.add_argument("--large", action="store_true", help="at the sizes that each benchmark has by default")
    parser.add_argument("--out", type=Path, default=Path("benchmark-results"), help="folder of the results")
    parser.add_argument("--most", type=float, metavar="MINUTES", help="stop a benchmark after so long [10 if small]")
    asked = parser.parse_args(arguments)
    if unknown := sorted({*asked.only} - {*BENCHMARKS}):
        parser.error(f"no benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
    minutes = asked.most or (None if asked.large else 10.0)
    results: list[Result] = []
    with tempfile.TemporaryDirectory() as scratch:
        for name in asked.only or BENCHMARKS:
            print(f"{name} …", file=sys.stderr, flush=True)
            results.append(run(name, Path(scratch), asked.large, minutes))
            write(results, asked.out)
    print(table(results))
    return 1 if any(result.status for result in results) else 0


def run(name: str, scratch: Path, large: bool = False, minutes: float | None = None) -> Result:
    """Run one benchmark in a process of its own."""
    always, small = BENCHMARKS[name]
    given = [_known(each, scratch) for each in (*always, *(() if large else small))]
    cost = scratch / f"{name}.cost"
    command = [sys.executable, "-c", MEASURED, str(cost), sys.executable, "-m", f"benchmarks.{name}", *given]
    # Some of them are run as scripts too, and import what stands beside them.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "benchmarks")])}
    began = time.perf_counter()
    started = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )
    try:
        told, _ = started.communicate(timeout=minutes * 60 if minutes else None)
        status = started.returncode
    except subprocess.TimeoutExpired:
        os.killpg(started.pid, signal.SIGKILL)  # with every process that it has started
        told, status = started.communicate()[0] + f"\nstopped after {minutes} minutes\n".encode(), 124
    took = time.perf_counter() - began
    used = json.loads(cost.read_text()) if cost.exists() else {"processor": 0.0, "memory": 0}
    shown = " ".join((*always, *(() if large else small)))
    output = told.decode(errors="replace").replace(str(scratch), "")
    return Result(name, shown, status, round(took, 1), round(used["processor"], 1), round(used["memory"]), output)


def _known(argument: str, scratch: Path) -> str:
    """Give the folder that an argument stands for; a build is made when the first benchmark asks for one."""
    if argument == SOURCES:
        return str(ROOT / "sources")
    if argument == SCRATCH:
        return str(scratch / "scratch")
    if argument != BUILD:
        return argument
    build = scratch / "build"
    if not build.exists():
        command = [sys.executable, "-m", "kg.cli", "build", "sources", "--out", str(build), "--quiet"]
        subprocess.run(command, cwd=ROOT, check=True)
    return str(build)


def table(results: Sequence[Result]) -> str:
    """Show results as a Markdown table.

    >>> print(table([Result("works", "--count 2000", 0, 12.5, 20.0, 300, "")]))
    | benchmark | arguments | status | seconds | processor s | memory MB |
    | --- | --- | --- | ---: | ---: | ---: |
    | works | --count 2000 | ok | 12.5 | 20.0 | 300 |
    """
    head = "| benchmark | arguments | status | seconds | processor s | memory MB |"
    rows = (
        f"| {each.benchmark} | {each.arguments} | {'ok' if not each.status else f'failed ({each.status})'} "
        f"| {each.seconds} | {each.processor} | {each.memory} |"
        for each in results
    )
    return "\n".join([head, "| --- | --- | --- | ---: | ---: | ---: |", *rows])


def write(results: Sequence[Result], out: Path) -> None:
    """Write the table with what each benchmark printed, and the same as JSON."""
    out.mkdir(parents=True, exist_ok=True)
    parts = [f"## {each.benchmark}\n\n```text\n{each.output.strip()}\n```" for each in results]
    (out / "results.md").write_text("\n\n".join([table(results), *parts]) + "\n", encoding="utf-8")
    text = json.dumps([asdict(each) for each in results], indent=1, ensure_ascii=False)
    (out / "results.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
