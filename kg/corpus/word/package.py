"""A Word file as the zip that it is: looked over before anything is unpacked, and read part by part."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from lxml import etree

from kg.corpus.document import Unreadable

LARGEST_FILE = 200_000_000
MOST_ENTRIES = 10_000
MOST_UNPACKED = 100_000_000  # bytes, of the parts that are read
BOMB_SIZE, BOMB_RATIO = 10_000_000, 100
OLD_CONTAINER = b"\xd0\xcf\x11\xe0"  # of .doc, and of every encrypted Office file
SAVE_AGAIN = "open it in Word or LibreOffice and save it as .docx"
COPY_AGAIN = "copy or download it again"
# Files of other programs, by an entry that they have.
OTHERS = {
    "xl/workbook.xml": "a spreadsheet, not a Word file",
    "ppt/presentation.xml": "a presentation, not a Word file",
    "META-INF/manifest.xml": "an OpenDocument file, not a Word file",
    "META-INF/container.xml": "an EPUB book, not a Word file",
}
PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
}


@dataclass(frozen=True)
class Package:
    """An opened Word file: its zip, and the name of its main part."""

    archive: ZipFile
    main: str

    @cached_property
    def _related(self) -> dict[str, list[str]]:
        """The parts that the main part names, by kind."""
        related: dict[str, list[str]] = {}
        for kind, target in _relationships(self.archive, self.main):
            related.setdefault(kind, []).append(target)
        return related

    def roots(self, kind: str) -> list[etree._Element]:
        """Give the parsed parts of a kind, such as ``styles`` or ``footer``; one that is named but missing is none."""
        names = self.archive.NameToInfo
        return [_parsed(self.archive, name) for name in dict.fromkeys(self._related.get(kind, [])) if name in names]

    @property
    def document(self) -> etree._Element:
        """The parsed main part."""
        return _parsed(self.archive, self.main)


def open_package(path: Path) -> Package:
    """Open a Word file, after a look at what it would unpack to.

    Raises:
        Unreadable: the file is no Word file, is broken or encrypted, or unpacks to more than a paper has.
    """
    with path.open("rb") as file:
        start = file.read(4)
    if start == OLD_CONTAINER:
        raise Unreadable("is encrypted or an old .doc", "take the password off, or save it as .docx")
    if path.stat().st_size > LARGEST_FILE:
        raise Unreadable(f"is larger than {LARGEST_FILE // 1_000_000} MB", "save it with smaller images")
    try:
        archive = ZipFile(path)
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        what = "is cut off or damaged" if start == b"PK\x03\x04" else "is not a Word file"
        raise Unreadable(what, COPY_AGAIN if start == b"PK\x03\x04" else SAVE_AGAIN) from error
    _look_over(archive)
    main = next((target for kind, target in _relationships(archive, "") if kind == "officeDocument"), "")
    main = main if main in archive.NameToInfo else "word/document.xml"
    if main not in archive.NameToInfo:
        raise Unreadable("has no text (word/document.xml is missing)", SAVE_AGAIN)
    return Package(archive, main)


def _look_over(archive: ZipFile) -> None:
    names = archive.NameToInfo
    other = next((what for entry, what in OTHERS.items() if entry in names), None)
    if other is not None and "word/document.xml" not in names:
        raise Unreadable(f"is {other}", SAVE_AGAIN)
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise Unreadable(f"is a zip of {len(entries):,} files", SAVE_AGAIN)
    read = [entry for entry in entries if entry.filename.lower().endswith((".xml", ".rels"))]
    unpacked, packed = sum(entry.file_size for entry in read), sum(entry.compress_size for entry in read)
    if unpacked > MOST_UNPACKED or (unpacked > BOMB_SIZE and unpacked > BOMB_RATIO * packed):
        raise Unreadable(f"would unpack to {unpacked // 1_000_000} MB of text", SAVE_AGAIN)


def _parsed(archive: ZipFile, name: str) -> etree._Element:
    """Parse a part; what no Word file has, a DOCTYPE and its entities, is refused unread."""
    try:
        content = archive.read(name)
    except RuntimeError as error:
        raise Unreadable("is encrypted", "take the password off") from error
    except (BadZipFile, OSError, EOFError, ValueError, NotImplementedError, zlib.error) as error:
        raise Unreadable(f"{name} in it is cut off or damaged", COPY_AGAIN) from error
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        deep = "depth" in str(error)
        what = f"{name} in it is nested too deeply" if deep else f"{name} in it is broken (line {error.lineno})"
        raise Unreadable(what, SAVE_AGAIN) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(f"{name} in it has a DOCTYPE, which no Word file has", SAVE_AGAIN)
    return root


def _relationships(archive: ZipFile, part: str) -> Iterator[tuple[str, str]]:
    """Give kind and target of what a part names; with no part, of what the whole package names."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in archive.NameToInfo:
        return
    for relation in _parsed(archive, relations):
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
            yield relation.get("Type", "").rsplit("/", 1)[-1], target


@cache
def _short(name: str) -> str:
    named = etree.QName(name)
    prefix = PREFIXES.get(named.namespace or "", "")
    return f"{prefix}:{named.localname}" if prefix else named.localname


def name_of(element: etree._Element) -> str:
    """Give an element's name with the usual prefix of its namespace; of a foreign namespace, without one.

    >>> name_of(etree.fromstring('<a:p xmlns:a="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'))
    'w:p'
    """
    return _short(str(element.tag))


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """Give an attribute by its local name, in whatever namespace."""
    if element is None:
        return None
    return next((str(text) for key, text in element.items() if str(key).rpartition("}")[2] == name), None)


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Follow a path of names down, each to the first child of that name."""
    for name in path:
        element = None if element is None else next((inner for inner in element if name_of(inner) == name), None)
    return element


def is_on(element: etree._Element | None) -> bool | None:
    """Read a switch such as ``<w:b/>`` or ``<w:b w:val="0"/>``; ``None`` when it is not there."""
    return None if element is None else value(element) not in ("0", "false", "off", "none")
