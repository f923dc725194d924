"""The toolkit in Python: what it gives is what the command gives, and shows itself safely in a notebook."""

import json
import subprocess
import sys
from html.parser import HTMLParser

import pytest

import kg
from kg.graph.queries import named_queries
from kg.rows import SHOWN, Rows
from tests.helpers import KG, ROOT, corpus, document, local
from tests.helpers import kg as command

SAFE = {
    *("table", "thead", "tbody", "tr", "th", "td", "caption", "p", "strong", "em", "ol", "ul", "li", "q", "br"),
    *("h2", "h3", "h4", "blockquote", "i", "b", "span", "sup", "code"),
}
FINDINGS = "SELECT ?finding { ?finding a <https://w3id.org/jmo/ns#Finding> }"
HOSTILE = "</td><script>alert('x')</script><img src=x onerror=alert(1)> [x](javascript:alert(1)) *y*"


@pytest.fixture(scope="module")
def graph(notes_build) -> kg.Graph:
    return kg.open_build(notes_build)


class Tags(HTMLParser):
    """Gathers the tags and attributes of a piece of HTML, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.text += data


def test_importing_the_package_loads_nothing_that_takes_time():
    program = (
        "import kg, sys; print(kg.__version__, [m for m in ('kg.api', 'pyoxigraph', 'spacy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == f"{kg.__version__} []"


def test_a_misspelt_name_is_told_with_those_that_there_are():
    with pytest.raises(AttributeError, match=r"has no attribute 'bild'; it has .*build"):
        kg.bild  # noqa: B018


@pytest.mark.slow
def test_type_checkers_see_what_the_package_offers(tmp_path):
    pytest.importorskip("mypy", reason="mypy is in the extra 'dev'")
    program = tmp_path / "program.py"
    program.write_text("import kg\nreveal_type(kg.build)\nreveal_type(kg.open_build('x').findings())\nkg.bild()\n")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", str(program)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert "-> kg.api.Graph" in done.stdout
    assert 'Revealed type is "kg.rows.Rows"' in done.stdout
    assert 'Module has no attribute "bild"' in done.stdout
    assert "Found 1 error" in done.stdout


@pytest.mark.parametrize("name", ["papers", "verdicts", "findings", "gaps", "read-next"])
def test_a_named_query_is_a_method_with_the_rows_of_the_command(graph, notes_build, name):
    rows = getattr(graph, name.replace("-", "_"))()
    told = json.loads(command("query", name, "--build", notes_build, "--format", "json").stdout)
    assert rows == told
    assert graph.query(name) == graph.query(name.replace("-", "_")) == rows


def test_an_answer_may_be_taken_page_by_page(graph):
    whole = graph.statements()
    assert graph.query("statements", limit=7, offset=3) == whole[3:10]
    assert graph.query("statements", offset=500) == whole[500:]
    assert graph.query("findings", limit=2) == graph.findings()[:2]


def test_no_query_is_hidden_by_another_method():
    assert {name.replace("-", "_") for name in named_queries()} & set(vars(kg.Graph)) == set()


def test_all_queries_are_offered_for_completion(graph):
    assert {row["query"].replace("-", "_") for row in graph.queries()} <= set(dir(graph))


def test_a_misspelt_query_is_told_with_a_close_one(graph):
    with pytest.raises(AttributeError, match="did you mean findings"):
        graph.finding()


def test_pandas_takes_rows_as_they_are(graph):
    pandas = pytest.importorskip("pandas", reason="pandas is in the extra 'dev'")
    statements = graph.statements()
    frame = pandas.DataFrame(statements)
    assert list(frame.columns) == statements.columns
    assert frame.to_dict("records") == statements
    nothing = statements.where(paper="nobody")
    assert list(pandas.DataFrame(nothing, columns=nothing.columns).columns) == statements.columns


def test_rows_can_be_chosen_shortened_and_cut(graph):
    rows = graph.verdicts()
    (putri,) = rows.where(paper="putri-2024").short()
    assert (putri["paper"], putri["aspect"]) == ("putri-2024", "effectiveness")
    assert isinstance(rows[:2], Rows)
    assert rows[:2].only("paper").columns == ["paper"]
    assert [row["paper"] for row in rows.short()] == [local(row["paper"]) for row in rows]
    assert rows[:1].csv().splitlines()[0] == "paper,aspect,stance,start,end,quote"


def test_addresses_of_the_web_are_not_shortened(graph):
    urls = {row["url"] for row in graph.references()} - {""}
    assert urls
    assert {row["url"] for row in graph.references().short()} - {""} == urls


def test_a_notebook_shows_some_of_many_rows_and_says_so(graph):
    rows = graph.statements()
    html = rows._repr_html_()
    assert html.count("<tr>") == SHOWN + 1
    assert f"{len(rows)} rows, of which {SHOWN} are shown" in html


def test_answers_read_as_the_command_tells_them(graph, notes_build):
    for said, asked in (
        (graph.ask("effectiveness"), ("ask", "effectiveness", "--drafts")),
        (graph.compare("pradiya-2024", "cahyani-2025"), ("compare", "pradiya-2024", "cahyani-2025")),
        (graph.paths("pradiya-2024", "cahyani-2025"), ("path", "pradiya-2024", "cahyani-2025")),
        (graph.paths("putri-2024", "effectiveness"), ("path", "putri-2024", "effectiveness")),
        (graph.cite("pradiya-2024", style="ieee"), ("cite", "pradiya-2024", "--style", "ieee")),
        (graph.table("methods", language="en"), ("table", "methods", "--language", "en")),
    ):
        assert str(said).strip() == command(*asked, "--build", notes_build).stdout.strip()


def test_every_quote_stands_in_the_text_that_the_graph_gives(graph):
    rows = graph.statements().short()
    assert rows
    texts = {paper: graph.text(paper) for paper in {row["paper"] for row in rows}}
    assert [row for row in rows if texts[row["paper"]][int(row["start"]) : int(row["end"])] != row["quote"]] == []


def test_sparql_of_every_form_gives_rows(graph):
    assert graph.sparql("ASK { ?s ?p ?o }") == [{"answer": "true"}]
    assert graph.sparql("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 1").columns == ["subject", "predicate", "object"]
    assert graph.sparql("SELECT ?s { ?s <urn:none> ?o }") == []


def test_the_network_is_one_of_networkx(graph):
    network = graph.network("en")
    assert network.is_directed() and network.is_multigraph()
    assert {"paper", "work"} <= {kind for _, kind in network.nodes(data="kind")}


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda g: g.query("nothing"), "choose one of: .*findings"),
        (lambda g: g.sparql("SELECT"), "not valid SPARQL"),
        (lambda g: g.sparql("DELETE WHERE { ?s ?p ?o }"), "not valid SPARQL"),
        (lambda g: g.sparql("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"), "SERVICE asks another server"),
        (lambda g: g.ask("low digital literac"), "did you mean low-digital-literacy"),
        (lambda g: g.compare("putri-2024", "nobody"), "choose for instance one of: .*putri-2024"),
        (lambda g: g.compare("putri-2024", "hanifa-2023", "fr"), "choose one of id, en"),
        (lambda g: g.paths("putri-2024", "putri-2024"), "are the same thing"),
        (lambda g: g.table("nothing"), "choose one of penelitian-terdahulu"),
        (lambda g: g.table("gaps").formatted("docx"), "choose one of text, md"),
        (lambda g: g.cite("putri-2024", style="mla"), "choose one of apa"),
        (lambda g: g.cite("putri-2024").formatted("pdf"), "choose one of text, markdown"),
        (lambda g: g.cite("putri-2024").save("a.pdf"), "choose one of .docx, .md"),
        (lambda g: g.text("nobody"), "choose for instance one of: .*putri-2024"),
        (lambda g: g.verdicts().where(author="x"), "there are paper, aspect"),
        (lambda g: kg.open_build("nowhere"), "run 'kg build' first"),
        (lambda g: kg.build("nowhere"), "nowhere: "),
        (lambda g: kg.build(base_iri="my base"), "^base_iri 'my base': is no base IRI"),
    ],
)
def test_what_cannot_be_answered_is_told_in_one_line_with_the_mend(graph, ask, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(kg.LitkgError, match=told) as fault:
        ask(graph)
    assert "\n" not in str(fault.value)
    assert list(tmp_path.iterdir()) == []


def test_tables_and_citations_are_saved_in_the_format_of_the_ending(graph, tmp_path):
    cited, table = graph.cite("putri-2024"), graph.table("gaps")
    for what, names in ((cited, ("a.docx", "a.bib", "a.md")), (table, ("b.docx", "b.xlsx", "b.csv", "b.tex"))):
        for name in names:
            what.save(tmp_path / name)
    assert (tmp_path / "a.bib").read_text(encoding="utf-8") == cited.formatted("bibtex")
    assert (tmp_path / "b.tex").read_text(encoding="utf-8").strip() == table.formatted("latex").strip()
    assert {path.read_bytes()[:2] for path in tmp_path.glob("*.???x")} == {b"PK"}


def test_a_build_from_python_is_that_of_the_command(tmp_path):
    folder = corpus(tmp_path / "papers", {"rara-2024": document(), "broken.txt": "x"})
    (folder / "broken.txt").write_bytes(b"\xff\xfe\xff")
    steps = []
    with pytest.warns(UserWarning, match=r"skipped .*broken\.txt"):
        made = kg.build(folder, tmp_path / "a", progress=steps.append)
    assert [row["paper"] for row in made.papers().short()] == ["rara-2024"]
    assert steps
    done = subprocess.run([*KG, "build", str(folder), "--out", str(tmp_path / "b")], cwd=ROOT, check=False)
    assert done.returncode == 2
    assert (tmp_path / "a/data/graph.nq").read_bytes() == (tmp_path / "b/data/graph.nq").read_bytes()


def test_what_a_paper_says_is_never_markup_in_a_notebook(tmp_path):
    said = "Penggunaan aplikasi JMO sudah efektif <script>alert(2)</script> *bagi* [semua](http://x.invalid) pekerja."
    against = "Penggunaan aplikasi JMO belum efektif <img src=x onerror=alert(3)> bagi pekerja."
    papers = {
        "a-2024": document(said, title=f"Satu {HOSTILE}", authors=("Rara <b onclick='x()'>Wening",)),
        "b-2024": document(against, title=f"Dua {HOSTILE}", authors=("Lima Angin",), year=2025),
    }
    made = kg.build(corpus(tmp_path / "papers", papers), tmp_path / "<u>build")
    shown = [
        made,
        made.statements(),
        made.papers(),
        made.sparql(f'SELECT ("{HOSTILE}" AS ?x) {{}}'),
        made.ask("effectiveness"),
        made.ask("effectiveness").findings[0],
        made.ask("digital-literacy"),
        made.compare("a-2024", "b-2024"),
        made.paths("a-2024", "b-2024"),
        made.table("penelitian-terdahulu"),
        made.table("evidence"),
        made.cite("a-2024"),
        made.cite("effectiveness", language="en"),
    ]
    for value in shown:
        html = Tags(value._repr_html_())
        assert html.tags <= SAFE, type(value)
        assert html.attributes <= {"class", "lang", "scope", "value", "style"}, type(value)
    assert "<script>alert(2)</script> *bagi* [semua](http://x.invalid)" in Tags(shown[4]._repr_html_()).text
    assert "<script>" in Tags(shown[7]._repr_html_()).text


def test_rdflib_sees_the_same_graph_and_cannot_change_the_build(graph, notes_build):
    from rdflib import RDF, Namespace, URIRef

    jmo, before = Namespace("https://w3id.org/jmo/ns#"), (notes_build / "data/graph.nq").read_bytes()
    dataset = kg.open_build(notes_build).rdflib()
    assert len(dataset) == before.count(b"\n")
    assert {str(node) for node in dataset.subjects(RDF.type, jmo.Finding)} == {
        row["finding"] for row in graph.sparql(FINDINGS)
    }
    dataset.add((URIRef("urn:a"), RDF.type, jmo.Finding))
    assert (notes_build / "data/graph.nq").read_bytes() == before
