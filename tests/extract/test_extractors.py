"""Any extractor can be replaced or added by an entry point, and what it says is held to the contract."""

import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from kg.corpus.reader import paper_from, read_corpus
from kg.extract.contract import Contract
from kg.extract.extractors import make_extractor
from kg.extract.lexicon import Lexicon, load_lexicon
from kg.extract.reading import Extractor
from kg.model import LitkgError
from kg.resources import ontology_dir, sources_dir
from tests.helpers import corpus, document, kg, table, tree

TEXT = document("Aplikasi JMO sering error. Warna tombolnya jingga.")
PLUGIN = '''
from dataclasses import replace

from kg.extract.by_rules import ByRules
from kg.model import Statement


class Orange:
    """Takes every mention of orange for cumbersome input."""

    def __init__(self, lexicon, argument):
        self.word = argument or "jingga"

    def __call__(self, paper):
        for sentence in paper.sentences:
            evidence = paper.evidence(sentence.start, sentence.end)
            if self.word in evidence.quote:
                yield Statement(
                    kind="obstacle", concept="cumbersome-input", stance="", attribution="own", source="",
                    section=paper.section_of(sentence).kind, evidence=evidence, rule="orange: " + self.word,
                    confidence=0.3,
                )


def doubled(lexicon, argument):
    """The rules once more, under a rule of its own."""
    rules = ByRules(lexicon)
    return lambda paper: [replace(each, rule="doubled: yes") for each in rules(paper)]


def changed(lexicon, argument):
    """What the plugin reads, with one field changed."""
    name, _, value = argument.partition(":")
    return lambda paper: [replace(each, **{name: eval(value)}) for each in Orange(lexicon, "")(paper)]


def broken(lexicon, argument):
    raise RuntimeError("no luck")


def failing(lexicon, argument):
    return lambda paper: 1 / 0


def strange(lexicon, argument):
    return lambda paper: ["obstacle"]
'''
NAMES = {
    "orange": "Orange", "doubled": "doubled", "changed": "changed", "broken": "broken", "failing": "failing",
    "strange": "strange", "missing": "nothing",
}  # fmt: skip


def install(folder: Path, name: str, entries: dict[str, str]) -> Path:
    """Install a distribution as pip leaves it: a module, and a .dist-info that names its entry points."""
    (folder / "orange_reader.py").write_text(PLUGIN)
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    listed = (f"{entry} = orange_reader:{made}" for entry, made in entries.items())
    (info / "entry_points.txt").write_text("\n".join(["[kg.extractors]", *listed]) + "\n")
    return folder


@pytest.fixture
def plugins(tmp_path, monkeypatch):
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(install(folder, "orange-reader", NAMES))
    yield folder
    sys.modules.pop("orange_reader", None)


@cache
def lexicon() -> Lexicon:
    return load_lexicon(ontology_dir() / "vocabulary.ttl")


def rules_of(*extractors: str) -> dict[tuple[str, str], str]:
    """Tell which rule read each statement of the text."""
    statements = Extractor(lexicon(), extractors).read(paper_from("coba-2024", TEXT)).statements
    return {(s.kind, s.concept): s.rule.partition(":")[0] for s in statements}


ORANGE = ("obstacle", "cumbersome-input")
ERROR = ("obstacle", "app-error")


def test_without_a_word_the_rules_read(plugins):
    read = {(s.kind, s.concept) for s in Extractor(lexicon()).read(paper_from("coba-2024", TEXT)).statements}
    assert read == set(rules_of("rules"))
    assert ERROR in read and ORANGE not in read


def test_an_extractor_that_is_named_alone_replaces_the_rules(plugins):
    assert rules_of("orange") == {ORANGE: "orange"}


def test_an_extractor_that_is_named_beside_the_rules_adds_to_them(plugins):
    assert rules_of("rules", "orange") == {**rules_of("rules"), ORANGE: "orange"}


def test_what_two_read_is_said_once_and_the_first_counts(plugins):
    alone = rules_of("rules")
    assert rules_of("rules", "doubled") == rules_of("rules", "rules") == alone
    assert rules_of("doubled", "rules") == dict.fromkeys(alone, "doubled")


def test_an_extractor_is_given_what_stands_behind_its_name(plugins):
    assert rules_of("orange=Warna") == {ORANGE: "orange"}
    assert rules_of("orange=ungu") == {}


def test_another_extractor_s_confidence_is_its_own_until_it_was_measured(plugins):
    (said,) = Extractor(lexicon(), ["orange"]).read(paper_from("coba-2024", TEXT)).statements
    assert said.confidence == 0.3


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("nothing", ["extractor 'nothing'", "broken, changed, doubled, failing, missing, orange, rules"]),
        ("broken", ["extractor 'broken'", "RuntimeError: no luck"]),
        ("missing", ["extractor 'missing'", "AttributeError"]),
        ("rules=hard", ["extractor 'rules=hard'", "no argument"]),
        ("failing", ["extractor 'failing', paper 'coba-2024'", "ZeroDivisionError"]),
        ("strange", ["extractor 'strange', paper 'coba-2024', statement 1", "is a str"]),
    ],
)
def test_an_extractor_that_cannot_be_used_is_named(asked, words, plugins):
    with pytest.raises(LitkgError) as refused:
        rules_of(asked)
    assert [word for word in words if word not in str(refused.value)] == []


def test_two_distributions_that_offer_one_name_are_both_named(plugins, tmp_path, monkeypatch):
    other = tmp_path / "other"
    other.mkdir()
    monkeypatch.syspath_prepend(install(other, "second-reader", {"orange": "doubled"}))
    with pytest.raises(LitkgError, match=r"orange-reader, second-reader.*uninstall"):
        rules_of("orange")


BROKEN = {
    "kind:'complaint'": "unknown kind 'complaint'; choose one of: assessment",
    "concept:'no-such-thing'": "concept 'no-such-thing' is no obstacle of the vocabulary; use an id",
    "concept:''": "concept '' is no obstacle",
    "concept:None": "its concept is no text",
    "kind:'gap'": "a gap has no concept, and this has 'cumbersome-input'; leave it empty",
    "kind:'statistic'": "has no value; give the figure as printed",
    "stance:'effective'": "only assessments have a stance",
    "attribution:'mine'": "unknown attribution 'mine'; choose one of: own, cited, background",
    "section:'title'": "says section 'title', and stands in 'conclusion'",
    "rule:''": "has no rule",
    "rule:'\\ud800'": "its rule is no text",
    "confidence:1.5": "its confidence is 1.5; give a number from 0 to 1",
    "confidence:float('nan')": "its confidence is nan",
    "confidence:True": "its confidence is True",
    "evidence:replace(each.evidence, start=each.evidence.start + 1)": "its quote is not what stands there",
    "evidence:replace(each.evidence, end=99999)": "its quote is not what stands there",
}


@pytest.mark.parametrize("change", BROKEN)
def test_what_breaks_the_contract_is_refused_with_place_and_mend(change, plugins):
    paper = paper_from("coba-2024", TEXT)
    read = make_extractor(f"changed={change}", lexicon())
    with pytest.raises(LitkgError) as refused:
        list(Contract(lexicon()).held("changed", paper, read(paper)))
    line = str(refused.value)
    assert "extractor 'changed'" in line and "paper 'coba-2024', statement 1 (characters" in line
    assert BROKEN[change] in line and "or build without this extractor" in line


def test_a_stance_that_the_vocabulary_lacks_is_refused(plugins):
    paper = paper_from("coba-2024", document())
    (said,) = (s for s in Extractor(lexicon()).read(paper).statements if s.kind == "assessment")
    assert list(Contract(lexicon()).held("mine", paper, [said])) == [said]
    with pytest.raises(LitkgError, match="stance 'good' is none of the vocabulary"):
        list(Contract(lexicon()).held("mine", paper, [replace(said, stance="good")]))


def test_the_rules_keep_the_contract_themselves():
    extractor = Extractor(lexicon())
    for paper in read_corpus(sources_dir()).papers:
        statements = extractor.read(paper).statements
        assert tuple(Contract(lexicon()).held("rules", paper, statements)) == statements


def test_the_build_reads_with_what_is_asked_for_or_leaves_the_last_one(tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    env = {"PYTHONPATH": f"{Path(__file__).parents[2]}:{install(folder, 'orange-reader', NAMES)}"}
    papers = corpus(tmp_path / "papers", {"satu-2024": TEXT})
    out = tmp_path / "build"
    done = kg("build", papers, "--out", out, "--extractor", "rules", "--extractor", "orange", env=env)
    assert done.returncode == 0, done.stderr
    rows = table(kg("query", "statements", "--format", "csv", "--build", out))
    assert {"orange: jingga"} < {row["rule"] for row in rows}
    assert kg("validate", "--build", out).returncode == 0
    before = tree(out)
    for asked in ("changed=concept:'x'", "nothing"):
        refused = kg("build", papers, "--out", out, "--extractor", asked, env=env)
        assert refused.returncode == 2
        (line,) = (line for line in refused.stderr.splitlines() if line.startswith("kg:"))
        assert f"extractor '{asked}" in line and "Traceback" not in refused.stderr
        assert tree(out) == before
