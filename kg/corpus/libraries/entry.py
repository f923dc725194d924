"""An entry of a reference manager's library, in the terms of front matter, whatever the format that it came in."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from kg.corpus.frontmatter import LANGUAGE_TAG, metadata
from kg.languages import LANGUAGES, load
from kg.model import LitkgError, Metadata

MARKUP = re.compile(r"</?(?:i|b|u|p|em|strong|sub|sup|sc|span)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
UNSHOWN = re.compile(r"[\x00-\x1f\x7f\u00ad\u200b\ufeff\ud800-\udfff\s]+")
DOI = re.compile(r"\b10\.\d{4,9}/\S*[^\s.,;]")
DASHES = re.compile(r"\s*(?:[‐-―−]|-)+\s*")
LONGEST = 100_000  # characters that a field may have: no title is longer, and no text is worked on for ever


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a library: what :func:`kg.corpus.frontmatter.metadata` takes, and what leads to its paper.

    ``place`` names the file and the line or number of the entry; ``files`` are the names of its attached files,
    without their folders. ``doubts`` tell what was left out because it cannot be read, one line each.
    """

    key: str
    place: str
    values: Mapping[str, Any]
    files: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def metadata(self) -> Metadata:
        """The bibliographic data of the entry."""
        return metadata(dict(self.values), self.place)


def entry(key: str, place: str, values: Mapping[str, Any], files: Iterable[str] = ()) -> Entry:
    """Make an entry of values in CSL terms: cleaned, and without what front matter would refuse.

    >>> found = entry("a", "a.json, entry 1", {"title": "<i>Mobile</i> JHT", "issued": "segera", "volume": ""})
    >>> dict(found.values), found.doubts
    ({'title': 'Mobile JHT'}, ("a.json, entry 1: issued 'segera' has no year; write it as 2024 or 2024-05-31",))
    """
    kept: dict[str, Any] = {}
    doubts: list[str] = []
    for name, value in values.items():
        cleaned = _cleaned(name, value)
        if cleaned in ("", [], {}, None):
            continue
        try:
            metadata({name: cleaned}, place)
        except LitkgError as refused:
            doubts.append(str(refused))
        else:
            kept[name] = cleaned
    names = dict.fromkeys(base_name(file) for file in files)
    return Entry(shown(key), place, kept, tuple(name for name in names if name), tuple(doubts))


def shown(text: object) -> str:
    """Give what a text shows: without the markup that reference managers keep in titles, white space folded.

    >>> shown("Layanan <i>mobile</i>\u200b &amp; <span class='nocase'>web</span>")
    'Layanan mobile & web'
    """
    unmarked = html.unescape(MARKUP.sub("", str(text)[:LONGEST]))
    return unicodedata.normalize("NFC", " ".join(UNSHOWN.sub(" ", unmarked.replace("\u00ad", "")).split()))


def base_name(file: str) -> str:
    r"""Give the name of an attached file without its folders, of whichever system.

    >>> base_name("C:\\Pustaka\\kajian.pdf"), base_name("file:///home/a/kajian%20satu.pdf")
    ('kajian.pdf', 'kajian satu.pdf')
    """
    located = unquote(file) if "://" in file[:40] else file
    return shown(PurePosixPath(located.strip().replace("\\", "/")).name)


def doi_in(text: object) -> str:
    """Find a DOI in a text, or give an empty text.

    >>> doi_in("https://www.doi.org/10.1234/angin.v3.7")
    '10.1234/angin.v3.7'
    """
    found = DOI.search(str(text)[:LONGEST])
    return found.group() if found else ""


def _cleaned(name: str, value: Any) -> Any:
    if name == "author":
        return [_person(author) for author in value] if isinstance(value, list) else []
    if name == "issued":
        return _date(value)
    if name == "keyword":
        listed = value if isinstance(value, list) else re.split(r"[;\n]" if ";" in str(value) else r"[,\n]", str(value))
        return list(dict.fromkeys(word for word in map(shown, listed) if word))
    if isinstance(value, list):  # some write a list of one title
        value = value[0] if value else ""
    if isinstance(value, dict | list):
        return ""
    if name == "page":
        return DASHES.sub("-", shown(value))
    return doi_in(value) if name == "DOI" else _tag(value) if name == "language" else shown(value)


def _person(author: Any) -> dict[str, str]:
    """Keep of a name what front matter takes: a particle stands before the family name."""
    if not isinstance(author, dict):
        return {"literal": shown(author)} if isinstance(author, str) else {}
    part = {name: shown(author.get(name) or "") for name in ("literal", "name", "family", "given")}
    single = part["literal"] or part["name"]
    if single:
        return {"literal": single}
    particle, dropped = (shown(author.get(f"{kind}-particle") or "") for kind in ("non-dropping", "dropping"))
    family = " ".join(word for word in (particle, part["family"] or part["given"]) if word)
    given = " ".join(word for word in (part["given"] if part["family"] else "", dropped) if word)
    return {"family": family, "given": given} if given else {"family": family}


def _date(value: Any) -> Any:
    """Give a date as text or ``{"date-parts": [[2024, 5]]}``: of a deep or long structure, the first parts."""
    if isinstance(value, dict):
        dated = next((value[name] for name in ("date-parts", "raw", "literal") if value.get(name)), "")
        parts = dated[0] if isinstance(dated, list) and dated else dated
        parts = parts if isinstance(parts, list) else [parts]
        texts = [shown(part) for part in parts[:3] if isinstance(part, str | int)]
        return {"date-parts": [texts]} if any(texts) else ""
    return shown(value) if isinstance(value, str | int) else ""


@cache
def _language_names() -> dict[str, str]:
    return {name: code for code in LANGUAGES for name in load(code).words("detect", "names")}


def _tag(named: object) -> str:
    """Give the tag of a language that is named by a word or a tag; of several, the first.

    A language that nobody here knows is left unknown: the paper's own text tells it better.
    """
    first = re.split(r"[;,/]", shown(named))[0].strip().replace("_", "-")
    tag = _language_names().get(first.casefold(), first)
    return tag if LANGUAGE_TAG.match(tag) else ""
