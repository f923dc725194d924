"""Build again whenever the papers or the ontology change; the last good build stays where one fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from kg.corpus.files import is_hidden
from kg.model import LitkgError

QUIET = 200
"""Milliseconds without a change after which a build begins, so that several files copied at once are one change."""
LONGEST = 3000
"""Milliseconds after which it begins anyway."""
LOOK = 500
"""Milliseconds after which the watcher gives way to whoever wants to stop it."""


def batches(folders: tuple[Path, ...]) -> Iterator[None]:
    """Give a turn at once, and one whenever files in these folders have changed.

    Changes during a turn are not lost: they make the next one. Hidden files are none, nor are folders within.
    """
    from watchfiles import watch as events

    told = events(
        *folders,
        watch_filter=lambda change, path: not is_hidden(Path(path)),
        debounce=LONGEST,
        step=QUIET,
        rust_timeout=LOOK,
        yield_on_timeout=True,
        recursive=False,
    )
    next(told)  # from now on nothing is missed
    yield
    for changed in told:
        if changed:
            yield


def watch(
    folders: tuple[Path, ...],
    build: Callable[[], None],
    failed: Callable[[LitkgError], None],
) -> None:
    """Build, and build again after every change, until interrupted.

    Args:
        folders: where the inputs of the build are.
        build: builds.
        failed: is told why a build failed; the next change is waited for nonetheless.

    Raises:
        LitkgError: one of the folders is not there.
    """
    missing = next((folder for folder in folders if not folder.is_dir()), None)
    if missing is not None:
        raise LitkgError(str(missing), "no such folder", "name the folder that holds the papers")
    for _ in batches(folders):
        try:
            build()
        except LitkgError as fault:
            failed(fault)
