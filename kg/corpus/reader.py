"""From files to papers: their stored texts, sections, sentences and bibliographic data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.corpus.apart import Apart
from kg.corpus.document import Document, Unreadable
from kg.corpus.files import fault_of, find_papers, kept_only_here, passed_over, read_text
from kg.corpus.formats import TEXT
from kg.corpus.front.title_matter import metadata_of
from kg.corpus.frontmatter import metadata, source_kind, split_front_matter
from kg.corpus.lines import lines_of
from kg.corpus.sections import find_headings, find_sections
from kg.corpus.sentences import find_sentences
from kg.model import LitkgError, Paper

if TYPE_CHECKING:
    from kg.corpus.kept import KeptPapers
    from kg.corpus.libraries.entry import Entry

FRONT = 4000  # characters in which a paper's title is looked for


@dataclass(frozen=True, slots=True)
class Corpus:
    """The papers of a folder in the order of their keys, the files that cannot be read, and what a user must know."""

    papers: tuple[Paper, ...]
    faults: tuple[LitkgError, ...] = ()
    warnings: tuple[str, ...] = ()


class CorpusReader:
    """Reads the papers of a folder; formats that a reader may choke on are read apart, from the first moment on.

    Args:
        corpus: the folder.
        kept: what earlier builds read; a file that is known there is not read again.
    """

    def __init__(self, corpus: Path, kept: KeptPapers | None = None) -> None:
        self._corpus = corpus
        self._kept = kept
        named = find_papers(corpus)
        faults = {path: fault_of(path) for path in named}
        self._faults = [fault for fault in faults.values() if fault is not None]
        self._paths = tuple(path for path in named if faults[path] is None)
        found = {path: kept.find(path) for path in self._paths} if kept else {}
        self._found = {path: paper for path, paper in found.items() if paper is not None}
        self._new = tuple(path for path in self._paths if path not in self._found)
        self._apart = Apart([path for path in self._new if path.suffix.lower() not in TEXT])

    @property
    def new(self) -> int:
        """How many files are not known from earlier builds."""
        return len(self._new)

    def __enter__(self) -> CorpusReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._apart.__exit__()

    def read(self) -> Corpus:
        """Read all papers, with their data from the libraries beside them.

        Raises:
            LitkgError: a library beside the papers cannot be read.
        """
        papers: list[Paper] = []
        faults = list(self._faults)
        new = read_files(self._new, self._apart)
        for path in self._paths:
            known = self._found.pop(path, None)
            read = known or next(new)
            if isinstance(read, Paper):
                papers.append(read)
                if self._kept and known is None:
                    self._kept.keep(path, read)
            else:
                faults.append(read)
        files = {path.stem: path.name for path in self._paths}
        whole, _, warnings = with_libraries(papers, files, libraries_of(self._corpus))
        unread = (f"{self._corpus / files[paper.key]}: {what}" for paper in whole for what in paper.unread)
        told = (*passed_over(self._corpus), *kept_only_here(self._paths))
        return Corpus(tuple(whole), tuple(faults), (*told, *warnings, *unread))


def libraries_of(corpus: Path) -> tuple[Path, ...]:
    """List the libraries of a folder; their readers are loaded only where there is one."""
    if not any(path.suffix.lower() in (".bib", ".ris", ".json") for path in corpus.iterdir()):
        return ()
    from kg.corpus.libraries.library import libraries_beside

    return libraries_beside(corpus)


def read_corpus(corpus: Path) -> Corpus:
    """Read the papers of a folder.

    Raises:
        LitkgError: the folder or a library in it cannot be used.
    """
    with CorpusReader(corpus) as reader:
        return reader.read()


def read_files(paths: tuple[Path, ...], apart: Apart) -> Iterator[Paper | LitkgError]:
    """Read papers one by one; a file that cannot be used gives what is wrong with it, and the rest are still read.

    Args:
        paths: the files.
        apart: reads those of them that are not plain text, in the same order.
    """
    others = apart.documents()
    for path in paths:
        try:
            document = Document(read_text(path)) if path.suffix.lower() in TEXT else next(others)
            if isinstance(document, Unreadable):
                yield LitkgError(str(path), document.what, document.mend)
            else:
                yield _whole(paper_of(path.stem, document, str(path)), path)
        except LitkgError as fault:
            yield fault


def _whole(paper: Paper, path: Path) -> Paper:
    """Refuse a text that is no paper."""
    if sum(1 for line in lines_of(paper.text, paper.body_start) if not line.blank) <= 1:
        what = "line 1: the paper has only one line of text, or none"
        raise LitkgError(str(path), what, "give the whole text of the paper")
    return paper


def paper_from(key: str, text: str, place: str = "") -> Paper:
    r"""Make a paper of a text.

    Args:
        key: the paper's key.
        text: the whole text, which is stored unchanged.
        place: the file's name, for messages.

    Raises:
        LitkgError: the text's front matter is broken.

    >>> paper = paper_from("a", "Kajian Aplikasi Layanan Publik\n\nABSTRAK\n\nAplikasi ini efektif.")
    >>> [(s.start, s.end) for s in paper.sentences]
    [(41, 62)]
    """
    return paper_of(key, Document(text), place)


def paper_of(key: str, document: Document, place: str = "") -> Paper:
    """Make a paper of what a reader read.

    Bibliographic data is that of the front matter; without one, what the file declares, and then what stands on its
    first page.

    Raises:
        LitkgError: the text's front matter is broken.
    """
    text = document.text
    values, body_start = split_front_matter(text, place or key)
    if not body_start and text.startswith("\ufeff"):
        body_start = 1
    headings = find_headings(text, body_start)
    sections = find_sections(text, headings, body_start)
    if values:
        known = metadata(values, place or key)
    else:
        known = metadata_of(text, sections, document.running)
        if document.declared:
            from kg.corpus.libraries.matching import merged

            known = merged(metadata(dict(document.declared), place or key), known)
    return Paper(
        key=key,
        text=text,
        source_kind=source_kind(values, place or key),
        metadata=known,
        sections=sections,
        sentences=find_sentences(text, sections, headings),
        body_start=body_start,
        media_type=document.media_type,
        passages=document.passages,
        unread=document.unread,
    )


def with_libraries(
    papers: list[Paper], files: dict[str, str], libraries: tuple[Path, ...]
) -> tuple[list[Paper], Mapping[str, Entry], list[str]]:
    """Give papers the data that libraries have of them, and tell what does not fit.

    Args:
        papers: the papers; what one says in front matter goes first.
        files: the name of each paper's file, by its key.
        libraries: BibTeX, RIS or CSL-JSON files.

    Returns:
        The papers, the entry of each that has one by its key, and warnings.

    Raises:
        LitkgError: a library cannot be read at all.
    """
    if not libraries:
        return papers, {}, []
    from kg.corpus.libraries.library import read_library
    from kg.corpus.libraries.matching import Page, match, merged

    read = [read_library(library) for library in libraries]
    entries = [entry for library in read for entry in library.entries]
    pages = [Page(p.key, files[p.key], p.metadata, p.text[p.body_start : p.body_start + FRONT]) for p in papers]
    matches = match(entries, pages)
    known = list(papers)
    for at, paper in enumerate(papers):
        if entry := matches.entries.get(paper.key):
            own = paper.metadata
            told = merged(own, entry.metadata) if paper.has_front_matter else matches.metadata[paper.key]
            # Reference managers often name another language than the paper's.
            known[at] = replace(paper, metadata=replace(told, language=own.language or told.language))
    return known, matches.entries, [*(fault for library in read for fault in library.faults), *matches.warnings]
