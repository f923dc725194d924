"""The running text of a Word paragraph: what is shown of its runs, fields, content controls and changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby

from lxml import etree

from kg.corpus.blocks import Run
from kg.corpus.word.package import child, is_on, name_of, value
from kg.corpus.word.styles import Styles

# Properties, what was deleted or moved away, and the instructions of fields; all else is looked into.
LEFT_OUT = frozenset((
    "w:del", "w:delInstrText", "w:delText", "w:instrText", "w:moveFrom", "w:pPr", "w:rPr", "w:rt", "w:sdtPr",
))  # fmt: skip
SHOWN_AS = {"w:tab": " ", "w:ptab": " ", "w:cr": "\n", "w:noBreakHyphen": "-"}
GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
SYMBOL = {ord("A") + at: letter for at, letter in enumerate(GREEK[0])}
SYMBOL |= {ord("a") + at: letter for at, letter in enumerate(GREEK[1])}
SYMBOL |= dict(zip(b"\xa3\xb1\xb3\xb4\xb9\xbb\xd6\xe5\x2d\xb0\xae\xb7", "≤±≥×≠≈√∑−°→•", strict=True))
WINGDINGS = {0xFB: "✗", 0xFC: "✓"}


@dataclass(frozen=True, slots=True)
class Look:
    """How text is set."""

    bold: bool = False
    raised: bool = False
    hidden: bool = False


class Paragraph:
    """What is found in a paragraph: pieces of text with their look, and text boxes; ``number`` numbers its notes."""

    def __init__(self, place: str, number: Callable[[str, str], int | None]) -> None:
        self.place = place
        self.number = number
        self.boxes: list[etree._Element] = []
        self._pieces: list[tuple[str, Look]] = []

    def add(self, text: str, look: Look) -> None:
        """Add shown text."""
        if text and not look.hidden:
            self._pieces.append((text, look))

    @property
    def runs(self) -> tuple[Run, ...]:
        """The text, one run a look."""
        runs = []
        for look, pieces in groupby(self._pieces, key=lambda piece: piece[1]):
            text = "".join(piece for piece, _ in pieces)
            raised = look.raised and text.strip()
            runs.append(Run(f"<sup>{text.strip()}</sup>" if raised else text, look.bold, self.place))
        return tuple(runs)


class Looks:
    """Tells how text is set, by its own properties and by its styles."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._known: dict[str | None, tuple[bool | None, bool | None, bool]] = {}

    def of_paragraph(self, element: etree._Element) -> Look:
        """Tell how a paragraph's style sets its text."""
        bold, hidden, _ = self._of_style(value(child(element, "w:pPr", "w:pStyle")))
        return Look(bool(bold), hidden=bool(hidden))

    def of_run(self, run: etree._Element, around: Look) -> Look:
        """Tell how a run is set in text of a look."""
        properties = child(run, "w:rPr")
        if properties is None:
            return around
        style_bold, style_hidden, style_raised = self._of_style(value(child(properties, "w:rStyle")))
        bold, hidden = is_on(child(properties, "w:b")), is_on(child(properties, "w:vanish"))
        aligned = child(properties, "w:vertAlign")
        raised = style_raised if aligned is None else value(aligned) == "superscript"
        return Look(
            next((on for on in (bold, style_bold) if on is not None), around.bold),
            raised or _is_lifted(properties),
            next((on for on in (hidden, style_hidden) if on is not None), around.hidden),
        )

    def _of_style(self, style_id: str | None) -> tuple[bool | None, bool | None, bool]:
        if style_id not in self._known:
            bold, hidden, aligned = (self._styles.find(style_id, name) for name in ("w:b", "w:vanish", "w:vertAlign"))
            self._known[style_id] = (is_on(bold), is_on(hidden), value(aligned) == "superscript")
        return self._known[style_id]


def _is_lifted(properties: etree._Element) -> bool:
    """Whether text is raised as LibreOffice writes it: lifted, and of a size of its own."""
    lift = value(child(properties, "w:position")) or ""
    return lift.isdecimal() and int(lift) > 0 and child(properties, "w:sz") is not None


def gather(element: etree._Element, look: Look, looks: Looks, found: Paragraph) -> None:
    """Gather what an element shows."""
    for inner in element:
        name = name_of(inner)
        if name in LEFT_OUT:
            continue
        if name in ("w:t", "m:t"):
            found.add(inner.text or "", look)
        elif name in SHOWN_AS:
            found.add(SHOWN_AS[name], look)
        elif name == "w:br":
            found.add("\n" if value(inner, "type") in (None, "textWrapping") else " ", look)
        elif name == "w:sym":
            found.add(_symbol(inner), look)
        elif name in ("w:footnoteReference", "w:endnoteReference"):
            _call(inner, name[2:].removesuffix("Reference"), look, found)
        elif name == "w:txbxContent":
            found.boxes.append(inner)
        elif name in ("w:sdt", "mc:AlternateContent"):
            chosen = content_of(inner) if name == "w:sdt" else branch_of(inner)
            if chosen is not None:
                gather(chosen, look, looks, found)
        else:
            _inside(inner, name, look, looks, found)


def _inside(element: etree._Element, name: str, look: Look, looks: Looks, found: Paragraph) -> None:
    """Gather what a run, a part of a formula, a link, an insertion or any other wrapper shows."""
    if name == "m:den":
        found.add("/", look)
    inner = replace(look, raised=True) if name == "m:sup" else look
    gather(element, looks.of_run(element, look) if name == "w:r" else inner, looks, found)


def _call(element: etree._Element, kind: str, look: Look, found: Paragraph) -> None:
    number = None if look.hidden else found.number(kind, value(element, "id") or "")
    if number is not None:
        found.add(f"[^{number}]", replace(look, raised=False))


def content_of(control: etree._Element) -> etree._Element | None:
    """Give what a content control shows; one that only asks for text shows nothing."""
    is_empty = is_on(child(control, "w:sdtPr", "w:showingPlcHdr"))
    return None if is_empty else child(control, "w:sdtContent")


def branch_of(alternatives: etree._Element) -> etree._Element | None:
    """Give the first of several renderings that has text."""
    return next((branch for branch in alternatives if any(name_of(inner) == "w:t" for inner in branch.iter())), None)


def _symbol(element: etree._Element) -> str:
    """Give the letter or sign that a symbol font shows; ornaments are nothing."""
    font, written = (value(element, "font") or "").casefold(), value(element, "char") or ""
    try:
        code = int(written, 16)
    except ValueError:
        return ""
    private = 0xF000 <= code <= 0xF0FF
    if font == "symbol":
        return SYMBOL.get(code & 0xFF, chr(code & 0xFF) if 0x20 <= code & 0xFF < 0x40 else "")
    if font == "wingdings":
        return WINGDINGS.get(code & 0xFF, "")
    return chr(code) if not private and 0x20 <= code < 0xD800 else ""
