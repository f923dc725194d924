"""CSL-JSON, as Zotero and Better BibTeX write it, into entries."""

from __future__ import annotations

import json
import re
from typing import Any

from kg.corpus.libraries.entry import Entry, entry
from kg.model import LitkgError

# The item types of CSL 1.0.2: what tells a library from any other JSON.
TYPES = frozenset({
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
    "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event",
    "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical", "personal_communication",
    "post", "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech", "standard",
    "thesis", "treaty", "webpage",
})  # fmt: skip
TERMS = (
    "title", "title-en", "author", "issued", "container-title", "volume", "issue", "page", "language", "keyword",
)  # fmt: skip
MEANT = re.compile(r'"(?:container-title|date-parts|citation-key)"\s*:')


def is_csl(text: str) -> bool:
    """Whether a JSON text is a library, or was meant for one and is broken.

    >>> is_csl('[{"type": "article-journal", "title": "Kajian"}]'), is_csl('{"layar": 3}')
    (True, False)
    """
    try:
        return any(_is_item(item) for item in _items(json.loads(text)))
    except (ValueError, RecursionError):
        return MEANT.search(text) is not None


def read_csl(text: str, place: str) -> tuple[list[Entry], list[str]]:
    """Read every item; what is none is told with its number, and the others are used.

    Args:
        text: the text of the file.
        place: the file's name, for messages.

    Raises:
        LitkgError: the text is no JSON, or holds no list of items.

    >>> found, _ = read_csl('{"items": [{"type": "book", "id": "a", "title": "Kajian"}]}', "a.json")
    >>> found[0].key, found[0].place
    ('a', 'a.json: entry 1')
    """
    try:
        parsed = json.loads(text)
    except json.JSONDecodeError as error:
        raise LitkgError(place, f"line {error.lineno}: the JSON is broken ({error.msg})", "export it anew") from error
    except (ValueError, RecursionError) as error:
        raise LitkgError(
            place, "cannot be read: its JSON is nested too deeply or has too long a number", "export it anew"
        ) from error
    items = _items(parsed)
    if not any(_is_item(item) for item in items):
        raise LitkgError(place, "is JSON, but no list of CSL items", "export the library as CSL JSON")
    entries: list[Entry] = []
    faults: list[str] = []
    for number, item in enumerate(items, 1):
        if _is_item(item):
            entries.append(_entry(item, f"{place}: entry {number}"))
        else:
            told = LitkgError(place, f"entry {number} is no CSL item and left out", "give it a type and a title")
            faults.append(str(told))
    return entries, faults


def _items(parsed: Any) -> list[Any]:
    listed = parsed.get("items") if isinstance(parsed, dict) else parsed
    return listed if isinstance(listed, list) else []


def _is_item(item: Any) -> bool:
    return isinstance(item, dict) and item.get("type") in TYPES and bool(item.keys() & {"title", "id", "author"})


def _entry(item: dict[str, Any], place: str) -> Entry:
    values = {term: item[term] for term in TERMS if term in item}
    values["DOI"] = item.get("DOI") or item.get("URL") or ""
    return entry(str(item.get("citation-key") or item.get("id") or ""), place, values)
