"""The static site of a build."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kg.graph.store import Store


def write_site(store: Store, folder: Path, texts: Mapping[str, str]) -> None:
    """Write the site of a graph into a folder."""
    (folder / "index.html").write_text("<!doctype html><title>litkg</title>", encoding="utf-8")
