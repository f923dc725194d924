"""Pictures of each kind of page of a build: desktop and phone, both languages, light and dark.

    python -m benchmarks.screenshots BUILD FOLDER

writes ``KIND-LANGUAGE-SCHEME-WIDTH.png``; a page longer than a few screens is cut off.
"""

from __future__ import annotations

import argparse
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.site import CHROMIUM
from tests.publish.kinds import largest

SIZES = {1280: 900, 390: 844}
SCREENS = 3


def pictures(build: Path, folder: Path, browser: Browser, only: list[str]) -> None:
    """Take the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    kinds = {kind: path for kind, path in largest(build).items() if not only or kind.rstrip("/") in only}
    for (width, height), scheme, language in product(SIZES.items(), ("light", "dark"), ("id", "en")):
        size = {"width": width, "height": height}
        context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
        page = context.new_page()
        for kind, path in kinds.items():
            page.goto((build / ("en" if language == "en" else "") / path).as_uri())
            page.wait_for_timeout(400)  # for what scripts draw
            long = page.evaluate("document.documentElement.scrollHeight")
            clip = {"x": 0, "y": 0, "width": width, "height": min(long, SCREENS * height)}
            name = f"{kind.rstrip('/')}{'-page' if kind.endswith('/') else ''}-{language}-{scheme}-{width}.png"
            page.screenshot(path=folder / name, clip=clip, full_page=True)
        context.close()


def main() -> None:
    """Take the pictures that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("build", type=Path, metavar="BUILD")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--only", nargs="*", default=[], metavar="KIND", help="such as index, paper or finding")
    asked = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        pictures(asked.build, asked.folder, browser, asked.only)
        browser.close()


if __name__ == "__main__":
    main()
