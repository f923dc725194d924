"""The hidden folder beside a build, ``.build.litkg``: where the next build is made, one at a time.

It holds the lock, what builds keep for the next one, and the new folder until it takes the place of the last one in one
step. Whatever a killed build left here, the next one clears away. All of it may be deleted at any time; it costs time.
"""

from __future__ import annotations

import ctypes
import json
import os
import platform
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from kg.model import LitkgError

LOCK, HOLDER, CACHE, STORE, OLD = "lock", "holder.json", "cache", "store", "old"
KEPT = (CACHE, "last.json", STORE)
"""What stays from build to build."""
MARKS = {
    "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# What litkg keeps from one build for the next; it may be deleted. See https://bford.info/cachedir/\n",
    ".gitignore": "*\n",
}
PATIENCE = 0.5  # seconds: one that only looks whether the lock is held holds it for a moment
AT_FDCWD, RENAME_EXCHANGE, RENAME_SWAP = -100, 2, 2
OXIGRAPH = re.compile(r"\(os error (\d+)\)$")  # how it tells what Python tells as errno
MAKE_ROOM = "make room, or name another folder"


def beside(folder: Path) -> Path:
    """Name the hidden folder that belongs to a build; that of a link is where the link leads to.

    >>> beside(Path("/a/build")).as_posix()
    '/a/.build.litkg'
    """
    target = folder.resolve()
    return target.with_name(f".{target.name}.litkg")


@contextmanager
def held(folder: Path, option: str = " with --out") -> Iterator[Path]:
    """Hold the workshop of a folder for as long as something is made in it; what a killed build left is cleared away.

    Args:
        folder: what is to be written.
        option: how the user names another folder.

    Yields:
        The hidden folder, which goes afterwards unless there is something in it to keep.

    Raises:
        LitkgError: another process holds it, or it cannot be written.
    """
    from filelock import FileLock, Timeout

    shop = beside(folder)
    lock = FileLock(shop / LOCK, timeout=PATIENCE)
    try:
        shop.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        mend = "wait until it is done, or stop it"
        raise LitkgError(str(folder), f"is being written by {_holder(shop)}", mend) from error
    except OSError as error:
        raise LitkgError(
            str(folder), f"cannot be written ({error.strerror})", f"name another folder{option}"
        ) from error
    try:
        with _told(folder):
            (shop / HOLDER).write_text(json.dumps(_self()), encoding="utf-8")
            _repair(shop, folder.resolve())
        yield shop
    finally:
        _leave(shop)
        lock.release()
        with suppress(OSError):
            shop.rmdir()  # only when nothing is kept, nor held by another


def holder(folder: Path) -> str:
    """Tell who holds the workshop of a folder at this moment; empty when nobody does."""
    from filelock import FileLock, Timeout

    shop = beside(folder)
    if not (shop / LOCK).is_file():
        return ""
    try:
        with FileLock(shop / LOCK, timeout=0):
            return ""
    except Timeout:
        return _holder(shop)
    except OSError:  # it may not be written: a build tells
        return ""


def _self() -> dict[str, object]:
    return {"pid": os.getpid(), "host": platform.node(), "since": time.strftime("%Y-%m-%d %H:%M")}


def _holder(shop: Path) -> str:
    """Tell who holds a workshop."""
    try:
        said = json.loads((shop / HOLDER).read_bytes())
        return f"process {said['pid']} on {said['host']} since {said['since']}"
    except (OSError, ValueError, KeyError, TypeError):  # it has begun this moment
        return "another process"


def _repair(shop: Path, target: Path) -> None:
    """Put the last build back where one was killed between taking it away and putting the new one there."""
    if not target.exists() and (shop / OLD).is_dir():
        (shop / OLD).rename(target)
    for path in shop.iterdir():
        if path.name not in (LOCK, HOLDER, *KEPT, *MARKS):
            _remove(path)


def _leave(shop: Path) -> None:
    """Keep what there is to keep; a workshop without it goes, and its lock with it."""
    with suppress(OSError):
        (shop / HOLDER).unlink()
    if any((shop / name).exists() for name in KEPT):
        for name, text in MARKS.items():
            if not (shop / name).exists():
                with suppress(OSError):
                    (shop / name).write_text(text, encoding="utf-8")
        return
    for name in (*MARKS, LOCK):
        with suppress(OSError):
            (shop / name).unlink()


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Tell a fault of the file system in one line."""
    try:
        yield
    except OSError as error:
        said = OXIGRAPH.search(str(error))
        if error.errno is None and said is None:  # none of the file system: a missing template, say
            raise
        fault = error.strerror or (os.strerror(int(said[1])) if said else "")
        what = f"cannot be written ({fault}: {error.filename or folder})"
        raise LitkgError(str(folder), what, MAKE_ROOM) from error


@contextmanager
def fresh_folder(shop: Path, folder: Path) -> Iterator[Path]:
    """Make a folder in a workshop to write in; it is gone afterwards, whatever happens.

    Args:
        shop: the workshop.
        folder: what is written, for messages.

    Raises:
        LitkgError: the disk is full, or something else keeps it from being written.
    """
    with _told(folder):
        fresh = Path(tempfile.mkdtemp(prefix="new-", dir=shop))
        try:
            fresh.chmod(0o755)
            yield fresh
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


@contextmanager
def fresh_file(shop: Path, folder: Path) -> Iterator[IO[bytes]]:
    """Open a file in a workshop to write in and to read again, as :func:`fresh_folder`; it has no name."""
    with _told(folder), tempfile.TemporaryFile(dir=shop) as file:
        yield file


def replace_folder(fresh: Path, folder: Path) -> None:
    """Put a finished folder in the place of the last one, in one step where the system can.

    All of it is on the disk before it stands there, so that a loss of power finds the last one or the new one.
    """
    target = folder.resolve()
    for each in (fresh, *sorted(fresh.rglob("*"))):
        _sync(each)
    if not target.exists():
        fresh.rename(target)
    elif not _exchange(fresh, target):
        old = fresh.with_name(OLD)
        target.rename(old)
        try:
            fresh.rename(target)
        except OSError:
            old.rename(target)
            raise
    _sync(target.parent)
    _sync(fresh.parent)
    _remove(fresh.with_name(OLD))  # or else the last one is in ``fresh`` now, and goes with it


def _sync(path: Path) -> None:
    """Have the disk hold a file, or the names in a folder; Windows knows no such thing of folders."""
    is_folder = path.is_dir()
    if os.name == "nt" and is_folder:
        return
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step; ``False`` where the system or the file system knows no such step."""
    if os.name == "nt":
        return False
    first, second = os.fsencode(one), os.fsencode(other)
    libc = ctypes.CDLL(None)
    if linux := getattr(libc, "renameat2", None):
        return bool(linux(AT_FDCWD, first, AT_FDCWD, second, RENAME_EXCHANGE) == 0)
    if mac := getattr(libc, "renamex_np", None):
        return bool(mac(first, second, RENAME_SWAP) == 0)
    return False


def restored(folder: Path) -> bool:
    """Put back a build that a killed process had taken away, and not yet replaced; whether there is one now.

    Only on systems that cannot swap two folders in one step can this ever be needed.
    """
    if folder.exists() or not (beside(folder) / OLD).is_dir():
        return False
    with suppress(LitkgError), held(folder):
        pass
    return folder.exists()
