"""The server: the address that it listens on, and its start and end."""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import logging
import os
import re
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType

import uvicorn

from kg.model import LitkgError
from kg.serve.app import app_of
from kg.serve.connections import Connection
from kg.serve.messages import Limits
from kg.serve.metrics import Metrics
from kg.serve.workers import Workers

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
CONNECTIONS = 256  # more at once are told to come again
ORIGIN = re.compile(r"\*|https?://[A-Za-z0-9.\-]+(?::\d{1,5})?|https?://\[[0-9A-Fa-f:]+\](?::\d{1,5})?")
HEADERS = [("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"), ("Cache-Control", "no-cache")]
Announce = Callable[[str], None]


def serve(
    build: Path, host: str, port: int, announce: Announce, limits: Limits | None = None, origins: Sequence[str] = ()
) -> None:
    """Serve a build until Ctrl+C.

    Args:
        build: the build folder, which is the site.
        host: address to listen on; on a loopback address, only requests to a loopback name are answered.
        port: 0 takes a free one.
        announce: is told the URL once queries are answered.
        limits: what a query may take.
        origins: other sites whose scripts may read the answers.

    Raises:
        LitkgError: there is no build in the folder, or the address cannot be listened on.
    """
    for origin in origins:
        if not ORIGIN.fullmatch(origin):
            raise LitkgError(f"--cors '{origin}'", "is no origin", "write for instance https://example.org, or '*'")
    address = _resolved(host, port)
    logging.getLogger("asyncio").setLevel(logging.ERROR)  # it warns when a process ends just before it is stopped
    try:
        with _listening(address, port) as listening:
            asyncio.run(_serve(build, listening, address, announce, limits or Limits(), origins))
    except KeyboardInterrupt:
        pass


async def _serve(
    build: Path, listening: socket.socket, address: str, announce: Announce, limits: Limits, origins: Sequence[str]
) -> None:
    shown = f"[{address}]" if ":" in address else address
    local = ipaddress.ip_address(address.partition("%")[0]).is_loopback
    metrics = Metrics()
    workers = Workers(build, limits, metrics)
    try:
        await workers.open()
        config = uvicorn.Config(
            app_of(build, workers, metrics, (*LOOPBACK, shown) if local else ("*",), origins),
            http=Connection, ws="none", lifespan="off", log_level="error", access_log=False, server_header=False,
            proxy_headers=False, headers=HEADERS, limit_concurrency=CONNECTIONS, timeout_graceful_shutdown=2,
        )  # fmt: skip
        url = f"http://{shown}:{listening.getsockname()[1]}/"
        await _Server(config, lambda: announce(url), workers).serve(sockets=[listening])
    finally:
        await workers.close()


class _Server(uvicorn.Server):
    """Says when it listens, and stops all queries when it is to end."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None], workers: Workers) -> None:
        super().__init__(config)
        self.ready, self.workers = ready, workers

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.workers.stop()
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
