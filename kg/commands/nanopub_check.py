"""The command that checks nanopublications, of litkg or of anyone else: nanopub check."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.model import LitkgError

if TYPE_CHECKING:
    from kg.publish.nanopub.checking import Checked


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.pass_context
def check(ctx: click.Context, files: tuple[Path, ...]) -> None:
    """Check the nanopublications in FILE, or in all files of a folder, whoever made them.

    Told are all ten criteria of the guidelines, values that do not fit their datatype, a hash that is not that of what
    stands there, and a signature that was not made over it. A signature proves who signed only if the key is theirs:
    compare its SHA-256 with one that they gave you. Nothing is asked of the network.

    Exit status 0 when nothing is wrong, 1 when something is.

    \b
    Example:
      kg nanopub check nanopubs/finding-obstacle-app-error.trig
    """
    from kg.publish.nanopub.checking import check_file

    wrong = count = 0
    for path in _files(files):
        for checked in check_file(path):
            count += 1
            wrong += not checked.is_right
            for line in _told(checked):
                click.echo(f"{path}: {line}")
    click.echo(f"{count} nanopublication{'' if count == 1 else 's'}, {wrong} with faults")
    ctx.exit(1 if wrong else 0)


def _files(named: tuple[Path, ...]) -> Iterator[Path]:
    from kg.publish.nanopub.checking import FORMATS

    for path in named:
        if not path.is_dir():
            yield path
            continue
        found = [inside for inside in sorted(path.iterdir()) if inside.suffix.lower() in FORMATS]
        if not found:
            raise LitkgError(str(path), "holds no nanopublication", f"name a file that ends in {', '.join(FORMATS)}")
        yield from found


def _told(checked: Checked) -> Iterator[str]:
    for fault in checked.faults:
        yield f"wrong: {fault}"
    if checked.is_right:
        hashed = "hash right" if checked.trusty else "no hash in its IRI"
        by = f" by {checked.signer}" if checked.signer else ""
        signed = f"signed{by} with the key {checked.key}" if checked.key else "not signed"
        yield f"right: {checked.iri}: ten criteria, {hashed}, {signed}"
