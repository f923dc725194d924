"""How well the design of a study is read: the papers that do not exist, beside what a reader takes from them."""

import sys
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from kg.corpus.reader import paper_from
from kg.extract.reading import Extractor
from kg.model import Study
from kg.resources import ontology_dir

FOLDER = Path(__file__).parent / "study"
FIELDS = ("informants", "setting", "period", "sample")


def papers(part: str) -> list[dict[str, Any]]:
    """Give the papers of a part (``development`` or ``held-out``) with what a reader takes from them."""
    return [
        paper for file in sorted(FOLDER.glob(f"{part}-*.toml")) for paper in tomllib.loads(file.read_text())["paper"]
    ]


def study_of(extractor: Extractor, paper: dict[str, Any]) -> Study:
    """Read the study of one of the papers."""
    front = f'---\ntitle: "{paper["title"]}"\nlanguage: {paper.get("language", "id")}\nsource-kind: full-text\n---\n'
    return extractor.read(paper_from("coba-2024", front + paper["text"])).study


def told(study: Study) -> dict[str, Any]:
    """Put what was read into the form of the expected values; what is not known is left out."""
    setting = study.setting
    values = {
        "methods": [id for id, _ in study.methods],
        "techniques": [id for id, _ in study.techniques],
        "informants": study.informants,
        "setting": [setting.title, setting.province] if setting else None,
        "roles": [role.title for role in study.groups],
        "period": study.period,
        "sample": study.sample,
    }
    return {name: value for name, value in values.items() if value}


def f1(expected: Iterable[Sequence[str]], found: Iterable[Sequence[str]]) -> float:
    """F1 over all items of all papers."""
    pairs = [(set(want), set(have)) for want, have in zip(expected, found, strict=True)]
    right = sum(len(want & have) for want, have in pairs)
    return 2 * right / max(1, sum(len(want) + len(have) for want, have in pairs))


def scores(part: str, show: bool = False) -> dict[str, float]:
    """Measure each field over a part: F1 of sets, else the share of papers that are read exactly."""
    extractor = Extractor.of(ontology_dir())
    expected = papers(part)
    found = [told(study_of(extractor, paper)) for paper in expected]
    if show:
        for want, have in zip(expected, found, strict=True):
            for name in ("methods", "techniques", "roles", *FIELDS):
                if _plain(want.get(name)) != _plain(have.get(name)):
                    print(f"{want['title'][:44]:44} {name}: wanted {want.get(name)}, read {have.get(name)}")
    result = {
        name: f1([p.get(name, []) for p in expected], [p.get(name, []) for p in found])
        for name in ("methods", "techniques", "roles")
    }
    for name in FIELDS:
        result[name] = sum(w.get(name) == f.get(name) for w, f in zip(expected, found, strict=True)) / len(expected)
    return result


def _plain(value: Any) -> Any:
    return set(value) if isinstance(value, list) else value


if __name__ == "__main__":
    for part in sys.argv[1:]:
        print(part, {name: round(value, 3) for name, value in scores(part, show=True).items()})
