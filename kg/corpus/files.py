"""Which files of a folder are papers, and the text that plain ones hold."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from unicodedata import normalize

from kg.corpus.document import MOST_CHARACTERS
from kg.corpus.formats import NOT_READ, READABLE
from kg.model import LitkgError

NOT_PAPERS = {"readme", "license", "licence", "contributing", "changelog"}
KINDS = ".pdf, .docx, .html, .md or .txt"
MOST_BYTES = 4 * MOST_CHARACTERS
ONLY_ELSEWHERE = re.compile(r"(?i:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\..*)?|.*[<>:\"|?*\\].*", re.DOTALL)
LONGEST_KEY = 200  # bytes; file systems allow names of 255, and a build adds endings


def find_papers(corpus: Path) -> tuple[Path, ...]:
    """List the papers of a corpus folder, sorted by key.

    Hidden files, files of other kinds and a README are passed over. Keys that differ in case alone are one key, for
    some systems keep no two files of such names.

    Raises:
        LitkgError: no such folder, no paper in it, or two papers with one key.
    """
    if corpus.is_file():
        raise LitkgError(str(corpus), "is a file", "name the folder that it stands in")
    if not corpus.is_dir():
        raise LitkgError(str(corpus), "no such folder", f"name a folder that holds {KINDS} papers")
    papers: dict[str, Path] = {}
    for path in sorted(p for p in corpus.iterdir() if is_paper(p)):
        twin = papers.setdefault(key_of(path), path)
        if twin is not path:
            raise LitkgError(
                str(path), f"has the same key '{path.stem}' as {twin.name}", "rename or remove one of the two"
            )
    if not papers:
        raise LitkgError(str(corpus), "no paper in this folder", f"put {KINDS} files into it (one paper a file)")
    return tuple(sorted(papers.values(), key=lambda path: path.stem))


def key_of(path: Path) -> str:
    """Give a paper's key as it is compared with others: without case, and with letters composed."""
    return normalize("NFC", path.stem).casefold()


def fault_of(path: Path) -> LitkgError | None:
    """Tell why a file that is named as a paper cannot be opened as one, if so."""
    named = "".join(character if character.isprintable() else "\ufffd" for character in str(path))
    if not path.stem.isprintable():
        return LitkgError(named, "has a name with unprintable characters", "rename it")
    if len(os.fsencode(path.stem)) > LONGEST_KEY:
        return LitkgError(named, f"has a name of more than {LONGEST_KEY} bytes", "rename it")
    if path.is_dir():
        return LitkgError(named, "is a folder, not a paper", "put the papers in it beside the others")
    if not path.exists():
        return LitkgError(named, "is a link to a file that is not there", "remove or mend it")
    return None if path.is_file() else LitkgError(named, "is no regular file", "remove it")


def kept_only_here(paths: Iterable[Path]) -> list[str]:
    """Tell the papers whose names Windows cannot keep: a build has files of such names, and may be opened there.

    >>> kept_only_here([Path("papers/aksi.md"), Path("papers/aux.md")])
    ['papers/aux.md: has a name that Windows cannot keep; rename it if the build is to be used there']
    """
    mend = "rename it if the build is to be used there"
    strange = (path for path in paths if ONLY_ELSEWHERE.fullmatch(path.stem))
    return [str(LitkgError(str(path), "has a name that Windows cannot keep", mend)) for path in strange]


def passed_over(corpus: Path) -> list[str]:
    """Tell what a user might take for papers and that is not read: other formats, and folders."""
    told: list[str] = []
    for path in sorted(corpus.iterdir()):
        if is_hidden(path) or is_paper(path):
            continue
        if path.is_dir():
            told.append(str(LitkgError(str(path), "is a folder, not read", "put its papers beside the others")))
        elif mend := NOT_READ.get(path.suffix.lower()):
            told.append(str(LitkgError(str(path), "not read", mend)))
        elif not path.is_file():
            what = "is no regular file" if path.exists() else "is a link to a file that is not there"
            told.append(str(LitkgError(str(path), f"{what}, not read", "remove or mend it")))
    return told


def is_paper(path: Path) -> bool:
    """Whether something in a corpus is taken for a paper, by its name alone."""
    return not is_hidden(path) and path.suffix.lower() in READABLE and path.stem.lower() not in NOT_PAPERS


def is_hidden(path: Path) -> bool:
    """Whether a file is hidden, or what Word keeps beside a document while it is open (``~$paper.docx``)."""
    return path.name.startswith((".", "_", "~$"))


def read_text(path: Path, most: int = MOST_BYTES) -> str:
    """Read a paper's text, unchanged: line ends and byte order mark are kept, so that positions are the file's own.

    Raises:
        LitkgError: the file cannot be read, is binary, is not UTF-8, or is larger than any paper.
    """
    try:
        if path.stat().st_size > most:
            what = f"has {path.stat().st_size / 1e6:.0f} MB of text, more than any paper"
            raise LitkgError(str(path), what, "give one paper a file")
        with path.open("rb") as file:
            content = file.read(most + 1)  # a device has no size and no end
    except OSError as error:
        raise LitkgError(str(path), error.strerror or "cannot be read", "check that you may read it") from error
    if len(content) > most:
        raise LitkgError(str(path), f"has more than {most / 1e6:.0f} MB of text", "give one paper a file")
    if b"\0" in content:
        at = content.index(b"\0")
        raise LitkgError(str(path), f"byte {at} is NUL: a binary file, not text", "convert it to plain UTF-8 text")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise LitkgError(str(path), f"line {line} is not UTF-8", "save the file as UTF-8") from error
    return text
