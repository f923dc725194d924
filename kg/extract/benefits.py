"""What an app brings and offers: benefits and features stated by what is said (``mempercepat``) of what (``klaim``).

Advantages are told in long sentences that string several together (*layanan yang lebih mudah, cepat, dan efisien tanpa
harus ke kantor*), so the nearest action **that goes with a thing** counts, and actions in a row count together. A verb
or a noun of action (``mengurangi``, ``kemudahan``, ``tanpa``) leads what it is said of, at some distance; an adjective
or a passive (``cepat``, ``berkurang``, ``dipangkas``) stands close to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.candidates import Candidate, shown
from kg.extract.clauses import Clause
from kg.extract.combinations import Combinations
from kg.extract.marking import Hit, Marked
from kg.extract.morphology import has_adjectives_behind, is_noun_of_action, is_transitive
from kg.model import StatementKind

TOLD: tuple[StatementKind, ...] = ("benefit", "feature")
LEADS = 12
FOLLOWS = 6
BESIDE = 3
NEGATED = 3
PARTLY_NEGATED = 8
PARTLY = "negation.partly"
NEGATIONS = ("negation.not", "negation.not_yet", PARTLY, "negation.less")
LINKS = ("contrast.and", "degree.better", "degree.relative", "degree.manner", "degree.fairly", "degree.very")


def read_benefits(marked: Marked, clause: Clause, combinations: Combinations) -> Iterator[Candidate]:
    """Rule ``object+action``: read benefits and features by combinations."""
    actions = [hit for hit in clause.of("action") if not is_denied(clause, hit)]
    if not actions:
        return
    rows = _rows(marked, clause, actions)
    things = clause.of("object")
    for thing in things:
        for row in _rows_of(marked, clause, thing, rows, combinations):
            if row[-1].last <= thing.first and _is_taken(marked, clause, row, thing, things, combinations):
                continue
            for action in row:
                for kind, concept in combinations.stated.get((thing.id, action.id), ()):
                    words = (shown(marked, action), shown(marked, thing))
                    yield Candidate(kind, concept, "", "object+action", words, 0.8, max(thing, action), clause)


def is_denied(clause: Clause, hit: Hit) -> bool:
    """Whether a hit stands behind a negation that is no part of it."""
    return any(
        0 <= hit.first - negation.last <= (NEGATED if negation.id != PARTLY else PARTLY_NEGATED)
        for negation in clause.cues(*NEGATIONS)
    )


def _rows(marked: Marked, clause: Clause, actions: list[Hit]) -> list[list[Hit]]:
    """Put actions together that stand in a row: ``mudah, cepat, dan efisien``; hits of the same words are one place."""
    rows: list[list[Hit]] = []
    for action in actions:
        if rows and (action.first == rows[-1][-1].first or _is_linked(marked, clause, rows[-1][-1], action)):
            rows[-1].append(action)
        else:
            rows.append([action])
    return rows


def _is_linked(marked: Marked, clause: Clause, left: Hit, right: Hit) -> bool:
    """Whether a comma or *and*, with words of degree at most, stands between two hits of one sort."""
    if not 0 <= right.first - left.last <= BESIDE:
        return False
    if _leads(marked, left) != _leads(marked, right) and not _is_adjective_like(marked, left, right):
        return False
    at = marked.sentence.start
    between = marked.text[left.end - at : right.start - at]
    if "," not in between and not any(left.end <= cue.start < right.start for cue in clause.cues("contrast.and")):
        return False
    for cue in clause.cues(*LINKS):
        if left.end <= cue.start and cue.end <= right.start:
            between = between.replace(marked.text[cue.start - at : cue.end - at], "", 1)
    return not between.strip(" ,/\n\t")


def _is_adjective_like(marked: Marked, left: Hit, right: Hit) -> bool:
    """Nouns of either sort may stand in a row (``kemudahan dan efisiensi``); a verb starts one of its own."""
    language = marked.section.language
    return not is_transitive(shown(marked, left), language) and not is_transitive(shown(marked, right), language)


def _leads(marked: Marked, hit: Hit) -> bool:
    """Whether a action governs what stands behind it at a distance."""
    word = shown(marked, hit)
    first, language = word.split(" ", 1)[0], marked.section.language
    if not has_adjectives_behind(language):
        return True
    without = any(cue.start == hit.start for cue in marked.cues("negation.without"))
    return without or is_transitive(word, language) or is_noun_of_action(first, language)


def _rows_of(
    marked: Marked, clause: Clause, thing: Hit, rows: list[list[Hit]], combinations: Combinations
) -> list[list[Hit]]:
    """The rows that are said of a thing: the nearest fitting one that leads it, and the nearest that follows it."""
    fitting = [row for row in rows if any((thing.id, action.id) in combinations.stated for action in row)]
    found = []
    for row in reversed([row for row in rows if row[-1].last <= thing.first]):
        if row in fitting:
            if thing.first - row[-1].last <= (LEADS if _leads(marked, row[-1]) else BESIDE):
                found.append(row)
            break
        if _bars(marked, row, thing):
            break
    behind = [row for row in fitting if row[0].first >= thing.last]
    if behind and _follows(marked, thing, behind[0]):
        found.append(behind[0])
    return found


def _is_taken(
    marked: Marked, clause: Clause, row: list[Hit], thing: Hit, things: list[Hit], combinations: Combinations
) -> bool:
    """Whether what leads a thing has another one before it, that the thing does not stand in a list with."""
    between = [
        other
        for other in things
        if row[-1].last <= other.first
        and other.last <= thing.first
        and any((other.id, action.id) in combinations.stated for action in row)
    ]
    if not between:
        return False
    links = [cue.last for cue in clause.cues("contrast.and") if cue.start >= between[0].end]
    at = marked.sentence.start
    comma = marked.text.rfind(",", between[0].end - at, thing.start - at)
    listed = any(0 <= thing.first - last <= 1 for last in links)
    return not listed and (comma < 0 or marked.text[comma + 1 : thing.start - at].strip().count(" ") > 1)


def _bars(marked: Marked, row: list[Hit], thing: Hit) -> bool:
    """Whether a row that does not fit has the thing for its own: a verb, or a noun of action right before it."""
    return is_transitive(shown(marked, row[-1]), marked.section.language) or (
        row[-1].last == thing.first and _leads(marked, row[-1])
    )


def _follows(marked: Marked, thing: Hit, row: list[Hit]) -> bool:
    """Whether a row is said of the thing before it: no verb with an object of its own, and nothing parts the two."""
    if row[0].first - thing.last > FOLLOWS:
        return False
    at = marked.sentence.start
    if any(mark in marked.text[thing.end - at : row[0].start - at] for mark in ",;:("):
        return False
    return not has_adjectives_behind(marked.section.language) or not _leads(marked, row[0])
