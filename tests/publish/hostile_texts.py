"""A paper whose every sentence would be something else in Markdown, YAML, XML, CSV, BibTeX or a file's name."""

from tests.publish.manuscript import Manuscript

LONG = "panjang" * 1429
RTL = "\u0645\u0646\u0635\u0629 \u062c\u064a\u062f\u0629"
TEXTS = [
    "</script><script>alert(1)</script>", '<img src=x onerror="alert(1)">', 'kata "dikutip" dan \'begitu\'',
    "baris satu\nbaris dua\r\nbaris tiga", "[[pradiya-2024]] dan ![[gambar]]", "#tag dan #lain/nya", "---", "--- judul",
    "***", "===", "- [ ] tugas", "1. pertama", "2019) kedua", "+ tambah", "> kutipan", "# kepala", "```kode```",
    "`kode`", "*tebal* _miring_ ~~coret~~ ==sorot==", "$x$ dan $$y$$", "%%komentar%%", "kunci:: nilai", "^blok",
    "[a](http://a.example)",
    "[^1]: catatan", "[!note] panggilan", "https://evil.example/a www.evil.example mailto:a@evil.example a@b.id",
    "<http://evil.example>", "&lt;b&gt; &#35;x", "| a | b |", "<% tp.x %>", "{{judul}}", "\\", "a\\", "]]>", "<!-- -->",
    '=HYPERLINK("http://evil.example/","klik")', "+62 811", "@SUM(A1)", "-1", "a;b,c\td", "{a} \\cite{b} % c",
    "TY  - BOOK",
    f"{RTL} efektif", "\u202eterbalik", "\u2066pisah", "\u2067balik", "\x00 \x07 \x1b[31m \u2028 \ufffe", "\ufeffawal",
    "\U0001f600", LONG,
]  # fmt: skip
KEYS = [
    "con",
    "Aux.2020",
    "a b",
    "titik.",
    "A B",
    "x" * 150,
    "r\u0301esum\u00e9",
    "[[a]]#b^c",
    "README",
    "aneh #1 50%?",
]


def texts() -> Manuscript:
    """A paper that says all of them, in front, in its list and as its own statements."""
    paper = Manuscript(
        "teks-2020", title="[[x]] #tag </script> --- =1", authors=("Ani [[Satu]]", "{Budi} \\Dua"),
        families=("Satu", "Dua"), year=2020, venue="Jurnal | #a", doi="10.1/a_b<c>",
    )  # fmt: skip
    paper.section("results", "Hasil")
    for number, text in enumerate(TEXTS):
        concept = ("internet-network", "app-error")[number % 2]
        paper.says("obstacle", concept, text, rule=f"aturan [[{number}]]", part=text)
    last = paper.judges("effectiveness", "not-effective", f"Aplikasi {RTL} gagal [[x]] #tag.")
    paper.concludes("effectiveness", "not-effective", last)
    seen = paper.writes("Hal itu dicatat (Tiga, 2019) dan #lain.")
    paper.cites(seen, "(Tiga, 2019)", "Tiga 2019", 1, "disagreesWith")
    again = paper.writes("Itu juga kata Tiga (2019) tentang [[hal]] lain.")
    paper.cites(again, "Tiga (2019)", "Tiga 2019", 1, "discusses")
    paper.section("references", "Daftar Pustaka")
    for number, text in enumerate(TEXTS):
        known = {"first_author": "Tiga", "authors": ("Tiga, C. & {D}",), "year": 2019, "kind": "book"}
        paper.lists(
            f"Tiga ({2019}). {number}. {' '.join(text.split())}", **known, title=text, publisher=text, container=text
        )
    return paper


def literature():
    """That paper, and papers whose keys no file may bear."""
    others = []
    for number, key in enumerate(KEYS):
        paper = Manuscript(
            key, title=f"Judul {number}", authors=(f"Nama {number}",), families=(str(number),), year=2021
        )
        paper.section("results", "Hasil")
        paper.judges("effectiveness", "effective", "Aplikasi ini efektif.")
        others.append(paper.reading())
    return [texts().reading(), *others]
