"""How long a build takes that has little to do: nothing changed, one paper changed, beside a fresh one.

Usage: ``python -m benchmarks.increment [--papers 5 50 200]``. The papers are those of ``scale_corpus.py``.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.scale_corpus import papers as written


def corpus(folder: Path, count: int) -> Path:
    """Write so many papers."""
    folder.mkdir()
    for key, text in written(count):
        (folder / f"{key}.md").write_text(text, encoding="utf-8")
    return folder


def seconds(*arguments: str) -> str:
    """Run a build to its end and give the seconds that it took, by the clock and of all processors."""
    start, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "kg.cli", "build", "--quiet", *arguments], check=True)
    ends = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = ends.ru_utime + ends.ru_stime - used.ru_utime - used.ru_stime
    return f"{time.perf_counter() - start:.2f} / {worked:.2f}"


def main() -> None:
    """Print the times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, nargs="+", default=[5, 50, 200])
    arguments = parser.parse_args()
    print("seconds by the clock / of all processors")
    print(f"{'papers':>7} {'fresh':>17} {'one changed':>17} {'unchanged':>15}   what is kept")
    for count in arguments.papers:
        with tempfile.TemporaryDirectory() as folder:
            papers, out = corpus(Path(folder) / "papers", count), Path(folder) / "build"
            told = [seconds(str(papers), "--out", str(out))]
            changed = min(papers.iterdir())
            changed.write_text(changed.read_text("utf-8") + "\nSatu kalimat lagi.\n", encoding="utf-8")
            told += [seconds(str(papers), "--out", str(out)) for _ in range(2)]
            kept = sum(path.stat().st_size for path in (Path(folder) / ".build.litkg").rglob("*") if path.is_file())
            print(f"{count:>7} {told[0]:>17} {told[1]:>17} {told[2]:>15}   {kept / 1e6:.1f} MB", flush=True)


if __name__ == "__main__":
    main()
