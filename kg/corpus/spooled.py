"""The papers of a corpus in a file beside: a build comes back to each of them, and none has to stay in the memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from os import SEEK_END
from typing import IO

from kg.corpus.kept import paper_json, paper_of_json
from kg.model import Paper


class SpooledPapers(Mapping[str, Paper]):
    """Papers by their keys, in their order; each is read from the file when it is asked for.

    Args:
        papers: the papers; they are let go of as they come.
        beside: an empty file.

    >>> import io
    >>> from kg.model import Metadata
    >>> paper = Paper("a", "Layar rusak.", "full-text", Metadata(), (), ())
    >>> papers = SpooledPapers([paper], io.BytesIO())
    >>> list(papers), papers["a"] == paper
    (['a'], True)
    """

    def __init__(self, papers: Iterable[Paper], beside: IO[bytes]) -> None:
        self._beside = beside
        self._places: dict[str, tuple[int, int]] = {}
        for paper in papers:
            start = beside.seek(0, SEEK_END)
            self._places[paper.key] = start, beside.write(paper_json(paper))

    def __getitem__(self, key: str) -> Paper:
        start, length = self._places[key]
        self._beside.seek(start)
        return paper_of_json(key, self._beside.read(length))

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
