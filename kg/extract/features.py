"""What can be seen of each token of an entry: its form, its neighbours, and the stretch between two marks around it.

Much of what is seen goes together: what a token shows its neighbours, three forms in a row. Such facts are numbered, so
that whoever adds up weights adds up those of a fact once, however often it is met.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from kg.extract.tokens import Token
from kg.languages import LANGUAGES, load

PARTING = frozenset('.,;:?!()[]“”"«»„<>{}')
COMMON = frozenset(word for code in LANGUAGES for word in load(code).words("detect", "frequent"))
NEAR = (-2, -1, 0, 1, 2)
Fact = tuple[Hashable, ...]


class Facts(dict[Fact, int]):
    """Facts by number; ``names`` has the words of each. A fact that shows differently from several sides has parts.

    Its parts have numbers in a row, and its own is that of the first. Number 0 has no words.

    >>> facts = Facts()
    >>> at = facts["near", "year"]
    >>> facts.names[at], facts.names[at + 2]
    (('-2:year',), ('0:year',))
    """

    def __init__(self) -> None:
        super().__init__()
        self.names: list[tuple[str, ...]] = [()]

    def __missing__(self, fact: Fact) -> int:
        """Number a fact that was not met before."""
        self[fact] = number = len(self.names)
        self.names.extend(WORDED[str(fact[0])](*fact[1:]))  # type: ignore[operator]
        return number


def features_of(tokens: Sequence[Token]) -> list[list[str]]:
    """Describe each token by words such as ``form=initial``: what the weights of the tagger are for.

    >>> from kg.extract.tokens import tokens_of
    >>> described = features_of(tokens_of("Ali, A. (2019). Judul"))
    >>> "0:initial" in described[2], "0:year" in described[5]
    (True, True)
    """
    facts = Facts()
    return [[name for number in those for name in facts.names[number]] for those in numbers_of(tokens, facts)]


def numbers_of(tokens: Sequence[Token], facts: Facts) -> list[tuple[int, ...]]:
    """Describe each token by as many numbers of facts."""
    looks = [_look(token.text, token.what, token.spaced, token.kinds) for token in tokens]
    forms = [look.form for look in looks]
    none = facts["near", "none"]
    near = [none, none, *(facts["near", *look.shown] for look in looks), none, none]
    framed = ["none", "none", *forms, "none", "none"]
    rows = [facts["row", *three] for three in zip(framed, framed[1:], framed[2:], strict=False)]
    whole = _whole(forms)
    inside = _inside(tokens)
    count = len(tokens)
    numbers: list[tuple[int, ...]] = []
    years = 0
    for start, end, stretch in _stretches(tokens, looks, forms, whole, facts):
        for at in range(start, end):
            form = forms[at]
            numbers.append((
                near[at], near[at + 1] + 1, near[at + 2] + 2, near[at + 3] + 3, near[at + 4] + 4,
                rows[at], rows[at + 1] + 1, rows[at + 2] + 2,
                facts["place", min(9, at * 10 // count), inside[at], min(years, 2), whole, tokens[at].emphasised],
                facts["form", form, whole],
                *stretch,
            ))  # fmt: skip
            years += form == "year"
    return numbers


def _near(*shown: str) -> list[tuple[str, ...]]:
    """What a token shows to those at some distance."""
    return [tuple(f"{offset}:{what}" for what in shown) for offset in NEAR]


def _row(first: str, second: str, third: str) -> list[tuple[str, ...]]:
    """What three forms in a row are to the last, the middle one and the first."""
    row = f"{first}&{second}&{third}"
    return [
        (f"forms={second}&{third}", f"left={row}"),
        (f"around={row}",),
        (f"forms={first}&&{second}", f"right={row}"),
    ]


def _place(tenth: int, inside: str, years: int, whole: str, emphasised: bool) -> list[tuple[str, ...]]:
    """Where in the entry a token stands."""
    said = (
        "always",
        f"tenth={tenth}",
        f"in={inside}",
        f"years before={years}",
        f"{whole}&years before={years}&{inside}",
    )
    return [(*said, "emphasised") if emphasised else said]


def _formed(form: str, whole: str) -> list[tuple[str, ...]]:
    return [(f"form={form}&{whole}",)]


def _stretch(*described: str) -> list[tuple[str, ...]]:
    """What a stretch is to its own tokens, to those of the next, of the one before, and of the one before that."""
    return [
        tuple(f"stretch {what}" for what in described),
        tuple(f"before {what}" for what in described),
        tuple(f"after {what}" for what in described),
        tuple(f"later {what}" for what in described if what.startswith(("opens", "ends"))),
    ]


def _parted(mark: str, number: int, since: int | None, whole: str) -> list[tuple[str, ...]]:
    """The mark in front of a stretch, and how many sentences have ended since the first year, or the beginning."""
    counted = f"since start={min(number, 3)}" if since is None else f"since year={since}"
    place = f"parted by {mark}&{counted}"
    return [(f"stretch number={number}", f"parted by {mark}", counted, place, f"{whole}&{place}")]


WORDED = {"near": _near, "row": _row, "place": _place, "form": _formed, "stretch": _stretch, "parted": _parted}


class _Look(NamedTuple):
    """A token by itself: its form, what neighbours see of it, and what it counts for in its stretch."""

    form: str
    shown: tuple[str, ...]
    is_word: bool
    is_small: bool
    is_common: bool
    is_initial: bool
    has_digits: bool


@lru_cache(maxsize=1 << 14)
def _look(text: str, what: str, spaced: bool, kinds: frozenset[str]) -> _Look:
    form = _form(text, what)
    folded = text.casefold()
    return _Look(
        form,
        _shown(text, what, form, kinds, spaced=spaced),
        what == "word",
        text[0].islower(),
        folded in COMMON,
        form in ("initial", "initials"),
        "digit" in form or form == "year",
    )


def _form(text: str, what: str) -> str:
    """Name the form of a token; a mark is its own."""
    if what != "word":
        return _mark(text) if what == "mark" else what
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


def _shown(text: str, what: str, form: str, kinds: frozenset[str], *, spaced: bool) -> tuple[str, ...]:
    """Give what neighbours see of a token."""
    seen = [form, *sorted(kinds)]
    if what == "word":
        folded = text.casefold()
        if folded in COMMON:
            seen.append("common")
            seen.append(f"is={folded}")
            if text[0].isupper():
                seen.append("Common")
        if not spaced:
            seen.append("glued")
        seen.append(f"{min(len(folded), 6)} letters")
    return tuple(seen)


def _whole(forms: Sequence[str]) -> str:
    """Name the style of an entry as far as it shows: where its first year stands, and whether it quotes a title."""
    quoted = '"' in forms
    if "year" not in forms:
        return f"no year,{quoted}"
    first = forms.index("year")
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


def _stretches(
    tokens: Sequence[Token], looks: Sequence[_Look], forms: Sequence[str], whole: str, facts: Facts
) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Cut an entry at its marks, and describe each stretch by those beside it and by its place."""
    bounds = [0]
    for at, token in enumerate(tokens):
        if token.text in PARTING and not _abbreviates(tokens, forms, at):
            bounds.append(at + 1)
    if bounds[-1] != len(tokens):
        bounds.append(len(tokens))
    none = facts["stretch", "none"]
    described = [facts["stretch", *_describe(tokens, looks, start, end)] for start, end in pairwise(bounds)]
    framed = [none, *described, none, none]
    number = since = 0
    dated = False
    for at, (start, end) in enumerate(pairwise(bounds)):
        mark = forms[start - 1] if start else "none"
        parted = facts["parted", mark, min(number, 8), min(since, 3) if dated else None, whole]
        yield start, end, (framed[at + 1], framed[at] + 1, framed[at + 2] + 2, framed[at + 3] + 3, parted)
        ended = tokens[end - 1].text in '.?!”"'
        number += ended
        since += ended and dated
        dated = dated or "year" in forms[start:end]


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


def _describe(tokens: Sequence[Token], looks: Sequence[_Look], start: int, end: int) -> Iterator[str]:
    """Describe a stretch: how long, how it opens and ends, and what words it holds."""
    length = small = common = initials = digits = 0
    kinds: set[str] = set()
    for at in range(start, end):
        look = looks[at]
        initials += look.is_initial
        digits += look.has_digits
        if look.is_word:
            length += 1
            small += look.is_small
            common += look.is_common
            if tokens[at].kinds:
                kinds |= tokens[at].kinds
    yield f"words={length if length < 4 else 4 if length < 6 else 6 if length < 10 else 10}"
    yield f"opens={looks[start].form}"
    yield f"ends={looks[end - 1].form}"
    yield f"small={0 if not small else 1 if small * 3 < length else 2 if small * 3 < 2 * length else 3}"
    yield f"common={min(common, 2)}"
    yield f"initials={min(initials, 2)}"
    yield f"digits={min(digits, 2)}"
    for kind in sorted(kinds):
        yield f"has={kind}"
