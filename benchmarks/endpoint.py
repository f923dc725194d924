"""How many queries a second the endpoint of ``kg serve`` answers, and whether it bears a mixed load.

    python -m benchmarks.endpoint build              # queries a second and p99 at 1, 8 and 64 clients
    python -m benchmarks.endpoint build --soak 10    # 10 minutes of valid, invalid, huge, slow and aborted requests

Each valid query carries a word of its own, and its answer must have that word and the right rows. The soak fails when
an answer is wrong, a status is not as it should be, or the server does not answer at its end; memory, open files and
processes are told as they were after a minute, when all is warm, and at the end. Clients and server share the machine.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import io
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from kg.graph.store import Store

CLIENTS = (1, 8, 64)
SECONDS = 10
SOAK_CLIENTS = 16
WARM = 60  # seconds
QUERIES = {
    "count of a class": "SELECT ('WORD' AS ?w) (COUNT(*) AS ?n) { ?s a <https://w3id.org/jmo/ns#Obstacle> }",
    "titles": "SELECT ('WORD' AS ?w) ?t { ?s <http://purl.org/dc/terms/title> ?t } ORDER BY ?t LIMIT 50",
    "statements by paper": (
        "SELECT ('WORD' AS ?w) ?p (COUNT(*) AS ?n) { ?s <https://w3id.org/jmo/ns#statedIn> ?p } GROUP BY ?p ORDER BY ?p"
    ),
}
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
MANY = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
HOSTILE = ["DROP ALL", "LOAD <http://127.0.0.1:9/>", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"]
DIRECT = {"Content-Type": "application/sparql-query"}
Response = tuple[int, dict[str, str], bytes]
Expected = dict[str, list[list[str]]]


class Client:
    """A client with one connection, which it keeps as long as the server does."""

    def __init__(self, url: str) -> None:
        self.where = urlsplit(url)
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Response:
        reader, writer = await self.opened()
        head = {"Host": self.where.netloc, "Content-Length": str(len(body)), **(headers or {})}
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items()), "", ""]
        writer.write("\r\n".join(lines).encode() + body)
        first, *said = (await reader.readuntil(b"\r\n\r\n")).decode().strip().split("\r\n")
        found = dict(line.lower().split(": ", 1) for line in said)
        if "content-length" in found:
            content = await reader.readexactly(int(found["content-length"]))
        else:
            content = await reader.read()
        if found.get("connection") == "close" or "content-length" not in found:
            self.close()
        return int(first.split()[1]), found, content

    async def opened(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self.streams is None or self.streams[0].at_eof() or self.streams[1].is_closing():
            self.close()
            self.streams = await asyncio.open_connection(self.where.hostname, self.where.port)
        return self.streams

    def close(self) -> None:
        if self.streams is not None:
            self.streams[1].close()
        self.streams = None


def query_path(query: str) -> str:
    return f"/sparql?{urlencode({'query': query})}"


def expected_of(build: Path) -> Expected:
    store = Store.of_build(build)
    return {name: store.table(query)[1] for name, query in QUERIES.items()}


async def ask_rightly(client: Client, expected: Expected, name: str, formats: tuple[str, ...] = ("csv",)) -> int:
    """Ask a valid query, and check that the answer is its own; the status, or 0 when it is not."""
    word = f"w{random.getrandbits(60):x}"
    query = QUERIES[name].replace("WORD", word)
    form = random.choice(formats)
    media = {"csv": "text/csv", "json": "application/sparql-results+json"}[form]
    if random.random() < 0.5:
        got = await client.ask("GET", query_path(query), headers={"Accept": media})
    else:
        got = await client.ask("POST", "/sparql", query.encode(), DIRECT | {"Accept": media})
    status, headers, body = got
    if status != 200:
        return status
    if form == "csv":
        rows = list(csv.reader(io.StringIO(body.decode(), newline="")))[1:]
    else:
        answer = json.loads(body)
        columns = answer["head"]["vars"]
        rows = [[row[column]["value"] for column in columns] for row in answer["results"]["bindings"]]
    wanted = [[word, *row[1:]] for row in expected[name]]
    return status if rows == wanted and headers["content-type"].startswith(media) else 0


async def load(url: str, expected: Expected, clients: int) -> tuple[float, float, float]:
    """Queries a second, and the median and 99th percentile of their milliseconds."""
    times: list[float] = []
    end = time.perf_counter() + SECONDS

    async def one() -> None:
        client = Client(url)
        while (begun := time.perf_counter()) < end:
            status = await ask_rightly(client, expected, random.choice(list(QUERIES)))
            assert status == 200, f"status {status}"
            times.append((time.perf_counter() - begun) * 1000)
        client.close()

    await asyncio.gather(*(one() for _ in range(clients)))
    return len(times) / SECONDS, statistics.median(times), statistics.quantiles(times, n=100)[98]


class Soak:
    """A mixed load: what was asked, how it ended, and what was wrong."""

    def __init__(self, url: str, expected: Expected) -> None:
        self.url, self.expected = url, expected
        self.ended: Counter[tuple[str, int]] = Counter()
        self.wrong: list[str] = []

    async def valid(self, client: Client) -> int:
        return await ask_rightly(client, self.expected, random.choice(list(QUERIES)), ("csv", "json"))

    async def invalid(self, client: Client) -> int:
        return (await client.ask("GET", query_path(random.choice(["SELECT", "", "ASK {", "\x00", *HOSTILE]))))[0]

    async def huge_query(self, client: Client) -> int:
        return (await client.ask("POST", "/sparql", b"#" * random.choice([70_000, 900_000]), DIRECT))[0]

    async def huge_answer(self, client: Client) -> int:
        return (await client.ask("GET", query_path(MANY)))[0]

    async def slow(self, client: Client) -> int:
        return (await client.ask("GET", query_path(SLOW)))[0]

    async def page(self, client: Client) -> int:
        return (await client.ask("GET", "/index.html"))[0]

    async def aborted(self, client: Client) -> int:
        with_body = random.random() < 0.5
        query = random.choice([SLOW, MANY, *QUERIES.values()])
        asking = (
            client.ask("POST", "/sparql", query.encode(), DIRECT) if with_body else client.ask("GET", query_path(query))
        )
        with suppress(TimeoutError):
            await asyncio.wait_for(asking, random.random() * 0.3)
        client.close()
        return 499

    async def dripped(self, client: Client) -> int:
        writer = (await client.opened())[1]
        writer.write(b"GET /sparql HTTP/1.1\r\nX-A: ")
        await asyncio.sleep(random.random() * 3)
        client.close()
        return 499

    async def one(self, end: float) -> None:
        kinds: dict[Callable[[Client], Awaitable[int]], tuple[int, set[int]]] = {
            self.valid: (70, {200, 503}),
            self.invalid: (8, {400, 503}),
            self.huge_query: (4, {413}),
            self.huge_answer: (3, {400, 503}),
            self.slow: (2, {503}),
            self.page: (4, {200}),
            self.aborted: (8, {499}),
            self.dripped: (1, {499}),
        }
        client = Client(self.url)
        while time.monotonic() < end:
            kind = random.choices(list(kinds), [weight for weight, _ in kinds.values()])[0]
            name = kind.__name__
            try:
                status = await kind(client)
            except (OSError, EOFError, ValueError) as error:
                status = -1
                self.wrong.append(f"{name}: {error!r}")
                client.close()
            self.ended[name, status] += 1
            if status not in kinds[kind][1]:
                self.wrong.append(f"{name}: {'an answer that is not its own' if status == 0 else status}")
        client.close()


def state(process: subprocess.Popen[str]) -> dict[str, float]:
    """Memory of the server and of its processes in MB, open files, threads, processes."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return {
        "server MB": _status(process.pid, "VmRSS") / 1024,
        "workers MB": sum(_status(int(pid), "VmRSS") for pid in children) / 1024,
        "open files": len(os.listdir(f"/proc/{process.pid}/fd")),
        "threads": _status(process.pid, "Threads"),
        "processes": len(children),
    }


def _status(pid: int, name: str) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


async def soak(process: subprocess.Popen[str], url: str, expected: Expected, minutes: float) -> bool:
    run = Soak(url, expected)
    print(f"{'':>10}  " + "  ".join(f"{name:>10}" for name in state(process)))

    async def tell() -> None:
        begun = time.monotonic()
        await asyncio.sleep(min(WARM, minutes * 30))
        while True:
            figures = "  ".join(f"{value:>10.1f}" for value in state(process).values())
            print(f"{time.monotonic() - begun:>8.0f} s  {figures}", flush=True)
            await asyncio.sleep(WARM)

    telling = asyncio.create_task(tell())
    end = time.monotonic() + minutes * 60
    await asyncio.gather(*(run.one(end) for _ in range(SOAK_CLIENTS)))
    telling.cancel()
    await asyncio.sleep(12)  # what was cut off ends, what was stopped is replaced
    client = Client(url)
    last = [await ask_rightly(client, expected, name) for name in QUERIES for _ in range(4)]
    client.close()
    await asyncio.sleep(1)
    print(f"{'at rest':>10}  " + "  ".join(f"{value:>10.1f}" for value in state(process).values()))
    for (name, status), number in sorted(run.ended.items()):
        print(f"{name:>12} {status:>4} {number:>8}")
    print(f"{sum(run.ended.values())} requests, {len(run.wrong)} wrong, then {last.count(200)} of {len(last)} right")
    for line, number in Counter(run.wrong).most_common(10):
        print(f"wrong: {line} ({number})")
    return not run.wrong and set(last) == {200} and process.poll() is None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path)
    parser.add_argument("--soak", type=float, metavar="MINUTES")
    chosen = parser.parse_args()
    command = [sys.executable, "-m", "kg.cli", "serve", "--build", str(chosen.build), "--port", "0"]
    command += ["--timeout", "2"] if chosen.soak else []
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        url = process.stdout.readline().split()[0]
        expected = expected_of(chosen.build)
        if chosen.soak:
            sys.exit(0 if asyncio.run(soak(process, url, expected, chosen.soak)) else 1)
        print("clients  queries/s  median ms   p99 ms")
        for clients in CLIENTS:
            rate, median, slowest = asyncio.run(load(url, expected, clients))
            print(f"{clients:>7}  {rate:>9.0f}  {median:>9.1f}  {slowest:>7.1f}")
    finally:
        process.terminate()
        process.wait(10)


if __name__ == "__main__":
    main()
