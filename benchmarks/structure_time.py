"""How long sections and sentences take, beside the tokenisation of the same texts.

Usage: ``python benchmarks/structure_time.py FOLDER [--runs N]``. The folder holds papers as .txt or .md. Three
tokenizers are timed in turn with the structure, so that a machine whose speed drifts slows all alike: the project's own
one without a cache (``fresh``: as it meets a corpus) and with one (``warm``: it has seen these very texts), and spaCy's
stock Indonesian one (warm). Quote the ratios, not the milliseconds.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from spacy.attrs import LOWER, NORM
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from spacy.vocab import Vocab

from kg.corpus.sections import find_headings, find_sections
from kg.corpus.sentences import find_sentences
from kg.extract.marking import INFIXES, PREFIXES, SUFFIXES
from kg.extract.morphology import key_of


def seconds(work: Callable[[str], object], texts: list[str]) -> float:
    """Do some work on each text and give the seconds that it took."""
    start = time.perf_counter()
    for text in texts:
        work(text)
    return time.perf_counter() - start


def structure(text: str) -> object:
    """Find the sections and sentences of a text."""
    headings = find_headings(text)
    return find_sentences(text, find_sections(text, headings), headings)


def quick_tokenizer() -> Tokenizer:
    """Make the tokenizer that the extraction uses, with nothing in its cache."""
    return Tokenizer(
        Vocab(lex_attr_getters={LOWER: str.lower, NORM: key_of("id")}),
        prefix_search=compile_prefix_regex(PREFIXES).search,
        suffix_search=compile_suffix_regex(SUFFIXES).search,
        infix_finditer=compile_infix_regex(INFIXES).finditer,
    )


def main() -> None:
    """Print the medians, and the share of each tokenizer's time that the structure takes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=9)
    arguments = parser.parse_args()
    files = sorted(path for path in arguments.folder.iterdir() if path.suffix in (".txt", ".md"))
    texts = [path.read_text(encoding="utf-8") for path in files]
    stock = spacy.blank("id").tokenizer
    first = seconds(structure, texts)
    seconds(stock, texts)
    taken: dict[str, list[float]] = {"structure": [], "fresh": [], "warm": [], "stock": []}
    for _ in range(arguments.runs):
        quick = quick_tokenizer()
        taken["structure"].append(seconds(structure, texts))
        taken["fresh"].append(seconds(quick, texts))
        taken["warm"].append(seconds(quick, texts))
        taken["stock"].append(seconds(stock, texts))
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} texts, {words} words; the very first run of the structure took {first * 1e3:.1f} ms")
    for name, runs in taken.items():
        ratio = statistics.median(a / b for a, b in zip(taken["structure"], runs, strict=True))
        print(f"{name:<10} median {statistics.median(runs) * 1e3:6.1f} ms   structure is {ratio:.2f} of it")


if __name__ == "__main__":
    main()
