"""What pages tell machines of themselves: a foreign reader understands it, without a network, as the graph says it."""

import re
from urllib.parse import unquote

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from kg.graph.queries import named_query
from kg.graph.store import Store
from tests.publish.made_up_site import EVIL, IMAGE, MIRRORED, SCRIPT

SCHEMA = Namespace("https://schema.org/")
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def told(path) -> Graph:
    """Read the one data block of a page with rdflib."""
    (block,) = BLOCK.findall(path.read_text(encoding="utf-8"))
    return Graph().parse(data=block, format="json-ld", publicID=path.as_uri())


def page_of(build, iri, language="id"):
    folder = build if language == "id" else build / "en"
    return folder / "paper" / f"{unquote(iri.rpartition('/')[2])}.html"


@pytest.fixture(params=["site", "notes_build"])
def build(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def papers(build):
    return Store.of_build(build).rows(named_query("papers").sparql)


def test_a_paper_page_tells_of_its_paper_what_the_graph_knows(build, papers):
    assert papers
    for row in papers:
        graph, paper = told(page_of(build, row["paper"])), URIRef(row["paper"])
        assert (paper, RDF.type, SCHEMA.ScholarlyArticle) in graph
        if row["title"]:
            assert graph.value(paper, SCHEMA.name) == Literal(row["title"])
        names = {str(graph.value(author, SCHEMA.name)) for author in graph.objects(paper, SCHEMA.author)}
        assert names == set(filter(None, (name.strip() for name in row["authors"].split(";"))))
        assert graph.value(paper, SCHEMA.datePublished) == (Literal(row["year"]) if row["year"] else None)
        venue = graph.value(paper, SCHEMA.isPartOf)
        assert (graph.value(venue, SCHEMA.name) == Literal(row["venue"])) if row["venue"] else venue is None
        doi = graph.value(paper, SCHEMA.sameAs)
        assert (
            (unquote(str(doi)) == f"https://doi.org/{row['doi']}" and isinstance(doi, URIRef))
            if row["doi"]
            else not doi
        )


def test_a_paper_page_tells_every_work_that_the_paper_lists(build, papers):
    listed = Store.of_build(build).rows(named_query("references").sparql)
    for row in papers:
        graph = told(page_of(build, row["paper"]))
        works = {URIRef(entry["work"]) for entry in listed if entry["paper"] == row["paper"] and entry["work"]}
        assert works <= set(graph.objects(URIRef(row["paper"]), SCHEMA.citation))
        assert all(graph.value(work, SCHEMA.name) for work in works)


def test_both_languages_tell_the_same_of_a_paper(build, papers):
    for row in papers:
        texts = [page_of(build, row["paper"], language).read_text(encoding="utf-8") for language in ("id", "en")]
        assert BLOCK.findall(texts[0]) == BLOCK.findall(texts[1]) != []


@pytest.mark.parametrize("folder", ["", "en"])
def test_the_start_page_tells_of_a_data_set_whose_files_are_there(build, folder):
    start = build / folder / "index.html"
    graph = told(start)
    (dataset,) = graph.subjects(RDF.type, SCHEMA.Dataset)
    assert graph.value(dataset, SCHEMA.name) and graph.value(dataset, SCHEMA.description)
    files = {str(graph.value(each, SCHEMA.contentUrl)) for each in graph.objects(dataset, SCHEMA.distribution)}
    expected = {(build / "data" / f"graph.{ending}").as_uri() for ending in ("nq", "trig", "ttl", "jsonld")}
    assert files == expected
    (site,) = graph.subjects(RDF.type, SCHEMA.WebSite)
    assert graph.value(site, SCHEMA.inLanguage) == Literal(folder or "id")


def test_no_text_of_a_paper_ends_the_block_or_becomes_an_address(site):
    page = site / "paper" / f"{EVIL}.html"
    (block,) = BLOCK.findall(page.read_text(encoding="utf-8"))
    assert not re.search(r"[<>&]", block)
    graph = told(page)
    values = {str(value) for value in graph.objects()}
    assert IMAGE in values and f"A {SCRIPT}{MIRRORED}" in values
    assert not [each for each in graph.all_nodes() if isinstance(each, URIRef) and each.startswith("javascript:")]
