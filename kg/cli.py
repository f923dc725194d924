"""The command ``kg``."""

from __future__ import annotations

import click

from kg import __version__
from kg.commands import asking, assisting, building, citing, exporting, making, nanopub, packing, publishing, writing
from kg.commands.shared import HELP, Commands


@click.group(cls=Commands, context_settings=HELP)
@click.version_option(__version__, prog_name="litkg")
def main() -> None:
    """Turn a folder of papers into a knowledge graph that you can query, browse and cite.

    \b
    kg add paper.pdf --bib library.bib        a paper into your corpus, sources/
    kg build papers/                          the graph and the site, in build/
    kg status papers/                         what has changed since, and what a build would do
    kg query statements                       what the papers say
    kg ask effectiveness                      what they say together, on one concept
    kg path pradiya-2024 cahyani-2025         how two papers are tied
    kg compare pradiya-2024 cahyani-2025      two papers side by side
    kg table penelitian-terdahulu             previous studies, for your next paper
    kg cite obstacle/low-digital-literacy     a finding or a paper, with its references
    kg qdpx --out coding.qdpx                 the coding, for NVivo, ATLAS.ti, MAXQDA, QualCoder
    kg crate --out crate.zip                  all of it, for a repository of data
    kg export notes --out notes               for Obsidian, Gephi, Zotero, spreadsheets …
    """


for module in (making, building, asking, writing, citing, exporting, publishing, packing, nanopub, assisting):
    for command in vars(module).values():
        if isinstance(command, click.Command):
            main.add_command(command)


if __name__ == "__main__":
    main()
