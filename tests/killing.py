"""Builds that are killed at random moments, and what must hold; ``benchmarks/kills.py`` does it by the thousand."""

import os
import random
import signal
import subprocess
import time
from pathlib import Path

from kg import resources
from kg.building import Options, build
from kg.folder import changed_files
from tests.helpers import KG, ROOT, corpus, document, kg, tree

STATES = (
    {"a-2021": document(year=2021)},
    {"a-2021": document("Penggunaan aplikasi JMO belum optimal.", year=2021), "b-2022": document(year=2022)},
)
OPTIONS = Options(resources.ontology_dir())


class Killer:
    """A build folder, two corpora that it is built of in turn, and what fresh builds of them are."""

    def __init__(self, folder: Path, seed: int = 1) -> None:
        self.out = folder / "build"
        self.lot = random.Random(seed)
        self.papers = [corpus(folder / f"papers-{number}", state) for number, state in enumerate(STATES)]
        self.fresh = []
        for number, papers in enumerate(self.papers):
            build(papers, folder / f"fresh-{number}", OPTIONS, reuse=False)
            self.fresh.append(tree(folder / f"fresh-{number}"))
        start = time.monotonic()
        assert self.command(1).wait() == 0
        self.longest = time.monotonic() - start
        self.before = self.mended = 0

    def command(self, state: int) -> subprocess.Popen[bytes]:
        """Start a build in a process group of its own."""
        return subprocess.Popen(
            [*KG, "build", str(self.papers[state]), "--out", str(self.out), "--quiet", "--force"],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            start_new_session=True,
            stderr=subprocess.DEVNULL,
        )

    def kill_one(self, state: int) -> None:
        """Kill a build at a random moment; the last good one answers, and the next one needs no help."""
        stands = tree(self.out)
        process = self.command(state)
        time.sleep(self.lot.uniform(0, self.longest * 1.05))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        found = tree(self.out)
        assert found in (stands, self.fresh[state]), "the build is neither the last one nor the new one"
        assert changed_files(self.out) == []
        self.before += found == stands

    def ask(self) -> None:
        """Ask the build that stands, as a user would."""
        for command in ("query papers", "validate"):
            done = kg(*command.split(), "--build", self.out)
            assert done.returncode == 0, done.stderr

    def mend(self, state: int) -> None:
        """Build again: what comes is the same as a fresh build, and nothing else is left."""
        build(self.papers[state], self.out, OPTIONS)
        assert tree(self.out) == self.fresh[state]
        left = {path.name for path in self.out.with_name(".build.litkg").iterdir()}
        assert left <= {"lock", "cache", "last.json", "CACHEDIR.TAG", ".gitignore"}, left
        self.mended += 1
