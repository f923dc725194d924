"""Work in a process beside this one: it loads its libraries at once, and works when it is told on what.

A build waits for nothing this way: the site loads its own while papers are read, the validator while it is written. And
what a hostile file does to a reader, it does to a process that can be stopped. Such a module has
``if __name__ == "__main__": answer(function)``; a process of its own, unlike a fork or a pool, works alike on every
system and from every script.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic

AS_IT_IS = "surrogatepass"  # a text may hold what is no character
AT_LEAST = 0.1  # seconds in which an answer that is there is taken


class BesideError(Exception):
    """The process gave no answer; the message is the last thing that it said."""


class Beside:
    """A module that runs in a process of its own.

    >>> with Beside("kg.beside") as process:
    ...     process.start("a", "b")
    ...     process.result()
    'a b'
    """

    def __init__(self, module: str) -> None:
        path = os.pathsep.join(entry for entry in sys.path if entry)
        self._complaint = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the process)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaint,
            env=os.environ | {"PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
        )
        self._answers: SimpleQueue[bytes | None] = SimpleQueue()
        self._told = monotonic()
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        """Take the answers as they come, so that a wait for one can be bounded on every system."""
        assert self._process.stdout is not None
        with suppress(ValueError, OSError):  # closed meanwhile
            for length in self._process.stdout:
                written = self._process.stdout.read(int(length))
                self._answers.put(written if len(written) == int(length) else None)
        self._answers.put(None)

    def __enter__(self) -> Beside:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._complaint):
            if stream is not None:
                with suppress(OSError):
                    stream.close()

    def start(self, *said: str) -> None:
        """Tell the process what to work on; told more than once, it answers in the same order."""
        assert self._process.stdin is not None
        self._told = monotonic()
        with suppress(OSError):  # it has ended already: result() tells why
            self._process.stdin.write(json.dumps(said).encode() + b"\n")
            self._process.stdin.flush()

    def result(self, seconds: float | None = None) -> str:
        """Wait for the next answer, as :meth:`written`, when it is text."""
        return self.written(seconds).decode(errors=AS_IT_IS)

    def written(self, seconds: float | None = None) -> bytes:
        """Wait for the next answer, until so many seconds after the process was told last.

        Raises:
            BesideError: there is none; the process is stopped.
        """
        left = None if seconds is None else max(AT_LEAST, self._told + seconds - monotonic())
        try:
            written = self._answers.get(timeout=left)
        except Empty as error:
            self._process.kill()
            raise BesideError(f"no answer within {seconds:.0f} seconds") from error
        if written is None:
            status = self._process.wait()
            self._complaint.seek(0)
            said = self._complaint.read().decode(errors="replace").strip().splitlines()
            raise BesideError(said[-1] if said else f"ended with status {status}")
        return written


def collect_seldom() -> None:
    """Look for garbage in cycles seldom: a build makes many small values and few cycles."""
    gc.set_threshold(100_000, 20, 100)


def answer(function: Callable[..., str | bytes]) -> None:
    """Answer each word with what a function makes of it, until none comes; what a library prints is no answer.

    Before an answer stands a line with its length, so that a large one need not be changed to be told from the next.
    """
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        for line in sys.stdin:
            said = function(*json.loads(line))
            written = said.encode(errors=AS_IT_IS) if isinstance(said, str) else said
            answers.write(b"%d\n" % len(written))
            answers.write(written)
            answers.flush()


if __name__ == "__main__":
    answer(lambda *said: " ".join(said))
