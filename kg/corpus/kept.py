"""Papers as they were read, kept from one build for the next: a file is read again only when its bytes have changed."""

from __future__ import annotations

import json
from dataclasses import fields
from operator import attrgetter
from pathlib import Path
from typing import Any

from kg.cache import Cache
from kg.digests import digest, file_digest, reading_digest
from kg.model import Metadata, Paper, Passage, Section, Sentence

FORMAT = 1
_SENTENCE = attrgetter(*(each.name for each in fields(Sentence)))
_SECTION = attrgetter(*(each.name for each in fields(Section)))
_METADATA = [each.name for each in fields(Metadata)]


def paper_json(paper: Paper) -> bytes:
    """Write a paper in JSON, but for its key, which is the name of its file."""
    known = [getattr(paper.metadata, name) for name in _METADATA]
    parts = [list(map(_SECTION, paper.sections)), list(map(_SENTENCE, paper.sentences)), paper.passages]
    rest = [paper.body_start, paper.media_type, paper.unread]
    return json.dumps([paper.text, paper.source_kind, known, *parts, *rest], separators=(",", ":")).encode()


def paper_of_json(key: str, written: bytes) -> Paper:
    r"""Read a paper that :func:`paper_json` wrote.

    >>> paper = Paper("a", "Layar rusak.\n", "full-text", Metadata("Layar", year=2024), (), (Sentence(0, 12, 0, 0),))
    >>> paper_of_json("a", paper_json(paper)) == paper
    True
    """
    parts: list[Any] = json.loads(written)
    text, kind, known, sections, sentences, passages, body_start, media_type, unread = parts
    values: list[Any] = [tuple(each) if isinstance(each, list) else each for each in known]
    return Paper(
        key=key,
        text=text,
        source_kind=kind,
        metadata=Metadata(*values),
        sections=tuple(Section(*each) for each in sections),
        sentences=tuple(Sentence(*each) for each in sentences),
        body_start=body_start,
        media_type=media_type,
        passages=tuple(Passage(*each) for each in passages),
        unread=tuple(unread),
    )


class KeptPapers:
    """The papers that earlier builds read from these files.

    Args:
        cache: where papers are kept.
        digests: the hash of each file, by its path.
    """

    def __init__(self, cache: Cache, digests: dict[Path, str]) -> None:
        self._cache = cache
        self._digests = digests
        self._keys: dict[str, str] = {}

    def find(self, path: Path) -> Paper | None:
        """Give the paper that a file holds, if these bytes were read before."""
        key = self._key(path)
        written = self._cache.get(key) if key else None
        if written is None:
            return None
        self._keys[path.stem] = key
        return paper_of_json(path.stem, written)

    def keep(self, path: Path, paper: Paper) -> None:
        """Keep what was read from a file, unless it has changed since it was hashed."""
        key = self._key(path)
        if key and file_digest(path) == self._digests[path]:
            self._keys[path.stem] = key
            self._cache.put(key, paper_json(paper))

    def digest_of(self, paper: Paper) -> str:
        """Hash all that a paper holds, its data from a library too; empty when its file changed while it was read."""
        read = self._keys.get(paper.key)
        return digest(read, paper.key, [getattr(paper.metadata, name) for name in _METADATA]) if read else ""

    def _key(self, path: Path) -> str:
        known = self._digests.get(path)
        return digest("paper", FORMAT, reading_digest(), path.suffix.lower(), known) if known else ""
