"""What can be taken from a build: the graph, the texts and whatever else is under ``data/``, with sizes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.publish.catalogue import PaperEntry
from kg.publish.page import Page, Site, parts

PART = 100
MOST_FILES = 24
"""Of a folder with more files than this, only their number is told."""
GRAPH = "graph"
TEXTS = "texts"
UNITS = ("B", "kB", "MB", "GB")


def pages(site: Site) -> Iterator[Page]:
    """Yield the page of downloads, with the texts of the papers split where they are many."""
    data = site.graph_file.parent
    folders = [
        Folder.of(data, data),
        *(Folder.of(each, data) for each in sorted(data.glob("*/")) if each.name != TEXTS),
    ]
    texts = texts_of(site, data / TEXTS)
    for part in parts("downloads.html", texts, PART):
        view = {
            "graph": [file for file in folders[0].files if file.name.startswith(f"{GRAPH}.")],
            "others": [file for file in folders[0].files if not file.name.startswith(f"{GRAPH}.")],
            "folders": [folder for folder in folders[1:] if folder.number],
            "part": part,
            "total": len(texts),
            "texts_size": sum(text.file.size for text in texts),
            "size_of": size_of,
        }
        yield Page(part.path, "downloads.html", view, "downloads")


@dataclass(frozen=True, slots=True)
class File:
    """A file of the build: its path under the top of the site, its name and its size in bytes."""

    path: str
    name: str
    size: int

    @property
    def ending(self) -> str:
        """What its name ends in."""
        return self.name.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of files that are told one by one when they are few."""

    name: str
    number: int
    size: int
    files: tuple[File, ...]

    @classmethod
    def of(cls, folder: Path, data: Path) -> Folder:
        """Look at the files of a folder; the data folder itself is told whole, whatever is in it."""
        found = [_file(path, data) for path in sorted(folder.iterdir()) if path.is_file()] if folder.is_dir() else []
        shown = found if folder == data or len(found) <= MOST_FILES else []
        return cls(folder.name, len(found), sum(file.size for file in found), tuple(shown))


@dataclass(frozen=True, slots=True)
class Text:
    """The stored text of a paper, and the map to the pages of its original, if there is one."""

    paper: PaperEntry
    file: File
    pages: File | None


def texts_of(site: Site, folder: Path) -> list[Text]:
    """Find the stored texts, in the order in which papers are told."""
    found = []
    for paper in site.catalogue.papers.values():
        text, pages = (folder / f"{paper.key}.{ending}" for ending in ("txt", "csv"))
        if text.is_file():
            kept = _file(pages, folder.parent) if pages.is_file() else None
            found.append(Text(paper, _file(text, folder.parent), kept))
    return found


def _file(path: Path, data: Path) -> File:
    return File(path.relative_to(data.parent).as_posix(), path.name, path.stat().st_size)


def size_of(size: int, language: str) -> str:
    """Tell a size as people do.

    >>> size_of(310, "id"), size_of(4_675_198, "id"), size_of(4_675_198, "en")
    ('310 B', '4,7 MB', '4.7 MB')
    """
    power = min((len(str(size)) - 1) // 3, len(UNITS) - 1)
    number = size / 1000**power
    told = f"{number:.1f}" if power and number < 100 else f"{number:.0f}"
    return f"{told.replace('.', ',') if language == 'id' else told} {UNITS[power]}"
