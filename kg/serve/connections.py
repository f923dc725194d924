"""Connections whose other side must keep up: slow senders and slow readers are cut off."""

from __future__ import annotations

import asyncio
import socket

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_TIME = 10.0  # seconds in which the head of a request must have come
DRAIN_TIME = 30.0  # seconds in which a client must take the 64 kB that wait for it


class Connection(H11Protocol):
    """One client's connection; uvicorn itself waits for a request, and for a reader, without an end."""

    _head: asyncio.TimerHandle | None = None
    _drain: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Wait for the first request; head and body of an answer are sent without a pause between them."""
        super().connection_made(transport)
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._wait_for_head(True)

    def data_received(self, data: bytes) -> None:
        """Take what came, and see whether the server still waits for the head of a request."""
        super().data_received(data)
        state = self.conn.their_state
        answered_early = state is h11.SEND_BODY and self.cycle is not None and self.cycle.response_complete
        self._wait_for_head(state is h11.IDLE or answered_early)

    def pause_writing(self) -> None:
        """Wait for the client to take what was written."""
        super().pause_writing()
        self._wait_for_reader(True)

    def resume_writing(self) -> None:
        """Go on writing."""
        self._wait_for_reader(False)
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._wait_for_head(False)
        self._wait_for_reader(False)
        super().connection_lost(exc)

    def _wait_for_head(self, wait: bool) -> None:
        self._head = self._timer(self._head, HEAD_TIME, wait)

    def _wait_for_reader(self, wait: bool) -> None:
        self._drain = self._timer(self._drain, DRAIN_TIME, wait)

    def _timer(self, timer: asyncio.TimerHandle | None, seconds: float, wait: bool) -> asyncio.TimerHandle | None:
        """Start a timer that cuts the connection, leave it running, or stop it."""
        if wait:
            return timer or self.loop.call_later(seconds, self.transport.abort)
        if timer is not None:
            timer.cancel()
        return None
