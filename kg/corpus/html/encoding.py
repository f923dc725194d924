"""The text of an HTML file's bytes: by its byte order mark, by the charset that it declares, or as UTF-8."""

from __future__ import annotations

import codecs
import re

from kg.corpus.document import Unreadable

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
DECLARED = re.compile(rb"""(?:charset\s*=|<\?xml[^>]{0,60}encoding\s*=)\s*["']?\s*([A-Za-z0-9._:-]{1,40})""", re.I)
SEARCHED = 4096
# What browsers read by these names is Windows' superset of them.
WINDOWS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}


def decoded(content: bytes) -> str:
    r"""Decode an HTML file.

    Raises:
        Unreadable: neither the declared charset nor UTF-8 fits, or the file is binary.

    >>> decoded(b'<meta charset="iso-8859-1">98\xa0% \x93baik\x94')
    '<meta charset="iso-8859-1">98\xa0% “baik”'
    """
    mark, by_mark = next((pair for pair in MARKS if content.startswith(pair[0])), (b"", ""))
    text = _try(content[len(mark) :], by_mark or _declared(content))
    if text is None and by_mark.startswith("utf-16"):
        raise Unreadable("is not the UTF-16 that its byte order mark says", "save the page as UTF-8")
    if text is None:
        text = _as_utf8(content)
    if "\0" in text:
        raise Unreadable(f"character {text.index(chr(0))} is NUL: a binary file, not HTML", "save the page as HTML")
    return text


def _declared(content: bytes) -> str:
    """Name the charset that a file declares; what can declare one in ASCII is not in UTF-16."""
    found = DECLARED.search(content, 0, SEARCHED)
    try:
        name = codecs.lookup(found.group(1).decode()).name if found else "utf-8"
    except LookupError:
        return "utf-8"
    return WINDOWS.get(name, "utf-8" if name.startswith(("utf-16", "utf-32")) else name)


def _try(content: bytes, encoding: str) -> str | None:
    try:
        text = content.decode(encoding)
        text.encode()  # refuses halves of characters, which some of Python's own codecs let through
    except (UnicodeError, LookupError):  # LookupError: a codec of bytes, such as hex
        return None
    return text


def _as_utf8(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        what = f"line {line} (byte {error.start}) is not UTF-8"
        raise Unreadable(what, "save the page as UTF-8") from error
