"""From a file to a paper: its stored text, sections, sentences and bibliographic data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.corpus.files import find_papers, read_text
from kg.corpus.frontmatter import metadata, source_kind, split_front_matter
from kg.corpus.lines import lines_of
from kg.corpus.sections import find_headings, find_sections
from kg.corpus.sentences import find_sentences
from kg.corpus.title_matter import metadata_of
from kg.model import LitkgError, Paper


def read_corpus(corpus: Path) -> Iterator[Paper]:
    """Read the papers of a folder one by one, in the order of their keys.

    Raises:
        LitkgError: the folder or one of its papers cannot be used.
    """
    for path in find_papers(corpus):
        paper = paper_from(path.stem, read_text(path), str(path))
        if sum(1 for line in lines_of(paper.text, paper.body_start) if not line.blank) <= 1:
            raise LitkgError(
                str(path), "line 1: the paper has only one line of text, or none", "give the whole text of the paper"
            )
        yield paper


def paper_from(key: str, text: str, place: str = "") -> Paper:
    r"""Make a paper of a text.

    Args:
        key: the paper's key.
        text: the whole text, which is stored unchanged.
        place: the file's name, for messages.

    Raises:
        LitkgError: the text's front matter is broken.

    >>> paper = paper_from("a", "Kajian Aplikasi Layanan Publik\n\nABSTRAK\n\nAplikasi ini efektif.")
    >>> [(s.start, s.end) for s in paper.sentences]
    [(41, 62)]
    """
    values, body_start = split_front_matter(text, place or key)
    if not body_start and text.startswith("\ufeff"):
        body_start = 1
    headings = find_headings(text, body_start)
    sections = find_sections(text, headings, body_start)
    known = metadata(values, place or key) if values else metadata_of(text, sections)
    return Paper(
        key=key,
        text=text,
        source_kind=source_kind(values, place or key),
        metadata=known,
        sections=sections,
        sentences=find_sentences(text, sections, headings),
        body_start=body_start,
    )
