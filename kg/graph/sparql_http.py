"""Requests to a SPARQL server: authentication from the environment, and retry of what may be retried.

All that litkg asks or writes may be sent twice: a graph without blank nodes is a set. So a request is sent again when
the server is away, busy or failing, and told in one line when it refuses.
"""

from __future__ import annotations

import os
import time
from email.message import Message
from http.client import HTTPException
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPBasicAuthHandler,
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    HTTPRedirectHandler,
    OpenerDirector,
    Request,
    build_opener,
)

from kg.model import LitkgError

USER, PASSWORD, TOKEN = "LITKG_STORE_USER", "LITKG_STORE_PASSWORD", "LITKG_STORE_TOKEN"
AGAIN = frozenset({408, 429, 500, 502, 503, 504})
WAITS = (0.2, 0.5, 1.0, 2.0, 4.0)  # seconds
LONGEST_WAIT = 30.0
SECONDS = 300.0
TOLD = 300  # bytes of what a server says when it refuses


class SparqlHttp:
    """Sends requests to one server."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            mend = "give the address where the server answers SPARQL, for instance http://localhost:7878/query"
            raise LitkgError(f"--store '{url}'", "is no web address", mend)
        if parts.username or parts.password:
            place = f"--store '{parts.scheme}://…@{parts.hostname}'"
            raise LitkgError(place, "a password does not belong into an address", f"set {USER} and {PASSWORD}")
        self._opener = _opener(url)

    def post(self, url: str, body: bytes, content_type: str, accept: str = "*/*", method: str = "POST") -> bytes:
        """Send a body and give the answer; again, after a while, when the server is away or busy.

        Raises:
            LitkgError: the server cannot be reached or refuses.
        """
        headers = {"Content-Type": content_type, "Accept": accept, "User-Agent": "litkg", **_authorization()}
        for wait in (*WAITS, None):
            try:
                request = Request(url, body, headers, method=method)
                with self._opener.open(request, timeout=SECONDS) as answer:
                    content: bytes = answer.read()
                    return content
            except HTTPError as error:
                if error.code not in AGAIN or wait is None:
                    raise _refused(url, error) from error
                time.sleep(max(wait, _asked_to_wait(error)))
            except (URLError, HTTPException, OSError) as error:
                if wait is None:
                    what = f"cannot be reached ({getattr(error, 'reason', None) or error})"
                    raise LitkgError(url, what, "start the server, or mend --store") from error
                time.sleep(wait)
        raise AssertionError


class _NoRedirect(HTTPRedirectHandler):
    """A password goes to the server that it is for, and to no other."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> Request | None:
        """Follow none: the answer is an error that names the new address."""
        return None


def _opener(url: str) -> OpenerDirector:
    passwords = HTTPPasswordMgrWithDefaultRealm()
    user = os.environ.get(USER)
    if user:
        parts = urlsplit(url)
        passwords.add_password(None, f"{parts.scheme}://{parts.netloc}", user, os.environ.get(PASSWORD, ""))
    return build_opener(HTTPDigestAuthHandler(passwords), HTTPBasicAuthHandler(passwords), _NoRedirect())


def _authorization() -> dict[str, str]:
    """Give the header for a token; a name and a password are given when the server asks for them, and in which way."""
    if token := os.environ.get(TOKEN):
        return {"Authorization": f"Bearer {token}"}
    return {}


def _asked_to_wait(error: HTTPError) -> float:
    asked = error.headers.get("Retry-After", "")
    return min(float(asked), LONGEST_WAIT) if asked.isdigit() else 0.0


def _refused(url: str, error: HTTPError) -> LitkgError:
    said = " ".join(error.read(TOLD).decode(errors="replace").split())
    if error.code in (401, 403):
        return LitkgError(url, f"wants to know who asks ({error.code})", f"set {USER} and {PASSWORD}, or {TOKEN}")
    if 300 <= error.code < 400:
        return LitkgError(url, f"has moved to {error.headers.get('Location')}", "give that address with --store")
    return LitkgError(url, f"answers {error.code}: {said}", "see whether --store is where it takes SPARQL")
