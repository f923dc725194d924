"""Files read in processes apart, within bounds of time and memory: a hostile one costs itself alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from kg.beside import Beside, BesideError
from kg.corpus.document import Document, Unreadable
from kg.corpus.formats import from_another

READER = "kg.corpus.formats"
SECONDS = 60.0
MOST_PROCESSES = 4


class Apart:
    """Reads files, several at a time; they come out in the order in which they were given.

    Reading begins at once, and goes on while the caller does something else.
    """

    def __init__(self, paths: list[Path]) -> None:
        self._paths = paths
        self._readers = [Beside(READER) for _ in range(min(len(paths), os.cpu_count() or 1, MOST_PROCESSES))]
        for number in range(len(self._readers)):
            self._tell(number)

    def __enter__(self) -> Apart:
        return self

    def __exit__(self, *_: object) -> None:
        for reader in self._readers:
            reader.__exit__()

    def _tell(self, number: int) -> None:
        """Tell a file to the reader whose turn it is."""
        if number < len(self._paths):
            self._readers[number % len(self._readers)].start(str(self._paths[number]))

    def documents(self) -> Iterator[Document | Unreadable]:
        """Give for each file what it holds, or why it cannot be read."""
        for number in range(len(self._paths)):
            turn = number % len(self._readers)
            try:
                yield from_another(self._readers[turn].result(SECONDS))
            except Unreadable as fault:
                yield fault
            except BesideError as error:
                self._readers[turn].__exit__()
                self._readers[turn] = Beside(READER)
                what = f"breaks its reader ({error})"
                yield Unreadable(what, "convert it, for instance by printing it to a new PDF")
            self._tell(number + len(self._readers))
