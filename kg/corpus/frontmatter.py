"""Front matter: bibliographic data in Pandoc and CSL terms, in YAML between two lines of ``---``."""

from __future__ import annotations

import re
from typing import Any

import yaml

from kg.model import LitkgError, Metadata, SourceKind

FENCE = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*\Z")
SOURCE_KINDS: tuple[SourceKind, ...] = ("full-text", "reading-note")
# Every scalar is taken as the text that it is: no dates, octal numbers or booleans are read into bibliographic data.
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
TEXTS = ("title", "title-en", "container-title", "volume", "issue", "page", "DOI", "doi", "language", "lang")
NULLS = ("", "~", "null", "Null", "NULL")
LISTS = ("author", "keyword", "keywords", "issued", "date")
LONGEST, DEEPEST, MOST_PARTS = 100_000, 10, 10_000
DOI_ADDRESS = re.compile(r"\A(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


def split_front_matter(text: str, place: str) -> tuple[dict[str, Any], int]:
    r"""Read the front matter of a text and tell where its body starts.

    Args:
        text: the whole text of the file.
        place: the file's name, for messages.

    Returns:
        The front matter's keys and values, and the body's first position; without front matter ``({}, 0)``.

    Raises:
        LitkgError: the front matter is not closed, or is not a YAML mapping.

    >>> split_front_matter("---\ntitle: Kajian\n---\nIsi.", "a.md")
    ({'title': 'Kajian'}, 22)
    """
    if not re.match(r"\ufeff?---[ \t]*\r?\n", text):
        return {}, 0
    fenced = FENCE.match(text)
    if fenced is None:
        raise LitkgError(place, "line 1: the front matter is not closed", "end it with a line of three hyphens")
    try:
        _look_over(fenced.group(1), place)
        values = yaml.load(fenced.group(1), Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        problem = getattr(error, "problem", None) or "not YAML"
        raise LitkgError(
            place, f"line {line}: the front matter is broken ({problem})", "mend the YAML there"
        ) from error
    if values in (None, ""):
        values = {}
    if not isinstance(values, dict):
        raise LitkgError(place, "line 2: the front matter is not a list of 'key: value'", "write one key a line")
    return {str(key): value for key, value in values.items() if value not in NULLS}, fenced.end()


def _look_over(front: str, place: str) -> None:
    """Refuse what would make the parser overflow."""
    if len(front) > LONGEST:
        what = f"line 1: the front matter has more than {LONGEST} characters"
        raise LitkgError(place, what, "end it with a line of three hyphens")
    depth = 0
    for event in yaml.parse(front, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            line = event.start_mark.line + 2 if event.start_mark else 1
            raise LitkgError(place, f"line {line}: the front matter is nested too deeply", "write plain values there")


def source_kind(values: dict[str, Any], place: str) -> SourceKind:
    """Tell a full text from a reading note; a file that does not say is a full text.

    Raises:
        LitkgError: the front matter names another kind.
    """
    named = values.get("source-kind", "full-text")
    if named not in SOURCE_KINDS:
        raise LitkgError(place, f"source-kind '{named}' is unknown", "write full-text or reading-note")
    kind: SourceKind = named
    return kind


def metadata(values: dict[str, Any], place: str) -> Metadata:
    """Turn front matter into bibliographic data.

    Raises:
        LitkgError: ``author`` or ``issued`` has a form that neither Pandoc nor CSL knows.
    """
    for key in TEXTS:
        if isinstance(values.get(key), list | dict):
            raise LitkgError(place, f"{key} is no text", f"write one text after '{key}:'")
    for key in LISTS:
        if _is_endless(values.get(key)):
            raise LitkgError(place, f"{key} has more than {MOST_PARTS} parts", "write plain values there")
    authors = values.get("author") or []
    people = [_person(author, place) for author in (authors if isinstance(authors, list) else [authors])]
    keywords = values.get("keyword") or values.get("keywords") or []
    return Metadata(
        title=_text(values.get("title")),
        title_en=_text(values.get("title-en")),
        authors=tuple(full for full, _, _ in people),
        families=tuple(family for _, family, _ in people),
        affiliations=tuple(where for _, _, where in people) if any(where for _, _, where in people) else (),
        year=_year(values.get("issued", values.get("date")), place),
        venue=_text(values.get("container-title")),
        volume=_text(values.get("volume")),
        issue=_text(values.get("issue")),
        pages=_text(values.get("page")),
        doi=DOI_ADDRESS.sub("", _text(values.get("DOI", values.get("doi")))),
        language=_language(values, place),
        keywords=tuple(_text(k) for k in (keywords if isinstance(keywords, list) else str(keywords).split(","))),
    )


def _is_endless(value: object) -> bool:
    """Whether a value has more parts than any paper's: a few lines of YAML can name one part billions of times."""
    due, count = [value], 0
    while due and count <= MOST_PARTS:
        part = due.pop()
        count += 1
        due += part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return count > MOST_PARTS


def _text(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())


def _is_name(name: str) -> bool:
    return name not in NULLS and any(character.isalpha() for character in name)


def _person(author: object, place: str) -> tuple[str, str, str]:
    """Give a person's full name, family name and affiliation; Pandoc writes a string, CSL a mapping."""
    if isinstance(author, str) and _is_name(_text(author)):
        name = _text(author)
        family, comma, given = name.partition(", ")
        return (f"{given} {family}", family, "") if comma else (name, name.rsplit(" ", 1)[-1], "")
    if isinstance(author, dict):
        single = _text(author.get("literal", author.get("name")))
        family = _text(author.get("family"))
        full = single or " ".join(part for part in (_text(author.get("given")), family) if part)
        if _is_name(full):
            return full, family or full, _affiliation(author.get("affiliation"))
    raise LitkgError(place, f"author {author!r} has no name", "write family and given, or literal")


def _affiliation(told: object) -> str:
    """Give an affiliation as one text; several are parted by semicolons."""
    if isinstance(told, list):
        return "; ".join(filter(None, map(_affiliation, told)))
    return _text(told.get("name", told.get("literal"))) if isinstance(told, dict) else _text(told)


def _language(values: dict[str, Any], place: str) -> str:
    tag = _text(values.get("language", values.get("lang")))
    if tag and not LANGUAGE_TAG.match(tag):
        raise LitkgError(place, f"language '{tag}' is no language tag", "write it as id or en")
    return tag.lower()


def _year(issued: object, place: str) -> int | None:
    """Read the year of a date: text, ``{year: …}``, CSL ``date-parts``, ``raw`` or ``literal``, or a list of these."""
    if issued is None:
        return None
    inner = issued
    while isinstance(inner, dict | list):
        if isinstance(inner, list):
            inner = inner[0] if inner else ""
        else:
            inner = next((inner[name] for name in ("date-parts", "year", "raw", "literal") if name in inner), "")
    found = re.match(r"\s*(\d{4})\b", str(inner)) or re.search(r"\b((?:1[5-9]|20)\d\d)\b", str(inner))
    if found is None:
        raise LitkgError(place, f"issued '{issued}' has no year", "write it as 2024 or 2024-05-31")
    return int(found.group(1))
