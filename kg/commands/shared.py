"""What all commands share: how faults are told, the option that names a build, and how an answer gets into a file."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.model import LitkgError
from kg.printing import write_file

if TYPE_CHECKING:
    from kg.graph.store import Store

HELP = {"help_option_names": ["-h", "--help"]}


def _made_by_this(ctx: click.Context, param: click.Parameter, build: Path) -> Path:
    """Tell when a build is another litkg's: what this one asks for may not be in it."""
    from kg import __version__
    from kg.folder import read_manifest

    made_by = (read_manifest(build) or {}).get("litkg", __version__)
    if made_by != __version__:
        told = f"kg: {build}: was built by litkg {made_by}, this is {__version__}: some answers may be empty"
        click.echo(f"{told}; run 'kg build' again", err=True)
    return build


BUILD_OPTION = click.option(
    "--build", "build_dir", type=click.Path(path_type=Path), default=Path("build"), show_default=True,
    help="Folder of the build to read.", callback=_made_by_this,
)  # fmt: skip


def tell(message: str) -> None:
    """Tell what takes long, beside the answer."""
    click.echo(message, err=True)


def graph_of(build: Path) -> Store:
    """Open the graph of a build; what takes long is told.

    Raises:
        LitkgError: there is no build in the folder.
    """
    from kg.graph.store import Store

    return Store.of_build(build, progress=tell)


class Commands(click.Group):
    """Turns faults of the input into one line and exit status 2."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; answers are UTF-8, whatever a pipe would choose."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
        try:
            return super().invoke(ctx)
        except LitkgError as error:
            click.echo(f"kg: {error}", err=True)
            ctx.exit(2)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)


def form_of(out: Path | None, endings: Mapping[str, str], forms: Sequence[str]) -> str:
    """Tell the format that the ending of a file names; ``text`` where there is no file.

    Raises:
        LitkgError: the ending names no format, or the file is a folder.
    """
    if out is None:
        return "text"
    if out.is_dir():
        raise LitkgError(str(out), "is a folder", "name a file in it")
    ending = out.suffix.removeprefix(".").lower()
    if ending not in endings:
        raise LitkgError(str(out), "has an ending that names no format", f"say --format {'|'.join(forms)}")
    return endings[ending]


def put_out(data: bytes, out: Path | None) -> None:
    """Write to a file, or show what is text.

    Raises:
        LitkgError: the file cannot be written.
    """
    if out is None:
        sys.stdout.write(data.decode())
    else:
        write_file(out, data)
