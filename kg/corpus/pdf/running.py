"""What the pages repeat: running heads, feet and page numbers, which are no part of a paper's text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from statistics import median

from kg.corpus.pdf.line import Line
from kg.corpus.pdf.page import Sheet
from kg.languages import LANGUAGES, load

ZONE = 0.14  # of the page's height, at the top and at the bottom
SAME_PLACE = 5.0
MOST_PAGES = 0.6
MOST_LINES = 4
GAP = 1.3  # times the usual distance of the page's lines
DIGITS = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
Place = tuple[str, int]


def without_running_matter(sheets: list[Sheet]) -> tuple[list[list[Line]], tuple[str, ...]]:
    """Take out what the pages repeat.

    A line is running matter when it stands off from the text near the upper or lower edge of its page, and a third of
    all pages have the same words, numbers aside, at the same height; when it is a page number there; or when most
    pages have it at one height (a watermark).

    Returns:
        The pages without it, and each line that was taken out once, page numbers aside.
    """
    pages = [sheet.lines for sheet in sheets]
    outer = [[*_outer_groups(sheet, 1), *_outer_groups(sheet, -1)] for sheet in sheets]
    repeated = _repeated([[line for group in groups for line in group] for groups in outer])
    marks = _watermarks(pages)
    kept: list[list[Line]] = []
    running: dict[str, str] = {}
    for page, groups in zip(pages, outer, strict=True):
        gone = {line for group in groups for line in _gone(group, repeated)}
        gone |= {line for line in page if line.text in marks and marks[line.text] == round(line.baseline)}
        running |= {_masked(line.text): line.text for line in page if line in gone and not _is_number(line)}
        kept.append([line for line in page if line not in gone])
    return kept, tuple(running.values())


def _outer_groups(sheet: Sheet, side: int) -> Iterator[list[Line]]:
    """Give what stands in the upper (1) or lower (-1) zone of a page and off from the text: few lines, then a gap."""
    page, bottom, top = sheet
    gap = GAP * _usual_step(page)
    zone = (top - bottom) * ZONE
    edge = top - zone if side > 0 else bottom + zone
    group: list[Line] = []
    outer = [line for line in page if (line.baseline - edge) * side >= 0]
    inner = [line for line in page if (line.baseline - edge) * side < 0]
    nearest = [max(inner, key=lambda line: line.baseline * side)] if inner and outer else []
    for line in [*sorted(outer, key=lambda line: -side * line.baseline), *nearest]:
        if group and abs(line.baseline - group[-1].baseline) > gap:
            yield group
            group = []
        group.append(line)
        if (line.baseline - edge) * side < 0 or len({round(each.baseline) for each in group}) > MOST_LINES:
            return
    if group:
        yield group


def _usual_step(page: list[Line]) -> float:
    """Give the usual distance of lines that are drawn one below the other."""
    heights = [line.baseline for line in page]
    steps = [above - below for above, below in pairwise(heights) if above > below]
    return median(steps) if steps else 0.0


def _watermarks(pages: list[list[Line]]) -> dict[str, int]:
    """Collect the words that most pages have at one height, anywhere, and that height."""
    texts = Counter(text for page in pages for text in {line.text for line in page})
    often = {text for text, count in texts.items() if count > 2 and count > len(pages) * MOST_PAGES}
    places = Counter(
        place for page in pages for place in {(line.text, round(line.baseline)) for line in page if line.text in often}
    )
    return {text: height for (text, height), count in places.items() if count > 2 and count > len(pages) * MOST_PAGES}


def _gone(group: list[Line], repeated: frozenset[Place]) -> Iterator[Line]:
    """Give what is running matter in a group; a figure with others beside it is a cell of a table, no page number."""
    heads = {line for line in group if _place(line) in repeated}
    yield from heads
    text = [line for line in group if line not in heads]
    heights = Counter(round(line.baseline) for line in text)
    yield from (line for line in text if heights[round(line.baseline)] == 1 and _is_number(line))


def _place(line: Line) -> Place:
    return _masked(line.text), round(line.baseline / SAME_PLACE)


def _masked(text: str) -> str:
    return DIGITS.sub("#", text).casefold()


def _repeated(pages: list[list[Line]]) -> frozenset[Place]:
    """Collect the places whose words stand there on enough pages."""
    found: dict[Place, set[int]] = defaultdict(set)
    for number, lines in enumerate(pages):
        for line in lines:
            words, slot = _place(line)
            for near in (-1, 0, 1):
                found[words, slot + near].add(number)
    fewest = max(2, len(pages) // 3)
    return frozenset(place for place, numbers in found.items() if len(numbers) >= fewest)


def _is_number(line: Line) -> bool:
    return _page_number().fullmatch(line.text) is not None


@cache
def _page_number() -> re.Pattern[str]:
    words = {re.escape(word) for code in LANGUAGES for word in load(code).words("citation", "page")}
    named = rf"(?:(?:{'|'.join(sorted(words))})\.?\s*)?"
    total = r"(?:\s*(?:/|\b[^\W\d_]{2,4}\b)\s*\d{1,4})?"  # 3/9, 3 of 9, 3 dari 9
    return re.compile(rf"[\W_]*{named}(?:\d{{1,4}}|[ivxlc]{{1,6}}){total}[\W_]*", re.IGNORECASE)
