"""The processes that answer queries: each answers one at a time, and is replaced when its query had to be stopped."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL
from tempfile import SpooledTemporaryFile

from kg.graph.store import GRAPH_FILE
from kg.model import LitkgError
from kg.serve.messages import DATA, END, FAULT, HEAD, MEDIA, READY, REFUSED, Limits, Question, RefusedError
from kg.serve.metrics import Metrics

PATIENCE = 5.0  # seconds that a query waits for its turn
AGAIN = 2.0  # seconds after which a process that could not be started is tried again
IN_MEMORY = 1024 * 1024  # bytes of an answer; a longer one waits in a file without a name for its client to take it
Stamp = tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer."""

    media: str
    content: SpooledTemporaryFile[bytes]
    length: int


class Worker:
    """One process that answers queries; ``idle`` when it can be given the next one."""

    def __init__(self, process: Process, stamp: Stamp) -> None:
        self._process, self.stamp = process, stamp
        self.idle = False

    @classmethod
    async def started(cls, build: Path, rows: int) -> Worker:
        """Start a process and wait until it has opened the graph.

        Raises:
            LitkgError: it cannot open the graph.
        """
        stamp = stamp_of(build)
        path = os.pathsep.join(entry for entry in sys.path if entry)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "kg.serve.worker", str(build), str(rows),
            stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=os.environ | {"PYTHONPATH": path}, limit=256 * 1024,
        )  # fmt: skip
        worker = cls(process, stamp)
        try:
            kind, content = await worker._message()
            if kind == FAULT:
                raise LitkgError(*json.loads(content))
        except BaseException as error:
            worker.kill()
            await worker.wait()
            if isinstance(error, EOFError):
                raise LitkgError(str(build), "its graph cannot be opened", "run 'kg build' again") from error
            raise
        assert kind == READY
        worker.idle = True
        return worker

    async def ask(self, question: Question) -> Answer:
        """Have a question answered; unless it ends in an answer or in a refusal, the process must be stopped.

        Raises:
            RefusedError: the question cannot be answered.
            ConnectionError, EOFError: the process has ended.
            OSError: there is no room for the answer.
        """
        self.idle = False
        assert self._process.stdin is not None
        self._process.stdin.write(question.line())
        await self._process.stdin.drain()
        content = SpooledTemporaryFile[bytes](max_size=IN_MEMORY)  # closed by whoever sends it
        media = ""
        try:
            while True:
                kind, said = await self._message()
                if kind == DATA:
                    content.write(said)
                elif kind == MEDIA:
                    media = said.decode()
                elif kind == END:
                    self.idle = True
                    length = content.tell()
                    content.seek(0)
                    return Answer(media, content, length)
                elif kind == REFUSED:
                    self.idle = True
                    raise RefusedError(*json.loads(said))
        except BaseException:
            content.close()
            raise

    async def _message(self) -> tuple[bytes, bytes]:
        assert self._process.stdout is not None
        kind, length = HEAD.unpack(await self._process.stdout.readexactly(HEAD.size))
        return kind, await self._process.stdout.readexactly(length)

    @property
    def ended(self) -> bool:
        """Whether the process has ended."""
        return self._process.returncode is not None

    def kill(self) -> None:
        """Stop the process at once."""
        self.idle = False
        with suppress(ProcessLookupError):
            self._process.kill()

    async def wait(self) -> None:
        """Wait until a process that was stopped has ended, and its pipes with it."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        await self._process.communicate()


class Workers:
    """A number of processes over one build; a new build in its folder is noticed, and answers from then on."""

    def __init__(self, build: Path, limits: Limits, metrics: Metrics) -> None:
        self._build, self._limits, self._metrics = build, limits, metrics
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._all: set[Worker] = set()
        self._stopped: set[Worker] = set()  # but not yet ended
        self._starting: set[asyncio.Task[None]] = set()
        self._closed = False
        self._fault = ""
        metrics.workers.set_function(lambda: len(self._all))

    async def open(self) -> None:
        """Start the processes.

        Raises:
            LitkgError: the graph cannot be opened.
        """
        await self._start()  # a graph that cannot be opened is told once
        for _ in range(self._limits.workers - 1):
            self._start_another()

    @property
    def ready(self) -> bool:
        """Whether queries can be answered."""
        return bool(self._all)

    async def ask(self, question: Question) -> Answer:
        """Have a question answered; when this is cancelled, its query is stopped.

        Raises:
            RefusedError: it cannot be answered, or not now.
        """
        worker = await self._free()
        begun = time.perf_counter()
        try:
            with self._metrics.running.track_inprogress():
                async with asyncio.timeout(self._limits.seconds):
                    return await worker.ask(question)
        except TimeoutError:
            self._metrics.stopped.labels("time").inc()
            why = (
                f"the query was stopped after {self._limits.seconds:g} seconds: ask for less, or start the server with "
            )
            raise RefusedError(503, why + "a larger --timeout") from None
        except (ConnectionError, EOFError):
            if self._closed:
                raise RefusedError(503, "the server is being stopped") from None
            self._metrics.stopped.labels("crash").inc()
            why = "the query ended the process that answered it: it takes too much memory; ask for less, with LIMIT"
            raise RefusedError(503, why) from None
        except OSError as error:
            raise RefusedError(503, f"the answer cannot be kept in a file: {error.strerror}") from error
        except asyncio.CancelledError:
            self._metrics.stopped.labels("client").inc()
            raise
        finally:
            self._metrics.seconds.observe(time.perf_counter() - begun)
            self._back(worker)

    async def _free(self) -> Worker:
        """Wait for a process that is alive and has the build that is there now."""
        try:
            with self._metrics.waiting.track_inprogress():
                async with asyncio.timeout(PATIENCE):
                    while True:
                        worker = await self._idle.get()
                        stamp = stamp_of(self._build)
                        if not worker.ended and stamp in (worker.stamp, None):
                            return worker
                        worker.kill()
                        self._back(worker)
        except TimeoutError:
            busy = "too many queries at once" if self._all else "the graph is being opened"
            raise RefusedError(503, self._fault or f"{busy}: try again", later=True) from None

    def _back(self, worker: Worker) -> None:
        """Take a process back after a query: an idle one for the next query, any other is stopped and replaced."""
        if worker.idle and not self._closed:
            self._idle.put_nowait(worker)
            return
        worker.kill()
        self._all.discard(worker)
        self._stopped.add(worker)
        if not self._closed:
            self._start_another(worker)

    def _start_another(self, instead_of: Worker | None = None) -> None:
        task = asyncio.create_task(self._start_until_it_works(instead_of))
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _start_until_it_works(self, instead_of: Worker | None) -> None:
        if instead_of is not None:
            await instead_of.wait()
            self._stopped.discard(instead_of)
        while not self._closed:
            try:
                await self._start()
                return
            except (LitkgError, OSError) as error:
                self._fault = str(error)
                await asyncio.sleep(AGAIN)

    async def _start(self) -> None:
        worker = await Worker.started(self._build, self._limits.rows)
        self._fault = ""
        self._all.add(worker)
        self._idle.put_nowait(worker)

    def stop(self) -> None:
        """Stop all queries and answer no more."""
        self._closed = True
        for worker in self._all:
            worker.kill()

    async def close(self) -> None:
        """Stop all processes and wait until they have ended."""
        self.stop()
        for task in self._starting:
            task.cancel()
        await asyncio.gather(*self._starting, return_exceptions=True)
        await asyncio.gather(*(worker.wait() for worker in self._all | self._stopped))


def stamp_of(build: Path) -> Stamp:
    """Tell one build of a folder from the next; while there is none, nothing."""
    try:
        found = (build / GRAPH_FILE).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino, found.st_size
