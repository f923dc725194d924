"""The site of a build as files."""

from __future__ import annotations

import os
from pathlib import PurePath

from starlette.staticfiles import StaticFiles


class Site(StaticFiles):
    """The files of a folder, but for those whose name, or whose folder's name, begins with a dot."""

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Find a file, unless it is hidden."""
        if any(part.startswith(".") for part in PurePath(path).parts):
            return "", None
        return super().lookup_path(path)
