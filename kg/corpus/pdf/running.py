"""What the pages repeat: running heads, feet and page numbers, which are no part of a paper's text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from statistics import median

from kg.corpus.pdf.page import Line
from kg.languages import LANGUAGES, load

ZONE = 0.14  # of the page's height, at the top and at the bottom
SAME_PLACE = 5.0
MOST_PAGES = 0.6
MOST_LINES = 4
GAP = 1.3  # times the usual distance of the page's lines
DIGITS = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
Place = tuple[str, int]


def without_running_matter(pages: list[list[Line]], heights: list[float]) -> tuple[list[list[Line]], tuple[str, ...]]:
    """Take out what the pages repeat.

    A line is running matter when it stands off from the text near the upper or lower edge of its page, and a third of
    all pages have the same words, numbers aside, at the same height; when it is a page number there; or when most
    pages have it at one height (a watermark).

    Returns:
        The pages without it, and each line that was taken out once, page numbers aside.
    """
    outer = [
        [*_outer_groups(page, height, 1), *_outer_groups(page, height, -1)]
        for page, height in zip(pages, heights, strict=True)
    ]
    repeated = _repeated([[line for group in groups for line in group] for groups in outer])
    marks = _watermarks(pages)
    kept: list[list[Line]] = []
    running: dict[str, str] = {}
    for page, groups in zip(pages, outer, strict=True):
        gone = {line for group in groups for line in group if _is_out(line, repeated)}
        gone |= {line for line in page if line.text in marks and marks[line.text] == round(line.baseline)}
        running |= {_masked(line.text): line.text for line in page if line in gone and not _is_number(line)}
        kept.append([line for line in page if line not in gone])
    return kept, tuple(running.values())


def _outer_groups(page: list[Line], height: float, side: int) -> Iterator[list[Line]]:
    """Give what stands in the upper (1) or lower (-1) zone of a page and off from the text: few lines, then a gap."""
    steps = [above.baseline - below.baseline for above, below in pairwise(page) if above.baseline > below.baseline]
    gap = GAP * (median(steps) if steps else 0)
    edge = height * (1 - ZONE) if side > 0 else height * ZONE
    group: list[Line] = []
    for line in sorted(page, key=lambda line: -side * line.baseline):
        if group and abs(line.baseline - group[-1].baseline) > gap:
            yield group
            group = []
        group.append(line)
        if (line.baseline - edge) * side < 0 or len({round(each.baseline) for each in group}) > MOST_LINES:
            return
    if group:
        yield group


def _watermarks(pages: list[list[Line]]) -> dict[str, int]:
    """Collect the words that most pages have at one height, anywhere, and that height."""
    places = Counter(place for page in pages for place in {(line.text, round(line.baseline)) for line in page})
    return {text: height for (text, height), count in places.items() if count > 2 and count > len(pages) * MOST_PAGES}


def _is_out(line: Line, repeated: frozenset[Place]) -> bool:
    return _place(line) in repeated or _is_number(line)


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
