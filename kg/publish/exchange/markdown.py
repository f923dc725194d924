"""Markdown that means what it shows: texts escaped, links to notes, names of files that every system holds."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
MARKS = re.compile(
    r"[\\`*_\[\]#|~^$=@<>]|&(?=#?\w+;)"  # always; the rest where they mean something:
    r"|\A[-+](?=[-+\s]|\Z)|(?:(?<=\A\d)|(?<=\A\d{2})|(?<=\A\d{3})|(?<=\A\d{4}))[.)](?=\s|\Z)"  # lists and rules
    r"|:(?=[/:\w])|(?<=www)\.|%(?=%)|(?<=%)%",  # addresses, fields, comments
    re.IGNORECASE,
)
INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
ISOLATE, POP = "\u2068", "\u2069"
WIDE = str.maketrans({mark: chr(ord(mark) + 0xFEE0) for mark in "\\`*_[]#|~^$=<>"})
"""In the name of a link nothing can be escaped; there marks become their full-width forms."""
LONGEST_NAME = 120
FORBIDDEN = re.compile(r"[^\w .,+-]+|[\x00-\x1f]+")
RESERVED = re.compile(r"(?:con|prn|aux|nul|conin|conout|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?:\..*)?\Z", re.IGNORECASE)
LONGEST_FILE = 100
"""Bytes of a file's name in UTF-8 without its ending; notes lie deep in folders, and Windows allows 260 letters."""


def one_line(text: str) -> str:
    r"""Put a text on one line, without characters that nobody can see.

    >>> one_line("belum\n\noptimal")
    'belum optimal'
    """
    return " ".join(INVISIBLE.sub(" ", text).split())


def folded(text: str) -> str:
    """Put a text on one line in which a turn of the writing direction ends with the text itself."""
    plain = one_line(text)
    return f"{ISOLATE}{plain}{POP * (1 + len(TURNING.findall(plain)))}" if TURNING.search(plain) else plain


def escaped(text: str) -> str:
    r"""Write a text so that Markdown shows it as it is: nothing in it is a link, a tag, a formula or HTML.

    >>> print(escaped("[[x]] #tag <b> a-b 5% https://a.id"))
    \[\[x\]\] \#tag &lt;b&gt; a-b 5% https\://a.id
    """
    return MARKS.sub(lambda found: ENTITIES.get(found[0], f"\\{found[0]}"), folded(text))


def link(note: str, name: str) -> str:
    """Link to a note of the same folder by its file's name.

    >>> link("putri-2024", "Putri [1]")
    '[[putri-2024|Putri ［1］]]'
    """
    shown = folded(name).translate(WIDE)
    shown = shown if len(shown) <= LONGEST_NAME else f"{shown[: LONGEST_NAME - 1]}…"
    return f"[[{note}|{shown}]]" if shown and shown != note else f"[[{note}]]"


def file_names(wanted: Mapping[str, str], taken: Iterable[str] = ()) -> dict[str, str]:
    """Give each thing a file's name, without its ending, that Windows, macOS and Linux hold and that no other has.

    What is plain stays; what had to be changed, or differs from another by capitals alone, gets a digest.

    Args:
        wanted: what each thing would be called, by IRI.
        taken: names that others have.

    >>> file_names({"a": "putri-2024", "b": "CON", "c": "a/b:c"})
    {'a': 'putri-2024', 'b': '_CON_9b78b87b', 'c': 'a_b_c_e842597c'}
    """
    plain = {iri: _plain(name) for iri, name in wanted.items()}
    used = Counter(name.casefold() for name in (*plain.values(), *taken))
    return {
        iri: name if name == wanted[iri] and used[name.casefold()] == 1 else f"{name}_{_digest(iri, wanted[iri])}"
        for iri, name in plain.items()
    }


def _plain(name: str) -> str:
    """Leave out what some file system forbids, and what a link to a note cannot hold; too long a name is cut."""
    kept = FORBIDDEN.sub("_", unicodedata.normalize("NFC", name)).strip(" .")
    kept = kept.encode()[:LONGEST_FILE].decode(errors="ignore").strip(" .") or "note"
    return f"_{kept}" if RESERVED.match(kept) else kept


def _digest(iri: str, name: str) -> str:
    return hashlib.sha256(f"{iri} {name}".encode("utf-8", "surrogatepass")).hexdigest()[:8]
