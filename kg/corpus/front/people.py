"""Names on a title page: which lines hold nothing but names, and the raised marks that lead to affiliations."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import cache

from kg.languages import LANGUAGES, load

OPEN, CLOSE = "⟦", "⟧"
RAISED = re.compile(
    r"<sup>([^<]{0,40})</sup>|([¹²³⁰⁴-⁹ᵃ-ᵉ]+)|\^([\w,*†‡]{1,12})\^|\$\^\{([^{}$]{1,12})\}\$"
    r"|[\[(](\d{1,2}(?:, ?\d{1,2}){0,5}|[a-h*])[\])](?! ?(?:19|20)\d\d)|([*∗⁎†‡§¶✉#]+)"
)
FIGURES = r"\d{1,2}(?: ?[,&–-] ?\d{1,2}){0,5}"
FIGURE_BEHIND = re.compile(rf"(?<=[^\W\d_.]|[.{CLOSE}]) ?({FIGURES}) ?\)?(?= *(?:[,;&|{OPEN}]|\Z|[^\W\d_]))")
FIGURE_BEFORE = re.compile(rf"(?:(?<=^)|(?<=[,;&| ]))({FIGURES}) ?[).]? ?(?=[^\W\d_])")
LETTER_BEHIND = re.compile(rf"(?<= )([a-h](?:, ?[a-h]\b){{0,5}})\)?(?= *(?:[,;&|{OPEN}]|\Z))")
ORCID = re.compile(r"\(?(?:https?://orcid\.org/|orcid(?: id)?:? ?)?\d{4}-\d{4}-\d{4}-\d{3}[\dX]\)?", re.I)
IDENTIFIER = re.compile(r"\(?(?:\b[A-Z]{2,5}\b[.:]?[.: ]{0,2})?\b[A-Z]?\d[\dA-Z.]{5,20}\b\)?")  # of students and staff
PIECE = re.compile(rf"{OPEN}[^{CLOSE}]*{CLOSE}|[,;&|•·]|[^,;&|•·{OPEN}{CLOSE}]+")
WORD = re.compile(r"[^\W\d_]['’ʼ`.\w-]*\Z")
DOTTED_DEGREE = re.compile(r"[SMDA]\.[A-Z][A-Za-z]{0,4}(?:\.[A-Za-z]{1,5}){0,3}\.?\Z")
MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Person:
    """A person as the title page names them; ``marks`` lead to affiliations."""

    name: str
    marks: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """The family name: the last word, with the particles before it; a patronym keeps to itself.

        >>> Person("Maria van der Berg").family, Person("Suharto").family
        ('van der Berg', 'Suharto')
        """
        words = self.name.split()
        at = len(words) - 1
        while at > 1 and words[at - 1].islower() and words[at - 1] not in words_of("names", "patronym"):
            at -= 1
        return " ".join(words[at:])


@cache
def words_of(table: str, key: str) -> frozenset[str]:
    """Give the words of a function in all known languages."""
    return frozenset(word for code in LANGUAGES for word in load(code).words(table, key))


@cache
def phrase(table: str, *keys: str) -> re.Pattern[str]:
    """Make a pattern that finds the words of functions as whole words, in any case.

    >>> phrase("names", "journal").search("JURNAL Angin").group()
    'JURNAL'
    """
    words = sorted((word for key in keys for word in words_of(table, key)), key=lambda word: (-len(word), word))
    found = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words) or r"(?!)"
    return re.compile(rf"(?<![^\W\d_])(?:{found})(?![^\W_])", re.IGNORECASE)


def with_marks(line: str) -> str:
    """Write the raised marks of a line alike, whatever a converter made of them.

    >>> with_marks("Ani<sup>1,*</sup>, Budi²")
    'Ani⟦1,*⟧, Budi⟦2⟧'
    """
    return RAISED.sub(_mark, line).translate(_FLAT)


def _mark(found: re.Match[str]) -> str:
    mark = next((group for group in found.groups("") if group), "")
    return f"{OPEN}{mark}{CLOSE}" if mark else ""


_FLAT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉ", "0123456789abcde")


def marks_in(raised: str) -> tuple[str, ...]:
    """Cut a raised mark into the marks that it is made of; ``1-3`` counts up.

    >>> marks_in("1-3,*")
    ('1', '2', '3', '*')
    """
    found: list[str] = []
    for part in re.findall(r"\d{1,2} ?[–-] ?\d{1,2}|\d{1,2}|[^\W\d_]|[*∗⁎†‡§¶#]+", raised):
        ends = [int(end) for end in re.findall(r"\d+", part)]
        if len(ends) == 2 and ends[0] < ends[1] < ends[0] + 20:
            found += map(str, range(ends[0], ends[1] + 1))
        else:
            found.append(part)
    return tuple(found)


def people_in(shown: str, common: Set[str] = frozenset()) -> tuple[Person, ...]:
    """Read a line of names; a line that holds anything else gives none.

    Args:
        shown: the line, as :func:`with_marks` writes it.
        common: words that the paper also writes in small letters: these are seldom names.

    >>> [(p.name, p.marks) for p in people_in("Dr. Ani Wulandari, M.Si.⟦1⟧, Budi2) dan I Made Darma3")]
    [('Ani Wulandari', ('1',)), ('Budi', ('2',)), ('I Made Darma', ('3',))]
    >>> people_in("Layanan Antrean di Pasar")
    ()
    """
    line = IDENTIFIER.sub(" ", ORCID.sub(" ", shown))
    line = phrase("names", "joiner").sub("&", line)
    for pattern in (FIGURE_BEHIND, FIGURE_BEFORE, LETTER_BEHIND):
        line = pattern.sub(rf"{OPEN}\1{CLOSE}", line)
    people: list[Person] = []
    waiting: tuple[str, ...] = ()  # marks that stand before their name
    leading = line.lstrip().startswith(OPEN)
    for piece in PIECE.findall(line):
        if piece.startswith(OPEN):
            if leading:
                waiting += marks_in(piece)
            elif people:
                people[-1] = Person(people[-1].name, people[-1].marks + marks_in(piece))
        elif piece.strip(" .,;&|•·()\\") and not is_degree(piece):
            name = bare_name(piece)
            if not is_name(name, common):
                return ()
            people.append(Person(name, waiting))
            waiting = ()
    return tuple(people)


def is_degree(piece: str) -> bool:
    """Tell an academic degree that stands between commas.

    >>> is_degree("S.Sos."), is_degree(" MM"), is_degree("M. Arifin")
    (True, True, False)
    """
    shown = piece.strip(" .,()")
    folded = re.sub(r"[. ]", "", shown).casefold()
    known = folded in words_of("names", "degree")
    return bool(shown) and ((known and not shown.islower()) or bool(DOTTED_DEGREE.match(shown)))


def bare_name(piece: str) -> str:
    """Take titles and degrees off a name; a name in capitals is given in small letters.

    >>> bare_name("Prof. Dr. H. BAMBANG SUTRISNO S.Sos.")
    'Bambang Sutrisno'
    """
    words = piece.strip(" .()\\:").replace(". ", ".\0").replace("\0", " ").split()
    titled = False
    while len(words) > 1 and _is_honorific(words[0], titled):
        titled = True
        *front, last = words[0].rpartition(".")
        words = ([last] if last and front[0] and not _is_honorific(last, True) else []) + words[1:]
    while len(words) > 1 and "." in words[-1].strip(".") and is_degree(words[-1]):
        words.pop()
    name = " ".join(words)
    return " ".join(_small(word) for word in words) if name.isupper() and len(name) > 3 else name


def _is_honorific(word: str, titled: bool) -> bool:
    """Whether a word is a title; single letters only behind another title, for they may be initials."""
    parts = [part for part in word.casefold().split(".") if part]
    known = words_of("names", "honorific")
    if not parts or parts[0] not in known or not (word.endswith(".") or "." in word or len(parts[0]) > 2):
        return False
    return len(parts[0]) > 1 or titled


def _small(word: str) -> str:
    if "." in word or (len(word) < 3 and not re.search("[AEIOU]", word)):
        return word
    return "-".join(part.capitalize() for part in word.split("-"))


def is_name(name: str, common: Set[str] = frozenset()) -> bool:
    """Tell a person's name by its form: a few words with capitals, none of which says what a person is not.

    >>> is_name("M. Arifin"), is_name("Yusuf bin Rahman"), is_name("Universitas Angin"), is_name("Kota 5")
    (True, True, False, False)
    """
    words = name.split()
    if not 0 < len(words) <= MOST_WORDS or len(name) > 80 or sum(map(str.isalpha, name)) < 3:
        return False
    for word in words:
        if not WORD.match(word) or not (word[0].isupper() or word in words_of("citation", "particle")):
            return False
    if words[-1].islower() or phrase("names", "other", "institution").search(name):
        return False
    full = [word.casefold() for word in words if len(word) > 2 and "." not in word]
    return bool(full) and 2 * sum(1 for word in full if word in common) <= len(full)
