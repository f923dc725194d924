"""The command that makes a copy of a build for others to read: publish."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.shared import BUILD_OPTION


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@BUILD_OPTION
@click.option("--quotes-only", is_flag=True, help="Leave out the full texts of the papers named by KEY, or of all.")
def publish(folder: Path, keys: tuple[str, ...], build_dir: Path, quotes_only: bool) -> None:
    """Copy a build, its site and its data, into FOLDER, which may then be put on the web.

    Everything is copied unless you say otherwise: litkg does not know under which licence a paper stands. Publish the
    full text of a paper only if you may. With --quotes-only a paper is shown by its quotes alone, each still at its own
    link, and no file in FOLDER holds more of its text than the quotes of the graph and its reference list.

    FOLDER is new, empty or such a copy; anything else is left as it is.

    \b
    Examples:
      kg publish public
      kg publish public --quotes-only
      kg publish public --quotes-only pradiya-2024 cahyani-2025
    """
    from kg.publish.copy import publish as run

    if keys and not quotes_only:
        raise click.UsageError("KEY names papers for --quotes-only: say --quotes-only too.")
    done = run(build_dir, folder, keys if quotes_only else None)
    whole = done.papers - len(done.quotes_only)
    click.echo(f"{folder}: {done.papers} papers, {whole} with their full text", err=True)
