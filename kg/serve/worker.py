"""The process that answers queries, one after the other, until it is told nothing more or is stopped.

``python -m kg.serve.worker BUILD ROWS`` opens the graph of a build; a line with a question gives an answer of at most
so many rows. It ends with the server, for its standard input ends then, even in the midst of a query.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any, cast

import pyoxigraph as ox

from kg.graph.store import Store
from kg.model import LitkgError
from kg.serve.formats import GRAPHS, TABLES
from kg.serve.messages import DATA, END, FAULT, MEDIA, READY, REFUSED, Question, RefusedError, message, message_of
from kg.serve.rows import Counter, counter_of

LONGEST_ANSWER = 64 * 1024 * 1024  # bytes
PIECE = 64 * 1024  # bytes of an answer that are sent at once
MEMORY = 1024 * 1024 * 1024  # bytes that a query may take, where the system can be told so
STACK = 512 * 1024 * 1024  # Oxigraph recurses into groups: 64 kB of "{" overflow the usual 8 MB and end the process
Send = Callable[[bytes], object]


class _Answer:
    """A file that sends what is written to it, as long as that is not too much."""

    def __init__(self, send: Send, rows: int, counter: Counter | None) -> None:
        self._send, self._rows, self._counter = send, rows, counter
        self._piece, self._length = bytearray(), 0

    def write(self, data: bytes) -> int:
        self._length += len(data)
        if self._length > LONGEST_ANSWER:
            raise RefusedError(400, f"the answer is over {LONGEST_ANSWER >> 20} MB: ask for less, with LIMIT")
        if self._counter and self._counter.count(data) > self._rows:
            raise too_many(self._rows)
        self._piece += data
        if len(self._piece) >= PIECE:
            self.flush()
        return len(data)

    def flush(self) -> None:
        if self._piece:
            self._send(message(DATA, bytes(self._piece)))
            self._piece.clear()


def too_many(rows: int) -> RefusedError:
    """Refuse an answer that is too long."""
    why = f"the answer has over {rows} rows: ask for less, with LIMIT, or start the server with a larger --max-rows"
    return RefusedError(400, why)


def answer(store: Store, question: Question, rows: int, send: Send) -> None:
    """Answer one question.

    Args:
        store: the graph.
        question: the query.
        rows: how many rows, or triples, the answer may have.
        send: is given the messages of the answer.

    Raises:
        RefusedError: there is no answer; what was sent of it is void.
    """
    try:
        graphs = (question.default_graphs, question.named_graphs)
        found = store.query(question.sparql, graphs=graphs if any(graphs) else None)
        formats: Mapping[str, Any] = GRAPHS if isinstance(found, ox.QueryTriples) else TABLES
        media = question.graph if isinstance(found, ox.QueryTriples) else question.table
        if not media:
            raise RefusedError(406, f"this query can be answered as {', '.join(formats)}")
        send(message(MEDIA, media.encode()))
        if isinstance(found, ox.QueryTriples):
            written = _Answer(send, rows, None)
            ox.serialize(_at_most(rows, found), cast(IO[bytes], written), format=formats[media])
        else:
            written = _Answer(send, rows, counter_of(media))
            found.serialize(cast(IO[bytes], written), format=formats[media])
        written.flush()
    except LitkgError as error:
        raise RefusedError(400, str(error)) from error
    except (ValueError, RuntimeError, OSError) as error:
        raise RefusedError(400, f"query: cannot be answered: {error}; see 'kg query' for examples") from error
    send(message(END))


def _at_most(rows: int, triples: ox.QueryTriples) -> Iterator[ox.Triple]:
    for number, triple in enumerate(triples):
        if number == rows:
            raise too_many(rows)
        yield triple


def _work(build: Path, rows: int, questions: SimpleQueue[bytes], send: Send) -> None:
    try:
        store = Store.of_build(build)
    except LitkgError as error:
        send(message_of(FAULT, error.place, error.what, error.mend))
        return
    _bound_memory()
    send(message(READY))
    while True:
        try:
            answer(store, Question.of(questions.get()), rows, send)
        except RefusedError as error:
            send(message_of(REFUSED, error.status, str(error)))
        except Exception as error:  # a fault of ours: the client is told, and the next query is answered
            send(message_of(REFUSED, 500, f"the query failed: {type(error).__name__}: {error}"))


def _bound_memory() -> None:
    """Let the system refuse memory to a query that takes too much, which ends this process; Linux can."""
    with suppress(ImportError, OSError, ValueError, StopIteration):
        import resource

        lines = Path("/proc/self/status").read_text().splitlines()
        kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("VmData:"))
        most = kilobytes * 1024 + MEMORY
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def main(build: str, rows: str) -> None:
    """Answer the questions on standard input."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which stops this process
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer

    def send(content: bytes) -> None:
        with memoryview(content) as left:
            sent = 0
            while sent < len(left):
                sent += answers.write(left[sent:])

    def run() -> None:
        try:
            _work(Path(build), int(rows), questions, send)
        finally:
            os._exit(0)

    questions: SimpleQueue[bytes] = SimpleQueue()
    threading.stack_size(STACK)
    threading.Thread(target=run, daemon=True).start()
    for line in sys.stdin.buffer:
        questions.put(line)
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
