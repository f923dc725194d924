"""What conversion and haste do to a printed entry, and how marks become a field for each character."""

from __future__ import annotations

import random
import unicodedata

from reference_data.csl import CLOSE, FIELDS, ITALIC, OPEN

Characters = list[tuple[str, str]]
OPENS = {mark: field for field, mark in OPEN.items()}
STRAIGHT = {"“": '"', "”": '"', "‘": "'", "’": "'"}
CLOSES = set(CLOSE.values())


def characters(line: str, *, emphasis: bool) -> Characters:
    """Take the marks out of a line: each character with its field; italics become asterisks or nothing.

    People who stand first are called authors, whatever their part in the work: a rule knows editors by what follows.
    """
    found: Characters = []
    first = next((c for c in line if c in OPENS), "")
    if first == OPEN["editor"]:
        line = line.replace(first, OPEN["author"], 1)
    stack: list[str] = []
    for c in line:
        if c in OPENS:
            stack.append(OPENS[c])
        elif c in CLOSES:
            stack.pop()
        elif c in ITALIC:
            if emphasis:
                found.append(("*", stack[-1] if stack else "other"))
        else:
            found.append((c, stack[-1] if stack else "other"))
    return found


def noisy(line: str, lot: random.Random, *, strength: float = 1.0) -> Characters:
    """Print a marked line as a converted paper might have it."""
    found = characters(line, emphasis=lot.random() < 0.4)
    straight = lot.random() < 0.5
    hyphen = lot.random() < 0.6
    plain = lot.random() < 0.1
    lost = 0.006 * strength if lot.random() < 0.25 else 0
    broken = 0.01 * strength if lot.random() < 0.25 else 0
    kept: Characters = []
    changed = {**(STRAIGHT if straight else {}), **({"–": "-"} if hyphen else {})}
    for at, (printed, field) in enumerate(found):
        marked = changed.get(printed, printed)
        folded = unicodedata.normalize("NFKD", marked)[0]
        c = folded if plain and folded.isascii() else marked
        if field in ("doi", "url"):
            kept.append((c, field))
            continue
        if c == " " and lost and lot.random() < lost * 4:
            continue
        if c in ".," and lost and lot.random() < lost:
            continue
        kept.append((c, field))
        if broken and c.isalpha() and at + 1 < len(found) and found[at + 1][0].isalpha() and lot.random() < broken:
            kept.extend([("-", field), (" ", field)] if lot.random() < 0.7 else [(" ", field)])
    if lot.random() < 0.03 * strength:
        kept = kept[: int(len(kept) * lot.uniform(0.6, 0.95))]
    if lot.random() < 0.03 * strength:
        kept.extend((c, "other") for c in f" {lot.randint(1, 300)}")
    return kept


def gold(found: Characters) -> dict[str, list[str]]:
    """Give the stretches of each field."""
    fields: dict[str, list[str]] = {field: [] for field in FIELDS}
    last = ""
    for c, field in found:
        if field != "other":
            if field == last:
                fields[field][-1] += c
            else:
                fields[field].append(c)
        last = field
    return {
        field: [" ".join(text.replace("*", "").split()) for text in those] for field, those in fields.items() if those
    }
