"""Commands that pack a build for other programs and for archives: crate, qdpx."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.shared import BUILD_OPTION


@click.command()
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder to write, or FILE.zip.")
@BUILD_OPTION
@click.option("--quotes-only", is_flag=True, help="Leave out the full texts of the papers named by KEY, or of all.")
@click.option("--title", default="", help="What the crate is called.  [default: from the number of papers]")
@click.option("--author", "authors", multiple=True, help="Who made it: a name, an ORCID iD behind it. May be repeated.")
@click.option("--licence", "--license", "licence", default="", help="Of what is yours in it: an address, or CC-BY-4.0.")
@click.option(
    "--date", "day", default="", help="Day of publication, as 2026-08-17.  [default: the newest paper's year]"
)
def crate(
    keys: tuple[str, ...],
    out: Path,
    build_dir: Path,
    quotes_only: bool,
    title: str,
    authors: tuple[str, ...],
    licence: str,
    day: str,
) -> None:
    """Pack a build as an RO-Crate, for Zenodo and other repositories of data.

    A crate is the copy that 'kg publish' makes, with its description in ro-crate-metadata.json and a page to look into
    it: which files there are, on which papers by whom they rest, which software made them. Nothing is sent anywhere.

    RO-Crate 1.1 wants a date and a licence. Without --date it is the year of the newest paper, and the description says
    so; without --licence the crate says that none is known. A licence that you give is for what is yours: the papers
    belong to their authors, so leave their texts out with --quotes-only unless you may share them.

    \b
    Examples:
      kg crate --out crate.zip --quotes-only
      kg crate --out crate --author "Rara Wening 0000-0002-1825-0097" --licence CC-BY-4.0 --date 2026-08-17
      kg crate pradiya-2024 --quotes-only --out crate.zip
    """
    from kg.publish.crate.about import About
    from kg.publish.crate.crate import write_crate

    if keys and not quotes_only:
        raise click.UsageError("KEY names papers for --quotes-only: say --quotes-only too.")
    done = write_crate(build_dir, out, About.of(title, authors, licence, day), keys if quotes_only else None)
    whole = done.papers - len(done.quotes_only)
    click.echo(f"{out}: {done.papers} papers, {whole} with their full text", err=True)


@click.command()
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="FILE.qdpx, or FILE.qdc for the code book alone."
)
@BUILD_OPTION
@click.option("--language", type=click.Choice(["id", "en"]), default="id", show_default=True, help="Of the codes.")
def qdpx(out: Path, build_dir: Path, language: str) -> None:
    """Write the coding as a REFI-QDA project, for NVivo, ATLAS.ti, MAXQDA, QualCoder and others.

    The texts are the sources, with year, journal, methods and more as their variables. Codes are the concepts under
    their kinds of statement, the stances, whose statement it is, methods, and what citations are for. A passage has all
    codes of what it says, so that effectiveness together with not fully optimal is a query for both; how each was found
    stands in its description. The same build gives the same identifiers, so that projects can be merged.

    The file holds the full texts: share it only if you may share them.

    \b
    Examples:
      kg qdpx --out jmo.qdpx
      kg qdpx --out codebook.qdc --language en
    """
    from kg.publish.refi_qda.project import write_project

    done = write_project(build_dir, out, language)
    told = f"{done.codes} codes"
    if done.sources:
        texts = f"{done.sources} text{'' if done.sources == 1 else 's'}"
        told = f"{texts}, {told}, {done.passages} coded passages, {done.codings} codings"
    click.echo(f"{out}: {told}", err=True)
