"""Keeps the process that answers: one at a time, stopped when it takes too long, renewed when the build is."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Lock
from typing import Any

from kg.beside import Beside, BesideError
from kg.graph.store import GRAPH_FILE
from kg.model import LitkgError

OPENING = 600.0  # seconds in which the graph must be open
WORKER = "kg.mcp.worker"
Stamp = tuple[int, ...]


class Keeper:
    """Answers tools from a process that can be stopped.

    >>> with Keeper(Path("no-such-build"), 1) as keeper:
    ...     keeper.answer("list_papers", {})
    Traceback (most recent call last):
    ...
    kg.model.LitkgError: no-such-build: no build in this folder; run 'kg build' first, or name it with --build
    """

    def __init__(self, build: Path, seconds: float) -> None:
        self._build, self._seconds = build, seconds
        self._process: Beside | None = None
        self._stamp: Stamp = ()
        self._lock = Lock()

    def __enter__(self) -> Keeper:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def answer(self, tool: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """Let the process answer.

        Raises:
            LitkgError: there is no build, the question cannot be answered, or the answer took too long or too much.
        """
        with self._lock:
            process = self._opened()
            process.start(tool, json.dumps(arguments))
            try:
                told = json.loads(process.result(self._seconds))
            except BesideError as error:
                self._stop()
                mend = "ask for less: fewer variables that nothing ties, a filter, one paper"
                raise LitkgError(tool, f"was stopped: {_reason(error)}", mend) from error
        if "fault" in told:
            raise LitkgError(*told["fault"])
        answer: dict[str, Any] = told["answer"]
        return answer

    def _opened(self) -> Beside:
        """Give the process, with the graph as it now is on the disk."""
        stamp = _stamp(self._build)
        if self._process is None or stamp != self._stamp:
            self._stop()
            self._process, self._stamp = Beside(WORKER), stamp
            self._process.start("open", str(self._build), str(self._seconds))
            try:
                self._process.result(OPENING)
            except BesideError as error:
                self._stop()
                raise LitkgError(str(self._build), f"cannot be opened: {error}", "run 'kg build' again") from error
        return self._process

    def _stop(self) -> None:
        if self._process is not None:
            self._process.__exit__()
            self._process = None


def _reason(error: BesideError) -> str:
    """Say why there is no answer; what Oxigraph says last when it finds no memory helps nobody.

    >>> _reason(BesideError("no answer within 2 seconds"))
    'no answer within 2 seconds'
    """
    told = str(error)
    if any(sign in told for sign in ("RUST_BACKTRACE", "ended with status", "MemoryError")):
        return "it takes too much memory, or nests too deep"
    return told


def _stamp(build: Path) -> Stamp:
    """Tell one state of a build from another."""
    try:
        found = (build / GRAPH_FILE).stat()
    except OSError as error:
        raise LitkgError(
            str(build), "no build in this folder", "run 'kg build' first, or name it with --build"
        ) from error
    return found.st_ino, found.st_mtime_ns, found.st_size
