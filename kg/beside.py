"""Work in a process beside this one: it loads its libraries at once, and starts when it is told on what.

A build waits for nothing this way: the validator and the site load theirs while papers are read, and work at the same
time. Such a module has ``if __name__ == "__main__": answer(function)``; a process of its own, unlike a fork or a pool,
works alike on every system and from every script.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress


class BesideError(Exception):
    """The process ended without an answer; the message is the last thing that it said."""


class Beside:
    """A module that runs in a process of its own.

    >>> with Beside("kg.beside") as process:
    ...     process.start("a", "b")
    ...     process.result()
    'a b'
    """

    def __init__(self, module: str) -> None:
        path = os.pathsep.join(entry for entry in sys.path if entry)
        self._process = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
        )

    def __enter__(self) -> Beside:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                with suppress(OSError):
                    stream.close()

    def start(self, *said: str) -> None:
        """Tell the process what to work on."""
        assert self._process.stdin is not None
        with suppress(OSError):  # it has ended already: result() tells why
            self._process.stdin.write(json.dumps(said).encode() + b"\n")
            self._process.stdin.close()
        self._process.stdin = None

    def result(self) -> str:
        """Wait for the answer.

        Raises:
            BesideError: there is none.
        """
        answer, complaint = self._process.communicate()
        if self._process.returncode != 0:
            said = complaint.decode(errors="replace").strip().splitlines()
            raise BesideError(said[-1] if said else f"ended with status {self._process.returncode}")
        return answer.decode()


def answer(function: Callable[..., str]) -> None:
    """Wait to be told what to work on, and print what a function makes of it; without a word, end quietly."""
    line = sys.stdin.readline()
    if line:
        sys.stdout.write(function(*json.loads(line)))


if __name__ == "__main__":
    answer(lambda *said: " ".join(said))
