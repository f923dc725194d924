"""From what a user types to the node that it names: a paper, a cited work, a statement or a concept."""

from __future__ import annotations

from rapidfuzz import process

from kg.analysis.consolidate import local
from kg.graph.queries import rows
from kg.graph.store import Store
from kg.graph.terms import Names
from kg.model import LitkgError

KINDS = ("assessment", "obstacle", "benefit", "recommendation")  # the first that has a finding on the id is meant
FRAMEWORK = "framework"
CHOICES = 8
AGENT = "agent/"


def resolve(store: Store, name: str) -> str:
    """Find the node that a name means.

    Args:
        store: the graph of a build.
        name: key of a paper, name of a cited work, or id of a statement, of a framework, or of a concept that a
            finding is on.

    Raises:
        LitkgError: it names nothing in the graph.
    """
    names = Names(base_of(store))
    for node, query, variable in (
        (names.paper(name).value, "keys", "paper"),
        (names.work(name).value, "works", "work"),
        (f"{names.base}statement/{name}", "claims", "statement"),
    ):
        if _is_iri(node) and rows(store, query, **{variable: node}):
            return node
    for kind in KINDS:
        found = rows(store, "findings", finding=names.finding(kind, name).value)
        if found:
            return found[0]["concept"]
    for row in rows(store, "labels"):
        if row["scheme"] == FRAMEWORK and local(row["concept"]) == name:
            return row["concept"]
    raise _unknown(name, store, "is no paper, work or statement of this build")


def paper_of(store: Store, key: str) -> str:
    """Find a paper by its key.

    Raises:
        LitkgError: there is no such paper.
    """
    node = Names(base_of(store)).paper(key).value
    if rows(store, "keys", paper=node):
        return node
    raise _unknown(key, store, "is no paper of this build")


def base_of(store: Store) -> str:
    """Give the base IRI of a build."""
    agents = [row["agent"] for row in rows(store, "agents")]
    return agents[0].rpartition(AGENT)[0] if agents else Names().base


def _is_iri(node: str) -> bool:
    return not any(character in node for character in ' <>"{}|\\^`\n\t')


def _unknown(name: str, store: Store, what: str) -> LitkgError:
    keys = [row["key"] for row in rows(store, "keys")]
    near = [key for key, _, _ in process.extract(name, keys, limit=CHOICES)]
    choices = ", ".join(near if len(keys) > CHOICES else keys)
    return LitkgError(f"'{name}'", what, f"choose for instance one of: {choices}")
