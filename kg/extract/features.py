"""What can be seen of each token of an entry: its form, its neighbours, and the stretch between two marks around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.extract.tokens import Token
from kg.languages import LANGUAGES, load

PARTING = frozenset('.,;:?!()[]“”"«»„<>{}')
COMMON = frozenset(word for code in LANGUAGES for word in load(code).words("detect", "frequent"))


@dataclass(frozen=True, slots=True)
class Stretch:
    """The tokens between two marks that part fields, and what they share.

    ``place`` tells the mark in front and how many sentences have ended since the first year, or since the beginning.
    """

    start: int
    end: int
    seen: tuple[str, ...]
    place: str


def features_of(tokens: Sequence[Token]) -> list[list[str]]:
    """Describe each token by words such as ``form=initial``: what the weights of the tagger are for.

    >>> from kg.extract.tokens import tokens_of
    >>> described = features_of(tokens_of("Ali, A. (2019). Judul"))
    >>> "0:initial" in described[2], "0:year" in described[5]
    (True, True)
    """
    forms = [_form(token) for token in tokens]
    shown = [_shown(token, form) for token, form in zip(tokens, forms, strict=True)]
    whole = _whole(tokens, forms)
    inside = _inside(tokens)
    described: list[list[str]] = []
    years = 0
    for stretch in _stretches(tokens, forms):
        for at in range(stretch.start, stretch.end):
            seen = _position(at, len(tokens), inside[at], years, whole, stretch)
            if tokens[at].emphasised:
                seen.append("emphasised")
            seen.extend(_near(shown, at))
            seen.extend(_row(forms, at))
            seen.extend(stretch.seen)
            seen.append(f"form={forms[at]}&{whole}")
            described.append(seen)
            years += forms[at] == "year"
    return described


def _position(at: int, count: int, inside: str, years: int, whole: str, stretch: Stretch) -> list[str]:
    """Say where in the entry a token stands."""
    before = min(years, 2)
    return [
        "always",
        f"tenth={min(9, at * 10 // count)}",
        f"in={inside}",
        f"years before={before}",
        f"{whole}&years before={before}&{inside}",
        f"{whole}&{stretch.place}",
    ]


def _near(shown: Sequence[tuple[str, ...]], at: int) -> Iterator[str]:
    """Say what a token and the two on either side of it are."""
    for offset in (-2, -1, 0, 1, 2):
        if 0 <= at + offset < len(shown):
            yield from (f"{offset}:{what}" for what in shown[at + offset])
        else:
            yield f"{offset}:none"


def _row(forms: Sequence[str], at: int) -> tuple[str, ...]:
    """Say which forms stand in a row around a token."""
    further, before, after, beyond = (
        forms[near] if 0 <= near < len(forms) else "none" for near in (at - 2, at - 1, at + 1, at + 2)
    )
    here = forms[at]
    return (
        f"forms={before}&{here}",
        f"forms={here}&&{after}",
        f"around={before}&{here}&{after}",
        f"left={further}&{before}&{here}",
        f"right={here}&{after}&{beyond}",
    )


def _form(token: Token) -> str:
    """Name the form of a token; a mark is its own."""
    text = token.text
    if token.what != "word":
        return _mark(text) if token.what == "mark" else token.what
    if any(c.isdigit() for c in text):
        return _digits(text)
    if text[0].islower():
        return "small letter" if len(text) == 1 else "small"
    if len(text) == 1:
        return "initial"
    if text.isupper():
        return "initials" if len(text) <= 3 else "capitals"
    return "name" if text[1:].islower() else "mixed"


def _digits(text: str) -> str:
    """Name the form of a word with digits; a year may have a letter behind it."""
    digits = text[:-1] if len(text) == 5 and text[-1].islower() else text
    if len(digits) == 4 and digits.isdigit() and (len(text) == 5 or "1500" <= digits <= "2099"):
        return "year"
    if text.isdigit():
        return f"{min(len(text), 5)} digits"
    return "digits first" if text[0].isdigit() else "digits within"


def _mark(text: str) -> str:
    if text in "–—‐‑−":
        return "-"
    if text in '“”"«»„':
        return '"'
    return "'" if text in "‘’`´" else text


def _shown(token: Token, form: str) -> tuple[str, ...]:
    """Give what neighbours see of a token."""
    seen = [form, *sorted(token.kinds)]
    if token.what == "word":
        folded = token.text.casefold()
        if folded in COMMON:
            seen.append("common")
            seen.append(f"is={folded}")
            if token.text[0].isupper():
                seen.append("Common")
        if not token.spaced:
            seen.append("glued")
        seen.append(f"{min(len(folded), 6)} letters")
    return tuple(seen)


def _whole(tokens: Sequence[Token], forms: Sequence[str]) -> str:
    """Name the style of an entry as far as it shows: where its first year stands, and whether it quotes a title."""
    quoted = any(form == '"' for form in forms)
    years = [at for at, form in enumerate(forms) if form == "year"]
    if not years:
        return f"no year,{quoted}"
    first = years[0]
    bracketed = first > 0 and forms[first - 1] == "("
    where = "early" if first < len(forms) * 0.5 and first < 60 else "late"
    closed = forms[first + 1] if first + 1 < len(forms) and forms[first + 1] in ".,;:)" else "_"
    return f"{where},{bracketed},{closed},{quoted}"


def _inside(tokens: Sequence[Token]) -> list[str]:
    """Say what each token stands in: quotation marks, brackets, or neither."""
    found: list[str] = []
    quoted = bracket = False
    for token in tokens:
        text = token.text
        if text in "“«„" or (text == '"' and not quoted):
            quoted = True
            found.append("opening")
            continue
        if text in "”»" or (text == '"' and quoted):
            quoted = False
            found.append("closing")
            continue
        if text in "([":
            bracket = True
        found.append("quote" if quoted else "bracket" if bracket else "open")
        if text in ")]":
            bracket = False
    return found


def _stretches(tokens: Sequence[Token], forms: Sequence[str]) -> list[Stretch]:
    """Cut an entry at its marks and describe the stretch that each token stands in."""
    bounds = [0]
    for at, token in enumerate(tokens):
        if token.text in PARTING and not _abbreviates(tokens, forms, at):
            bounds.append(at + 1)
    if bounds[-1] != len(tokens):
        bounds.append(len(tokens))
    pairs = [(start, end) for start, end in pairwise(bounds) if end > start]
    short = [_describe(tokens, forms, start, end) for start, end in pairs]
    found: list[Stretch] = []
    number = since = 0
    dated = False
    for at, (start, end) in enumerate(pairs):
        seen = [f"stretch {what}" for what in short[at]]
        seen.extend(f"before {what}" for what in (short[at - 1] if at else ("none",)))
        seen.extend(f"after {what}" for what in (short[at + 1] if at + 1 < len(pairs) else ("none",)))
        if at + 2 < len(pairs):
            seen.extend(f"later {what}" for what in short[at + 2] if what.startswith(("opens", "ends")))
        seen.append(f"stretch number={min(number, 8)}")
        parted = forms[start - 1] if start else "none"
        counted = f"since year={min(since, 3)}" if dated else f"since start={min(number, 3)}"
        place = f"parted by {parted}&{counted}"
        seen.extend((f"parted by {parted}", counted, place))
        found.append(Stretch(start, end, tuple(seen), place))
        ended = tokens[end - 1].text in '.?!”"'
        number += ended
        since += ended and dated
        dated = dated or "year" in forms[start:end]
    return found


def _abbreviates(tokens: Sequence[Token], forms: Sequence[str], at: int) -> bool:
    """Whether a stop belongs to an initial or an abbreviation, or a mark to what it joins."""
    if tokens[at].text != "." or not at:
        return False
    if at + 1 < len(tokens) and not tokens[at + 1].spaced and tokens[at + 1].what == "word":
        return True
    before = tokens[at - 1]
    following = forms[at + 1] if at + 1 < len(forms) else ""
    return (
        forms[at - 1] == "initial"
        or following in (",", ".")
        or (bool({"abbreviated", "editor", "volume", "issue", "pages"} & before.kinds) and len(before.text) < 8)
    )


def _describe(tokens: Sequence[Token], forms: Sequence[str], start: int, end: int) -> tuple[str, ...]:
    """Describe a stretch: how long, how it opens and ends, and what words it holds."""
    words = [token for token in tokens[start:end] if token.what == "word"]
    kinds = {kind for token in words for kind in token.kinds}
    small = sum(1 for token in words if token.text[0].islower())
    common = sum(1 for token in words if token.text.casefold() in COMMON)
    initials = sum(1 for form in forms[start:end] if form in ("initial", "initials"))
    digits = sum(1 for form in forms[start:end] if "digit" in form or form == "year")
    length = len(words)
    seen = [
        f"words={length if length < 4 else 4 if length < 6 else 6 if length < 10 else 10}",
        f"opens={forms[start]}",
        f"ends={forms[end - 1]}",
        f"small={0 if not small else 1 if small * 3 < length else 2 if small * 3 < 2 * length else 3}",
        f"common={min(common, 2)}",
        f"initials={min(initials, 2)}",
        f"digits={min(digits, 2)}",
    ]
    seen.extend(f"has={kind}" for kind in sorted(kinds))
    return tuple(seen)
