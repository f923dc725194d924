"""Who reads statements: litkg's rules, and any extractor that an installed distribution offers as an entry point.

An entry point of the group ``kg.extractors`` names a factory: called with the vocabulary and what the user wrote behind
the name (``textcat=FOLDER``; empty when nothing), it gives an extractor, which is called with each paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from kg.extract.lexicon import Lexicon
from kg.model import LitkgError, Paper, Statement

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "kg.extractors"
RULES = "rules"


class StatementExtractor(Protocol):
    """Reads the statements of a paper."""

    def __call__(self, paper: Paper, /) -> Iterable[Statement]:
        """Give the statements in any order; each is held to :mod:`kg.extract.contract`."""
        ...


class Factory(Protocol):
    """Makes an extractor."""

    def __call__(self, lexicon: Lexicon, argument: str, /) -> StatementExtractor:
        """Make an extractor of a vocabulary and of what the user wrote behind ``NAME=``."""
        ...


def make_extractor(asked: str, lexicon: Lexicon) -> StatementExtractor:
    """Make the extractor that ``NAME`` or ``NAME=ARGUMENT`` asks for.

    Raises:
        LitkgError: there is none of this name, or more than one, or it cannot be made.
    """
    name, _, argument = asked.partition("=")
    try:
        factory: Factory = _entry_point(name).load()
        return factory(lexicon, argument)
    except LitkgError:
        raise
    except Exception as error:  # whatever the code of others may raise
        raise LitkgError(f"extractor '{asked}'", f"cannot be made ({_told(error)})", "mend or leave it out") from error


def read_with(asked: str, extractor: StatementExtractor, paper: Paper) -> Iterator[Statement]:
    """Give what an extractor reads in a paper.

    Raises:
        LitkgError: the extractor fails.
    """
    try:
        yield from extractor(paper)
    except LitkgError:
        raise
    except Exception as error:
        place = f"extractor '{asked}', paper '{paper.key}'"
        raise LitkgError(place, f"fails ({_told(error)})", "mend it, or build without this extractor") from error


def _entry_point(name: str) -> EntryPoint:
    from importlib.metadata import entry_points

    offered = entry_points(group=GROUP)
    found = [each for each in offered if each.name == name]
    if not found:
        known = ", ".join(sorted({RULES, *(each.name for each in offered)}))
        raise LitkgError(f"extractor '{name}'", "there is none of this name", f"choose one of: {known}")
    if len({each.value for each in found}) > 1:
        offering = ", ".join(sorted(each.dist.name if each.dist else each.value for each in found))
        raise LitkgError(f"extractor '{name}'", f"several distributions offer it ({offering})", "uninstall all but one")
    return found[0]


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
