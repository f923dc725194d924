"""An evaluation as people and programs read it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kg.analysis.evaluate import Evaluation, Score
from kg.analysis.gold import Said

WORDS = 160  # characters of a sentence that are shown
SHARES = {
    "attribution": "attribution, of those right",
    "source": "cited source, of those right",
    "stance": "exact stance, of those on one aspect",
    "verdict": "overall verdict",
    "verdict_sign": "sign of the overall verdict",
}
HEAD = ("precision", "recall", "F1", "right", "gold", "read")


def as_json(found: Evaluation, texts: Mapping[str, str], most: int | None) -> str:
    """Write an evaluation as JSON; ratios of nothing are null."""
    told = {
        "papers": found.papers,
        "statements": _numbers(found.statements),
        "without_sign": _numbers(found.without_sign),
        **{name: _share_numbers(getattr(found, name)) for name in SHARES},
        "parts": {name: _numbers(score) for name, score in found.parts.items()},
        **{f"by_{group}": {name: _numbers(s) for name, s in scores.items()} for group, scores in found.by.items()},
        "by_rule": [
            {"rule": rule, "kind": kind, "read": read, "right": right, "precision": _ratio(right, read)}
            for (rule, kind), (read, right) in found.by_rule.items()
        ],
        "missed": [_entry(said, texts) for said in found.missed[:most]],
        "false_hits": [_entry(said, texts) for said in found.false_hits[:most]],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def as_table(found: Evaluation, texts: Mapping[str, str], most: int | None) -> str:
    """Write an evaluation for the terminal."""
    blocks = [_head(found), _scores(found)]
    if not found.statements.gold:
        blocks.append("The gold has no statements: there is nothing to compare with.")
    for group, scores in found.by.items():
        blocks.append(table((f"by {group}", *HEAD), [(name, *row(score)) for name, score in scores.items()]))
    rules = [
        (f"{rule} · {kind}", _shown(right / read if read else None), str(right), str(read))
        for (rule, kind), (read, right) in found.by_rule.items()
    ]
    blocks.append(table(("by rule", "precision", "right", "read"), rules))
    for name, said in (("missed", found.missed), ("false hits", found.false_hits)):
        blocks.append("\n".join(_listed(name, said, texts, most)))
    return "\n\n".join(blocks)


def _head(found: Evaluation) -> str:
    papers = f"{found.papers} paper{'' if found.papers == 1 else 's'}"
    lines = [f"{papers}; right: the same sentence, kind, concept and sign of the stance", ""]
    shares = {told: getattr(found, name) for name, told in SHARES.items()}
    rows = [(told, _shown(right / of if of else None), f"{right} of {of}") for told, (right, of) in shares.items()]
    return "\n".join(lines) + table(("", "accuracy", "right"), rows)


def _scores(found: Evaluation) -> str:
    scores = {"statements": found.statements, "statements, without the sign": found.without_sign, **found.parts}
    return table(("", *HEAD), [(name, *row(score)) for name, score in scores.items()])


def beside(classifier: Evaluation, build: Evaluation) -> str:
    """Write the scores of a classifier and of a build on the same gold side by side."""
    one, other, nothing = classifier.by["kind"], build.by["kind"], Score(0, 0, 0)
    scores = {name: (one.get(name, nothing), other.get(name, nothing)) for name in sorted({*one, *other})}
    scores = {"statements": (classifier.statements, build.statements), **scores}
    head = ("", "classifier P", "R", "F1", "build P", "R", "F1", "gold")
    rows = [(name, *row(mine)[:3], *row(its)[:3], str(its.gold)) for name, (mine, its) in scores.items()]
    right = [
        f"attribution right, of the right statements: {name} {_shown(told[0] / told[1] if told[1] else None)}"
        for name, told in (("classifier", classifier.attribution), ("build", build.attribution))
    ]
    return "\n".join([table(head, rows), "", *right])


def row(score: Score) -> tuple[str, ...]:
    """Give the cells of a score, in the order of ``HEAD``."""
    ratios = (score.precision, score.recall, score.f1)
    return (*map(_shown, ratios), str(score.right), str(score.gold), str(score.read))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Set rows in columns: the first to the left, numbers to the right.

    >>> print(table(("", "F1"), [("gap", "0.5"), ("benefit", "–")]))
              F1
    gap      0.5
    benefit    –
    """
    every = [tuple(head), *rows]
    widths = [max(len(cells[place]) for cells in every) for place in range(len(head))]
    lines = []
    for cells in every:
        first, *others = (
            f"{c:<{w}}" if not n else f"{c:>{w}}" for n, (c, w) in enumerate(zip(cells, widths, strict=True))
        )
        lines.append("  ".join([first, *others]).rstrip() if others else first.rstrip())
    return "\n".join(lines)


def _listed(name: str, said: Sequence[Said], texts: Mapping[str, str], most: int | None) -> Iterator[str]:
    yield f"{name} ({len(said)})"
    for each in said[:most]:
        entry = _entry(each, texts)
        what = " ".join(entry[key] for key in ("kind", "concept", "stance") if entry[key])
        rule = f" · rule {entry['rule']}" if entry["rule"] else ""
        yield f"  {entry['paper']} · {what} · {entry['section'] or 'section not told'}{rule}"
        yield f"      “{entry['words']}”"
    if most is not None and len(said) > most:
        yield f"  … and {len(said) - most} more: see them with --misses {len(said)}"


def _entry(said: Said, texts: Mapping[str, str]) -> dict[str, Any]:
    words = " ".join(texts[said.paper][said.start : said.end].split())
    told = {name: getattr(said, name) for name in ("paper", "kind", "concept", "stance", "section", "rule")}
    cut = words if len(words) <= WORDS else f"{words[: WORDS - 1]}…"
    return {**told, "start": said.start, "end": said.end, "words": cut}


def _numbers(score: Score) -> dict[str, float | int | None]:
    ratios = {"precision": score.precision, "recall": score.recall, "f1": score.f1}
    rounded = {name: None if ratio is None else round(ratio, 4) for name, ratio in ratios.items()}
    return {**rounded, "right": score.right, "gold": score.gold, "read": score.read}


def _share_numbers(share: tuple[int, int]) -> dict[str, float | int | None]:
    return {"right": share[0], "of": share[1], "accuracy": _ratio(*share)}


def _ratio(right: int, of: int) -> float | None:
    return round(right / of, 4) if of else None


def _shown(ratio: float | None) -> str:
    return "–" if ratio is None else f"{ratio:.3f}"
