"""How many words a second the whole extraction reads, beside stock spaCy that merely tokenises the same texts.

Usage: ``python benchmarks/extraction_time.py FOLDER [--runs N]``. The folder holds papers as .txt or .md. In each run
the extraction reads all texts (sections, sentences and every extractor) and spaCy's stock Indonesian tokenizer cuts
them into words, in turn, so that a machine whose speed drifts slows both alike. Both are warm: they have met the texts
before. The first run of each, which meets them for the first time, is told apart. A second series of runs tells how
much each step of the extraction takes. Quote the ratios, not the milliseconds.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest.mock import patch

import spacy

from kg.corpus.reader import paper_from
from kg.extract.reading import Extractor

ONTOLOGY = Path(__file__).parent.parent / "ontology"
STEPS = {
    "references": "kg.extract.by_rules.read_references",
    "marking": "kg.extract.marking.Marker.mark",
    "topics": "kg.extract.by_rules.follow",
    "citations": "kg.extract.by_rules.read_citations",
    "frameworks": "kg.extract.reading.read_frameworks",
    "rules": "kg.extract.by_rules.read_claims",
    "statistics": "kg.extract.by_rules.read_statistics",
    "gaps": "kg.extract.by_rules.read_gaps",
    "study": "kg.extract.reading.read_study",
    "verdict": "kg.extract.reading.read_verdict",
}


def seconds(work: Callable[[str], object], texts: list[str]) -> float:
    """Do some work on each text and give the seconds that it took."""
    start = time.perf_counter()
    for text in texts:
        work(text)
    return time.perf_counter() - start


@contextmanager
def timed() -> Iterator[dict[str, float]]:
    """Time the steps of the extraction as they are called."""
    taken = dict.fromkeys(STEPS, 0.0)

    def of(step: str, function: Callable[..., object]) -> Callable[..., object]:
        def measured(*given: object) -> object:
            start = time.perf_counter()
            try:
                return function(*given)
            finally:
                taken[step] += time.perf_counter() - start

        return measured

    with ExitStack() as stack:
        for step, name in STEPS.items():
            patched = patch(name)
            stack.enter_context(patch(name, of(step, patched.get_original()[0])))
        yield taken


def main() -> None:
    """Print the medians, the ratio to the stock tokenizer, and the share of each step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=15)
    arguments = parser.parse_args()
    files = sorted(path for path in arguments.folder.iterdir() if path.suffix in (".txt", ".md"))
    texts = [path.read_text(encoding="utf-8") for path in files]
    words = sum(len(text.split()) for text in texts)
    extractor = Extractor.of(ONTOLOGY)
    stock = spacy.blank("id").tokenizer

    def extract(text: str) -> object:
        return extractor.read(paper_from("paper", text))

    first = seconds(extract, texts), seconds(stock, texts)
    pairs = [(seconds(extract, texts), seconds(stock, texts)) for _ in range(arguments.runs)]
    print(f"{len(texts)} texts, {words} words")
    _print_pairs("first", words, [first])
    _print_pairs("warm", words, pairs)
    steps: list[dict[str, float]] = []
    for _ in range(arguments.runs):
        with timed() as taken:
            whole = seconds(extract, texts)
        structure = seconds(lambda text: paper_from("paper", text), texts)
        steps.append({"structure": structure, **taken, "others": whole - structure - sum(taken.values())})
    for step in steps[0]:
        print(f"{step:<10} median {statistics.median(run[step] for run in steps) * 1e3:6.1f} ms")


def _print_pairs(name: str, words: int, pairs: list[tuple[float, float]]) -> None:
    """Print how fast the extraction and the stock tokenizer are, and the median of their ratios."""
    mine, stock = (words / statistics.median(each) for each in zip(*pairs, strict=True))
    ratio = statistics.median(other / own for own, other in pairs)
    print(f"{name:<10} extraction {mine:7.0f} words/s   stock tokenizer {stock:7.0f} words/s   ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
