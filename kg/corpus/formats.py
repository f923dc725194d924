"""Which formats can be read, each by which reader; run as a module, it reads files for another process."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kg.corpus.document import MOST_CHARACTERS, Document, Unreadable
from kg.model import Passage

TEXT = (".md", ".txt")
# What these readers parse may be hostile: they run in a process of their own (kg/corpus/apart.py).
APART = (".docx", ".htm", ".html", ".pdf")
READABLE = (*APART, *TEXT)
NOT_READ = {
    ".doc": "save it as .docx",
    ".odt": "save it as .docx",
    ".rtf": "save it as .docx",
    ".epub": "convert it to .html or .docx",
    ".tex": "give the PDF that it makes",
}
MEMORY = 2 << 30


def reader_of(suffix: str) -> Callable[[Path], Document]:
    """Give the reader of a format."""
    if suffix == ".pdf":
        from kg.corpus.pdf.reader import read_pdf as read
    elif suffix == ".docx":
        from kg.corpus.word.reader import read_word as read
    else:
        from kg.corpus.html.reader import read_html as read
    return read


def read_document(path: Path) -> Document:
    """Read a file that is not plain text.

    Raises:
        Unreadable: it cannot be used.
    """
    if not path.stat().st_size:
        raise Unreadable("is empty", "copy or download it again")
    document = reader_of(path.suffix.lower())(path)
    if len(document.text) > MOST_CHARACTERS:
        raise Unreadable(f"has more than {MOST_CHARACTERS} characters", "give the paper alone")
    if not document.text.strip():
        raise Unreadable("holds no text", "look whether it is the right file")
    return document


def read_for_another(name: str) -> str:
    """Read a file and answer in JSON: what it holds, or what is wrong and how to mend it."""
    try:
        document = read_document(Path(name))
    except Unreadable as fault:
        return json.dumps({"what": fault.what, "mend": fault.mend})
    except OSError as error:
        return json.dumps({"what": error.strerror or "cannot be read", "mend": "check that you may read it"})
    except MemoryError:
        return json.dumps({"what": f"needs more than {MEMORY >> 30} GB to be read", "mend": "give the paper alone"})
    passages = [(each.start, each.end, each.page, each.place) for each in document.passages]
    return json.dumps(
        {
            "text": document.text,
            "media_type": document.media_type,
            "passages": passages,
            "running": document.running,
            "declared": dict(document.declared),
            "unread": document.unread,
        }
    )


def from_another(answer: str) -> Document:
    """Take a document from the answer of :func:`read_for_another`.

    Raises:
        Unreadable: the file cannot be used.
    """
    told = json.loads(answer)
    if "what" in told:
        raise Unreadable(told["what"], told["mend"])
    passages = tuple(Passage(*passage) for passage in told["passages"])
    running, unread = tuple(told["running"]), tuple(told["unread"])
    return Document(told["text"], told["media_type"], passages, running, told["declared"], unread)


def _bound_memory() -> None:
    """Let the system refuse this process more memory than a paper needs, where it can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    from kg.beside import answer

    _bound_memory()
    answer(read_for_another)
