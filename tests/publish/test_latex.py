"""LaTeX that ``kg cite`` writes is set as its comments tell, by biblatex and biber or by BibTeX, list and all."""

import shutil
import subprocess

import pypdfium2
import pytest

from kg.publish.cite.asked import Library
from kg.publish.cite.documents import HEADINGS, written

NEEDS = {
    "apa": ("biblatex.sty", "apa.bbx"), "chicago": ("biblatex-chicago.sty", "xstring.sty"),
    "vancouver": ("biblatex.sty", "vancouver.bbx"), "ieee": ("biblatex.sty", "ieee.bbx"),
}  # fmt: skip
PLAIN = "\\pagestyle{empty}\\hyphenpenalty=10000\\exhyphenpenalty=10000\\sloppy"
READABLE = "\\pdfgentounicode=1\\input{glyphtounicode}"  # or "fi" is a glyph that a PDF gives back as no letters


@pytest.fixture(scope="module")
def library(notes_build):
    return Library(notes_build)


def need(*files):
    """Skip where the programs or files are not installed."""
    programs = [name for name in files if "." not in name]
    missing = [name for name in programs if not shutil.which(name)]
    if not missing and shutil.which("kpsewhich"):
        missing = [name for name in files if "." in name and _not_in_tex(name)]
    if missing or not shutil.which("kpsewhich"):
        pytest.skip(f"TeX Live has no {', '.join(missing) or 'kpsewhich'} here")


def _not_in_tex(name):
    return subprocess.run(["kpsewhich", name], capture_output=True, check=False).returncode != 0


def typeset(folder, preamble, body, ending, lister):
    """Make a PDF with a list, and give its text."""
    head = ["\\documentclass{article}", READABLE, *preamble, "\\begin{document}", PLAIN]
    (folder / "text.tex").write_text("\n".join([*head, body, ending, "\\end{document}"]), encoding="utf-8")
    pdflatex = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error"]
    for command in (pdflatex, [lister], pdflatex, pdflatex):
        made = subprocess.run([*command, "text"], cwd=folder, capture_output=True, timeout=120, check=False)
        assert made.returncode == 0, made.stdout.decode(errors="replace")[-2000:]
    log = (folder / "text.log").read_text(errors="replace")
    assert "undefined" not in log and "multiply" not in log
    document = pypdfium2.PdfDocument(folder / "text.pdf")
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def told_in_comments(latex):
    """Part what goes before the document, and what ends it, from the comments of what ``kg cite`` wrote."""
    commands = [line.removeprefix("% ") for line in latex.splitlines() if line.startswith("% \\")]
    return commands[:-1], commands[-1]


@pytest.mark.slow
@pytest.mark.parametrize("style", NEEDS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_biblatex_sets_what_the_comments_tell(library, tmp_path, style, language):
    need("pdflatex", "biber", *NEEDS[style])
    document = library.cite("effectiveness", style, language)
    (tmp_path / "references.bib").write_bytes(written(document, "bibtex"))
    latex = written(document, "latex").decode()
    preamble, ending = told_in_comments(latex)
    printed = typeset(tmp_path, preamble, latex, ending, "biber")
    listed = printed.partition(f" {HEADINGS[language]} ")[2]
    for item in document.items:
        assert item["title"] in listed, "no capital of a name is lost"
    if style == "apa":
        shown = written(document, "text").decode()
        assert "".join(printed.split()) == "".join(shown.split()), "two processors of APA say the same"


@pytest.mark.slow
def test_bibtex_sets_it_with_the_commands_of_natbib(library, tmp_path):
    need("pdflatex", "bibtex", "natbib.sty", "plainnat.bst")
    document = library.cite("effectiveness", "apa", "id")
    (tmp_path / "references.bib").write_bytes(written(document, "bibtex"))
    preamble = ["\\usepackage{natbib}\\let\\textcite\\citet\\let\\parencite\\citep"]
    ending = "\\bibliographystyle{plainnat}\\bibliography{references}"
    printed = typeset(tmp_path, preamble, written(document, "latex").decode(), ending, "bibtex")
    for item in document.items:
        assert item["title"] in printed
