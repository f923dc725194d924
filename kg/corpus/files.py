"""Which files of a folder are papers, and the text that they hold."""

from __future__ import annotations

from pathlib import Path

from kg.model import LitkgError

READABLE = (".md", ".txt")
NOT_YET_READ = (".pdf", ".docx", ".doc", ".odt", ".rtf", ".html", ".htm", ".epub")
NOT_PAPERS = {"readme", "license", "licence", "contributing", "changelog"}


def find_papers(corpus: Path) -> tuple[Path, ...]:
    """List the papers of a corpus folder, sorted by key.

    Hidden files, files of other kinds and a README are passed over.

    Raises:
        LitkgError: no such folder, no paper in it, or two papers with one key.
    """
    if corpus.is_file():
        raise LitkgError(str(corpus), "is a file", "name the folder that it stands in")
    if not corpus.is_dir():
        raise LitkgError(str(corpus), "no such folder", "name a folder that holds .txt or .md papers")
    papers: dict[str, Path] = {}
    for path in sorted(p for p in corpus.iterdir() if _is_paper(p)):
        twin = papers.setdefault(path.stem, path)
        if twin is not path:
            raise LitkgError(
                str(path), f"has the same key '{path.stem}' as {twin.name}", "rename or remove one of the two"
            )
    if not papers:
        raise LitkgError(str(corpus), "no paper in this folder", "put .txt or .md files into it (one paper a file)")
    return tuple(papers[key] for key in sorted(papers))


def passed_over(corpus: Path) -> list[str]:
    """Name what a reader might take for papers and that is not read: other formats, and folders."""
    entries = (path for path in sorted(corpus.iterdir()) if not path.name.startswith((".", "_")))
    return [path.name for path in entries if path.is_dir() or path.suffix.lower() in NOT_YET_READ]


def _is_paper(path: Path) -> bool:
    hidden = path.name.startswith((".", "_"))
    return path.is_file() and not hidden and path.suffix.lower() in READABLE and path.stem.lower() not in NOT_PAPERS


def read_text(path: Path) -> str:
    """Read a paper's text, unchanged: line ends and byte order mark are kept, so that positions are the file's own.

    Raises:
        LitkgError: the file cannot be read, is binary, or is not UTF-8.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise LitkgError(str(path), error.strerror or "cannot be read", "check that you may read it") from error
    if b"\0" in content:
        at = content.index(b"\0")
        raise LitkgError(str(path), f"byte {at} is NUL: a binary file, not text", "convert it to plain UTF-8 text")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise LitkgError(str(path), f"line {line} is not UTF-8", "save the file as UTF-8") from error
    return text
