"""Text reuse: what two papers have nearly word for word is found, whoever wrote it; what is merely alike is not."""

import random

from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.integrity import reuse_notes
from kg.analysis.reuse import Passage, Reuse, find_reuse
from kg.graph.shingles import Shingled, shingled

WORDS = [f"{first}{last}" for first in ("ba", "ko", "mi", "ru", "te") for last in ("lang", "ris", "tan", "wah", "dup")]
COPIED = "Pedagang di pasar itu sering gagal masuk karena sinyal di lantai bawah lemah dan layar ponsel mereka kecil."


def invented(number: int, words: int = 16) -> str:
    """Make up a sentence of its own."""
    chosen = random.Random(number)
    return f"{' '.join(chosen.choice(WORDS) + str(chosen.randrange(9)) for _ in range(words))}."


def papers(**said: list[str]) -> dict[str, tuple[str, list[tuple[int, int]]]]:
    """Put sentences together to papers: text, and where the sentences stand."""
    made = {}
    for key, sentences in said.items():
        spans, at = [], 0
        for sentence in sentences:
            spans.append((at, at + len(sentence)))
            at += len(sentence) + 1
        made[key] = (" ".join(sentences), spans)
    return made


def found(**said: list[str]) -> list[tuple[str, str]]:
    made = papers(**said)
    long = {key: shingled(*paper) for key, paper in made.items()}
    kept = {key: Shingled.of_bytes(each.to_bytes()) for key, each in reversed(long.items())}
    assert find_reuse(kept) == find_reuse(long)
    return [
        (made[r.one.paper][0][r.one.start : r.one.end], made[r.other.paper][0][r.other.start : r.other.end])
        for r in find_reuse(long)
    ]


def test_a_sentence_taken_over_is_found_in_both_papers():
    assert found(a=[invented(1), COPIED], b=[COPIED, invented(2)]) == [(COPIED, COPIED)]


def test_a_few_words_changed_do_not_hide_it():
    changed = COPIED.replace("sering gagal", "sering kali gagal").replace("ponsel mereka", "gawai mereka")
    assert found(a=[COPIED], b=[changed]) == [(COPIED, changed)]


def test_case_marks_and_line_breaks_do_not_hide_it():
    changed = COPIED.upper().replace(" SINYAL", "[^2]\nSINYAL").replace("PASAR", "PASAR<sup>1</sup>")
    assert found(a=[COPIED], b=[changed]) == [(COPIED, changed)]


def test_sentences_that_follow_each_other_are_one_passage():
    taken = [invented(3), COPIED, invented(4)]
    assert found(a=[invented(1), *taken], b=[*taken, invented(2)]) == [(" ".join(taken), " ".join(taken))]


def test_the_same_words_in_another_order_are_not_reuse():
    words = COPIED.rstrip(".").split()
    random.Random(1).shuffle(words)
    assert found(a=[COPIED], b=[" ".join(words)]) == []


def test_a_paper_may_repeat_itself():
    assert found(a=[COPIED, COPIED], b=[invented(1)]) == []


def test_short_sentences_are_alike_by_chance():
    assert found(a=["Penelitian ini memakai metode kualitatif."], b=["Penelitian ini memakai metode kualitatif."]) == []


def test_a_formula_that_every_paper_has_is_taken_from_nobody():
    assert found(**{f"p{number:03}": [COPIED, invented(number)] for number in range(80)}) == []


def test_no_papers_and_empty_papers_have_nothing_in_common():
    assert find_reuse({}) == []
    assert find_reuse({"a": shingled("", []), "b": Shingled.of_bytes(b"")}) == []


@given(st.integers(0, 10**6), st.integers(12, 40))
def test_a_copied_sentence_is_found_whatever_it_says(number, length):
    sentence = invented(number, length)
    assert found(a=[invented(number + 1), sentence], b=[sentence]) == [(sentence, sentence)]


def test_the_work_grows_with_the_corpus_and_not_with_its_pairs():
    said = {f"p{number}": [invented(number * 50 + at) for at in range(50)] for number in range(40)}
    said["p3"][7] = said["p31"][20] = COPIED
    assert found(**said) == [(COPIED, COPIED)]


ONE, OTHER = Passage("a", 10, 60), Passage("b", 5, 55)


def note(year_a="2024", year_b="2025", citations=()):
    rows = [{"paper": "a", "authors": "Ani", "year": year_a}, {"paper": "b", "authors": "Budi", "year": year_b}]
    (told,) = reuse_notes([Reuse(ONE, OTHER, 1.0)], citations, rows)
    return told


def test_the_later_paper_is_told():
    assert (note().paper, note().other) == ("b", ONE)
    assert (note("2025", "2024").paper, note("2025", "2024").other) == ("a", OTHER)


def test_without_years_the_citing_paper_is_the_later_one():
    assert note("", "", [{"paper": "a", "work": "b", "start": "500"}]).paper == "a"
    assert note("", "", [{"paper": "b", "work": "a", "start": "500"}]).paper == "b"


def test_a_citation_at_the_passage_makes_it_milder():
    cited = note(citations=[{"paper": "b", "work": "a", "start": "57"}])
    assert (cited.severity, note().severity) == ("info", "warning")
    assert "not cited here" in note().text and "not cited" not in cited.text
