"""What a paper holds, as frozen values: the words that every floor of the package shares.

Nothing here knows a language, a domain, RDF or a file format. A :class:`Reading` is everything that was understood of
one paper; ``text[start:end] == quote`` holds for each of its pieces of evidence.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Literal, NamedTuple

SectionKind = Literal[
    "title", "abstract", "introduction", "theory", "method", "results", "conclusion", "recommendations",
    "acknowledgements", "references",
]  # fmt: skip
StatementKind = Literal[
    "assessment", "obstacle", "benefit", "recommendation", "feature", "statistic", "gap", "future-research",
]  # fmt: skip
Attribution = Literal["own", "cited", "background"]
SourceKind = Literal["full-text", "reading-note"]
Topic = tuple[str, str]
"""A group of people or a programme, by scheme and id of its concept."""


class LitkgError(Exception):
    """An input that cannot be used: one line that names the file, the place and the mend.

    >>> str(LitkgError("papers/a.txt", "line 3 is not UTF-8", "save the file as UTF-8"))
    'papers/a.txt: line 3 is not UTF-8; save the file as UTF-8'
    """

    def __init__(self, place: str, what: str, mend: str) -> None:
        super().__init__(" ".join(f"{place}: {what}; {mend}".split()))
        self.place, self.what, self.mend = place, what, mend


@dataclass(frozen=True, order=True, slots=True)
class Evidence:
    """The exact words of a statement and where they stand in the stored text (code points, end exclusive)."""

    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Evidence:
        """Cut the evidence out of the text that it stands in.

        >>> Evidence.of("JMO cukup efektif.", 4, 17)
        Evidence(start=4, end=17, quote='cukup efektif')
        """
        return cls(start, end, text[start:end])


@dataclass(frozen=True, order=True, slots=True)
class Section:
    """A part of a paper from its heading to the next one; ``language`` is a BCP 47 tag such as ``id`` or ``en``."""

    start: int
    end: int
    kind: SectionKind
    heading: str
    language: str
    level: int = 1


@dataclass(frozen=True, order=True, slots=True)
class Sentence:
    """A sentence, or a list item; list markers are outside the span.

    ``section`` is an index into :attr:`Paper.sections`; ``heading`` is the nearest heading or lead-in line above it;
    ``paragraph`` numbers the paragraphs of the paper.
    """

    start: int
    end: int
    section: int
    paragraph: int
    heading: str = ""
    is_item: bool = False


class Passage(NamedTuple):
    """A stretch ``text[start:end]`` of a stored text, and where the original has it.

    ``page`` counts the original's pages from 1, and is 0 where it has none. ``place`` says where on the page or in the
    file: for a PDF the box ``left,bottom,right,top`` in points, for a Word file its paragraph, for HTML its line.
    """

    start: int
    end: int
    page: int = 0
    place: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """Bibliographic data, as far as known: an unknown text is empty, an unknown number ``None``.

    ``affiliations`` has one text for each of ``authors``; several of one author are parted by semicolons.
    """

    title: str = ""
    title_en: str = ""
    authors: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    year: int | None = None
    venue: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    language: str = ""
    keywords: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """One document of the corpus: its stored text, its parts and its bibliographic data.

    ``body_start`` is where front matter, if any, ends. ``key`` is the file's name without its ending. ``media_type`` is
    the IANA name of its format. ``passages``, in order, lead from positions back to the original; text files need none.
    ``unread`` tells what of the original could not be read.
    """

    key: str
    text: str
    source_kind: SourceKind
    metadata: Metadata
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    body_start: int = 0
    media_type: str = "text/plain"
    passages: tuple[Passage, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of the stored text, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def has_front_matter(self) -> bool:
        """Whether the text begins with bibliographic data of its own; a byte order mark is none."""
        return self.body_start > 1

    def page_of(self, position: int) -> int:
        """Name the page of the original that a position stands on, or 0 when it has none.

        >>> passages = (Passage(0, 5, 1), Passage(6, 9, 2))
        >>> paper = Paper("a", "Layar rusak", "full-text", Metadata(), (), (), passages=passages)
        >>> paper.page_of(2), paper.page_of(6)
        (1, 2)
        """
        found = bisect_right(self.passages, position, key=attrgetter("start")) - 1
        return self.passages[found].page if found >= 0 else 0

    def evidence(self, start: int, end: int) -> Evidence:
        """Cut a piece of evidence out of the paper's text."""
        return Evidence.of(self.text, start, end)

    def section_of(self, sentence: Sentence) -> Section:
        """Name the section that a sentence stands in."""
        return self.sections[sentence.section]


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of the reference list; ``position`` counts the entries from 1.

    ``authors`` are names as printed, one string each; ``first_author`` is a family name or an organisation, and the
    first editor's where there is no author. ``accessed`` is the day of a visit as printed.
    """

    position: int
    evidence: Evidence
    authors: tuple[str, ...] = ()
    first_author: str = ""
    year: int | None = None
    title: str = ""
    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    publisher: str = ""
    doi: str = ""
    url: str = ""
    kind: str = "document"
    editors: tuple[str, ...] = ()
    edition: str = ""
    place: str = ""
    accessed: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """An in-text citation of one work: where it stands and what the author does with it.

    ``surface`` is the citation as printed; one printed bracket with three works gives three citations.
    ``reference`` is the position of the entry that it points to, or ``None`` when it is in no list.
    ``label`` is surname and year, such as ``Safitri 2025``. ``intent`` is the local name of a CiTO property and
    ``context`` the sentence that shows it. ``year_differs`` when the entry has the year before or after the printed
    one. ``covers`` are the sentences before its own that a citation at the end of a paragraph stands for as well.
    """

    surface: Evidence
    context: Evidence
    label: str
    reference: int | None
    intent: str
    sentence: int
    narrative: bool = False
    year_differs: bool = False
    covers: tuple[int, ...] = ()

    @property
    def compares(self) -> bool:
        """Whether the author compares their own result with the work."""
        return self.intent in ("agreesWith", "disagreesWith", "confirms")


@dataclass(frozen=True, slots=True)
class Framework:
    """A theory that the paper names: ``concept`` is empty for one that the vocabulary lacks."""

    concept: str
    label: str
    role: Literal["applied", "mentioned"]
    indicators: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class InformantGroup:
    """Those who told the researchers something in one role; ``number`` is ``None`` when it is not printed.

    >>> InformantGroup("staf pelayanan", 2, Evidence(0, 16, "2 staf pelayanan")).title
    '2 staf pelayanan'
    """

    role: str
    number: int | None
    evidence: Evidence
    topics: tuple[Topic, ...] = ()

    @property
    def title(self) -> str:
        """Number and role."""
        return self.role if self.number is None else f"{self.number} {self.role}"


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A regency, city or province of the gazetteer; ``code`` is its province's in ISO 3166-2.

    ``kind`` is empty where a text gives a name that a regency and a city of one province share.

    >>> Place("kota", "Bandung", "Jawa Barat", "ID-JB").title, Place("", "Bandung", "Jawa Barat", "ID-JB").title
    ('Kota Bandung', 'Bandung')
    """

    kind: str
    name: str
    province: str
    code: str

    @property
    def title(self) -> str:
        """The name with its kind."""
        return f"{self.kind.title()} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class Study:
    """How the paper studied its subject; methods and techniques with the words that name them.

    ``place`` and ``period`` are as printed, ``setting`` is the place that was found for it. ``sample`` is what a study
    of things and not of people looked at, as printed: ``1.200 ulasan``.
    """

    methods: tuple[tuple[str, Evidence], ...] = ()
    informants: int | None = None
    place: str = ""
    period: str = ""
    techniques: tuple[tuple[str, Evidence], ...] = ()
    groups: tuple[InformantGroup, ...] = ()
    sample: str = ""
    setting: Place | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that a paper says: of what kind, about which concept, with which stance, and whose it is.

    A statistic has a value with its unit, the words that tell what it measures, and the time that it holds for, all as
    printed. ``topics`` are the groups of people and the programmes that its sentence names.
    """

    kind: StatementKind
    concept: str
    stance: str
    attribution: Attribution
    source: str
    section: SectionKind
    evidence: Evidence
    rule: str
    confidence: float
    value: str = ""
    unit: str = ""
    what: str = ""
    time: str = ""
    topics: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The paper's own overall judgement on one aspect."""

    aspect: str
    stance: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was understood of one paper."""

    paper: Paper
    references: tuple[Reference, ...] = ()
    citations: tuple[Citation, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    study: Study = field(default_factory=Study)
    statements: tuple[Statement, ...] = ()
    verdict: Verdict | None = None
    topics: tuple[Topic, ...] = ()
