"""How long the commands take as whole processes, beside the imports that nobody can save.

Usage: ``python benchmarks/build_time.py [CORPUS] [--runs N]``. The commands are run in turn, A B C A B C …, so that a
machine whose speed drifts slows all of them alike; quote the ratios and the medians, not a single run.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def seconds(command: list[str]) -> float:
    """Run a command to its end and give the wall-clock seconds that it took."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the median of each command, and what a build takes beyond the import of spaCy."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path, default=ROOT / "sources")
    parser.add_argument("--runs", type=int, default=7)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        build = str(Path(folder) / "build")
        kg = [sys.executable, "-m", "kg.cli"]
        commands = {
            "import spacy": [sys.executable, "-c", "import spacy"],
            "kg build": [*kg, "build", str(arguments.corpus), "--out", build, "--quiet"],
            "kg query papers": [*kg, "query", "papers", "--build", build],
        }
        for command in commands.values():
            seconds(command)
        runs = [{name: seconds(command) for name, command in commands.items()} for _ in range(arguments.runs)]
    for name in commands:
        taken = [run[name] for run in runs]
        print(f"{name:<18} median {statistics.median(taken):.2f} s   min {min(taken):.2f}   max {max(taken):.2f}")
    beyond = [run["kg build"] - run["import spacy"] for run in runs]
    ratio = statistics.median(run["kg build"] / run["import spacy"] for run in runs)
    print(
        f"kg build beyond the import of spaCy: median {statistics.median(beyond):.2f} s; {ratio:.1f} times that import"
    )


if __name__ == "__main__":
    main()
