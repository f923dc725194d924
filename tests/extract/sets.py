"""Sets of test texts with what a reader finds in them, and how a reading is measured by them."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from kg.corpus.reader import paper_from
from kg.model import Paper

FOLDER = Path(__file__).parent
HEADINGS = {
    "id": {
        "abstract": "Abstrak",
        "introduction": "Pendahuluan",
        "theory": "Kajian Teori",
        "method": "Metode Penelitian",
        "results": "Hasil dan Pembahasan",
        "conclusion": "Kesimpulan",
        "recommendations": "Saran",
    },
    "en": {
        "abstract": "Abstract",
        "introduction": "Introduction",
        "theory": "Literature Review",
        "method": "Method",
        "results": "Results",
        "conclusion": "Conclusion",
        "recommendations": "Recommendations",
    },
}
LISTED = {"id": "Daftar Pustaka", "en": "References"}


class Score(NamedTuple):
    """How many of the things found are right, and how many of the right ones are found."""

    precision: float
    recall: float

    @classmethod
    def of(cls, expected: Iterable[object], found: Iterable[object]) -> "Score":
        want, got = set(expected), set(found)
        right = len(want & got)
        return cls(right / len(got) if got else 1.0, right / len(want) if want else 1.0)


def load(kind: str, name: str) -> dict[str, Any]:
    """Read a set."""
    return tomllib.loads((FOLDER / kind / f"{name}.toml").read_text(encoding="utf-8"))


def passage_paper(passage: dict[str, Any], references: list[str]) -> Paper:
    """Make a paper of a passage: its section, and a reference list."""
    language = passage.get("language", "id")
    parts = [
        f"---\ntitle: Aplikasi di Kota Angin\nlanguage: {language}\n---",
        f"# {HEADINGS[language][passage['section']]}",
        passage["text"],
        *([f"# {LISTED[language]}", "\n\n".join(references)] if references else []),
    ]
    return paper_from("p", "\n\n".join(parts) + "\n")


def whole_paper(paper: dict[str, Any]) -> Paper:
    """Make a paper of a title and its sections."""
    return paper_from("p", f'---\ntitle: "{paper["title"]}"\n---\n{paper["text"]}')
