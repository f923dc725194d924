"""Ways to look at the site in a browser that several test files need."""

from pathlib import Path
from urllib.parse import quote

from tests.publish.kinds import largest

# Each pair of language, colour scheme and width comes once in these four.
LOOKS = (("id", "light", 1280), ("id", "dark", 390), ("en", "light", 390), ("en", "dark", 1280))

LEFT = "net::ERR_ABORTED"  # the page was left while it still loaded


def names(site: Path) -> list[str]:
    """Give the addresses of all pages under the site's top."""
    return [quote(path.relative_to(site).as_posix()) for path in sorted(site.rglob("*.html"))]


def kinds(site: Path, language: str = "id") -> list[str]:
    """Give the address of one page of each kind, the largest."""
    return [f"{'en/' if language == 'en' else ''}{quote(path)}" for path in largest(site).values()]


def watched(context, root):
    """Open a page that notes every request to elsewhere, every failure and every word on the console."""
    page, wrong = context.new_page(), []
    near = (root, "data:", "blob:")
    page.on("request", lambda r: None if r.url.startswith(near) else wrong.append(f"request {r.url}"))
    page.on("requestfailed", lambda r: None if r.failure == LEFT else wrong.append(f"failed {r.url} {r.failure}"))
    page.on("console", lambda message: wrong.append(f"console {message.text}"))
    page.on("pageerror", lambda error: wrong.append(f"error {error}"))
    page.on("dialog", lambda dialog: (wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
    return page, wrong


def unfolded(page):
    """Open everything on a page that is folded."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    return page
