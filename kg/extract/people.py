"""How a printed list of authors comes apart into names, whichever way round they are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract.names import family, is_initials
from kg.extract.phrases import alternatives, pattern

CAPITALS = re.compile(r"[^\W\d_a-z]{1,4}(?:-[^\W\d_a-z])?\.?")
INITIAL_BEHIND = re.compile(r"\s[^\W\d_]\.$")
GENERATION = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
BLANKS = re.compile(r"\s+")
BROKEN = re.compile(r"(?<=[^\W\d_])-\s+(?=[a-zà-ÿ])")
BARE_STOP = 3
"""Letters of the longest last word that keeps its stop: an initial or an abbreviation."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands between two joints; ``joined`` when the joint before it is a word such as "and"."""

    text: str
    joined: bool

    @property
    def words(self) -> int:
        return len(self.text.split())


def people_of(printed: str) -> tuple[str, ...]:
    """Take a printed list of authors apart; each name stays as printed.

    >>> people_of("Pradiya, N. P., Rudiana, R., & Nuryanto, Y.")
    ('Pradiya, N. P.', 'Rudiana, R.', 'Nuryanto, Y.')
    >>> people_of("Djiko, Richard, and Charles H. S. Tangkau")
    ('Djiko, Richard', 'Charles H. S. Tangkau')
    >>> people_of("Li, Wei; Vogt, Karl; et al."), people_of("Setiawan A, Putri NM, dkk.")
    (('Li, Wei', 'Vogt, Karl'), ('Setiawan A', 'Putri NM'))
    >>> people_of("Kementerian Komunikasi dan Informatika")
    ('Kementerian Komunikasi dan Informatika',)
    """
    known = _editor().sub(" ", _others().sub(" ", printed.replace("*", "")))
    named = BROKEN.sub("", BLANKS.sub(" ", known)).strip(" ,;:&(<")
    if "," not in named and ";" not in named and pattern("reference", "organisation").search(named):
        return (_without_stop(named),) if named else ()
    if ";" in named:
        return tuple(name for piece in named.split(";") for name in _inverted_names(_parts(piece)))
    return tuple(_names(_parts(named)))


def family_of(author: str) -> str:
    """Give the family name of an author as printed: ``family`` with initials behind the name left out.

    >>> family_of("Setiawan AB"), family_of("J. K. Rowe"), family_of("Dewi, Kadek"), family_of("Kementerian Agama RI")
    ('Setiawan', 'Rowe', 'Dewi', 'Kementerian Agama RI')
    """
    words = author.split()
    if "," in author or len(words) < 2 or pattern("reference", "organisation").search(author):
        return family(author)
    if _ends_in_initials(author):
        return family(" ".join(words[:-1]))
    middle = [at for at, word in enumerate(words[1:-1], 1) if is_initials(word) and word.endswith(".")]
    return " ".join(words[middle[-1] + 1 :]) if middle else family(author)


@cache
def _others() -> re.Pattern[str]:
    """Words for further authors, and marks for some left out."""
    return re.compile(rf"(?<!\w)(?:{alternatives('reference', 'others')})(?!\w)\.?|\.\.\.|…", re.IGNORECASE)


@cache
def _editor() -> re.Pattern[str]:
    """Words that make the people before them editors, in brackets or behind a comma."""
    word = rf"(?:{alternatives('reference', 'editor')})(?!\w)\.?"
    return re.compile(rf"\(\s*{word}\s*\)\.?|,\s*{word}(?=\s*$)", re.IGNORECASE)


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(rf"([,&]|(?<![\w.])(?:{alternatives('reference', 'and')})(?!\w))", re.IGNORECASE)


def _parts(printed: str) -> list[_Part]:
    """Cut at commas and at words for "and"."""
    parts: list[_Part] = []
    joined = False
    for at, piece in enumerate(_joint().split(printed)):
        text = _without_stop(piece.strip(" :.") + ("." if piece.rstrip(" :").endswith(".") else ""))
        if at % 2:
            joined = joined or piece != ","
        elif any(c.isalpha() for c in text):
            parts.append(_Part(text, joined))
            joined = False
    return parts


def _names(parts: Sequence[_Part]) -> list[str]:
    """Join the parts of a list parted by commas to names, by the way in which its first names are written."""
    if not parts:
        return []
    if any(_given(part.text) for part in parts):
        return _with_initials(parts)
    if sum(_ends_in_initials(part.text) for part in parts) * 2 >= len(parts) and not _given_after(parts):
        return [part.text if part.text[-3:].count(".") > 1 else part.text.rstrip(".") for part in parts]
    last = max((at for at, part in enumerate(parts) if part.joined), default=None)
    if last is not None and len(parts) - last == 2 and not parts[-1].joined:
        return _inverted_names(parts)
    if last is None and _all_inverted(parts):
        return _inverted_names(parts)
    return _first_inverted(parts)


def _given(text: str) -> bool:
    """Whether a part is nothing but initials."""
    return is_initials(text) or all(CAPITALS.fullmatch(word) for word in text.split())


def _given_after(parts: Sequence[_Part]) -> bool:
    """Whether the first name is inverted with its given name in full: ``Ashdown, Mark D., and Layla Hashimi``."""
    if len(parts) < 2 or parts[1].joined or _ends_in_initials(parts[0].text):
        return False
    return INITIAL_BEHIND.search(parts[1].text) is not None


def _with_initials(parts: Sequence[_Part]) -> list[str]:
    """Join initials to the family name before them, unless initials stand before it already."""
    names: list[str] = []
    complete = True
    for part in parts:
        if GENERATION.fullmatch(part.text) and names:
            names[-1] += f", {part.text}"
        elif names and _given(part.text) and (not complete or "." in part.text):
            names[-1] += f", {part.text}"
            complete = True
        elif names and not complete and not part.joined and (glued := _glued(part.text)):
            names[-1] += f", {glued[0]}"
            names.append(glued[1])
            complete = False
        else:
            names.append(part.text)
            complete = (is_initials(part.text.split()[0]) and part.words > 1) or _ends_in_initials(part.text)
    return names


def _glued(text: str) -> tuple[str, str] | None:
    """Take "M. Awaluddin" apart where a comma is missing: the initials of the name before, and the next family name."""
    words = text.split()
    leading = 0
    while leading < len(words) and words[leading].endswith(".") and is_initials(words[leading]):
        leading += 1
    if not 0 < leading < len(words):
        return None
    return " ".join(words[:leading]), " ".join(words[leading:])


def _all_inverted(parts: Sequence[_Part]) -> bool:
    """Whether a list without "and" has nothing but "Family, Given": every other part is one word."""
    return (
        len(parts) % 2 == 0
        and len(parts) > 2
        and all(part.words == 1 for part in parts[::2])
        and any(part.words > 1 for part in parts[1::2])
    )


def _inverted_names(parts: Sequence[_Part]) -> list[str]:
    """Pair family names with the given names behind them; one before an "and" stands alone."""
    names: list[str] = []
    open_name = False
    for at, part in enumerate(parts):
        if open_name and not part.joined:
            names[-1] += f", {part.text}"
            open_name = False
            continue
        following = parts[at + 1] if at + 1 < len(parts) else None
        names.append(part.text)
        # "MULYONO, FAUZI, Bayu": family names in capitals, the first without a given name.
        alone = following is not None and part.text.isupper() and following.text.isupper()
        open_name = (
            (not alone or _given(parts[at + 1].text))
            and not _ends_in_initials(part.text)
            and not is_initials(part.text.split()[0])
        )
    return names


def _first_inverted(parts: Sequence[_Part]) -> list[str]:
    """Join the given name of a first name that is inverted: ``Dewi, Kadek Iin, Ni Yulianthini, and Ni Luh``."""
    names = [part.text for part in parts]
    if len(parts) < 2 or parts[1].joined:
        return names
    first, second, *others = parts
    leading = second.text.split()[0].endswith(".") and second.words > 1
    if not others:
        inverted = second.words == 1 or (first.words == 1 and not leading) or _given_after(parts)
    elif is_initials(first.text.split()[0]) or leading:
        inverted = False
    elif second.words == 1:
        inverted = any(part.words > 1 for part in others)
    else:
        inverted = first.words == 1 and (any(part.words > 1 for part in others) or len(others) == 1)
    return [", ".join(names[:2]), *names[2:]] if inverted or first.text[0].islower() else names


def _ends_in_initials(text: str) -> bool:
    """Whether initials without stops stand behind a name: ``Putri NM``."""
    words = text.split()
    return len(words) > 1 and CAPITALS.fullmatch(words[-1]) is not None and not words[0].isupper()


def _without_stop(part: str) -> str:
    """Drop a full stop behind a name, but not that of an initial or an abbreviation."""
    last = part.rsplit(" ", 1)[-1]
    return part if len(last) <= BARE_STOP or "." in last[:-1] else part.rstrip(".")
