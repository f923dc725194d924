"""The process that answers the tools, so that an answer which takes too long, or too much memory, can be stopped.

It is told ``open BUILD SECONDS`` once, and a tool with its arguments after that.
"""

from __future__ import annotations

import faulthandler
import json
import sys
from collections.abc import Callable
from pathlib import Path

from kg.beside import answer
from kg.graph.store import Store
from kg.mcp.answers import ANSWERS
from kg.model import LitkgError

MEMORY = 2 << 30  # bytes that an answer may take, where the system can be told so
LONGEST_ANSWER = 400_000  # characters
GRACE = 2.0  # seconds after which the process ends itself, should whoever started it be gone


def answering() -> Callable[..., str]:
    """Make the function that answers; what cannot be answered is told as a fault."""
    store, seconds = Store(), GRACE

    def told(tool: str, *said: str) -> str:
        nonlocal store, seconds
        if tool == "open":
            store, seconds = Store.of_build(Path(said[0])), float(said[1])
            _bound_memory()
            return ""
        faulthandler.dump_traceback_later(seconds + GRACE, exit=True, file=sys.stderr)
        try:
            text = json.dumps({"answer": ANSWERS[tool](store, **json.loads(said[0]))}, ensure_ascii=False)
            if len(text) <= LONGEST_ANSWER:
                return text
            what = f"would have {len(text)} characters"
            raise LitkgError("the answer", what, "ask for less, with a smaller limit or on one paper")
        except LitkgError as error:
            return json.dumps({"fault": [error.place, error.what, error.mend]})
        finally:
            faulthandler.cancel_dump_traceback_later()

    return told


def _bound_memory() -> None:
    """Let the process take so much more memory than it has; where the system does not tell, as much as it likes."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + MEMORY,) * 2)
    except (ImportError, OSError, ValueError):
        pass


if __name__ == "__main__":
    answer(answering())
