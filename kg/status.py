"""What a build would do, and why, without doing it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.digests import file_digest
from kg.folder import MANIFEST, changed_files, check_target, read_manifest
from kg.inputs import Change, Inputs, Options, changes, read_last
from kg.workshop import beside, holder

COLUMNS = ("what", "change", "a build would")
AGAIN = "write again"


@dataclass(frozen=True, slots=True)
class Status:
    """What differs from the last build; nothing when it is up to date."""

    changes: tuple[Change, ...]
    papers: int
    held_by: str = ""
    """Who builds at this moment, if anyone."""


def status(corpus: Path, out: Path, options: Options) -> Status:
    """Tell what a build of a corpus would do.

    Raises:
        LitkgError: it would be refused: no papers, or a folder that holds something else than a build.
    """
    held_by = holder(out)
    check_target(out)
    inputs = Inputs.of(corpus, options)
    return Status(tuple(_changes(corpus, out, options, inputs)), len(inputs.papers), held_by)


def _changes(corpus: Path, out: Path, options: Options, inputs: Inputs) -> Iterator[Change]:
    last = read_last(beside(out), out)
    if read_manifest(out) is None:
        yield Change(str(out), "is no build yet", f"build {_counted(len(inputs.papers))}")
        return
    if last is None:
        yield Change(str(out), "is a build of which nothing was kept", f"build {_counted(len(inputs.papers))}")
    elif not last.manifest:
        yield Change(str(out), "left out files that could not be used", "try them again")
    else:
        for name in changed_files(out):
            yield Change(str(out / name), "is not what was built", AGAIN)
        if file_digest(out / MANIFEST) != last.manifest:
            yield Change(str(out), "is not the build that was made last here", AGAIN)
    if last is not None:
        yield from changes(inputs, last.inputs, corpus, options.ontology)


def _counted(papers: int) -> str:
    return "1 paper" if papers == 1 else f"{papers} papers"
