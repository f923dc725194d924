"""Rows as the queries give them, made up: what papers say, judge and are, and what adds up from it."""

from hypothesis import strategies as st

from kg.analysis.consolidate import Finding, consolidate, local

PAPER = "https://example.org/litkg/paper/"
STANCE = "https://w3id.org/jmo/vocabulary/stance/"
ASPECT = "https://w3id.org/jmo/vocabulary/aspect/"
SIGNS = {
    f"{STANCE}{name}": sign
    for name, sign in {
        "effective": 1,
        "fairly-effective": 1,
        "mixed": 0,
        "not-fully-optimal": -1,
        "not-effective": -1,
    }.items()
}
LETTERS = "abcdef"
SOURCES = {(f"{PAPER}{one}", f"{other} 2020"): PAPER + other for one in LETTERS for other in LETTERS}
"""Each paper means each other one by its letter and a year."""
SWAPPED = {iri: -sign for iri, sign in SIGNS.items()}


def says(
    paper="a",
    stance="effective",
    *,
    kind="assessment",
    concept="effectiveness",
    section="conclusion",
    start=0,
    attribution="own",
    source="",
    quote="",
    confidence=0.5,
) -> dict[str, str]:
    """Make up a row of the query ``statements``."""
    scheme = "aspect" if kind == "assessment" else kind
    return {
        "paper": PAPER + paper,
        "kind": kind,
        "concept": f"https://w3id.org/jmo/vocabulary/{scheme}/{concept}",
        "stance": STANCE + stance if kind == "assessment" else "",
        "attribution": attribution,
        "source": source,
        "section": section,
        "start": str(start),
        "end": str(start + 10),
        "quote": quote or f"kata {paper} {start}",
        "confidence": str(confidence),
    }


def judges(paper="a", stance="effective", aspect="effectiveness") -> dict[str, str]:
    """Make up a row of the query ``verdicts``."""
    return {
        "paper": PAPER + paper,
        "aspect": ASPECT + aspect,
        "stance": STANCE + stance,
        "start": "5",
        "end": "9",
        "quote": f"putusan {paper}",
    }


def wrote(paper="a", authors=None, setting="", period="", informants="") -> dict[str, str]:
    """Make up a row of the query ``papers``."""
    named = f"Penulis {paper}" if authors is None else authors
    study = {"setting": setting, "period": period, "informants": informants}
    return {"paper": PAPER + paper, "authors": named, **study}


def points(paper="b", to="a", start=5, intent="agreesWith") -> dict[str, str]:
    """Make up a row of the query ``citations``."""
    return {
        "paper": PAPER + paper,
        "work": PAPER + to,
        "start": str(start),
        "intent": f"http://purl.org/spar/cito/{intent}",
    }


def reports(paper="b", source="a", stance="effective", **more) -> dict[str, str]:
    """Make up a statement that a paper reports from another."""
    return says(paper, stance, attribution="cited", source=f"{source} 2020", **{"start": 300, **more})


def one(statements, verdicts=(), sources=None, papers=None, signs=SIGNS, reuses=(), citations=()) -> Finding:
    """Consolidate statements that are on one concept."""
    listed = papers or [wrote(key) for key in sorted({local(row["paper"]) for row in [*statements, *verdicts]})]
    (finding,) = consolidate(statements, verdicts, sources or SOURCES, listed, signs, reuses, citations)
    return finding


def holders(finding: Finding, side: int) -> set[str]:
    """Give the keys of those on a side."""
    return {local(position.holder) for position in finding.on_side(side)}


STATEMENTS = st.lists(
    st.builds(
        says,
        st.sampled_from("abcd"),
        st.sampled_from([local(iri) for iri in SIGNS]),
        concept=st.sampled_from(["effectiveness", "planning"]),
        section=st.sampled_from(["conclusion", "results", "abstract"]),
        start=st.integers(0, 400),
        attribution=st.sampled_from(["own", "own", "cited", "background"]),
        source=st.just("Darma 2020"),
    ),
    max_size=10,
    unique_by=lambda row: (row["paper"], row["start"]),
)
VERDICTS = st.lists(
    st.builds(judges, st.sampled_from("abcd"), st.sampled_from([local(iri) for iri in SIGNS])),
    max_size=3,
    unique_by=lambda row: row["paper"],
)
CITED = {(f"{PAPER}{key}", "Darma 2020"): "urn:work:darma-2020" for key in "abc"} | {
    (f"{PAPER}d", "Darma 2020"): PAPER + "a"
}
ALL = [wrote(key) for key in "abcd"]
