"""What follows authors and year in an entry of a reference list: title, container, numbers, publisher."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.phrases import alternatives, pattern

_VOLUME = alternatives("reference", "volume")
_ISSUE = alternatives("reference", "issue")
QUOTED = re.compile(r"^(?:[“\"]([^“”\"]{3,})[”\"]|['‘]([^‘]{3,400}?)['’](?=[.,]))")
EMPHASISED = re.compile(r"\*([^*]+)\*")
NUMBERS = re.compile(r"(?<![\w(-])(\d{1,4})\s*\(([^()]{1,20})\)")
VOLUME = re.compile(rf"\b(?:{_VOLUME})\.?\s*(\d{{1,4}})", re.IGNORECASE)
ISSUE = re.compile(rf"\b(?:{_ISSUE})\.?\s*(\d{{1,4}})", re.IGNORECASE)
PAGES = re.compile(r"(?<![\d.-])(\d{1,5}\s*[-–—]\s*\d{1,5})(?![\d-])")
PAGE = re.compile(r"[,:]\s*(\d{1,5})\s*\.?$")
_LABELS = alternatives("reference", "pages", "issue")
LATER = re.compile(rf",\s*(?:(?:1[5-9]|20)\d\d\b|(?:{_LABELS})\.?\s*\d)", re.IGNORECASE)
PLACE = re.compile(r"^[^:]{2,40}:\s*(\S.*)$")
BOUNDARY = re.compile(r"(?<=[.?!])\s+")
EDITOR = re.compile(rf"^(?:{alternatives('reference', 'editor')})\b\.?", re.IGNORECASE)
SHORT = re.compile(
    rf"(?:^|[\s(])(?:{alternatives('reference', 'company', 'volume', 'issue', 'pages', 'editor')}|[^\W\d_])\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Titled:
    """The fields of an entry behind its year, without markup; ``emphasised`` when the title itself is in italics."""

    title: str = ""
    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    publisher: str = ""
    emphasised: bool = False


def read_titled(tail: str, *, is_web: bool = False) -> Titled:
    """Read title, container, numbers and publisher; without an article's marks, what follows a title publishes it.

    >>> read_titled('"Inovasi Kualitas." *Fiat Justicia* 10(3): 569–86.').container
    'Fiat Justicia'
    >>> read_titled("Pengantar Manajemen. Pena Persada.").publisher
    'Pena Persada'
    """
    quoted = QUOTED.match(tail)
    if quoted:
        return _with_container(_clean(quoted.group(1) or quoted.group(2)), tail[quoted.end() :])
    emphasis = EMPHASISED.search(tail)
    before = tail[: emphasis.start()].strip() if emphasis else ""
    if emphasis and before.endswith((".", "?", "!", ",")):
        return _with_container(_clean(before), tail[emphasis.start() :])
    if emphasis:
        return _book(tail, emphasis)
    return _plain(sentences_of(tail), is_web=is_web)


def sentences_of(text: str) -> list[str]:
    """Cut at full stops, but not behind an abbreviation such as ``CV.`` or an initial.

    >>> sentences_of("Pelayanan Publik. Bandung: CV. Indra Prahasta.")
    ['Pelayanan Publik.', 'Bandung: CV. Indra Prahasta.']
    """
    sentences: list[str] = []
    for piece in BOUNDARY.split(text.strip()):
        if sentences and SHORT.search(sentences[-1][-12:]):
            sentences[-1] += " " + piece
        elif any(c.isalnum() for c in piece):
            sentences.append(piece)
    return sentences


def _with_container(title: str, rest: str) -> Titled:
    """Read the container behind a title: the words in italics, or those before the numbers."""
    emphasis = EMPHASISED.search(rest)
    if emphasis:
        return _numbered(Titled(title, _clean(emphasis.group(1))), rest[emphasis.end() :])
    return _numbered(Titled(title, _clean(_before_numbers(rest))), rest)


def _book(tail: str, emphasis: re.Match[str]) -> Titled:
    """Read a title in italics, which may run on behind them over a line's end."""
    after = tail[emphasis.end() :].strip()
    continued = "" if not after or not after[0].isalpha() else sentences_of(after)[0]
    title = _clean(f"{emphasis.group(1)} {continued}")
    rest = re.sub(r"^\s*\([^()]*\)", "", after[len(continued) :])
    if _has_numbers(rest):
        return _numbered(Titled(title, emphasised=True), rest)
    publishers = [s for s in sentences_of(rest.lstrip(" .,")) if not EDITOR.match(s)]
    return Titled(title, publisher=_publisher(publishers[-1]) if publishers else "", emphasised=True)


def _plain(sentences: list[str], *, is_web: bool) -> Titled:
    """Read a tail without italics or quotation marks, sentence by sentence."""
    if not sentences:
        return Titled()
    for at, sentence in enumerate(sentences[1:], 1):
        if _has_numbers(sentence) or pattern("reference", "journal").search(sentence):
            title = _clean(" ".join(sentences[:at]))
            rest = " ".join(sentences[at:])
            return _numbered(Titled(title, _clean(_before_numbers(rest))), rest)
    if len(sentences) == 1:
        return Titled(_clean(sentences[0]))
    last = _clean(sentences[-1])
    if is_web or re.fullmatch(r"[\w-]+(?:\.[\w-]+)", last) or last.lower().startswith("www"):
        return Titled(_clean(sentences[0]), container=last)
    return Titled(_clean(" ".join(sentences[:-1])), publisher=_publisher(last))


def _numbered(titled: Titled, rest: str) -> Titled:
    """Add volume, issue and pages."""
    numbers = NUMBERS.search(rest)
    volume = numbers.group(1) if numbers else _first(VOLUME, rest)
    issue = (
        re.sub(rf"^(?:{_ISSUE})\b\.?\s*", "", numbers.group(2), flags=re.IGNORECASE) if numbers else _first(ISSUE, rest)
    )
    pages = PAGES.findall(rest[numbers.end() :] if numbers else rest)
    single = PAGE.search(rest)
    page = re.sub(r"\s*[-–—]\s*", "–", pages[-1]) if pages else single.group(1) if single else ""
    return Titled(titled.title, titled.container, volume, issue.strip(), page, emphasised=titled.emphasised)


def _has_numbers(text: str) -> bool:
    return bool(NUMBERS.search(text) or VOLUME.search(text) or (ISSUE.search(text) and PAGES.search(text)))


def _before_numbers(text: str) -> str:
    """Give the words before volume, year or pages, or the first sentence when there are none."""
    found = [match.start() for mark in (NUMBERS, VOLUME, LATER, PAGES) if (match := mark.search(text))]
    return text[: min(found)] if found else (sentences_of(text) or [""])[0]


def _publisher(printed: str) -> str:
    """Drop the place before a publisher."""
    placed = PLACE.match(printed)
    return _clean(placed.group(1) if placed else printed)


def _first(wanted: re.Pattern[str], text: str) -> str:
    found = wanted.search(text)
    return found.group(1) if found else ""


def _clean(field: str) -> str:
    """Strip markup, spaces and the punctuation around a field."""
    return " ".join(re.sub(r"[*“”\"]", " ", field).split()).strip(" .,;:")
