"""What is known of each paper as variables of its source: year, journal, method, theory, setting and more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg.graph.queries import rows
from kg.graph.store import Row, Store
from kg.publish.refi_qda.codebook import guid
from kg.publish.words import Words

NUMBER, TEXT = "Integer", "Text"
NAMES: Mapping[str, tuple[str, str, str]] = {
    "authors": (TEXT, "penulis", "authors"),
    "year": (NUMBER, "tahun", "year"),
    "venue": (TEXT, "jurnal", "journal"),
    "doi": (TEXT, "DOI", "DOI"),
    "approach": (TEXT, "pendekatan", "approach"),
    "methods": (TEXT, "metode", "methods"),
    "theory": (TEXT, "teori", "theory"),
    "setting": (TEXT, "lokasi", "setting"),
    "province": (TEXT, "provinsi", "province"),
    "period": (TEXT, "waktu penelitian", "period"),
    "informants": (NUMBER, "jumlah informan", "informants"),
    "source_kind": (TEXT, "jenis sumber", "kind of source"),
    "language": (TEXT, "bahasa", "language"),
}
APART = "; "


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable: its code, its type as REFI-QDA names it, and its name in the language of the project."""

    code: str
    type: str
    name: str

    @property
    def guid(self) -> str:
        """The same for the same variable in every build."""
        return guid("variable", self.code)


def variables(language: str) -> tuple[Variable, ...]:
    """Give all variables."""
    return tuple(Variable(code, kind, id if language == "id" else en) for code, (kind, id, en) in NAMES.items())


def values(store: Store, words: Words) -> dict[str, dict[str, str]]:
    """Give what is known of each paper, by its IRI and the code of the variable."""
    methods: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows(store, "methods"):
        methods[row["paper"]]["approach" if row["part"] == "approach" else "methods"].append(words.label(row["method"]))
    theories: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows(store, "frameworks"):
        if row["role"] == "applied":
            theories[row["paper"]][words.label(row["framework"])] = None
    found: dict[str, dict[str, str]] = {}
    for row in rows(store, "papers"):
        more = {
            "approach": APART.join(methods[row["paper"]]["approach"]),
            "methods": APART.join(methods[row["paper"]]["methods"]),
            "theory": APART.join(theories[row["paper"]]),
        }
        found.setdefault(row["paper"], _known({**row, "setting": row["setting"] or row["place"], **more}))
    return found


def _known(row: Row) -> dict[str, str]:
    """Keep what is known; a number that is none cannot be a value."""
    return {
        code: row[code] for code, (kind, *_) in NAMES.items() if row[code] and (kind == TEXT or row[code].isdecimal())
    }
