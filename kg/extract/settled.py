"""What the print of an entry settles, whatever the weights say: italics, quotation marks, brackets, a year in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.tokens import Token

YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?:[a-z](?![a-z]))?(?!\d)")
QUOTES = frozenset('"“”«»')
SOURCES = frozenset(("container", "publisher", "volume", "issue", "editor"))
NO_SOURCE = frozenset(("thesis", "report", "edition", "undated", "accessed", "online", "others", "month", "within"))
LONGEST_SOURCE = 4
"""Words of a site's or a newspaper's name."""
PLAIN = ("other", "place", "issue")
LONGEST_REST = 16
"""Tokens within which a bracket closes, or a title ends."""


def settled(tokens: Sequence[Token], fields: Sequence[str]) -> list[str]:
    """Settle the fields of tokens by what their print leaves no doubt of.

    >>> from kg.extract.tokens import tokens_of
    >>> tokens = tokens_of("Ali, A., Budi, B. (2019). Judul")
    >>> settled(tokens, [*["author"] * 5, "place", *["author"] * 3, *["other"] * 4, "title"])[5]
    'author'
    """
    kept = [token.what if token.what in ("url", "doi") else field for token, field in zip(tokens, fields, strict=True)]
    for rule in (_whole, _one_list, _before_year, _behind_year, _closed_titles, _edited_work, _source):
        kept = rule(tokens, kept)
    return kept


def _whole(tokens: Sequence[Token], fields: list[str]) -> list[str]:
    """Let what is printed in italics or between quotation marks be one name, when most of it is the name of a work."""
    kept = list(fields)
    for start, end in (*_emphasised(tokens), *_quoted(tokens)):
        words = [at for at in range(start, end) if tokens[at].what == "word" and not tokens[at].text.isdigit()]
        names = [kept[at] for at in words if kept[at] in ("title", "container")]
        if names and len(names) * 2 > len(words):
            name = max(("title", "container"), key=names.count)
            kept[start : words[-1] + 1] = [name] * (words[-1] + 1 - start)
    return kept


def _one_list(tokens: Sequence[Token], fields: list[str]) -> list[str]:
    """Let a list of authors go on over a name that seems to be something else, where only commas stand between."""
    kept = list(fields)
    last = -1
    for at, field in enumerate(fields):
        if field == "author":
            between = tokens[last + 1 : at]
            if last >= 0 and between and all(t.text == "," or (t.what == "word" and t.text.isalpha()) for t in between):
                kept[last + 1 : at] = ["author"] * len(between)
            last = at
    return kept


def _before_year(tokens: Sequence[Token], fields: list[str]) -> list[str]:
    """Let all that stands before a year in brackets be authors, when the first words are and no title is among them."""
    opening = _opening(tokens)
    before = [field for token, field in zip(tokens[:opening], fields, strict=False) if token.what == "word"]
    sure = before[:1] == ["author"] and before.count("author") * 2 > len(before) and "title" not in before
    plain = not any(token.text in QUOTES or token.text.isdigit() or token.emphasised for token in tokens[:opening])
    return ["author"] * opening + fields[opening:] if sure and plain else fields


def _behind_year(tokens: Sequence[Token], fields: list[str]) -> list[str]:
    """Let authors named again behind a year in brackets be the title, as on an organisation's own page."""
    opening = _opening(tokens)
    if not opening or "title" in fields or "author" not in fields[:opening]:
        return fields
    return [*fields[:opening], *("title" if field == "author" else field for field in fields[opening:])]


def _edited_work(tokens: Sequence[Token], fields: list[str]) -> list[str]:
    """Let a second title, behind editors, be the work that they edited."""
    if "title" not in fields or "editor" not in fields or fields.index("title") > fields.index("editor"):
        return fields
    edited = fields.index("editor")
    return [*fields[:edited], *("container" if field == "title" else field for field in fields[edited:])]


def _source(tokens: Sequence[Token], fields: list[str]) -> list[str]:
    """Let a short sentence of no field be where a work stands, when a year in brackets and the title go before it.

    Such an entry names its source behind the title; nothing else of it may be told already.
    """
    if not _opening(tokens) or "title" not in fields or not SOURCES.isdisjoint(fields):
        return fields
    start = len(fields) - fields[::-1].index("title") + 1
    end = next((at for at in range(start, len(tokens)) if tokens[at].text == "."), len(tokens))
    words = tokens[start:end]
    known = {kind for token in words for kind in token.kinds}
    short = 0 < len(words) <= LONGEST_SOURCE and all(t.what == "word" and t.text[0].isupper() for t in words)
    if not short or tokens[start - 1].text != "." or not NO_SOURCE.isdisjoint(known):
        return fields
    return [*fields[:start], *["container"] * len(words), *fields[end:]]


def _opening(tokens: Sequence[Token]) -> int:
    """Give where the first bracket that tells a year opens, or 0."""
    return next((at for at, token in enumerate(tokens) if token.text == "(" and _tells_year(tokens, at)), 0)


def _tells_year(tokens: Sequence[Token], opening: int) -> bool:
    """Whether a bracket holds a year, or the words for none."""
    inner = tokens[opening + 1] if opening + 1 < len(tokens) else None
    return inner is not None and (YEAR.fullmatch(inner.text) is not None or "undated" in inner.kinds)


def _closed_titles(tokens: Sequence[Token], fields: list[str]) -> list[str]:
    """Let a bracket that opens within a title close within it, and a title go on to the stop behind a few words."""
    kept = list(fields)
    for at in range(1, len(kept)):
        if kept[at - 1] != "title" or kept[at] == "title":
            continue
        here = range(at, min(len(kept), at + LONGEST_REST))
        if tokens[at - 1].text == "(" or _open_brackets(tokens, kept, at):
            end = next((later for later in here if tokens[later].text == ")"), None)
        else:
            stop = next((later for later in here if tokens[later].text in '.,;:?!"”[<'), None)
            rest = range(at, stop) if stop and tokens[stop].text == "." else range(0)
            plain = all(_is_plain(tokens, kept, later) for later in rest)
            end = rest[-1] if plain and any(tokens[later].what == "word" for later in rest) else None
        if end is not None and not any(tokens[later].what in ("url", "doi") for later in range(at, end)):
            kept[at : end + 1] = ["title"] * (end + 1 - at)
    return kept


def _is_plain(tokens: Sequence[Token], fields: Sequence[str], at: int) -> bool:
    """Whether a token may go on with a title: a word of no field, or a second year."""
    if fields[at] == "date":
        return any(
            field == "date" or "undated" in token.kinds for token, field in zip(tokens[: at - 1], fields, strict=False)
        )
    return fields[at] in PLAIN and not tokens[at].text.isdigit()


def _open_brackets(tokens: Sequence[Token], fields: Sequence[str], at: int) -> bool:
    """Whether the title before a token has opened a bracket that it has not closed."""
    depth = 0
    while at and fields[at - 1] == "title" and depth <= 0:
        at -= 1
        depth += (tokens[at].text == "(") - (tokens[at].text == ")")
    return depth > 0


def _emphasised(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Give the stretches in italics."""
    start = -1
    for at, token in enumerate(tokens):
        if token.emphasised and start < 0:
            start = at
        elif not token.emphasised and start >= 0:
            yield start, at
            start = -1
    if start >= 0:
        yield start, len(tokens)


def _quoted(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Give the stretches between double quotation marks."""
    start = -1
    for at, token in enumerate(tokens):
        if token.text in QUOTES:
            if start < 0:
                start = at + 1
            else:
                yield start, at
                start = -1
