"""Files that are broken, or made to break what reads them: each by the name that it has in a corpus."""

import random
import zlib
from collections.abc import Sequence
from pathlib import Path

from tests.corpus.word_files import SPACES, p, word_file

CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
SHOW = b"BT /F 12 Tf 72 700 Td (Halo dunia) Tj ET\n"
LAUGHS = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 12))


def pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Put a PDF together; its first object is the catalogue."""
    out, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, rows)
    end = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(out))
    return out + table + end


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """Make a stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def page(content: bytes, resources: bytes = b"/Font << /F 5 0 R >>", *more: bytes) -> bytes:
    """Make a PDF of one page with a content stream, object 4, and a font, object 5."""
    shown = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << %s >> >>" % resources
    return pdf([CATALOG, PAGES, shown, content, FONT, *more])


def bomb(unit: bytes, total: int) -> bytes:
    """Deflate so many bytes of the same."""
    packer = zlib.compressobj(9)
    chunk = unit * (1_000_000 // len(unit))
    return b"".join([*(packer.compress(chunk) for _ in range(total // len(chunk))), packer.flush()])


def forms(depth: int) -> bytes:
    """Make a page that draws a form ten times, which draws another ten times, and so on."""
    kind = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << %s >>"
    inner = [stream(b"/X Do " * 10, kind % (b"/XObject << /X %d 0 R >>" % (at + 1))) for at in range(6, 6 + depth)]
    last = stream(SHOW, kind % b"/Font << /F 5 0 R >>")
    return page(stream(b"/X Do"), b"/XObject << /X 6 0 R >>", *inner, last)


def pdfs(whole: bytes) -> dict[str, bytes]:
    """Make the hostile PDFs; ``whole`` is a good one, to be cut off."""
    image = b"/Type /XObject /Subtype /Image /Width 10 /Height 10 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    key = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32)
    blank = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    twice = zlib.compress(bomb(b"\0", 1_000_000_000), 9)
    return {
        "cut-off.pdf": whole[: len(whole) // 2],
        "cut-off-late.pdf": whole[: len(whole) * 9 // 10],
        "encrypted.pdf": pdf([CATALOG, PAGES, key], b"/Encrypt 3 0 R /ID [<41><41>]"),
        "page-tree-cycle.pdf": pdf([CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]),
        "ten-million-pages.pdf": pdf([CATALOG, PAGES.replace(b"Count 1", b"Count 10000000"), blank]),
        "zeros.pdf": page(stream(twice, b"/Filter [/FlateDecode /FlateDecode]")),
        "operators.pdf": page(stream(bomb(SHOW, 1_000_000_000), b"/Filter /FlateDecode")),
        "forms.pdf": forms(34),
        "scan.pdf": page(stream(b"595 0 0 842 0 0 cm /I Do"), b"/XObject << /I 6 0 R >>", stream(bytes(100), image)),
        "web-page.pdf": b"<!doctype html><html><body>404 Not found</body></html>",
        "image.pdf": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "header-alone.pdf": b"%PDF-1.7\n" + random.Random(5).randbytes(20_000),
    }


def word_files(folder: Path) -> None:
    """Write the hostile Word files."""
    content = word_file(folder / "a.docx", p("Kajian Aplikasi") + p("Halo dunia ini.")).read_bytes()
    (folder / "a.docx").unlink()
    (folder / "half.docx").write_bytes(content[: len(content) // 2])
    (folder / "locked.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000))
    word_file(folder / "bomb.docx", p("a" * 30_000_000))
    control = "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"
    word_file(folder / "nested.docx", control[0] * 10_000 + p("Halo.") + control[1] * 10_000)
    shown = f"<w:body>{p('<w:r><w:t>&a11;</w:t></w:r>')}</w:body>"
    laughs = f'<?xml version="1.0"?><!DOCTYPE w [{LAUGHS}]><w:document {SPACES}>{shown}</w:document>'
    word_file(folder / "entities.docx", "", document=laughs)


def others() -> dict[str, bytes]:
    """Make the hostile files of other kinds."""
    aliases = "".join(f"a{at}: &a{at} [*a{at - 1}, *a{at - 1}]\n" for at in range(1, 40))
    made = {
        "thirty-megabytes.html": b"<p>" + b"Halo dunia. " * 2_500_000,
        "deep.html": b"<div>" * 100_000 + b"Halo dunia.",
        "nul.txt": b"Satu.\nDua.\n\0Tiga.\n",
        "surrogates.txt": b"Satu.\nDua \xed\xa0\x80\xed\xb0\x80 tiga.\n",
        "utf-16.txt": "Satu.\nDua.\n".encode("utf-16"),
        "nested-front-matter.md": b"---\na: " + b"[" * 90_000 + b"\n---\n\nSatu.\n\nDua.\n",
        "long-front-matter.md": b"---\n" + b"a: b\n" * 200_000 + b"---\n\nSatu.\n\nDua.\n",
        "laughs.md": f"---\na0: &a0 [x, x]\n{aliases}author: *a39\n---\n\nSatu.\n\nDua.\n".encode(),
    }
    for suffix in ("pdf", "docx", "html", "htm", "md", "txt"):
        made[f"empty-{suffix}.{suffix}"] = b""
        made[f"random-{suffix}.{suffix}"] = random.Random(7).randbytes(20_000)
    return made
