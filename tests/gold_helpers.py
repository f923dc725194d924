"""Small gold for papers of our own words: what a test says that a paper says."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def entry(text: str, sentence: str, kind: str, id: str | None, **more: Any) -> dict[str, Any]:
    """Say what a sentence of a text states."""
    start = text.index(sentence)
    return {"kind": kind, "id": id, "start": start, "end": start + len(sentence), **more}


def write_gold(
    folder: Path, key: str, statements: Sequence[dict[str, Any]], overall: dict[str, Any] | None = None, **parts: Any
) -> Path:
    """Write the gold of one paper, and give the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    content = {"statements": list(statements), "overall": overall, **parts}
    (folder / f"{key}.json").write_text(json.dumps(content), encoding="utf-8")
    return folder
