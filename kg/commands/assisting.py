"""The command that lets assistants ask: mcp."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.shared import BUILD_OPTION


@click.command()
@BUILD_OPTION
@click.option(
    "--timeout", type=click.FloatRange(1, 3600), default=30, show_default=True, help="Seconds that an answer may take."
)
def mcp(build_dir: Path, timeout: float) -> None:
    """Let an assistant on this machine ask a build, by the Model Context Protocol on standard input and output.

    You do not run it yourself: the program with the assistant does. Needs: pip install 'litkg[mcp]'. The tools are
    list_papers, ask_concept, get_quotes, find_paths, compare_papers, run_query and list_queries; they only read.

    \b
    Example:
      kg mcp --build build --timeout 10

    \b
    In the settings of the program:
      {"mcpServers": {"litkg": {"command": "kg", "args": ["mcp", "--build", "/home/me/review/build"]}}}
    """
    from kg.mcp.server import serve_tools

    serve_tools(build_dir, timeout)
