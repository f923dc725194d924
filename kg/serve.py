"""The server of a build on this machine: its site, and the SPARQL 1.1 Protocol (queries only) at /sparql."""

from __future__ import annotations

import asyncio
import errno
import io
import ipaddress
import os
import re
import signal
import socket
import threading
import traceback
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path, PurePath
from types import FrameType
from typing import Any
from urllib.parse import parse_qsl

import pyoxigraph as ox
import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.graph.store import Store
from kg.model import LitkgError

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
LONGEST_QUERY = 64 * 1024  # bytes
LONGEST_ANSWER = 64 * 1024 * 1024  # bytes
DRAINED = 1024 * 1024  # of a body that is too long, so much is read, for its sender to see the answer
QUERIES_AT_ONCE = 2
PATIENCE = 1.0  # seconds that a query waits for its turn
STACK = 512 * 1024 * 1024  # Oxigraph recurses into groups: 64 kB of "{" overflow the usual 8 MB and end the process
HINT = "no query: send GET /sparql?query=…, a POST form with query=…, or a POST of type application/sparql-query"
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
HEADERS = [("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"), ("Cache-Control", "no-cache")]
TABLES = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPHS = {"text/turtle": ox.RdfFormat.TURTLE, "application/n-triples": ox.RdfFormat.N_TRIPLES}
WEIGHT = re.compile(r"0(?:\.\d{0,3})?|1(?:\.0{0,3})?")


def serve(build_dir: Path, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve a build until Ctrl+C.

    Args:
        build_dir: the build folder, which is the site.
        host: address to listen on; on a loopback address, only requests to a loopback name are answered.
        port: 0 takes a free one.
        announce: is told the URL once the socket listens.

    Raises:
        LitkgError: there is no build in the folder, or the address cannot be listened on.
    """
    try:
        address = _resolved(host, port)
        shown = f"[{address}]" if ":" in address else address
        local = ipaddress.ip_address(address.partition("%")[0]).is_loopback
        app = app_of(build_dir, (*LOOPBACK, shown) if local else ("*",))
        with _listening(address, port) as listening:
            config = uvicorn.Config(
                app, loop="asyncio", http="h11", ws="none", lifespan="off", log_level="warning", access_log=False,
                server_header=False, proxy_headers=False, headers=HEADERS, timeout_graceful_shutdown=1,
            )  # fmt: skip
            url = f"http://{shown}:{listening.getsockname()[1]}/"
            _Server(config, lambda: announce(url)).run(sockets=[listening])
    except KeyboardInterrupt:
        pass


class _Server(uvicorn.Server):
    """Says when it listens, and ends at once when a query runs: queries cannot be stopped."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if _running:
            os._exit(0 if sig == signal.SIGINT else 128 + sig)
        super().handle_exit(sig, frame)


def _resolved(host: str, port: int) -> str:
    try:
        return str(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][4][0])
    except (OSError, UnicodeError) as error:
        raise LitkgError(f"--host '{host}'", "is no address of this machine", "write for instance 127.0.0.1") from error


def _listening(address: str, port: int) -> socket.socket:
    try:
        return socket.create_server((address, port), family=socket.AF_INET6 if ":" in address else socket.AF_INET)
    except OSError as error:
        why = "the port is in use" if error.errno == errno.EADDRINUSE else os.strerror(error.errno or 0)
        raise LitkgError(f"{address}:{port}", f"cannot listen: {why}", "choose another --port (0: any)") from error


def app_of(build: Path, hosts: Sequence[str] = LOOPBACK) -> Starlette:
    """Make the application that serves a build to those who call it by one of these hosts.

    Raises:
        LitkgError: there is no build in the folder.
    """
    return Starlette(
        routes=[
            Route("/sparql", _endpoint(Store.of_build(build)), methods=["GET", "POST"]),
            Route("/health", lambda request: JSONResponse({"status": "ok"}), methods=["GET"]),
            Mount("/", _Site(directory=build, html=True)),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)],
        exception_handlers={LitkgError: lambda request, error: PlainTextResponse(" ".join(str(error).split()), 400)},
    )


class _Site(StaticFiles):  # without dot files
    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        if any(part.startswith(".") for part in PurePath(path).parts):
            return "", None
        return super().lookup_path(path)


def _endpoint(store: Store) -> Callable[[Request], Awaitable[Response]]:
    turns = asyncio.Semaphore(QUERIES_AT_ONCE)

    async def answer(request: Request) -> Response:
        sparql = await _query_of(request)
        accept = ",".join(request.headers.getlist("accept")) or "*/*"
        try:
            await asyncio.wait_for(turns.acquire(), PATIENCE)
        except TimeoutError:
            raise HTTPException(503, "too many queries at once: try again", {"Retry-After": "5"}) from None
        try:
            return await asyncio.wrap_future(_in_thread(lambda: _answered(store, sparql, accept)))
        finally:
            turns.release()

    return answer


async def _query_of(request: Request) -> str:
    kind, body = "", b""
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in (FORM, QUERY, UPDATE):
            raise HTTPException(415, f"send a query as {FORM} or {QUERY}")
        async for chunk in request.stream():
            body += chunk
            if len(body) > DRAINED:
                break
    if len(body) > LONGEST_QUERY:
        raise HTTPException(413, f"the request is over {LONGEST_QUERY // 1024} kB", {"Connection": "close"})
    form: bytes = body if kind == FORM else request.scope["query_string"]
    try:
        pairs = parse_qsl(form.decode(), keep_blank_values=True, errors="strict", max_num_fields=100)
        queries = [body.decode()] if kind == QUERY else [value for name, value in pairs if name == "query"]
    except ValueError as error:
        raise HTTPException(400, "the request cannot be read as UTF-8") from error
    names = {name for name, _ in pairs}
    if kind == UPDATE or names & {"update", "using-graph-uri", "using-named-graph-uri"}:
        raise HTTPException(400, "this endpoint answers queries only: updates are refused")
    if names & {"default-graph-uri", "named-graph-uri"}:
        raise HTTPException(400, "the dataset cannot be chosen: name a graph in the query with GRAPH")
    if len(queries) != 1 or not queries[0].strip():
        raise HTTPException(400, "more than one query: send one" if len(queries) > 1 else HINT)
    return queries[0]


def _answered(store: Store, sparql: str, accept: str) -> Response:
    answer = store.query(sparql)
    formats: Mapping[str, Any] = GRAPHS if isinstance(answer, ox.QueryTriples) else TABLES
    media = _best(accept, list(formats))
    if media is None:
        raise HTTPException(406, f"this query can be answered as {', '.join(formats)}", {"Vary": "Accept"})
    written = _Bounded()
    try:
        answer.serialize(written, format=formats[media])
    except (ValueError, RuntimeError, OSError) as error:
        raise LitkgError("query", f"cannot be answered: {error}", "see 'kg query' for examples") from error
    return Response(written.getvalue(), media_type=media, headers={"Vary": "Accept"})


class _Bounded(io.BytesIO):
    def write(self, data: bytes, /) -> int:  # type: ignore[override]  # Oxigraph gives bytes
        if self.tell() + len(data) > LONGEST_ANSWER:
            raise OSError(f"the answer is over {LONGEST_ANSWER >> 20} MB, ask for less with LIMIT")
        return super().write(data)


def _best(accept: str, offered: Sequence[str]) -> str | None:
    """Choose the media type that a client likes best; the first offered one among equals.

    >>> _best("text/*;q=0.5, text/csv;q=0, application/*;q=0.1", ["text/csv", "text/turtle", "application/json"])
    'text/turtle'
    """
    ranges: dict[str, float] = {}
    for part in accept.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weight = next((p[2:].strip() for p in parameters if p.startswith("q=")), "1")
        if WEIGHT.fullmatch(weight):
            ranges[name] = max(float(weight), ranges.get(name, 0.0))

    def liking(media: str) -> float:
        return next((ranges[n] for n in (media, f"{media.partition('/')[0]}/*", "*/*") if n in ranges), 0.0)

    best = max(offered, key=liking)
    return best if liking(best) > 0 else None


_running: set[Future[Response]] = set()


def _in_thread(work: Callable[[], Response]) -> Future[Response]:
    """Start work in a thread with room for deep recursion, which does not keep the process alive."""
    done: Future[Response] = Future()
    done.set_running_or_notify_cancel()

    def run() -> None:
        _running.add(done)
        try:
            done.set_result(work())
        except BaseException as error:
            traceback.clear_frames(error.__traceback__)  # an answer must end in the thread in which it began
            done.set_exception(error)
        finally:
            _running.discard(done)

    usual = threading.stack_size(STACK)
    try:
        threading.Thread(target=run, daemon=True).start()
    finally:
        threading.stack_size(usual)
    return done
