"""How well sentence boundaries are found in sentences of a treebank, run together into paragraphs.

Usage: ``python benchmarks/sentences.py FILE … [--sentences N] [--show]``. A file is CoNLL-U (its
``# text = …`` lines are read) or plain text with one sentence a line. Each N sentences (default 10) are joined by
blanks into a paragraph and cut again; a boundary is the position where a sentence ends. The last one of a paragraph is
found by anybody and counts all the same: quote N beside the figure. ``--show`` prints every boundary that is wrong or
missed. Sentences without a final stop, such as headlines, cannot be found; their number is printed too.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Iterator
from pathlib import Path

from kg.corpus.sentences import split

CONLLU_TEXT = "# text = "
FINAL = (".", "!", "?", "…")


def read(path: Path) -> list[str]:
    """Give the sentences of a treebank file."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [line.removeprefix(CONLLU_TEXT).strip() for line in lines if line.startswith(CONLLU_TEXT)]
    return texts or [line for line in lines if line and not line.startswith("#")]


def paragraphs(sentences: list[str], size: int) -> Iterator[tuple[str, set[int]]]:
    """Join sentences into paragraphs; each comes with the positions where its sentences end."""
    for first in range(0, len(sentences), size):
        joined = sentences[first : first + size]
        lengths = itertools.accumulate(len(sentence) + 1 for sentence in joined)
        yield " ".join(joined), {length - 1 for length in lengths}


def shown(text: str, end: int) -> str:
    """Show a boundary with the words around it."""
    return f"{text[max(0, end - 50) : end]} ¶ {text[end : end + 50].lstrip()}"


def main() -> None:
    """Print precision, recall and F1 of the boundaries of each file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--sentences", type=int, default=10, help="sentences a paragraph")
    parser.add_argument("--show", action="store_true", help="print every error")
    arguments = parser.parse_args()
    for path in arguments.files:
        sentences = read(path)
        right = wrong = missed = 0
        for text, expected in paragraphs(sentences, arguments.sentences):
            found = {end for _, end in split(text, 0, len(text))}
            right += len(found & expected)
            wrong += len(found - expected)
            missed += len(expected - found)
            if arguments.show:
                for end in sorted(found ^ expected):
                    print("wrong " if end in found else "missed", shown(text, end))
        open_ended = sum(1 for sentence in sentences if not sentence.rstrip("\"'”’»)]").endswith(FINAL))
        precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
        score = 2 * precision * recall / max(1e-9, precision + recall)
        print(
            f"{path.name}: {len(sentences)} sentences ({open_ended} without a final stop), {arguments.sentences} a "
            f"paragraph: precision {precision:.4f}  recall {recall:.4f}  F1 {score:.4f}"
        )


if __name__ == "__main__":
    main()
