"""A graph on a SPARQL 1.1 server: written by Update or the Graph Store Protocol in bounded batches, asked by Protocol.

The address is that of the query endpoint. Updates go to the same, or to ``…/update`` where it ends in ``/query``; other
addresses come from the environment: ``LITKG_STORE_UPDATE`` or, for the Graph Store Protocol, ``LITKG_STORE_GRAPHS``.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from urllib.parse import quote, urlencode

import pyoxigraph as ox

from kg.folder import read_manifest
from kg.graph.sparql_http import SparqlHttp
from kg.graph.store import GRAPH_FILE, Row, answer_table, asks_elsewhere, names_graphs
from kg.graph.terms import DEFAULT_BASE
from kg.model import LitkgError

UPDATE, GRAPHS = "LITKG_STORE_UPDATE", "LITKG_STORE_GRAPHS"
MOST_TRIPLES, MOST_BYTES = 500, 200_000  # of a batch: Virtuoso refuses updates of some thousand
MOST_NAMED = 500  # graphs that a request names; a server with more must see them all as one by itself
RESULTS, TRIPLES = "application/sparql-results+json", "application/n-triples"
ALL_GRAPHS = "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } }"


class RemoteStore:
    """A graph on a server.

    Args:
        url: where the server answers queries.

    Raises:
        LitkgError: the address is none.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._http = SparqlHttp(url)
        same = url.removesuffix("/query") + "/update" if url.endswith("/query") else url
        self._update_url = os.environ.get(UPDATE) or same
        self._graphs_url = os.environ.get(GRAPHS) or ""

    def write(self, build: Path) -> int:
        """Put the graphs of a build in the place of those of the same names; gives how many triples there are.

        Graphs of papers that the build no longer has are taken away; those of others on the server stay.

        Raises:
            LitkgError: there is no build, or the server cannot be written to.
        """
        manifest = read_manifest(build)
        if manifest is None:
            raise LitkgError(str(build), "no build in this folder", "run 'kg build' first, or name it with --build")
        written, triples = set(), 0
        with (build / GRAPH_FILE).open(encoding="utf-8", newline="\n") as lines:
            for graph, said in groupby(lines, key=_graph_of):
                self.drop(graph)
                triples += self.add(graph, (line[: -len(f" {graph} .\n")] + " .\n" for line in said))
                written.add(graph.strip("<>"))
        prefix = f"{manifest.get('base', DEFAULT_BASE)}graph/"
        for graph in sorted(set(self.graphs()) - written):
            if graph.startswith(prefix):
                self.drop(f"<{graph}>")
        return triples

    def add(self, graph: str, triples: Iterable[str]) -> int:
        """Add triples, lines of N-Triples, to a graph, so many at a time."""
        count = 0
        for batch in _batches(triples):
            said = "".join(batch)
            if self._graphs_url:
                place = f"{self._graphs_url}?graph={quote(graph.strip('<>'), safe='')}"
                self._http.post(place, said.encode(), TRIPLES)
            else:
                self.update(f"INSERT DATA {{ GRAPH {graph} {{\n{said}}} }}")
            count += len(batch)
        return count

    def drop(self, graph: str) -> None:
        """Take a graph away, if there is one."""
        if self._graphs_url:
            place = f"{self._graphs_url}?graph={quote(graph.strip('<>'), safe='')}"
            self._http.post(place, b"", TRIPLES, method="PUT")  # an empty graph: DELETE fails where there is none
        else:
            self.update(f"DROP SILENT GRAPH {graph}")

    def update(self, sparql: str) -> None:
        """Send a SPARQL update."""
        self._http.post(self._update_url, urlencode({"update": sparql}).encode(), "application/x-www-form-urlencoded")

    def graphs(self) -> list[str]:
        """List the IRIs of the graphs on the server."""
        _, rows = self._asked(ALL_GRAPHS, [])
        return sorted(row[0] for row in rows)

    def table(self, sparql: str) -> tuple[list[str], list[list[str]]]:
        """Answer a query with its columns and rows, as :meth:`kg.graph.store.Store.table` does.

        All graphs are seen as one, unless the query names its own: each request names them, as not every server does
        so by itself.

        Raises:
            LitkgError: the server cannot answer.
        """
        if asks_elsewhere(sparql):
            raise LitkgError("query", "SERVICE asks another server, and litkg never does", "take the SERVICE part out")
        named = [] if names_graphs(sparql) else self.graphs()
        return self._asked(sparql, named if len(named) <= MOST_NAMED else [])

    def rows(self, sparql: str) -> list[Row]:
        """Answer a query with one dictionary a row."""
        columns, rows = self.table(sparql)
        return [dict(zip(columns, row, strict=True)) for row in rows]

    def _asked(self, sparql: str, graphs: list[str]) -> tuple[list[str], list[list[str]]]:
        dataset = [(name, iri) for iri in graphs for name in ("default-graph-uri", "named-graph-uri")]
        body = urlencode([("query", sparql), *dataset]).encode()
        accept = f"{RESULTS}, {TRIPLES};q=0.9"
        answer = self._http.post(self._url, body, "application/x-www-form-urlencoded", accept)
        try:
            if answer.lstrip()[:1] == b"{":
                return answer_table(ox.parse_query_results(answer, format=ox.QueryResultsFormat.JSON))
            triples = [quad.triple for quad in ox.parse(answer, format=ox.RdfFormat.N_TRIPLES)]
        except (SyntaxError, ValueError) as error:
            mend = "ask for less, for the server may have run out of time"
            raise LitkgError(self._url, f"its answer is cut off or no answer to SPARQL ({error})", mend) from error
        rows = sorted([str(t.subject), str(t.predicate), str(t.object)] for t in triples)
        return ["subject", "predicate", "object"], rows


def _graph_of(line: str) -> str:
    return line[line.rindex("<") : -len(" .\n")]


def _batches(lines: Iterable[str]) -> Iterator[list[str]]:
    """Part lines into batches of bounded number and size."""
    batch: list[str] = []
    size = 0
    for line in lines:
        if batch and (len(batch) >= MOST_TRIPLES or size + len(line) > MOST_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(line)
        size += len(line)
    if batch:
        yield batch
