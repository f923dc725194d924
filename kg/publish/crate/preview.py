"""The page by which people, and repositories, look into a crate."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from kg.publish.crate.entities import Entity

PREVIEW = "ro-crate-preview.html"
PAGE = Markup("""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{name}</title>
</head>
<body>
<main>
<h1>{name}</h1>
<p>{description}</p>
<p>Published: {date}. Licence: {licence}.</p>
<p><a href="index.html">Open the site</a></p>
<h2>Files</h2>
<ul>
{files}
</ul>
<h2>Papers</h2>
<ul>
{papers}
</ul>
</main>
</body>
</html>
""")
FILE = Markup('<li><a href="{id}">{id}</a>: {name}</li>')
PAPER = Markup("<li>{authors}: {name}</li>")


def preview(graph: Sequence[Entity]) -> str:
    """Write the page; a link leads to each file and folder."""
    by_id = {entity["@id"]: entity for entity in graph}
    root = by_id["./"]
    names = {id: str(entity.get("name", id)) for id, entity in by_id.items()}
    listed = [entity for entity in graph if entity["@type"] in ("File", "Dataset") and entity is not root]
    papers = [entity for entity in graph if entity["@type"] == "ScholarlyArticle"]
    licence = root["license"]
    assert isinstance(licence, dict)
    return str(
        PAGE.format(
            name=root["name"],
            description=root["description"],
            date=root["datePublished"],
            licence=names[licence["@id"]],
            files=Markup("\n").join(FILE.format(id=each["@id"], name=names[each["@id"]]) for each in listed),
            papers=Markup("\n").join(
                PAPER.format(authors=_authors(each, names), name=names[each["@id"]]) for each in papers
            ),
        )
    )


def _authors(paper: Entity, names: dict[object, str]) -> str:
    authors = paper.get("author", [])
    assert isinstance(authors, list)
    return "; ".join(names[author["@id"]] for author in authors) or "Unknown"
