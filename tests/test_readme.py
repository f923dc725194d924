"""What the README shows is what the product prints."""

import re
import subprocess
import sys

from tests.helpers import ROOT, kg

README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    assert found, f"the README has no {language} block"
    return found.group(1)


def test_the_python_lines_print_what_the_readme_says(notes_build):
    program = block("python")
    said = re.search(r"^```python\n.*?^```\n\n((?:    [^\n]*\n)+)", README, re.DOTALL | re.MULTILINE)
    expected = "".join(line[4:] for line in said.group(1).splitlines(keepends=True))
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=notes_build.parent,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == expected


def test_the_sparql_query_gives_the_table_of_the_readme(notes_build, tmp_path):
    query = tmp_path / "obstacles.rq"
    query.write_text(block("sparql"), encoding="utf-8")
    table = re.search(r"^\| obstacle .*?(?=\n\n)", README, re.DOTALL | re.MULTILINE).group()
    assert kg("query", query, "--build", notes_build, "--format", "md").stdout.strip() == table


def test_the_path_is_told_as_in_the_readme(notes_build):
    told = block("console").partition("\n")[2]
    assert kg("path", "pradiya-2024", "cahyani-2025", "--most", "2", "--build", notes_build).stdout == told
