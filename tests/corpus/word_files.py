"""Word files made by hand, part by part, for what no word processor writes on command."""

import zipfile
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
KINDS = {"document": "document.main", "header": "header", "footer": "footer"}
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def _style(name: str, shown: str, inner: str = "", kind: str = "paragraph") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{shown}"/>{inner}</w:style>'


STYLES = "".join((
    _style("Judul1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
    _style("Bab", "Bab", '<w:basedOn w:val="Judul1"/>'),
    _style("X2", "Judul 2"),
    _style("T", "Title", "<w:rPr><w:b/></w:rPr>"),
    _style("Penulis", "Author", '<w:basedOn w:val="T"/>'),
    _style("Isi1", "toc 1"),
    _style("Tebal", "Tebal", "<w:rPr><w:b/></w:rPr>"),
    _style("Butir", "Butir", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
    _style("Naik", "Naik", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>', "character"),
))  # fmt: skip


def level(depth: int, kind: str, label: str, more: str = "") -> str:
    """Make a level of a list."""
    settings = f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{label}"/>'
    return f'<w:lvl w:ilvl="{depth}">{settings}</w:lvl>'


NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{level(0, "bullet", "·")}{level(1, "bullet", "o")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1.")}{level(1, "lowerLetter", "(%2)")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{level(0, "decimal", "[%1]")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="3">{level(0, "upperRoman", "%1.")}{level(1, "decimal", "%1.%2")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="4">{level(0, "upperRoman", "%1.")}'
    f"{level(1, 'decimal', '%1.%2', '<w:isLgl/>')}</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="3"/></w:num>'
    '<w:num w:numId="6"><w:abstractNumId w:val="4"/></w:num>'
    '<w:num w:numId="5"><w:abstractNumId w:val="1"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def r(text: str, properties: str = "") -> str:
    """Make a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inner: str, properties: str = "") -> str:
    """Make a paragraph; plain text becomes a run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner if inner.startswith('<') else r(inner)}</w:p>"


def style(name: str) -> str:
    """Name a paragraph's style."""
    return f'<w:pStyle w:val="{name}"/>'


def item(number: int, depth: int = 0) -> str:
    """Put a paragraph into a list."""
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


def part(name: str, inner: str) -> str:
    """Make a part of a Word file."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<w:{name} {SPACES}>{inner}</w:{name}>'


def word_file(path: Path, body: str, more: dict[str, str] | None = None, document: str | None = None) -> Path:
    """Write a Word file with a body, and with further parts by kind: ``{"footnotes": …, "header": …}``."""
    parts = {"styles": part("styles", STYLES), "numbering": part("numbering", NUMBERING), **(more or {})}
    relations = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>' for at, kind in enumerate(parts)
    )
    main = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    types = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{MEDIA_TYPE}.{KINDS.get(kind, kind)}+xml"/>'
        for kind in ["document", *parts]
    )
    types += '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{TYPES}">{types}</Types>')
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{RELATIONS}">{main}</Relationships>')
        archive.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>'
        )
        archive.writestr("word/document.xml", document or part("document", f"<w:body>{body}</w:body>"))
        for kind, content in parts.items():
            archive.writestr(f"word/{kind}.xml", content)
    return path
