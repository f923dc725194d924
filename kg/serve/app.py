"""The application: /sparql, /health, /metrics, and the site beside them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route

from kg.serve.messages import RefusedError
from kg.serve.metrics import Counting, Metrics
from kg.serve.protocol import question_of
from kg.serve.static import Site
from kg.serve.workers import Answer, Workers

PIECE = 256 * 1024  # bytes of an answer that are sent at once
GONE = 499  # a status that no client sees: it went away before the answer


def app_of(build: Path, workers: Workers, metrics: Metrics, hosts: Sequence[str], origins: Sequence[str]) -> Starlette:
    """Make the application that serves a build.

    Args:
        build: the build folder.
        workers: who answers queries.
        metrics: what is counted.
        hosts: names by which the server may be called.
        origins: other sites whose scripts may read the answers.
    """
    cross = Middleware(
        CORSMiddleware, allow_origins=origins, allow_methods=["GET", "HEAD", "POST"], allow_headers=["Content-Type"]
    )
    return Starlette(
        routes=[
            Route("/sparql", _endpoint(workers), methods=["GET", "POST"]),
            Route("/health", _health(workers), methods=["GET"]),
            Route("/metrics", metrics.shown, methods=["GET"]),
            Mount("/", Site(directory=build, html=True)),
        ],
        middleware=[
            Middleware(Counting, metrics=metrics),
            Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
            *([cross] if origins else []),
        ],
        exception_handlers={HTTPException: _in_one_line},
    )


def _in_one_line(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return PlainTextResponse(" ".join(error.detail.split()) + "\n", error.status_code, error.headers)


def _health(workers: Workers) -> Callable[[Request], Response]:
    def health(request: Request) -> Response:
        if workers.ready:
            return JSONResponse({"status": "ok"})
        return JSONResponse({"status": "no process can answer queries"}, 503)

    return health


def _endpoint(workers: Workers) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        question = await question_of(request)
        answering = asyncio.create_task(workers.ask(question))
        leaving = asyncio.create_task(_left(request))
        try:
            await asyncio.wait((answering, leaving), return_when=asyncio.FIRST_COMPLETED)
            if not answering.done():
                return Response(status_code=GONE)
            return _sent(answering.result(), request.method == "HEAD")
        except RefusedError as error:
            headers = {"Vary": "Accept"} | ({"Retry-After": "5"} if error.later else {})
            raise HTTPException(error.status, str(error), headers) from error
        finally:
            for task in (answering, leaving):
                task.cancel()
            with suppress(asyncio.CancelledError, RefusedError):
                await answering

    return endpoint


async def _left(request: Request) -> None:
    """Wait until the client has gone away."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _sent(answer: Answer, head: bool) -> Response:
    headers = {"Vary": "Accept", "Content-Length": str(answer.length)}
    return StreamingResponse(_pieces(answer, head), headers=headers, media_type=answer.media)


async def _pieces(answer: Answer, head: bool) -> AsyncIterator[bytes]:
    with answer.content as content:
        while not head and (piece := content.read(PIECE)):
            yield piece
