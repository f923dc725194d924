"""Gold: what an expert says that the papers say, in stand-off JSON files, one a paper, named by its key.

``statements`` and ``overall`` must be there; ``frameworks``, ``method``, ``informants``, ``statistics``,
``citation_relations`` and ``references`` are compared where they are. Positions count in the stored text of a build,
and each stands for a whole sentence; ``text``, when there, is ``sha256:`` and the hash of that text.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import NoneType
from typing import Any, NoReturn, get_args

from kg.extract.contract import SCHEMES
from kg.graph.queries import rows
from kg.graph.store import Store
from kg.graph.texts import key_of, stored_text
from kg.model import Attribution, LitkgError, SectionKind, StatementKind

# The fields that an entry of an optional part must have, with their types.
PARTS: Mapping[str, Mapping[str, tuple[type, ...]]] = {
    "frameworks": {"id": (str, NoneType), "role": (str,)},
    "statistics": {"value": (str,), "start": (int,), "end": (int,)},
    "citation_relations": {"source_text": (str,), "intent": (str,), "start": (int,), "end": (int,)},
    "references": {"first_author": (str, NoneType), "year": (int, NoneType), "title": (str, NoneType)},
}


@dataclass(frozen=True, order=True, slots=True)
class Said:
    """A statement as gold and build are compared by; ``rule`` is empty in gold, and so is what gold leaves out."""

    paper: str
    start: int
    end: int
    kind: str
    concept: str
    stance: str = ""
    attribution: str = ""
    source: str = ""
    section: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Gold:
    """One file of gold: ``overall`` are aspect and stance, ``parts`` the optional parts as they stand in the file."""

    key: str
    text: str
    statements: tuple[Said, ...]
    overall: tuple[str, str] | None
    parts: Mapping[str, Any]


def read_gold(folder: Path, build: Path, store: Store) -> list[Gold]:
    """Read all gold of a folder, and check that it fits a build.

    Args:
        folder: the folder of the files.
        build: the folder of the build.
        store: the graph of the build.

    Raises:
        LitkgError: there is no gold, a file is none, or it does not fit the texts and the vocabulary of the build.
    """
    files = sorted(folder.glob("*.json"))
    if not files:
        raise LitkgError(str(folder), "holds no gold", "name a folder of .json files, one a paper")
    digests = {key_of(row["paper"]): row["digest"] for row in rows(store, "texts")}
    ids: dict[str, set[str]] = {}
    for row in rows(store, "labels"):
        ids.setdefault(row["scheme"], set()).add(key_of(row["concept"]))
    return [_read(file, build, digests, ids) for file in files]


def _read(file: Path, build: Path, digests: Mapping[str, str], ids: Mapping[str, set[str]]) -> Gold:
    key = file.stem
    checked = _File(file, ids)
    content = checked.content()
    if content.get("key", key) != key:
        checked.refuse(f"key '{content['key']}'", "is not the file's name", f"name the file '{content['key']}.json'")
    if key not in digests:
        checked.refuse(
            "", f"the build has no paper '{key}'", f"build it, or name another build (it has {_few(digests)})"
        )
    if content.get("text", digests[key]) != digests[key]:
        mend = "build the text that was annotated, or annotate this one"
        checked.refuse("text", "the build has another text of this paper, where the positions do not fit", mend)
    text = stored_text(build, key)
    return Gold(
        key=key,
        text=text,
        statements=tuple(checked.statements(key, len(text), content)),
        overall=checked.overall(content),
        parts=checked.parts(len(text), content),
    )


class _File:
    """Checks a file of gold; each fault is one line with the file, the place in it and the mend."""

    def __init__(self, file: Path, ids: Mapping[str, set[str]]) -> None:
        self.file = file
        self.ids = ids

    def refuse(self, place: str, what: str, mend: str) -> NoReturn:
        raise LitkgError(f"{self.file}, {place}" if place else str(self.file), what, mend)

    def content(self) -> dict[str, Any]:
        try:
            content = json.loads(self.file.read_text(encoding="utf-8"))
        except json.JSONDecodeError as error:
            mend = "mend the file there"
            self.refuse(f"line {error.lineno}, column {error.colno}", f"is not JSON ({error.msg})", mend)
        except (OSError, ValueError, RecursionError) as error:
            raise LitkgError(str(self.file), "cannot be read as JSON in UTF-8", "write it anew") from error
        if not isinstance(content, dict):
            self.refuse("", "is no JSON object", 'write {"statements": […], "overall": …}')
        for name in ("statements", "overall"):
            if name not in content:
                self.refuse("", f"has no '{name}'", "write it, with an empty list or null if the paper has none")
        self._typed("", content, {"statements": (list,), "overall": (dict, NoneType)})
        return dict(content)

    def statements(self, key: str, length: int, content: Mapping[str, Any]) -> Iterator[Said]:
        for number, entry in enumerate(content["statements"], 1):
            place = f"statement {number}"
            self._typed(place, entry, {"kind": (str,)})
            told = ("id", "stance", "attribution", "source", "section")
            self._typed(place, entry, {name: (str, NoneType) for name in told if name in entry})
            self._position(place, entry, length)
            kind, concept, stance = entry["kind"], entry.get("id") or "", entry.get("stance") or ""
            self._known(place, "kind", kind, get_args(StatementKind))
            scheme = SCHEMES.get(kind)
            self._known(place, "id", concept, self.ids.get(scheme, ()) if scheme else ("",))
            self._known(place, "stance", stance, self.ids.get("stance", ()) if kind == "assessment" else ("",))
            for name, kinds in (("attribution", Attribution), ("section", SectionKind)):
                self._known(place, name, entry.get(name) or "", ("", *get_args(kinds)))
            yield Said(
                key, entry["start"], entry["end"], kind, concept, stance, *(entry.get(n) or "" for n in told[2:])
            )

    def overall(self, content: Mapping[str, Any]) -> tuple[str, str] | None:
        overall = content["overall"]
        if overall is None:
            return None
        self._typed("overall", overall, {"aspect": (str,), "stance": (str,)})
        self._known("overall", "aspect", overall["aspect"], self.ids.get("aspect", ()))
        self._known("overall", "stance", overall["stance"], self.ids.get("stance", ()))
        return overall["aspect"], overall["stance"]

    def parts(self, length: int, content: Mapping[str, Any]) -> dict[str, Any]:
        found = {name: content[name] for name in (*PARTS, "method", "informants") if name in content}
        kinds = {name: (int, NoneType) if name == "informants" else (list,) for name in found}
        self._typed("", content, kinds)
        for method in found.get("method", []):
            self._known("method", "id", method, self.ids.get("method", ()))
        for name, fields in PARTS.items():
            for number, entry in enumerate(found.get(name, []), 1):
                place = f"{name} {number}"
                self._typed(place, entry, fields)
                if "start" in fields:
                    self._position(place, entry, length)
                if entry.get("id") is not None and name == "frameworks":
                    self._known(place, "id", entry["id"], self.ids.get("framework", ()))
        return found

    def _typed(self, place: str, entry: object, fields: Mapping[str, tuple[type, ...]]) -> None:
        if not isinstance(entry, dict):
            self.refuse(place, "is no JSON object", "write {…}")
        for name, types in fields.items():
            if name not in entry or isinstance(entry[name], bool) or not isinstance(entry[name], types):
                told = " or ".join(JSON_NAMES[each] for each in types)
                self.refuse(place, f"'{name}' is missing or of a wrong type", f"give {told}")

    def _position(self, place: str, entry: Mapping[str, Any], length: int) -> None:
        self._typed(place, entry, {"start": (int,), "end": (int,)})
        if not 0 <= entry["start"] < entry["end"] <= length:
            told = f"characters {entry['start']} to {entry['end']} are no passage of the text, which has {length}"
            self.refuse(place, told, "count code points of the stored text from 0, end exclusive")

    def _known(self, place: str, name: str, value: object, known: Collection[str]) -> None:
        if not isinstance(value, str) or value not in known:
            choice = _few(sorted(each for each in known if each))
            self.refuse(place, f"unknown {name} '{value}'", f"choose one of: {choice}" if choice else "leave it out")


JSON_NAMES = {str: "a text", int: "a whole number", list: "a list", dict: "an object", NoneType: "null"}


def _few(names: Iterable[str], most: int = 8) -> str:
    listed = list(names)
    return ", ".join(listed[:most]) + (" …" if len(listed) > most else "")
