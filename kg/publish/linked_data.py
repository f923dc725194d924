"""What a page tells search engines and reference managers of itself: schema.org terms as JSON-LD, a data block."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from markupsafe import Markup

from kg.graph.store import Row
from kg.publish.catalogue import Catalogue, PaperEntry
from kg.publish.words import Words

Node = dict[str, object]
CONTEXT: Node = {
    "@vocab": "https://schema.org/",
    "sameAs": {"@type": "@id"},
    "contentUrl": {"@type": "@id"},
}
"""Given in the page itself, so that no reader has to fetch one."""
FORMATS = {
    "nq": "application/n-quads",
    "trig": "application/trig",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
}


def data_block(data: Node) -> Markup:
    """Write JSON-LD as a data block, which no browser runs; no text in it can end the block.

    >>> "</script>" in data_block({"name": "</script>"})[:-9]
    False
    """
    written = json.dumps({"@context": CONTEXT} | data, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    for sign, code in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        written = written.replace(sign, code)
    return Markup(f'<script type="application/ld+json">{written}</script>')


def article_data(paper: PaperEntry, catalogue: Catalogue) -> Markup:
    """Describe the paper of a page: who wrote it, when, where it appeared, and what it cites."""
    return data_block(article(paper.data, paper.cite) | {"citation": list(_cited(paper, catalogue))})


def article(row: Row, cite: str) -> Node:
    """Describe a paper as far as its data are known; the year is the printed one, never a guess.

    >>> row = {"paper": "https://a/p", "title": "", "authors": "Ani Satu; Rudiana", "year": "", "venue": "", "doi": ""}
    >>> described = article({**row, "language": "id", "place": "Kota A"}, "Satu & Rudiana (n.d.)")
    >>> described["name"], [author["name"] for author in described["author"]], "datePublished" in described
    ('Satu & Rudiana (n.d.)', ['Ani Satu', 'Rudiana'], False)
    """
    return _known(
        {
            "@type": "ScholarlyArticle",
            "@id": row["paper"],
            "name": row["title"] or cite,
            "author": _people(row["authors"]),
            "datePublished": row["year"],
            "inLanguage": row["language"],
            "isPartOf": {"@type": "Periodical", "name": row["venue"]} if row["venue"] else "",
            "sameAs": _doi(row["doi"]),
            "spatialCoverage": {"@type": "Place", "name": row["place"]} if row["place"] else "",
        }
    )


def site_data(catalogue: Catalogue, words: Words) -> Markup:
    """Describe the site and its knowledge graph, with the files that hold it."""
    told = words.strings["linked"]
    number = len(catalogue.papers)
    files = [
        {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{_up(words)}data/graph.{ending}"}
        for ending, kind in FORMATS.items()
    ]
    dataset = {
        "@type": "Dataset",
        "name": told["dataset"].format(papers=words.count(number, "papers")),
        "description": told["about_dataset"],
        "inLanguage": sorted({paper.data["language"] for paper in catalogue.papers.values()} - {""}),
        "distribution": files,
    }
    site = {"@type": "WebSite", "name": words.strings["index"]["title"], "inLanguage": words.language}
    return data_block({"@graph": [site | {"description": words.strings["index"]["lead"]}, _known(dataset)]})


def _up(words: Words) -> str:
    return "../" if words.language == "en" else ""


def _cited(paper: PaperEntry, catalogue: Catalogue) -> Iterator[Node]:
    """Describe what a reference list holds, each work once; a paper of the corpus is told by its own data."""
    seen = set()
    for row in catalogue.of_paper("references").get(paper.iri, []):
        if row["work"] and row["work"] in seen:
            continue
        seen.add(row["work"])
        known = catalogue.papers.get(row["work"])
        if known is not None:
            yield {"@type": "ScholarlyArticle", "@id": known.iri, "name": known.data["title"] or known.cite}
            continue
        yield _known(
            {
                "@type": "CreativeWork",
                "@id": row["work"],
                "name": row["title"] or row["raw"],
                "author": _people(row["authors"]) or _people(row["first_author"]),
                "datePublished": row["year"],
                "sameAs": _doi(row["doi"]),
            }
        )


def _people(names: str) -> list[Node]:
    return [{"@type": "Person", "name": name.strip()} for name in names.split(";") if name.strip()]


def _doi(doi: str) -> str:
    return f"https://doi.org/{quote(doi, safe='/()')}" if doi else ""


def _known(node: Mapping[str, object]) -> Node:
    """Leave out what is not known."""
    return {name: value for name, value in node.items() if value not in ("", [])}
