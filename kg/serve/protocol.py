"""What a request asks, after the SPARQL 1.1 Protocol: the query, its dataset, and the media types of the answer."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from kg.serve.formats import GRAPHS, TABLES
from kg.serve.messages import Question

LONGEST_QUERY = 64 * 1024  # bytes
DRAINED = 1024 * 1024  # of a body that is too long, so much is read, for its sender to see the answer
BODY_TIME = 10.0  # seconds in which a body must have come
HINT = "no query: send GET /sparql?query=…, a POST form with query=…, or a POST of type application/sparql-query"
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
WEIGHT = re.compile(r"0(?:\.\d{0,3})?|1(?:\.0{0,3})?")
CLOSE = {"Connection": "close"}


async def question_of(request: Request) -> Question:
    """Read what a request asks.

    Raises:
        HTTPException: the request is not as the protocol has it, or is too long or too slow.
    """
    if len(request.scope["query_string"]) > LONGEST_QUERY:
        raise HTTPException(414, f"the address is over {LONGEST_QUERY // 1024} kB: send the query with POST")
    kind, body = "", b""
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in (FORM, QUERY, UPDATE):
            raise HTTPException(415, f"send a query as {FORM} or {QUERY}", CLOSE)
        body = await _body(request)
    form: bytes = body if kind == FORM else request.scope["query_string"]
    try:
        pairs = parse_qsl(form.decode(), keep_blank_values=True, errors="strict", max_num_fields=100)
        queries = [body.decode()] if kind == QUERY else [value for name, value in pairs if name == "query"]
    except ValueError as error:
        raise HTTPException(400, "the request cannot be read as UTF-8") from error
    if kind == UPDATE or {name for name, _ in pairs} & {"update", "using-graph-uri", "using-named-graph-uri"}:
        raise HTTPException(400, "this endpoint answers queries only: updates are refused")
    if len(queries) != 1 or not queries[0].strip():
        raise HTTPException(400, "more than one query: send one" if len(queries) > 1 else HINT)
    accept = ",".join(request.headers.getlist("accept")) or "*/*"
    return Question(
        queries[0],
        best(accept, list(TABLES)),
        best(accept, list(GRAPHS)),
        tuple(value for name, value in pairs if name == "default-graph-uri"),
        tuple(value for name, value in pairs if name == "named-graph-uri"),
    )


async def _body(request: Request) -> bytes:
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_TIME):
            async for chunk in request.stream():
                body += chunk
                if len(body) > DRAINED:
                    break
    except TimeoutError:
        raise HTTPException(408, f"the request did not come within {BODY_TIME:.0f} seconds", CLOSE) from None
    if len(body) > LONGEST_QUERY:
        raise HTTPException(413, f"the request is over {LONGEST_QUERY // 1024} kB", CLOSE)
    return bytes(body)


def best(accept: str, offered: Sequence[str]) -> str:
    """Choose the media type that a client likes best, the first offered one among equals; none is empty.

    >>> best("text/*;q=0.5, text/csv;q=0, application/*;q=0.1", ["text/csv", "text/turtle", "application/json"])
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

    found = max(offered, key=liking)
    return found if liking(found) > 0 else ""
