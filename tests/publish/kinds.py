"""The kinds of pages that a site has: what is tested, measured and looked at is one page of each."""

import re
from pathlib import Path, PurePosixPath

NUMBERED = re.compile(r"-\d+$")


def kind_of(path: str) -> str:
    """Name the kind of a page: parts of one list are of one kind, and so are the pages of a folder.

    >>> kind_of("papers-2.html"), kind_of("paper/satu-2020.html"), kind_of("index.html")
    ('papers', 'paper/', 'index')
    """
    pure = PurePosixPath(path)
    return NUMBERED.sub("", pure.stem) if len(pure.parts) == 1 else f"{pure.parts[0]}/"


def largest(site: Path) -> dict[str, str]:
    """Give the path of the largest page of each kind, under the top of a language."""
    found: dict[str, str] = {}
    for path in sorted(site.rglob("*.html"), key=lambda path: (-path.stat().st_size, path)):
        name = path.relative_to(site)
        if name.parts[0] not in ("en", "data"):
            found.setdefault(kind_of(name.as_posix()), name.as_posix())
    return dict(sorted(found.items()))
