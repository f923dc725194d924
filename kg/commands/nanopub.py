"""The command that makes nanopublications: nanopub."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands import nanopub_check
from kg.commands.shared import BUILD_OPTION
from kg.model import LitkgError

if TYPE_CHECKING:
    from kg.publish.nanopub.credit import Credit

CC_BY = "https://creativecommons.org/licenses/by/4.0/"


@click.group(invoke_without_command=True, subcommand_metavar="[check FILE...]")
@BUILD_OPTION
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("nanopubs"), show_default=True,
    help="Folder to write, one file each.",
)  # fmt: skip
@click.option("--statements", is_flag=True, help="One for each statement as well.")
@click.option("--only", multiple=True, metavar="NAME", help="Only this finding or statement; may be given again.")
@click.option("--creator", metavar="ORCID", help="Who answers for them. [default: the software]")
@click.option("--name", default="", help="The creator's name.")
@click.option(
    "--licence", default=CC_BY, metavar="IRI",
    help="Licence that each says it is under; quotes stay their authors'. [default: CC BY 4.0]",
)  # fmt: skip
@click.option("--date", metavar="DAY", help="Day to give as dcterms:created. [default: none]")
@click.option("--key", type=click.Path(path_type=Path), help="Your private RSA key, to sign with; needs --creator.")
@click.option("--base-iri", metavar="IRI", help="What their IRIs begin with. [default: the build's, and nanopub/]")
@click.pass_context
def nanopub(
    ctx: click.Context,
    build_dir: Path,
    out: Path,
    statements: bool,
    only: tuple[str, ...],
    creator: str | None,
    name: str,
    licence: str,
    date: str | None,
    key: Path | None,
    base_iri: str | None,
) -> None:
    """Make a nanopublication of each finding: what is said, on which quotes it rests, and who says so.

    Each is one TriG file that stands alone: the finding with who supports and who opposes it; its provenance, with the
    quotes, their papers and positions, and the versions of litkg and of the ontology; its attribution, licence and
    type. Its IRI ends in the hash of what it says (a trusty URI), so nobody can change it unseen. It has no day unless
    you give one: the guidelines recommend it, and do not require it. Nothing is sent anywhere.

    Who gets one may use it as its licence says: Creative Commons Attribution 4.0, unless --licence names another. That
    cannot be taken back once it is out, so choose before you hand them on.

    \b
    Examples:
      kg nanopub
      kg nanopub --only obstacle/app-error --creator 0000-0002-1825-0097 --date 2026-03-01
      kg nanopub --statements --base-iri https://w3id.org/np/ --creator 0000-0002-1825-0097 --key my-key.pem
      kg nanopub check nanopubs
    """
    if ctx.invoked_subcommand is not None:
        return
    from kg.graph.store import Store
    from kg.publish.nanopub.credit import base_iri as checked_base
    from kg.publish.nanopub.reading import chosen, sources
    from kg.publish.nanopub.reading import findings as read_findings
    from kg.publish.nanopub.reading import statements as read_statements
    from kg.publish.nanopub.signing import read_key
    from kg.publish.nanopub.writing import file_name, nanopublication, trig, write_folder

    credit = _credit(creator, name, licence, date, key)
    signing = read_key(key) if key is not None else None
    store = Store.of_build(build_dir, whole=True)
    things = read_findings(store) + (read_statements(store) if statements or only else [])
    if only:
        things = chosen(things, only)
    known = sources(build_dir, store, things)
    base = checked_base(base_iri or f"{known.base}nanopub/")
    made = (
        (file_name(thing, known.base), trig(*nanopublication(thing, known, credit, base, signing))) for thing in things
    )
    count = write_folder(out, made)
    made_of = f"{count} nanopublication{'' if count == 1 else 's'}"
    click.echo(f"{out}: {made_of}, {'signed' if key else 'not signed'}", err=True)
    if count:
        click.echo(f"they say that they are under {licence}; for another licence: --licence", err=True)
    if "://example.org/" in known.base or "://example.org/" in base:
        place = "build with --base-iri before you publish them"
        click.echo(f"their IRIs begin with https://example.org/, a placeholder: {place}", err=True)


nanopub.add_command(nanopub_check.check)


def _credit(creator: str | None, name: str, licence: str, date: str | None, key: Path | None) -> Credit:
    from kg.publish.nanopub.credit import Credit, creator_iri, date_literal, web_iri

    for option, given in (("--key", key), ("--name", name)):
        if given and not creator:
            raise LitkgError(str(option), "needs to know whose it is", "give your ORCID iD with --creator")
    return Credit(
        web_iri(licence, "--licence", f"give its address, such as {CC_BY}"),
        creator_iri(creator) if creator else "",
        name,
        date_literal(date) if date else None,
    )
