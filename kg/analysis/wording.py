"""One sentence for each finding, in Indonesian and English, with its citations; it never says more than they do.

It tells how many papers there are and, where they are fewer, how many count as independent; a judgement with
reservations is told from one without, and a mixed one from both; what a cited work holds is told as cited.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from kg.analysis.consolidate import Finding, Position, local
from kg.analysis.independence import Discount

LANGUAGES = ("id", "en")
NO_YEAR = "n.d."
SHORT = 2
ET_AL = {"id": "dkk.", "en": "et al."}
MOST_NAMED = 10
"""Papers that one list names; the rest is counted."""
KEY_YEAR = re.compile(r"\b((?:19|20)\d\d)[a-z]?\Z")
NARRATIVE = re.compile(r"(?P<who>.+) \((?P<year>[^()]+)\)")
NUMBERS: Mapping[str, tuple[str, ...]] = {
    "id": ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh"),
    "en": ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
}
STANCES: Mapping[str, Mapping[str, str]] = {
    "id": {
        "effective": "baik",
        "fairly-effective": "baik dengan catatan",
        "mixed": "baik sekaligus kurang baik",
        "not-fully-optimal": "belum sepenuhnya baik",
        "not-effective": "tidak baik",
    },
    "en": {
        "effective": "good",
        "fairly-effective": "good with reservations",
        "mixed": "both good and bad",
        "not-fully-optimal": "not yet fully good",
        "not-effective": "bad",
    },
}
SIDES: Mapping[str, Mapping[int, str]] = {
    "id": {1: "baik", 0: "baik sekaligus kurang baik", -1: "kurang baik"},
    "en": {1: "good", 0: "both good and bad", -1: "bad"},
}
PHRASES: Mapping[str, Mapping[str, str]] = {
    "id": {
        "and": "dan",
        "others": "{n} lainnya",
        "papers": "{n} artikel",
        "paper": "{n} artikel",
        "independent": "{n} sumber independen",
        "works": "{n} karya yang dikutip",
        "work": "{n} karya yang dikutip",
        "lead": "{count}, yaitu {who}, ",
        "all": "menilai {concept} {stance}",
        "each": "{count} menilai {concept}: {told}",
        "one": "{who} menilainya {stance}",
        "differ": "Penilaian atas {concept} berbeda ({count}): {told}",
        "obstacle": "melaporkan kendala: {concept}",
        "benefit": "melaporkan manfaat: {concept}",
        "recommendation": "menyarankan atau mencatat langkah: {concept}",
        "feature": "menyebut fitur: {concept}",
        "too": "; demikian pula, sebagaimana dikutip, {who}",
        "as cited": "dalam {who}",
        "cited-only": "Tidak ada artikel dalam korpus ini yang memberi hasil sendiri tentang {concept}; yang ada hanya "
        "kutipan: {told}",
        "shared-text": "Yang dikatakan {who} ada dalam bagian teks yang hampir sama kata demi kata.",
        "cites": "{citing} mengutip {source} untuk pernyataan yang sama.",
        "authors": "{who} mempunyai penulis yang sama: {shown}.",
        "informants": "{who} mempunyai tempat, waktu, dan jumlah informan yang sama: {shown}.",
    },
    "en": {
        "and": "and",
        "others": "{n} others",
        "papers": "{n} papers",
        "paper": "{n} paper",
        "independent": "{n} independent",
        "works": "{n} cited works",
        "work": "{n} cited work",
        "lead": "{count}, {who}, ",
        "all": "judged {concept} {stance}",
        "each": "{count} judged {concept}: {told}",
        "one": "{who} judged it {stance}",
        "differ": "Judgements of {concept} differ ({count}): {told}",
        "obstacle": "reported an obstacle: {concept}",
        "benefit": "reported a benefit: {concept}",
        "recommendation": "recommended or noted as taken: {concept}",
        "feature": "mentioned a feature: {concept}",
        "too": "; so did, as cited, {who}",
        "as cited": "as cited in {who}",
        "cited-only": "No paper of this corpus has results of its own on {concept}; it is only cited: {told}",
        "shared-text": "What {who} say stands in a passage that is nearly the same word for word.",
        "cites": "{citing} cited {source} for the same claim.",
        "authors": "{who} have an author in common: {shown}.",
        "informants": "{who} have the same setting, period and number of informants: {shown}.",
    },
}
Cite = Callable[[str], str]
Who = Callable[[Position], str]


def say(finding: Finding, language: str, concept: str, cite: Cite) -> str:
    """State a finding in one sentence.

    Args:
        finding: the finding.
        language: ``id`` or ``en``.
        concept: the concept's name in that language.
        cite: gives the in-text citation of a paper or work by its IRI.
    """
    return say_of(finding, language, concept, lambda position: _attributed(position, language, cite))


def say_of(finding: Finding, language: str, concept: str, who: Who) -> str:
    """State a finding as :func:`say` does, with what ``who`` writes for each that takes a position."""
    phrases = PHRASES[language]
    own = [p for p in finding.positions if not p.cited]
    works = [p for p in finding.positions if p.cited]
    papers = _number(len(own), "paper", language)
    apart = ""
    if finding.independent < len(own):
        apart = phrases["independent"].format(n=_in_words(finding.independent, language))
    count = _capital(f"{papers} ({apart})" if apart else papers)
    judged = finding.kind == "assessment"
    if finding.status == "cited-only":
        told = _told(works, language, who) if judged else _list(works, language, who)
        return phrases["cited-only"].format(concept=concept, told=told) + "."
    if judged and finding.status == "contested":
        cited = _number(len(works), "work", language) if works else ""
        count = ", ".join(part for part in (papers, apart, cited) if part)
        return phrases["differ"].format(concept=concept, count=count, told=_told([*own, *works], language, who)) + "."
    stances = {_stance(p, language) for p in own}
    if len(stances) > 1:
        told = phrases["each"].format(count=count, concept=concept, told=_told(own, language, who))
    else:
        said = phrases["all" if judged else finding.kind].format(concept=concept, stance=stances.pop())
        told = phrases["lead"].format(count=count, who=_list(own, language, who)) + said
    if works and judged:
        told += f"; {_told(works, language, who)}"
    elif works:
        told += phrases["too"].format(who=_list(works, language, who))
    return told + "."


def say_discount(discount: Discount, language: str, cite: Cite) -> str:
    """Tell in one sentence why papers count as one."""
    papers, phrases = discount.papers, PHRASES[language]
    shown = discount.shown
    if discount.reason == "cites":
        (citing,) = (paper for paper in papers if paper != shown)
        named = {"citing": cite(citing), "source": cite(shown)}
        return phrases["cites"].format(**{name: in_language(cited, language) for name, cited in named.items()})
    who = _join([in_language(cite(paper), language) for paper in papers], language)
    return phrases[discount.reason].format(who=who, shown=shown)


def _told(positions: Sequence[Position], language: str, who: Who) -> str:
    """Tell who judged how, papers before cited works, the favourable first."""
    order = list(STANCES[language])

    def place(position: Position) -> tuple[bool, int, int]:
        stance = local(position.stance)
        return position.cited, -position.side, order.index(stance) if stance in order else len(order)

    parts = []
    for _, group in groupby(sorted(positions, key=place), key=lambda p: (p.cited, _stance(p, language))):
        held = list(group)
        names, stance = _list(held, language, who), _stance(held[0], language)
        parts.append(PHRASES[language]["one"].format(who=names, stance=stance))
    return "; ".join(parts)


def _stance(position: Position, language: str) -> str:
    if not position.stance:
        return ""
    return STANCES[language].get(local(position.stance)) or SIDES[language][position.side]


def _number(n: int, what: str, language: str) -> str:
    return PHRASES[language][what if n == 1 else f"{what}s"].format(n=_in_words(n, language))


def _in_words(n: int, language: str) -> str:
    return NUMBERS[language][n] if 0 < n < len(NUMBERS[language]) else str(n)


def _capital(told: str) -> str:
    return told[:1].upper() + told[1:]


def _list(positions: Sequence[Position], language: str, who: Who) -> str:
    return _join(sorted({who(position) for position in positions}), language)


def _attributed(position: Position, language: str, cite: Cite) -> str:
    """Cite a paper; a work that is only known through others is cited as a secondary source (APA 7, 8.6)."""
    shown = in_language(cite(position.holder), language)
    if not position.cited:
        return shown
    cited = (in_language(cite(paper), language) for paper in position.citing or (position.paper,))
    citing = sorted(NARRATIVE.sub(r"\g<who>, \g<year>", each) for each in cited)
    via = PHRASES[language]["as cited"].format(who="; ".join(citing[:MOST_NAMED]))
    parts = NARRATIVE.fullmatch(shown)
    return f"{parts['who']} ({parts['year']}, {via})" if parts else f"{shown} ({via})"


def _join(names: Sequence[str], language: str) -> str:
    phrases = PHRASES[language]
    if len(names) > MOST_NAMED + 1:
        names = [*names[:MOST_NAMED], phrases["others"].format(n=len(names) - MOST_NAMED)]
    if len(names) < 2:
        return "".join(names)
    comma = "," if len(names) > 2 and language == "id" else ""
    return f"{', '.join(names[:-1])}{comma} {phrases['and']} {names[-1]}"


def short_citation(authors: str, year: str, key: str) -> str:
    """Cite a paper by surnames and year; a year that the paper does not print is taken from its key, where it has one.

    Args:
        authors: full names, parted by semicolons; may be empty.
        year: the year of publication; may be empty.
        key: the paper's key, such as ``hanifa-2023``, which also stands in for unknown authors.

    >>> short_citation("Sarah Dinda Hanifa; Nida Handayani", "", "hanifa-2023")
    'Hanifa & Handayani (2023)'
    >>> short_citation("A Satu; B Dua; C Tiga", "2024", "x"), short_citation("", "", "catatan")
    ('Satu et al. (2024)', 'catatan')
    """
    families = [name.split()[-1] for name in authors.split(";") if name.strip()]
    in_key = KEY_YEAR.search(key)
    shown = year or (in_key.group(1) if in_key else NO_YEAR)
    if not families:
        return f"{key} ({year})" if year and year not in key else key
    who = " & ".join(families) if len(families) <= SHORT else f"{families[0]} et al."
    return f"{who} ({shown})"


def in_language(cited: str, language: str) -> str:
    """Write a short citation as a text in that language does.

    >>> in_language("Satu et al. (2024)", "id"), in_language("Satu et al. (2024)", "en")
    ('Satu dkk. (2024)', 'Satu et al. (2024)')
    """
    return cited.replace(f" {ET_AL['en']}", f" {ET_AL[language]}")
