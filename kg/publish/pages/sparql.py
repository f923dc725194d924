"""The page on which the whole graph is queried: Oxigraph as WebAssembly and the graph, as scripts that it loads.

The browser opens neither modules nor files on a page of a folder, so all that the page needs at run time is a classic
script; sparql.js loads them when the first query is run.
"""

from __future__ import annotations

import base64
import gzip
from collections.abc import Iterator
from pathlib import Path

from kg.graph.queries import NamedQuery, named_queries
from kg.graph.terms import PREFIXES
from kg.publish.page import Asset, Page, Site
from kg.publish.script import escaped_json
from kg.publish.vendor import vendored

# About 110 papers. Above this the page points to `kg serve`. Measured in Chromium on a busy machine with 2 cores:
# 500,000 quads are 10 MB of scripts, 7 s to the first answer and 630 MB of memory, 1,000,000 are 17 MB, 17 s and 1 GB.
MOST_QUADS = 500_000
PART = 4_000_000  # characters of a script with a part of the graph; a multiple of 4, as base64 needs
START = "verdicts"  # the query that the page opens with
GROUPS = {
    "papers": (
        "papers",
        "authors",
        "issues",
        "designs",
        "methods",
        "informants",
        "statistics",
        "frameworks",
        "theories",
        "settled",
        "topics",
        "keys",
    ),
    "statements": ("statements", "verdicts", "judgements", "claims", "scopes", "passages", "texts"),
    "findings": ("findings", "positions", "sides", "discounts", "grounds", "members", "shown", "contexts", "remedies"),
    "agreement": ("agreements", "contradictions", "tensions", "comparisons", "followers", "ties", "credits"),
    "gaps": ("gaps", "gap-texts", "gap-concepts"),
    "references": (
        "references",
        "works",
        "citations",
        "intents",
        "sources",
        "coupling",
        "co-citation",
        "read-next",
    ),
}


def pages(site: Site) -> Iterator[Page | Asset]:
    """Yield the page, the engine, the graph and where the things of the graph have pages."""
    quads = count_quads(site.graph_file)
    scripts = [] if quads > MOST_QUADS else list(graph_scripts(site.graph_file))
    view = {
        "groups": grouped(named_queries()),
        "prefixes": PREFIXES,
        "start": START,
        "quads": quads,
        "too_large": quads > MOST_QUADS,
        "graph_scripts": [script.path for script in scripts],
    }
    yield Page("sparql.html", "sparql.html", view, "sparql")
    if scripts:
        yield Asset("assets/sparql/engine.js", engine_script())
        yield Asset("assets/sparql/links.js", f"var litkgLinks = {escaped_json(links(site))};\n")
        yield from scripts


def grouped(queries: dict[str, NamedQuery]) -> dict[str, list[NamedQuery]]:
    """Put the named queries into groups; those that are in none come last, under ``other``.

    >>> list(grouped({"mine": NamedQuery("mine", "", "", "ASK {}")}))
    ['other']
    """
    found = {group: [queries[name] for name in names if name in queries] for group, names in GROUPS.items()}
    known = {name for names in GROUPS.values() for name in names}
    found["other"] = [query for name, query in queries.items() if name not in known]
    return {group: listed for group, listed in found.items() if listed}


def count_quads(file: Path) -> int:
    """Count the quads of a file of N-Quads without holding it."""
    with file.open("rb") as lines:
        return sum(1 for _ in lines)


def engine_script() -> str:
    """Write Oxigraph's WebAssembly, compressed, as a script that sets ``litkgEngine``."""
    return f'var litkgEngine = "{base64.b64encode(vendored()["oxigraph.wasm.gz"].path.read_bytes()).decode()}";\n'


def graph_scripts(file: Path) -> Iterator[Asset]:
    """Write the graph, compressed, as scripts that set the parts of ``litkgGraphParts``."""
    written = base64.b64encode(gzip.compress(file.read_bytes(), compresslevel=6, mtime=0)).decode()
    for number, start in enumerate(range(0, len(written), PART)):
        script = (
            f'(window.litkgGraphParts = window.litkgGraphParts || [])[{number}] = "{written[start : start + PART]}";\n'
        )
        yield Asset(f"assets/sparql/graph-{number + 1}.js", script)


def links(site: Site) -> dict[str, str]:
    """Say which IRIs have a page under the top of a language; a concept has that of its first finding."""
    found = {finding.row["concept"]: finding.page for finding in reversed(site.findings)}
    found |= {finding.row["finding"]: finding.page for finding in site.findings}
    return found | {iri: site.catalogue.paper_page(iri) for iri in site.catalogue.papers}
