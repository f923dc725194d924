"""One sentence for each finding and gap, in Indonesian and English; it never says more than the positions do."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from kg.analysis.consolidate import Finding, Position

LANGUAGES = ("id", "en")
NO_YEAR = "n.d."
SHORT = 2
KEY_YEAR = re.compile(r"\b((?:19|20)\d\d)[a-z]?\Z")
PHRASES: Mapping[str, Mapping[str, str]] = {
    "id": {
        "and": "dan",
        "consensus+": "{good} menilai {concept} baik.",
        "consensus-": "{bad} menilai {concept} belum baik.",
        "contested": "Penilaian atas {concept} berbeda: {sides}.",
        "several": "Tentang {concept}: {sides}.",
        "good": "{good} menilainya baik",
        "bad": "{bad} menilainya belum baik",
        "mixed": "{mixed} memuat penilaian yang bercampur",
        "obstacle": "{good} melaporkan kendala: {concept}.",
        "benefit": "{good} melaporkan manfaat: {concept}.",
        "recommendation": "{good} menyarankan atau mencatat langkah: {concept}.",
        "feature": "{good} menyebut fitur: {concept}.",
        "cited-only": "Hanya dikutip, tanpa data sendiri dalam korpus ini: {concept} ({all}).",
        "mixed-only": "{mixed} menilai {concept} dengan hasil yang bercampur.",
    },
    "en": {
        "and": "and",
        "consensus+": "{good} judged {concept} favourably.",
        "consensus-": "{bad} judged {concept} unfavourably.",
        "contested": "Judgements of {concept} differ: {sides}.",
        "several": "On {concept}: {sides}.",
        "good": "{good} judged it favourably",
        "bad": "{bad} judged it unfavourably",
        "mixed": "{mixed} gave mixed judgements",
        "obstacle": "{good} reported an obstacle: {concept}.",
        "benefit": "{good} reported a benefit: {concept}.",
        "recommendation": "{good} recommended or noted as taken: {concept}.",
        "feature": "{good} mentioned a feature: {concept}.",
        "cited-only": "Only cited, without own data in this corpus: {concept} ({all}).",
        "mixed-only": "{mixed} judged {concept} with mixed results.",
    },
}


def say(finding: Finding, language: str, concept: str, cite: Callable[[str], str]) -> str:
    """State a finding in one sentence.

    Args:
        finding: the finding.
        language: ``id`` or ``en``.
        concept: the concept's name in that language.
        cite: gives the in-text citation of a paper or work by its IRI.
    """
    phrases = PHRASES[language]
    names = {
        "concept": concept,
        "good": _list(finding.on_side(1), cite, phrases["and"]),
        "bad": _list(finding.on_side(-1), cite, phrases["and"]),
        "mixed": _list(finding.on_side(0), cite, phrases["and"]),
        "all": _list(list(finding.positions), cite, phrases["and"]),
    }
    if finding.status == "cited-only":
        return phrases["cited-only"].format(**names)
    if finding.kind != "assessment":
        return phrases[finding.kind].format(**names)
    sides = [key for key in ("good", "bad", "mixed") if names[key]]
    if len(sides) > 1 or finding.status == "contested":
        told = "; ".join(phrases[key].format(**names) for key in sides)
        return phrases["contested" if finding.status == "contested" else "several"].format(concept=concept, sides=told)
    return phrases[{"good": "consensus+", "bad": "consensus-", "mixed": "mixed-only"}[sides[0]]].format(**names)


def _list(positions: list[Position], cite: Callable[[str], str], last: str) -> str:
    names = sorted({cite(position.holder) for position in positions})
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}" if len(names) > 2 else f"{names[0]} {last} {names[1]}"


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
