"""What the server counts, for Prometheus."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, disable_created_metrics
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
ENDPOINTS = ("/sparql", "/health", "/metrics")


class Metrics:
    """The figures of one server."""

    def __init__(self) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self.requests = Counter(
            "litkg_requests", "Requests, by what they asked for and the status of the answer.", ["endpoint", "status"],
            registry=registry,
        )  # fmt: skip
        self.seconds = Histogram(
            "litkg_query_seconds", "How long queries ran, the stopped ones too.", buckets=BUCKETS, registry=registry
        )
        self.running = Gauge("litkg_queries_running", "Queries that run.", registry=registry)
        self.waiting = Gauge("litkg_queries_waiting", "Queries that wait for their turn.", registry=registry)
        self.workers = Gauge("litkg_workers_ready", "Processes that can answer queries.", registry=registry)
        self.stopped = Counter(
            "litkg_queries_stopped", "Queries that were stopped, by why: time, client (it went away), crash.", ["why"],
            registry=registry,
        )  # fmt: skip
        for why in ("time", "client", "crash"):
            self.stopped.labels(why)

    def shown(self, request: Request) -> Response:
        """Show all figures in the text format of Prometheus."""
        return Response(generate_latest(self.registry), headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})


class Counting:
    """Counts the requests that an application answers."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app, self.metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, and count it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        endpoint = scope["path"] if scope["path"] in ENDPOINTS else "site"

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.metrics.requests.labels(endpoint, message["status"]).inc()
            await send(message)

        await self.app(scope, receive, counted)
