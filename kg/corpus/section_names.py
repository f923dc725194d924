"""What the words of a heading name: the kind of section that it opens, in any of the known languages."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from kg.corpus.lines import plain, without_ordinal
from kg.languages import LANGUAGES, load
from kg.model import SectionKind

LONGEST_NAME = 90  # characters
NUMBERED = re.compile(r"(.{4,40}?)\s{1,9}(?:\d{1,2}|[a-z]|[ivx]{1,4})(?=[\s.:)]|\Z)")
EDGES = " .:;*_-–—|"


@lru_cache(maxsize=4096)
def kind_of(heading: str) -> SectionKind | None:
    """Name the kind of section that a heading opens; one wrong letter in a word of six is forgiven.

    Numbers, letter-spacing and two known names joined by a word are understood, in any of the languages.

    >>> kind_of("KESIMPULAM DAN SARAN"), kind_of("1Pendahuluan"), kind_of("BAB I P E N D A H U L U A N")
    ('conclusion', 'introduction', 'introduction')
    >>> kind_of("A. Kenyamanan Akses"), kind_of("Result dan Pembahasan"), kind_of("Lampiran 2. Kuesioner")
    (None, 'results', 'acknowledgements')
    """
    shown = plain(heading[: 4 * LONGEST_NAME])
    if len(shown) > LONGEST_NAME:
        return None
    named = _without_chapter(shown)
    shown = without_ordinal(named).strip(EDGES).casefold()
    return _exact(shown) or _spaced(named) or _nearest(shown) or _joined(shown) or _numbered(shown)


def is_chapter(heading: str) -> bool:
    """Whether a heading is the bare number of a chapter, whose name stands below it.

    >>> is_chapter("BAB IV"), is_chapter("BAB IV PENUTUP")
    (True, False)
    """
    return _chapter().fullmatch(heading) is not None


def is_contents(heading: str) -> bool:
    """Whether a heading opens a table of contents or a list of tables and figures.

    >>> is_contents("DAFTAR ISI")
    True
    """
    return without_ordinal(heading).strip(EDGES).casefold() in _words("lines", "contents")


def _without_chapter(heading: str) -> str:
    """Take ``BAB IV`` or ``Chapter 2:`` off the front of a heading."""
    found = _chapter().match(heading)
    return heading[found.end() :] if found else heading


def _exact(shown: str) -> SectionKind | None:
    return _known().get(shown)


def _spaced(shown: str) -> SectionKind | None:
    """Read ``A B S T R A K`` and ``PENDAHULU AN``, with and without a number in front."""
    squeezed = _squeezed().get(shown.replace(" ", "").strip(EDGES).casefold())
    return squeezed or _squeezed().get(without_ordinal(shown).replace(" ", "").strip(EDGES).casefold())


def _nearest(shown: str) -> SectionKind | None:
    """Forgive one wrong letter, or two in a long heading; short names of back matter must be exact."""
    best, kind = 3, None
    for name, named in _by_first_letter().get(shown[:1], ()):
        limit = 2 if len(name) > 12 else 1
        if abs(len(name) - len(shown)) <= limit:
            distance = OSA.distance(shown, name, score_cutoff=limit)
            if distance <= limit and distance < best:
                best, kind = distance, named
    return kind


def _joined(shown: str) -> SectionKind | None:
    """Read ``Hasil & Pembahasan`` or ``Conclusion dan Saran``: each part names a kind; the first decides."""
    parts = _joiner().split(shown)
    kinds = [_exact(part.strip()) for part in parts] if 1 < len(parts) <= 4 else [None]
    return kinds[0] if all(kinds) else None


def _numbered(shown: str) -> SectionKind | None:
    """Read ``Lampiran 2. Kuesioner``."""
    found = NUMBERED.match(shown)
    return "acknowledgements" if found and _known().get(found[1]) == "acknowledgements" else None


@cache
def _known() -> dict[str, SectionKind]:
    return {
        name: kind  # type: ignore[misc]
        for code in LANGUAGES
        for kind, names in load(code).functions("sections").items()
        for name in names
    }


@cache
def _squeezed() -> dict[str, SectionKind]:
    return {name.replace(" ", ""): kind for name, kind in _known().items()}


@cache
def _by_first_letter() -> dict[str, list[tuple[str, SectionKind]]]:
    names: dict[str, list[tuple[str, SectionKind]]] = {}
    for name, kind in sorted(_known().items()):
        if len(name) >= (12 if kind == "acknowledgements" else 6):
            names.setdefault(name[0], []).append((name, kind))
    return names


@cache
def _words(table: str, key: str) -> frozenset[str]:
    return frozenset(word for code in LANGUAGES for word in load(code).words(table, key))


@cache
def _chapter() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{'|'.join(sorted(_words('lines', 'chapter')))})\s+(?:\d{{1,2}}|[IVX]{{1,5}})\b[.:]?\s*", re.I
    )


@cache
def _joiner() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:[,&/]\s*)?\b(?:{'|'.join(sorted(_words('lines', 'joiner')))})\b\s*|\s*[,&/]\s*")
