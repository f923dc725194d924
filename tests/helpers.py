"""What several test files need: the command, small corpora of our own words, and ways to look at a build."""

import csv
import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KG = (sys.executable, "-m", "kg.cli")
BASE = "https://example.org/litkg/"
REFERENCES = (
    "Darmawan, S. (2020). Rancang Bangun Layanan Warga Desa. Jurnal Rekaan Bersama, 1(2), 3–9.",
    "Lestari, W. (2021). Mutu Antrean pada Loket Pasar. Jurnal Angin Timur, 4(1), 10–22.",
)
CONCLUSION = "Penggunaan aplikasi JMO sudah efektif."


def kg(
    *arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command ``kg`` as a user does, in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **(env or {})}
    return subprocess.run(
        [*KG, *(str(argument) for argument in arguments)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=120,
        check=False,
    )


def document(
    conclusion: str = CONCLUSION,
    *,
    title: str = "Kajian Pemakaian Aplikasi Layanan di Kota Angin",
    authors: Sequence[str] = ("Rara Wening",),
    year: int | None = 2024,
    results: str = "Peneliti mencatat keadaan di lapangan selama beberapa pekan.",
    body: str = "Kota Angin mempunyai banyak pekerja.",
    references: Sequence[str] = REFERENCES,
    kind: str = "full-text",
) -> str:
    """Make up a paper with front matter, results, a conclusion and a reference list."""
    front = [f'title: "{title}"', "author:", *(f'  - "{author}"' for author in authors)]
    front += [f"issued: {year}"] if year else []
    parts = [
        "\n".join(["---", *front, "language: id", f"source-kind: {kind}", "---"]),
        *("# Pendahuluan", body),
        *("# Hasil dan Pembahasan", results),
        *("# Kesimpulan", conclusion),
    ]
    if references:
        parts += ["# Daftar Pustaka", "\n".join(f"- {reference}" for reference in references)]
    return "\n\n".join(parts) + "\n"


def corpus(folder: Path, papers: Mapping[str, str]) -> Path:
    """Write a corpus; the names of files without an ending get ``.md``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in papers.items():
        path = folder / (name if name.endswith((".md", ".txt")) else f"{name}.md")
        path.write_bytes(text.encode())
    return folder


def tree(folder: Path) -> dict[str, str]:
    """Give the SHA-256 of every file below a folder, by its path in it."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def table(done: subprocess.CompletedProcess[str]) -> list[dict[str, str]]:
    """Read the answer of ``kg query … --format csv``."""
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def local(iri: str) -> str:
    """Give the last part of an IRI."""
    return iri.replace("#", "/").rsplit("/", 1)[-1]
