"""The toolkit in Python: build a corpus, ask its graph, and take what you find into a notebook or a paper.

>>> import kg
>>> graph = kg.open_build("build")  # doctest: +SKIP
>>> graph.findings()[0]["verdict"]  # doctest: +SKIP
'contested'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from kg.graph.queries import named_queries, named_query
from kg.graph.store import Row, Store
from kg.model import LitkgError
from kg.printing import formatted, short
from kg.resources import ontology_dir

if TYPE_CHECKING:
    import networkx

    from kg.analysis.answers import Answer
    from kg.analysis.compare import Comparison
    from kg.analysis.network import Path as SignedPath
    from kg.publish.tables.model import Table

SHOWN = 20
"""Rows that a notebook shows of a table; all are there."""


class Rows(list[Row]):
    """Rows as dictionaries, which ``pandas.DataFrame(rows)`` takes as they are; they show themselves as a table.

    >>> rows = Rows(["paper"], [{"paper": "https://a/paper/x"}])
    >>> rows.columns, rows[0]["paper"]
    (['paper'], 'https://a/paper/x')
    >>> rows.csv()
    'paper\\nhttps://a/paper/x'
    """

    def __init__(self, columns: list[str], rows: Iterable[Row] = ()) -> None:
        super().__init__(rows)
        self.columns = columns

    def csv(self) -> str:
        """Write the rows as comma-separated values."""
        return formatted(self.columns, self._cells(), "csv")

    def where(self, **wanted: str) -> Rows:
        """Keep the rows that have these values; an IRI may be named by its last part.

        >>> Rows(["paper"], [{"paper": "https://a/paper/x"}, {"paper": "https://a/paper/y"}]).where(paper="y")
        [{'paper': 'https://a/paper/y'}]
        """
        kept = (
            row
            for row in self
            if all(value in (row[column], row[column].rpartition("/")[2]) for column, value in wanted.items())
        )
        return Rows(self.columns, kept)

    def __str__(self) -> str:
        return formatted(self.columns, self._cells(), "table")

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(column)}</th>" for column in self.columns)
        lines = (
            "".join(f"<td>{escape(short(cell, 300))}</td>" for cell in cells) for cells in self._cells()[:SHOWN]
        )
        body = "".join(f"<tr>{line}</tr>" for line in lines)
        more = f"<p>{len(self)} rows, of which {SHOWN} are shown</p>" if len(self) > SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"

    def _cells(self) -> list[list[str]]:
        return [[row[column] for column in self.columns] for row in self]


class Graph:
    """The knowledge graph of a build.

    Each named query is a method: ``graph.papers()``, ``graph.findings()``, ``graph.read_next()``; ``graph.queries()``
    tells which there are.
    """

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.folder = folder

    def queries(self) -> Rows:
        """Tell the named queries, and what each asks."""
        told = ({"query": name, "asks": known.summary} for name, known in named_queries().items())
        return Rows(["query", "asks"], told)

    def query(self, name: str) -> Rows:
        """Answer a named query.

        Raises:
            LitkgError: there is no such query.
        """
        return self.sparql(named_query(name).sparql)

    def sparql(self, query: str) -> Rows:
        """Answer a query in SPARQL; nothing leaves the machine.

        Raises:
            LitkgError: the query is not valid, or asks another server.
        """
        columns, rows = self.store.table(query)
        return Rows(columns, (dict(zip(columns, row, strict=True)) for row in rows))

    def __getattr__(self, name: str) -> Callable[[], Rows]:
        query = name.replace("_", "-")
        if query not in named_queries():
            raise AttributeError(f"a graph has no '{name}', and there is no query of that name")
        return lambda: self.query(query)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *(name.replace("-", "_") for name in named_queries())})

    def ask(self, concept: str) -> Answer:
        """Give the consolidated answer on a concept, by its id or its label in Indonesian or English.

        Raises:
            LitkgError: nothing has that name.
        """
        from kg.analysis.ask import ask

        return ask(self.store, concept)

    def compare(self, a: str, b: str, language: str = "en") -> Comparison:
        """Put two papers side by side, by their keys.

        Raises:
            LitkgError: there is no such paper, or both are the same.
        """
        from kg.analysis.compare import compare_papers

        return compare_papers(self.store, a, b, language)

    def paths(self, a: str, b: str, most: int = 3) -> list[SignedPath]:
        """Tell how two papers, works, statements or concepts are tied, the best explanation first.

        Raises:
            LitkgError: nothing has one of the names.
        """
        from kg.analysis.network import find_paths

        return find_paths(self.store, a, b, most)

    def table(
        self, name: str, study: str | Path | None = None, language: str = "id", columns: str | None = None
    ) -> Table:
        """Make a table for the next paper: ``penelitian-terdahulu``, ``evidence``, ``methods``, ``gaps``.

        Raises:
            LitkgError: the profile of the study cannot be used, or there is no such table or column.
        """
        from kg.publish.tables import MAKERS, make_table

        if name not in MAKERS:
            raise LitkgError(f"table '{name}'", "there is no such table", f"choose one of {', '.join(MAKERS)}")
        return make_table(self.store, name, language, Path(study) if study else None, columns)

    def network(self) -> networkx.MultiDiGraph:
        """Give papers, what they speak of and whom they cite as a graph of networkx.

        A node has ``kind`` and ``label``; an edge has ``relation`` and, where it takes a side, ``sign`` (1, 0, −1).
        """
        from kg.publish.exchange import network_of

        return network_of(self.store)

    def __len__(self) -> int:
        return len(self.store)

    def __repr__(self) -> str:
        return f"Graph({str(self.folder)!r}, {len(self)} quads)"

    def _repr_html_(self) -> str:
        counts = {name: len(self.query(name)) for name in ("papers", "statements", "findings", "gaps")}
        told = ", ".join(f"{number} {name}" for name, number in counts.items())
        return f"<p><strong>{escape(self.folder.name)}</strong>: {told}, {len(self)} quads</p>"


def open_build(folder: str | Path = "build") -> Graph:
    """Open the graph of a build folder.

    Raises:
        LitkgError: there is no build in the folder.
    """
    return Graph(Store.of_build(Path(folder)), Path(folder))


def build(
    corpus: str | Path = "sources", out: str | Path = "build", ontology: str | Path | None = None,
    progress: Callable[[str], None] = lambda message: None, **options: object,
) -> Graph:  # fmt: skip
    """Build the graph and the site of a folder of papers, as ``kg build`` does, and open it.

    Args:
        corpus: the folder of papers.
        out: the build folder, which is replaced whole.
        ontology: folder with the ontology; the bundled one if none is given.
        progress: is told each step.
        options: further fields of :class:`kg.building.Options`.

    Raises:
        LitkgError: as :func:`kg.building.build`.
    """
    from kg.building import Options
    from kg.building import build as run

    chosen = Options(Path(ontology) if ontology else ontology_dir(), **options)  # type: ignore[arg-type]
    run(Path(corpus), Path(out), chosen, progress)
    return open_build(out)
