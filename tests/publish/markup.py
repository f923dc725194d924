"""What a page holds: ids, links, what it loads, its elements, and whether they are closed in order."""

from html.parser import HTMLParser
from pathlib import Path

VOID = {"meta", "link", "br", "img", "input", "hr", "wbr", "col"}


class Markup(HTMLParser):
    """A page, read."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.ids, self.links, self.loads, self.tags, self.attributes, self.open = [], [], [], [], [], []
        self.words = []
        self.data_scripts = 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append(tag)
        self.attributes += given
        self.data_scripts += tag == "script" and given.get("type") == "application/ld+json"
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given["href"])
        elif "href" in given or "src" in given:
            self.loads.append(given.get("href") or given["src"])
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def pages_of(site: Path) -> dict[Path, Markup]:
    """Read all pages of a site."""
    return {path: Markup(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
