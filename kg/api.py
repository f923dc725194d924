"""The toolkit in Python: build a corpus, ask its graph, and take what you find into a notebook or a paper.

>>> import kg
>>> graph = kg.open_build("build")  # doctest: +SKIP
>>> graph.verdicts().where(paper="putri-2024").short()[0]["stance"]  # doctest: +SKIP
'effective'

Whatever is asked for shows itself: as text when it is printed, as HTML in a notebook. Faults are told in one line, as
:class:`kg.LitkgError`, that says what to do.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from kg.graph.pages import page
from kg.graph.queries import named_queries, named_query
from kg.graph.store import Store
from kg.graph.terms import DEFAULT_BASE, PREFIXES, checked_base
from kg.model import LitkgError
from kg.printing import check_choice
from kg.resources import ontology_dir, sources_dir
from kg.rows import Rows

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kg.analysis.answers import Answer
    from kg.analysis.compare import Comparison
    from kg.analysis.path_view import Paths
    from kg.publish.cite.asked import Library
    from kg.publish.cite.documents import Document
    from kg.publish.tables.model import Table

__all__ = ["Graph", "LitkgError", "Rows", "build", "open_build"]
LANGUAGES = ("id", "en")
STYLES = ("apa", "chicago", "vancouver", "ieee")
COUNTED = ("papers", "findings", "contradictions", "gaps")


class Graph:
    """The knowledge graph of a build.

    Each named query is a method: ``graph.papers()``, ``graph.findings()``, ``graph.read_next()``; ``graph.queries()``
    tells which there are, and what each asks.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder).expanduser()
        self.store = Store.of_build(self.folder)

    def queries(self) -> Rows:
        """Tell the named queries, and what each asks."""
        told = ({"query": name, "asks": known.summary} for name, known in named_queries().items())
        return Rows(["query", "asks"], told)

    def query(self, name: str, limit: int | None = None, offset: int = 0) -> Rows:
        """Answer a named query.

        Args:
            name: the query.
            limit: how many rows at the most; the first ones of a large graph are found quickly, all of them slowly.
            offset: how many rows to leave out before.

        Raises:
            LitkgError: there is no such query.
        """
        known = named_query(name.replace("_", "-"))
        columns, rows = page(self.store, known.sparql, limit, offset)
        return Rows(columns, (dict(zip(columns, row, strict=True)) for row in rows), self._own)

    def sparql(self, query: str) -> Rows:
        """Answer a query in SPARQL; nothing leaves the machine.

        Args:
            query: SELECT, ASK (one row, ``answer``), CONSTRUCT or DESCRIBE (``subject``, ``predicate``, ``object``).

        Raises:
            LitkgError: the query is not valid, or asks another server.
        """
        columns, rows = self.store.table(query)
        return Rows(columns, (dict(zip(columns, row, strict=True)) for row in rows), self._own)

    def rdflib(self) -> rdflib.Dataset:
        """Give the graph with the API of rdflib, over the same store: nothing is copied.

        The named graphs are seen as one; ``dataset.graphs()`` lists them. What is added there is never written to the
        build.
        """
        from oxrdflib import OxigraphStore
        from rdflib import Dataset

        return Dataset(store=OxigraphStore(store=self.store.oxigraph), default_union=True)

    def __getattr__(self, name: str) -> Callable[[], Rows]:
        query = name.replace("_", "-")
        if query not in named_queries():
            close = get_close_matches(name, dir(self))
            hint = f"did you mean {' or '.join(close)}?" if close else "graph.queries() lists the queries"
            raise AttributeError(f"a graph has no '{name}', and there is no query of that name; {hint}")
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

        check_choice("language", language, LANGUAGES)
        return compare_papers(self.store, a, b, language)

    def paths(self, a: str, b: str, most: int = 3) -> Paths:
        """Tell how two papers, works, statements or concepts are tied, the best explanation first.

        Raises:
            LitkgError: nothing has one of the names, or both are the same.
        """
        from kg.analysis.network import find_paths
        from kg.analysis.path_view import Paths

        return Paths(a, b, find_paths(self.store, a, b, most))

    def table(
        self, name: str, study: str | Path | None = None, language: str = "id", columns: str | None = None
    ) -> Table:
        """Make a table for the next paper: ``penelitian-terdahulu``, ``evidence``, ``methods``, ``gaps``.

        Args:
            name: the table; ``introduction`` drafts a paragraph.
            study: a YAML file that tells of your own study, as ``kg table --help`` shows it.
            language: ``id`` or ``en``.
            columns: ids of columns, parted by commas, or ``all``.

        Raises:
            LitkgError: the profile of the study cannot be used, or there is no such table or column.
        """
        from kg.publish.tables import MAKERS, make_table

        check_choice("table", name, MAKERS)
        check_choice("language", language, LANGUAGES)
        return make_table(self.store, name, language, Path(study).expanduser() if study else None, columns)

    def cite(self, name: str, style: str = "apa", language: str = "id") -> Document:
        """Cite a paper, a cited work, a finding or a concept: sentences with citations, and the list behind them.

        What it gives shows itself as text; ``.formatted("bibtex")`` and ``.save("references.bib")`` write more forms.

        Args:
            name: key of a paper, id of a cited work or finding, or a concept by id or label.
            style: ``apa``, ``chicago``, ``vancouver`` or ``ieee``.
            language: ``id`` or ``en``.

        Raises:
            LitkgError: nothing in the build has that name.
        """
        check_choice("style", style, STYLES)
        check_choice("language", language, LANGUAGES)
        return self._library.cite(name, style, language)

    def network(self, language: str = "id") -> networkx.MultiDiGraph:
        """Give papers, works, concepts, frameworks and settings as a graph of networkx with signed edges.

        :func:`kg.publish.exchange.network.network_of` tells what nodes and edges have.

        Args:
            language: of the labels, ``id`` or ``en``.
        """
        from kg.publish.exchange import network_of

        check_choice("language", language, LANGUAGES)
        return network_of(self.store, language)

    def text(self, paper: str) -> str:
        """Give the stored text of a paper, in which positions count: ``text[int(start):int(end)] == quote``.

        Raises:
            LitkgError: there is no such paper, or the build is damaged.
        """
        from kg.analysis.naming import paper_of
        from kg.graph.texts import key_of, stored_text

        return stored_text(self.folder, key_of(paper_of(self.store, paper)))

    @cached_property
    def _library(self) -> Library:
        from kg.publish.cite.asked import Library

        return Library(self.folder)

    @cached_property
    def _own(self) -> tuple[str, ...]:
        """The namespaces of what the graph tells of: its papers and statements, its concepts, and its vocabularies."""
        papers = [row["paper"].rpartition("paper/")[0] for row in self.store.rows(named_query("keys").sparql)[:1]]
        concepts = (row["concept"] for row in self.store.rows(named_query("labels").sparql))
        schemes = {iri[: max(iri.rfind("/"), iri.rfind("#")) + 1] for iri in concepts}
        return (*papers, *sorted(schemes), *PREFIXES.values())

    def __len__(self) -> int:
        return len(self.store)

    def __bool__(self) -> bool:
        return True  # a graph is one, even where it holds nothing

    def __repr__(self) -> str:
        return f"Graph({str(self.folder)!r}, {len(self)} quads)"

    def _repr_html_(self) -> str:
        counts = ", ".join(f"{len(self.query(name))} {name}" for name in COUNTED)
        return f"<p><strong>{escape(str(self.folder))}</strong>: {counts} ({len(self)} quads)</p>"


def open_build(folder: str | Path = "build") -> Graph:
    """Open the graph of a build folder.

    Raises:
        LitkgError: there is no build in the folder.
    """
    return Graph(folder)


def build(
    corpus: str | Path | None = None,
    out: str | Path = "build",
    *,
    ontology: str | Path | None = None,
    base_iri: str = DEFAULT_BASE,
    extractors: Sequence[str] = ("rules",),
    needs_references: bool = True,
    progress: Callable[[str], None] | None = None,
) -> Graph:
    """Build the graph and the site of a folder of papers, as ``kg build`` does, and open the graph.

    A file that cannot be used is told by a warning; the others are built.

    Args:
        corpus: the folder of papers; without it the bundled one.
        out: the build folder, which is replaced whole.
        ontology: folder with the ontology; the bundled one if none is given.
        base_iri: what the IRIs of the data begin with.
        extractors: who reads the statements, as ``kg build --extractor``.
        needs_references: whether a corpus in which no paper has a reference list is refused.
        progress: is told each step, for instance ``print``.

    Raises:
        LitkgError: no paper can be used, or the build cannot be written; the last build stays as it is.
    """
    from kg.building import Options
    from kg.building import build as run

    options = Options(
        Path(ontology).expanduser() if ontology else ontology_dir(),
        checked_base(base_iri, "base_iri"),
        needs_references,
        tuple(extractors),
    )

    papers = Path(corpus).expanduser() if corpus else sources_dir()
    skipped: list[LitkgError] = []
    try:
        run(papers, Path(out).expanduser(), options, progress or (lambda message: None), skipped.append)
    finally:
        for fault in skipped:
            warnings.warn(f"skipped {fault}", stacklevel=2)
    return open_build(out)
