"""The graph of a build: a dataset of named graphs, kept as sorted N-Quads and queried in memory through Oxigraph."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pyoxigraph as ox

from kg.graph import on_disk
from kg.graph.terms import ONTOLOGY_GRAPH, PREFIXES, VOCABULARY_GRAPH
from kg.model import LitkgError
from kg.workshop import restored

DATA = Path("data")
TEXTS = DATA / "texts"
GRAPH_FILE = DATA / "graph.nq"
IN_MEMORY = 1_000_000_000
"""Bytes of the largest graph file that is loaded: in memory it takes some 2 GB, the graph of a thousand papers."""
EXPORTS = {
    "graph.trig": ox.RdfFormat.TRIG,
    "graph.ttl": ox.RdfFormat.TURTLE,
    "graph.jsonld": ox.RdfFormat.JSON_LD,
}
WITHOUT_WORDS = f"""\
PREFIX skos: <{PREFIXES["skos"]}>
DELETE {{ GRAPH <{VOCABULARY_GRAPH}> {{ ?concept ?words ?label }} }}
WHERE {{
  VALUES ?words {{ skos:altLabel skos:hiddenLabel }}
  GRAPH <{VOCABULARY_GRAPH}> {{ ?concept ?words ?label }}
}}"""
Row = dict[str, str]
Read = TypeVar("Read")
Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Dataset = tuple[Sequence[str], Sequence[str]]
"""IRIs of the graphs that are one as the default graph, and of those that GRAPH finds."""
ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
STRING = (
    r'''"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!''))*\'\'\'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*\''''
)
SERVICE = re.compile("SERVICE", re.IGNORECASE)
FROM = re.compile(r"\bFROM\b", re.IGNORECASE)
# What the word SERVICE may harmlessly stand in. Oxigraph needs no space around a keyword, so names end where its
# grammar ends them; "doubt" is what reads in two ways (a string without its end, <…#…> that may also be "less than"
# before a comment, a line that ends in a bare \r).
TOKEN = re.compile(
    rf"""{STRING}|(?P<doubt>["']|\r(?!\n)|<(?![A-Za-z][\w+.-]*://)[^<>"{{}}|^`\\\s#()]*[#()][^<>"{{}}|^`\\\s]*>)"""
    r"""|<[^<>"{}|^`\\\s]*>|#[^\r\n]*|[?$]\w+|@[A-Za-z]+(?:-[A-Za-z0-9]+)*"""
    r"""|:(?:[\w:%]|\\.)(?:[\w:%-]|\\.|\.(?=[\w:%\\.-]))*""",
    re.DOTALL,
)


class Store:
    """A dataset; queries see the union of its named graphs as their default graph.

    >>> store = Store()
    >>> store.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    [{'n': '0'}]
    """

    def __init__(self, quads: Iterable[ox.Quad] = ()) -> None:
        self._store = ox.Store()
        self._store.bulk_extend(quads)
        self._shelved: Path | None = None
        self.shelf: Path | None = None
        """The folder that the graph is on disk in, if it is; what is kept there goes with it."""

    @classmethod
    def of_build(cls, build: Path, *, whole: bool = False, progress: on_disk.Progress = lambda message: None) -> Store:
        """Open the graph of a build folder: in memory or, when it is large, on disk (:mod:`kg.graph.on_disk`).

        Args:
            build: the folder.
            whole: whether most of the graph will be asked for. Then it is loaded wherever the memory has room for it:
                it takes longer to begin, but each row is found some ten times quicker than on disk.
            progress: is told what takes long, in a line.

        Raises:
            LitkgError: there is no build in the folder.
        """
        path = build / GRAPH_FILE
        store = cls()
        try:
            ready = None if whole and path.stat().st_size <= IN_MEMORY else on_disk.opened(path, build, progress)
            if ready is not None:
                store._store, store.shelf = ready
                store._shelved = build
                return store
            store._store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
        except OSError as error:
            if restored(build):
                return cls.of_build(build, whole=whole, progress=progress)
            raise LitkgError(
                str(build), "no build in this folder", "run 'kg build' first, or name it with --build"
            ) from error
        except SyntaxError as error:
            raise LitkgError(str(path), f"is damaged ({error})", "run 'kg build' again") from error
        return store

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads."""
        self._store.bulk_extend(quads)

    def remove(self, *graphs: ox.NamedNode) -> None:
        """Remove named graphs."""
        for graph in graphs:
            self._store.remove_graph(graph)

    @property
    def oxigraph(self) -> ox.Store:
        """The store itself, for libraries that work on it."""
        return self._store

    def having(self, predicate: ox.NamedNode, value: ox.NamedNode) -> list[ox.Quad]:
        """Give the quads with a property and its value."""
        return list(self._store.quads_for_pattern(None, predicate, value))

    def graphs(self) -> list[ox.NamedNode]:
        """Give the names of the graphs, in order."""
        return sorted((graph for graph in self._store.named_graphs() if isinstance(graph, ox.NamedNode)), key=str)

    def lines(self, graph: ox.NamedNode) -> list[bytes]:
        """Give a named graph in sorted lines of N-Quads."""
        triples = self._store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b""
        ending = f" {graph} .\n".encode()
        return [line.removesuffix(b" .") + ending for line in sorted(triples.splitlines())]

    def __len__(self) -> int:
        return len(self._store)

    def __iter__(self) -> Iterator[ox.Quad]:
        return iter(self._store)

    def query(self, sparql: str, known: Mapping[str, str] | None = None, graphs: Dataset | None = None) -> Answer:
        """Answer a SPARQL query; nothing leaves the machine.

        A query with FROM asks the named graphs that it names; any other sees all of them as one.

        Args:
            sparql: the query.
            known: IRIs that variables stand for, so that only the rows with them are looked for.
            graphs: the graphs that it asks, whatever it says itself.

        Raises:
            LitkgError: the query is not valid SPARQL, or asks another server.
        """
        if asks_elsewhere(sparql):
            raise LitkgError("query", "SERVICE asks another server, and litkg never does", "take the SERVICE part out")
        try:
            return self._store.query(
                sparql,
                **_dataset(sparql, graphs),
                substitutions={ox.Variable(name): ox.NamedNode(iri) for name, iri in (known or {}).items()},
            )
        except SyntaxError as error:
            raise LitkgError("query", f"not valid SPARQL: {error}", "see 'kg query' for examples") from error
        except (ValueError, RuntimeError, OSError) as error:
            raise LitkgError("query", f"cannot be answered: {error}", "see 'kg query' for examples") from error

    def table(self, sparql: str, known: Mapping[str, str] | None = None) -> tuple[list[str], list[list[str]]]:
        """Answer a SELECT or ASK query with its columns and rows, all values strings; unbound is empty.

        Raises:
            LitkgError: the query cannot be answered, or gives no table.
        """
        return self.answer(sparql, answer_table, known)

    def answer(self, sparql: str, read: Callable[[Answer], Read], known: Mapping[str, str] | None = None) -> Read:
        """Answer a query, and give what is read of the answer.

        Raises:
            LitkgError: the query cannot be answered.
        """
        try:
            return read(self.query(sparql, known))
        except (RuntimeError, OSError):
            if self._shelved is None:
                raise
            on_disk.clear(self._shelved)  # its files on disk are damaged, and made again
            self._store, self._shelved, self.shelf = Store.of_build(self._shelved)._store, None, None
            return read(self.query(sparql, known))

    def rows(self, sparql: str, known: Mapping[str, str] | None = None) -> list[Row]:
        """Answer a query with one dictionary a row; ``known`` are IRIs that variables stand for."""
        columns, rows = self.table(sparql, known)
        return [dict(zip(columns, row, strict=True)) for row in rows]

    def ontology_added(self, ontology: Path) -> Store:
        """Add the ontology and the vocabulary as named graphs of their own; gives itself back.

        The words that concepts are found by (``skos:altLabel``, ``skos:hiddenLabel``) stay in the vocabulary's file:
        they are many, and only the extractors read them.
        """
        for file, graph in (("jmo.ttl", ONTOLOGY_GRAPH), ("vocabulary.ttl", VOCABULARY_GRAPH)):
            path = ontology / file
            try:
                self._store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(graph))
            except OSError as error:
                raise LitkgError(str(path), "no such file", "name a folder with jmo.ttl and vocabulary.ttl") from error
            except SyntaxError as error:
                raise LitkgError(str(path), f"not valid Turtle ({error})", "mend the file there") from error
        self._store.update(WITHOUT_WORDS)
        return self

    def write(self, build: Path) -> None:
        """Write the graph file of a build, which every command reads: N-Quads sorted by graph, then by triple."""
        with (build / GRAPH_FILE).open("wb") as file:
            for graph in self.graphs():
                file.writelines(self.lines(graph))


def asks_elsewhere(sparql: str) -> bool:
    r"""Whether a query has, or may have, a SERVICE clause: the word outside of strings, IRIs, comments and names.

    A query that has the word and can be read in two ways is taken to have one.

    >>> asks_elsewhere("SELECT * { ?a ?b ?c.SERVICE <http://a/> { ?s ?p ?o } }")
    True
    >>> asks_elsewhere("SELECT ?service { ?s :service 'SERVICE' }")
    False
    """
    plain = ESCAPE.sub(lambda found: chr(min(int(found.group(1) or found.group(2), 16), 0x10FFFF)), sparql)
    if not SERVICE.search(plain):
        return False
    end = 0
    for token in TOKEN.finditer(sparql):
        if token.lastgroup == "doubt" or SERVICE.search(sparql, end, token.start()):
            return True
        end = token.end()
    return plain != sparql or SERVICE.search(sparql, end) is not None


def _dataset(sparql: str, graphs: Dataset | None) -> dict[str, Any]:
    if graphs is None:
        return {"use_default_graph_as_union": not names_graphs(sparql)}
    default, named = ([ox.NamedNode(iri) for iri in iris] for iris in graphs)
    return {"default_graph": default, "named_graphs": named}


def names_graphs(sparql: str) -> bool:
    """Whether a query names its dataset with FROM, outside of strings, IRIs, comments and names."""
    return FROM.search(TOKEN.sub(" ", sparql)) is not None


def answer_table(answer: Answer) -> tuple[list[str], list[list[str]]]:
    """Give the columns and rows of an answer, all values strings."""
    if isinstance(answer, ox.QueryBoolean):
        return ["answer"], [["true" if answer else "false"]]
    if isinstance(answer, ox.QueryTriples):
        rows = sorted([str(t.subject), str(t.predicate), str(t.object)] for t in answer)
        return ["subject", "predicate", "object"], rows
    columns = [variable.value for variable in answer.variables]
    return columns, [[shown(solution[column]) for column in columns] for solution in answer]


def shown(value: ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple | None) -> str:
    """Give a value as a string; unbound is empty."""
    if value is None:
        return ""
    return str(value) if isinstance(value, ox.Triple) else value.value
