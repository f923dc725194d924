"""What a build is made of, each thing with its hash; what the last build was made of, and what differs."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import NamedTuple

from kg.corpus.files import find_papers, is_hidden, is_paper
from kg.digests import digest, extractors_digest, file_digest, litkg_digest
from kg.folder import MANIFEST, changed_files
from kg.graph.terms import DEFAULT_BASE

LAST = "last.json"
LIBRARIES = (".bib", ".json", ".ris")
OVERRIDES = "works.toml"
ONTOLOGY = (".csv", ".toml", ".ttl")


@dataclass(frozen=True, slots=True)
class Options:
    """What a build depends on besides its papers."""

    ontology: Path
    base: str = DEFAULT_BASE
    needs_references: bool = True
    extractors: tuple[str, ...] = ("rules",)


@dataclass(frozen=True, slots=True)
class Report:
    """What a build made, or found made already."""

    out: Path
    papers: int
    statements: int
    references: int
    citations: int
    quads: int
    warnings: tuple[str, ...]
    skipped: int = 0
    unchanged: bool = False
    read: int = 0
    """The papers that were read or extracted from; the others were kept from earlier builds."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The hash of everything that a build depends on, by the names of files; what has no content has no hash."""

    papers: Mapping[str, str]
    beside: Mapping[str, str]
    ontology: Mapping[str, str]
    options: Mapping[str, str]
    litkg: str

    @classmethod
    def of(cls, corpus: Path, options: Options) -> Inputs:
        """Hash the inputs of a build.

        Raises:
            LitkgError: the folder holds no papers, or two with one key.
        """
        papers = {path.name: file_digest(path) if path.is_file() else "" for path in find_papers(corpus)}
        others = (path for path in sorted(corpus.iterdir()) if not is_paper(path) and not is_hidden(path))
        meant = {path.name: path.suffix.lower() in LIBRARIES or path.name == OVERRIDES for path in others}
        return cls(
            papers=papers,
            beside={name: file_digest(corpus / name) if content else "" for name, content in meant.items()},
            ontology={
                path.name: file_digest(path)
                for path in sorted(options.ontology.glob("*"))
                if path.suffix in ONTOLOGY and path.is_file()
            },
            options={
                "corpus": str(corpus),
                "--base-iri": options.base,
                "--extractor": " ".join(options.extractors),
                "what the extractors read": extractors_digest(options.extractors),
                "--no-references": str(not options.needs_references),
            },
            litkg=litkg_digest(),
        )

    def reading(self) -> str:
        """Hash what the graph of a paper depends on besides the paper and litkg."""
        said = [self.options[name] for name in ("--base-iri", "--extractor", "what the extractors read")]
        return digest(dict(self.ontology), said)


@dataclass(frozen=True, slots=True)
class Last:
    """What the last build was made of and made, and which kept values it and the one before it used."""

    inputs: Inputs
    manifest: str
    report: Report
    used: tuple[str, ...] = ()
    before: tuple[str, ...] = ()

    def stands(self, out: Path) -> bool:
        """Whether the folder still holds this build and nothing of it has changed."""
        return bool(self.manifest) and file_digest(out / MANIFEST) == self.manifest and not changed_files(out)

    def write(self, shop: Path) -> None:
        """Write it into the workshop of the build."""
        told = {**asdict(self), "report": {**asdict(self.report), "out": ""}}
        fresh = shop / f"new-{LAST}"
        fresh.write_text(json.dumps(told, sort_keys=True), encoding="utf-8")
        fresh.replace(shop / LAST)


def read_last(shop: Path, out: Path) -> Last | None:
    """Read what the last build was made of; ``None`` when that is not known."""
    try:
        told = json.loads((shop / LAST).read_bytes())
        report = Report(**told["report"])
        inputs = Inputs(**told["inputs"])
        used, before = (tuple(map(str, told[name])) for name in ("used", "before"))
        last = Last(inputs, str(told["manifest"]), report, used, before)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return replace(last, report=replace(report, out=out, warnings=tuple(map(str, report.warnings)), read=0))


class Change(NamedTuple):
    """One thing that differs from the last build, how, and what a build would do about it."""

    what: str
    change: str
    then: str


def changes(inputs: Inputs, last: Inputs, corpus: Path, ontology: Path) -> Iterator[Change]:
    """Tell what differs from the inputs of the last build; paths are given as the user knows them."""
    yield from _papers(inputs.papers, last.papers, corpus)
    for name, change in _differ(inputs.beside, last.beside):
        then = "pair papers and their data again" if Path(name).suffix.lower() in LIBRARIES else "analyse again"
        yield Change(str(corpus / name), change, then)
    for name, change in _differ(inputs.ontology, last.ontology):
        yield Change(str(ontology / name), change, "extract from every paper again")
    for name, change in _differ(inputs.options, last.options):
        same_papers = name in ("corpus", "--no-references")
        yield Change(name, change, "write again" if same_papers else "extract from every paper again")
    if inputs.litkg != last.litkg:
        yield Change("litkg", "is another, or stands on other packages", "read again what depends on that")


def _papers(now: Mapping[str, str], then: Mapping[str, str], corpus: Path) -> Iterator[Change]:
    gone = {name: content for name, content in then.items() if name not in now}
    for name, change in _differ(now, then):
        path = str(corpus / name)
        old = next((old for old, content in gone.items() if content == now.get(name)), "")
        if change == "new" and old:
            del gone[old]
            yield Change(path, f"renamed from {old}", "extract from it again")
        elif change != "removed":
            yield Change(path, change, "read it and extract from it")
    for name in sorted(gone):
        yield Change(str(corpus / name), "removed", "drop it")


def _differ(now: Mapping[str, str], then: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in sorted({*now, *then}, key=os.fsencode):
        if name not in then:
            yield name, "new"
        elif name not in now:
            yield name, "removed"
        elif now[name] != then[name]:
            yield name, "changed"
