"""`kg eval`: figures and lists for who edits the vocabulary, and one clear line for gold that is none."""

import hashlib
import json

import pytest

from kg.extract.precision import load_precision
from kg.graph.store import Store
from tests.gold_helpers import entry, write_gold
from tests.helpers import corpus, document, kg

ERROR = "Aplikasi JMO sering error pada jam sibuk."
GOOD = "Penggunaan aplikasi JMO sudah efektif."
SLOW = "Pekerja mengeluh bahwa layar berputar\nterus tanpa akhir."
TEXT = document(GOOD, results=f"{ERROR} {SLOW}")
STATEMENTS = [
    entry(TEXT, ERROR, "obstacle", "app-error", attribution="own", section="results"),
    entry(TEXT, GOOD, "assessment", "effectiveness", stance="effective", attribution="own", section="conclusion"),
    entry(TEXT, SLOW, "obstacle", "slow-performance", attribution="own", section="results"),
]
OVERALL = {"aspect": "effectiveness", "stance": "effective"}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("eval")
    papers = corpus(folder / "papers", {"satu-2024": TEXT, "dua-2025": document()})
    assert kg("build", papers, "--out", folder / "build").returncode == 0
    return folder / "build"


@pytest.fixture
def measured(built, tmp_path):
    def measured(*options, **parts):
        gold = write_gold(tmp_path / "gold", "satu-2024", STATEMENTS, OVERALL, **parts)
        done = kg("eval", gold, "--build", built, *options)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return measured


def test_the_figures_are_told_for_people_and_for_programs(measured):
    told = json.loads(measured("--format", "json"))
    assert (told["papers"], told["statements"]["right"], told["statements"]["gold"]) == (1, 2, 3)
    assert told["statements"]["recall"] == 0.6667
    assert told["verdict"] == {"right": 1, "of": 1, "accuracy": 1.0}
    assert told["by_kind"]["obstacle"]["right"] == 1
    assert told["by_section"]["results"]["gold"] == 2
    assert {"rule", "kind", "read", "right", "precision"} == set(told["by_rule"][0])
    table = measured()
    for words in ("precision", "by kind", "by concept", "by section", "by rule", "missed (1)", "false hits", "1 of 1"):
        assert words in table


def test_a_miss_is_listed_with_the_words_of_its_sentence(measured):
    told = measured("--misses", "1")
    assert "satu-2024 · obstacle slow-performance · results" in told
    assert "“Pekerja mengeluh bahwa layar berputar terus tanpa akhir.”" in told
    (missed,) = json.loads(measured("--format", "json"))["missed"]
    assert (missed["words"], missed["start"]) == (" ".join(SLOW.split()), TEXT.index(SLOW))
    assert "more: see them with --misses" in measured("--misses", "0")


def test_other_parts_are_compared_when_gold_has_them(measured):
    assert json.loads(measured("--format", "json"))["parts"] == {}
    references = [{"first_author": "Darmawan", "year": 2020, "title": "Rancang Bangun Layanan Warga Desa", "doi": None}]
    parts = json.loads(
        measured(
            "--format",
            "json",
            references=references,
            method=["interview"],
            informants=None,
            frameworks=[{"id": "steers", "role": "applied", "indicators": ["integrasi"]}],
            statistics=[],
            citation_relations=[],
        )
    )["parts"]
    assert parts["references by title"]["right"] == parts["references by author and year"]["right"] == 1
    assert parts["references by title"]["read"] == 2
    assert parts["methods"]["gold"] == parts["frameworks"]["gold"] == parts["indicators of frameworks"]["gold"] == 1


def test_the_same_gold_gives_the_same_bytes(measured):
    assert measured() == measured()


def test_what_rules_have_earned_is_written_for_the_next_build(built, tmp_path):
    gold = write_gold(tmp_path / "gold", "satu-2024", STATEMENTS, OVERALL)
    done = kg("eval", gold, "--build", built, "--calibrate", tmp_path / "precision.csv")
    assert done.returncode == 0, done.stderr
    earned = load_precision(tmp_path / "precision.csv")
    rule = next(rule for rule, kind in earned.counts if kind == "obstacle")
    assert earned.counts[rule, "obstacle"] == (1, 1)
    assert earned.confidence(rule, "obstacle") == 0.67


def test_gold_without_statements_says_so(built, tmp_path):
    done = kg("eval", write_gold(tmp_path, "satu-2024", []), "--build", built)
    assert done.returncode == 0, done.stderr
    assert "The gold has no statements" in done.stdout and "–" in done.stdout


def digest(text: str) -> str:
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def test_gold_for_the_text_that_was_built_fits(measured):
    assert "right" in measured(text=digest(TEXT))


def one(**changed) -> str:
    return json.dumps({"statements": [{**STATEMENTS[0], **changed}], "overall": None})


BAD = {
    "no JSON": ("satu-2024", '{\n "statements": [,]}', ["satu-2024.json, line 2, column 17", "not JSON"]),
    "a list": ("satu-2024", "[]", ["no JSON object"]),
    "no statements": ("satu-2024", '{"overall": null}', ["no 'statements'"]),
    "no verdict": ("satu-2024", '{"statements": []}', ["no 'overall'"]),
    "statements of a wrong type": ("satu-2024", '{"statements": 1, "overall": null}', ["'statements'", "a list"]),
    "a statement of a wrong type": ("satu-2024", '{"statements": [1], "overall": null}', ["statement 1"]),
    "a paper that was not built": ("tiga-2020", one(), ["no paper 'tiga-2020'", "dua-2025, satu-2024"]),
    "another key": ("satu-2024", '{"key": "b", "statements": [], "overall": null}', ["key 'b'", "b.json"]),
    "another text": (
        "satu-2024",
        json.dumps({"statements": [], "overall": None, "text": digest("x")}),
        ["text", "another text of this paper"],
    ),
    "an unknown kind": ("satu-2024", one(kind="complaint"), ["statement 1", "unknown kind 'complaint'", "obstacle"]),
    "an unknown concept": ("satu-2024", one(id="nonsense"), ["statement 1", "unknown id 'nonsense'"]),
    "a concept of another scheme": ("satu-2024", one(id="effectiveness"), ["unknown id 'effectiveness'"]),
    "a concept that is a list": ("satu-2024", one(id=["app-error"]), ["statement 1", "'id'"]),
    "a stance of an obstacle": ("satu-2024", one(stance="effective"), ["unknown stance 'effective'", "leave it out"]),
    "an unknown attribution": ("satu-2024", one(attribution="mine"), ["unknown attribution 'mine'", "background"]),
    "an unknown section": ("satu-2024", one(section="preface"), ["unknown section 'preface'"]),
    "a place behind the end": ("satu-2024", one(end=99999), ["statement 1", "no passage of the text"]),
    "a place that is no number": ("satu-2024", one(start="0"), ["'start'", "a whole number"]),
    "a place that is true": ("satu-2024", one(start=True), ["'start'", "a whole number"]),
    "an unknown verdict": (
        "satu-2024",
        '{"statements": [], "overall": {"aspect": "effectiveness", "stance": "good"}}',
        ["overall", "unknown stance 'good'"],
    ),
    "an unknown method": (
        "satu-2024",
        '{"statements": [], "overall": null, "method": [["x"]]}',
        ["method", "unknown id"],
    ),
    "an unknown framework": (
        "satu-2024",
        '{"statements": [], "overall": null, "frameworks": [{"id": "x", "role": "applied"}]}',
        ["frameworks 1", "unknown id 'x'"],
    ),
    "a number of many digits": ("satu-2024", f'{{"statements": [], "overall": {"9" * 5000}}}', ["cannot be read"]),
}


@pytest.mark.parametrize("name", BAD)
def test_gold_that_is_none_is_refused_in_one_line(name, built, tmp_path):
    key, content, words = BAD[name]
    (tmp_path / f"{key}.json").write_text(content, encoding="utf-8")
    done = kg("eval", tmp_path, "--build", built)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert "; " in line and [word for word in [f"{key}.json", *words] if word not in line] == [], line


def test_a_folder_without_gold_is_refused(built, tmp_path):
    done = kg("eval", tmp_path, "--build", built)
    assert (done.returncode, done.stdout) == (2, "")
    assert "holds no gold; " in done.stderr


def test_the_texts_of_a_build_are_named_with_their_hashes(built):
    from kg.graph.queries import rows

    digests = {row["paper"].rsplit("/", 1)[-1]: row["digest"] for row in rows(Store.of_build(built), "texts")}
    assert digests == {"satu-2024": digest(TEXT), "dua-2025": digest(document())}
