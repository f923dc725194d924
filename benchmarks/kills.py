"""Kills builds at random moments, by the thousand, and tells what became of the build that stood there.

Usage: ``python -m benchmarks.kills [--kills 1000] [--seed 1]``. Ends with status 1 at the first build that
is neither the last one nor the new one, or after which the next build is not the same as a fresh one.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from tests.killing import Killer


def main() -> None:
    """Kill, look, build again."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        killer = Killer(Path(folder), arguments.seed)
        for number in range(1, arguments.kills + 1):
            killer.kill_one(number % 2)
            if number % 3 == 0:
                killer.mend(number // 3 % 2)
            if number % 50 == 0:
                killer.ask()
                minutes = (time.monotonic() - start) / 60
                print(f"{number} kills in {minutes:.0f} min: {killer.before} left the last build, none a broken one; "
                      f"{killer.mended} builds afterwards, each as fresh", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
