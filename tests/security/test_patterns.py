"""No text makes a regular expression of the project work for ever, and none makes the reading of a paper slow."""

import signal
import time

import pytest

from kg import resources
from kg.corpus.reader import paper_from
from kg.extract.reading import Extractor
from tests.security.attacks import COMMON, TooLong, at_most, pumped, seconds_of, text_of
from tests.security.patterns import Found, all_patterns

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="only POSIX can stop what takes too long")

SHORT = 2_000
HARD = 1.0  # seconds for such a text: a quadratic pattern takes a tenth, a cubic or exponential one does not end
# Patterns of words that stand in the text itself; they are made for each paper, and tried by reading papers.
MADE_OF_TEXT = {
    "kg/analysis/records.py", "kg/corpus/front/affiliations.py", "kg/corpus/front/imprint.py",
    "kg/corpus/html/encoding.py", "kg/corpus/html/tags.py", "kg/corpus/libraries/entry.py", "kg/extract/called.py",
    "kg/extract/figures.py", "kg/extract/frameworks.py", "kg/extract/study/amounts.py", "kg/publish/cite/titles.py",
}  # fmt: skip


@pytest.fixture(scope="module")
def patterns() -> list[Found]:
    return all_patterns()[0]


def _slow(pattern: Found, most: float) -> str:
    """Tell the first text derived from a pattern, or known to be hard for many, on which it takes too long."""
    compiled = pattern.compiled
    for before, unit in pumped(compiled):
        if seconds_of(compiled, text_of(before, unit, SHORT), most, pattern.at_start) > most:
            return f"{pattern.file}:{pattern.line}: {before[:40]!r} + {unit[:40]!r} repeated"
    return ""


def test_every_pattern_is_found():
    found, unseen = all_patterns()
    assert len(found) > 300
    assert {site.file for site in unseen} <= MADE_OF_TEXT


@pytest.mark.parametrize("evil", [r"(a+)+b", r"(a|a)*c", r"\s*\s*\s*x"])
def test_the_attacks_find_a_pattern_that_does_not_end(evil):
    assert _slow(Found("a.py", 1, evil, 0), 0.3)


def test_what_only_grows_with_the_text_is_let_be():
    assert _slow(Found("a.py", 1, r"(?<!\w)(?:ab|cd)\s+\w+", 0), 0.3) == ""


@pytest.mark.slow
def test_no_pattern_takes_for_ever(patterns):
    tried = {(each.pattern, each.flags, each.at_start): each for each in patterns}
    assert [slow for each in tried.values() if (slow := _slow(each, HARD))] == []


HEAD = "# Kajian Pasar\n\nRara Wening\n\n# Abstrak\n\nIsi kajian ini.\n\n# Pendahuluan\n\n"
PLACES = {
    "the title": "{}\n\nRara Wening\n\n# Abstrak\n\nIsi.\n\n# Pendahuluan\n\nIsi satu.\n",
    "a sentence": HEAD + "Isi {}\n\n# Hasil\n\nIsi dua.\n",
    "an entry": HEAD + "Isi.\n\n# Daftar Pustaka\n\nAwan, T. (2020). {}\n\n",
}
LENGTH, ENOUGH = 100_000, 20.0  # seconds, of which reading takes one to five; what is quadratic takes minutes


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    made = Extractor.of(resources.ontology_dir())
    made.read(paper_from("a", HEAD + "Isi.\n"))  # makes what is made once
    return made


def _seconds(extractor: Extractor, text: str) -> float:
    """Measure the processor's time: a busy machine changes nothing."""
    began = time.process_time()
    try:
        with at_most(ENOUGH):
            extractor.read(paper_from("a", text))
    except TooLong:
        return float("inf")
    return time.process_time() - began


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
def test_a_paper_of_one_thing_over_and_over_is_read_in_time(place, extractor):
    slow = []
    for unit in COMMON:
        seconds = _seconds(extractor, PLACES[place].format((unit * (LENGTH // len(unit))).rstrip() + "!"))
        if seconds >= ENOUGH:
            slow.append(unit)
    assert slow == []


@pytest.mark.parametrize("unit", ["Aa ", "A", "aplikasi ", "(Awan, 2020"])
def test_reading_time_grows_with_the_text_and_no_faster(unit, extractor):
    few, many = (
        min(_seconds(extractor, PLACES["a sentence"].format(unit * (length // len(unit)))) for _ in range(3))
        for length in (10_000, 40_000)
    )
    assert many < 8 * few + 0.5  # four times the text; sixteen times the time would be quadratic
