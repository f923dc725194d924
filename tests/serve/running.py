"""A server in a process of its own, and how the tests talk to it."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from urllib.parse import urlencode

from tests.helpers import ROOT

PAPER = """---
title: "{title}"
author:
  - {{family: {family}, given: Ani}}
issued: {year}
language: id
source-kind: reading-note
---

## Hasil dan Pembahasan

Penelitian ini menemukan bahwa aplikasi JMO sudah efektif bagi peserta di kota itu ({cited}, 2019).

## Daftar Pustaka

{cited}, B. (2019). Pelayanan daring bagi warga. Jurnal Contoh, 1(2), 3-9.
"""
COUNT = "SELECT (COUNT(*) AS ?n) (COUNT(*) AS ?m) { ?s ?p ?o }"
PAPERS = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}


def started(build, *options):
    command = [sys.executable, "-m", "kg.cli", "serve", "--build", str(build), "--port", "0", *options]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    url = process.stdout.readline().split()
    assert url, process.communicate()[1]
    return process, url[0]


def ended(process, sign=signal.SIGINT):
    process.send_signal(sign)
    try:
        return process.communicate(timeout=8), process.returncode
    finally:
        process.kill()


def send(where, method, path, body=None, headers=None, timeout=20):
    """Send one request; the status, headers and body of its answer."""
    connection = http.client.HTTPConnection(where.hostname, where.port, timeout=timeout)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def sparql(query):
    return f"/sparql?{urlencode({'query': query})}"


def raw(server, request):
    with socket.create_connection((server.hostname, server.port), timeout=10) as connection:
        connection.sendall(request)
        got = b""
        while more := connection.recv(65536):
            got += more
    return int(got.split()[1]), got


def is_refused(answer, status=400):
    found, headers, body = answer
    return found == status and headers["Content-Type"].startswith("text/plain") and body and b"\n" not in body.strip()


def figure(where, name):
    """One of the figures that the server tells Prometheus."""
    lines = send(where, "GET", "/metrics")[2].decode().splitlines()
    return next(float(line.rpartition(" ")[2]) for line in lines if line.rpartition(" ")[0] == name)


def send_ok(where):
    """Whether a query is answered rightly, and soon."""
    status, _, body = send(where, "GET", sparql("SELECT (6 * 7 AS ?n) {}"), headers={"Accept": "text/csv"}, timeout=3)
    return (status, body) == (200, b"n\r\n42\r\n")
