"""`kg train`: a second extractor from gold, the same at each run, and measured on papers that it has not seen."""

import re

import pytest

from tests.gold_helpers import entry, write_gold
from tests.helpers import corpus, document, kg, table, tree

ERRORS = (
    "Aplikasi JMO sering error {}.",
    "Pekerja {} melihat aplikasi JMO error.",
    "Layar error {} pada aplikasi JMO.",
)
GOODS = ("Aplikasi JMO efektif {}.", "Bagi pekerja {} aplikasi JMO sudah efektif.", "Layanan JMO efektif {}.")
PLACES = ("di pasar", "di pelabuhan", "di desa", "di kota")


def paper(place: str) -> str:
    errors, goods = (" ".join(each.format(place) for each in said) for said in (ERRORS, GOODS))
    return document(goods, results=f"{errors} Peneliti menginap {place}. Hujan turun {place}.")


def statements(text: str, place: str) -> list[dict]:
    found = [
        entry(text, each.format(place), "obstacle", "app-error", attribution="own", section="results")
        for each in ERRORS
    ]
    good = {"stance": "effective", "attribution": "own", "section": "conclusion"}
    return found + [entry(text, each.format(place), "assessment", "effectiveness", **good) for each in GOODS]


@pytest.fixture(scope="module")
def annotated(tmp_path_factory):
    """A folder with papers, their build and their gold."""
    folder = tmp_path_factory.mktemp("train")
    texts = {f"kajian-{number}": paper(place) for number, place in enumerate(PLACES)}
    assert kg("build", corpus(folder / "papers", texts), "--out", folder / "build").returncode == 0
    for place, (key, text) in zip(PLACES, texts.items(), strict=True):
        write_gold(folder / "gold", key, statements(text, place))
    return folder


@pytest.fixture(scope="module")
def model(annotated):
    done = kg("train", "gold", "--out", "model", cwd=annotated)
    assert done.returncode == 0, done.stderr
    assert "kg build --extractor textcat=model" in done.stderr
    return annotated / "model"


def test_what_was_learned_reads_a_new_paper(model, tmp_path):
    papers = corpus(tmp_path / "papers", {"baru-2025": paper("di gunung")})
    done = kg("build", papers, "--out", tmp_path / "build", "--extractor", f"textcat={model}")
    assert done.returncode == 0, done.stderr
    rows = table(kg("query", "statements", "--build", tmp_path / "build", "--format", "csv"))
    assert rows and all(re.fullmatch(r"textcat: [01]\.\d\d", row["rule"]) for row in rows)
    read = {(row["kind"], row["stance"].rsplit("/", 1)[-1], row["attribution"]) for row in rows}
    assert read == {("obstacle", "", "own"), ("assessment", "effective", "own")}
    assert {row["quote"] for row in rows} <= {each.format("di gunung") for each in (*ERRORS, *GOODS)}
    assert kg("validate", "--build", tmp_path / "build").returncode == 0
    verdicts = table(kg("query", "verdicts", "--build", tmp_path / "build", "--format", "csv"))
    assert [row["stance"].rsplit("/", 1)[-1] for row in verdicts] == ["effective"]


def test_the_same_gold_gives_the_same_model(annotated, model, tmp_path):
    for seed in ("1", "2"):
        out = tmp_path / seed
        assert kg("train", "gold", "--out", out, cwd=annotated, env={"PYTHONHASHSEED": seed}).returncode == 0
        assert tree(out) == tree(model)


def test_papers_are_read_by_a_classifier_that_has_not_seen_them(annotated):
    done = kg("train", "gold", "--folds", "2", cwd=annotated)
    assert done.returncode == 0, done.stderr
    rows = {line.split()[0]: line.split() for line in done.stdout.splitlines() if line.strip()}
    assert rows["statements"][-1] == "24"
    assert float(rows["assessment"][3]) > 0.5
    assert "classifier P" in done.stdout and "build P" in done.stdout
    assert not (annotated / "None").exists()


def test_a_model_is_replaced_and_nothing_else(annotated, model, tmp_path):
    before = tree(model)
    assert kg("train", "gold", "--out", model, cwd=annotated).returncode == 0
    assert tree(model) == before
    (tmp_path / "mine.txt").write_text("x")
    done = kg("train", "gold", "--out", tmp_path, cwd=annotated)
    assert done.returncode == 2 and "is there, and is no model; " in done.stderr
    assert tree(tmp_path).keys() == {"mine.txt"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["gold"], "nothing to do; save a classifier with --out"),
        (["gold", "--folds", "5"], "has 4 papers, too few for 5 folds; "),
        (["papers", "--out", "new"], "papers: holds no gold; "),
        (["gold", "--out", "new", "--build", "papers"], "papers: no build in this folder; "),
    ],
)
def test_what_cannot_be_trained_is_told_in_one_line(arguments, words, annotated):
    done = kg("train", *arguments, cwd=annotated)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert words in line
    assert not (annotated / "new").exists()


def test_gold_that_says_nothing_teaches_nothing(annotated, tmp_path):
    done = kg("train", write_gold(tmp_path / "gold", "kajian-1", []), "--out", tmp_path / "model", cwd=annotated)
    assert done.returncode == 2 and "the gold has no statements to learn from; " in done.stderr


@pytest.mark.parametrize(("argument", "words"), [("", "needs a model"), ("=papers", "the folder holds no model")])
def test_a_classifier_without_a_model_is_refused(argument, words, annotated, tmp_path):
    done = kg(
        "build", annotated / "papers", "--out", tmp_path / "b", "--extractor", f"textcat{argument}", cwd=annotated
    )
    assert done.returncode == 2
    assert words in done.stderr and not (tmp_path / "b").exists()


def test_a_damaged_model_is_refused(annotated, tmp_path):
    (tmp_path / "model").mkdir()
    (tmp_path / "model/config.cfg").write_text("[nlp\n")
    asked = f"textcat={tmp_path / 'model'}"
    done = kg("build", annotated / "papers", "--out", tmp_path / "b", "--extractor", asked)
    assert done.returncode == 2 and "the model cannot be loaded" in done.stderr and "Traceback" not in done.stderr
