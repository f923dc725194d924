"""Every regular expression of the project, with its place; run as a module it tells them in JSON.

Most are made when a module is imported, some of the words of a language or of the vocabulary when a text is first
read. So ``re`` is watched, in a process of its own, while every module is imported, every pattern without an argument
is made, and the bundled notes are read. What is never made that way is read from the source where it stands there.
"""

from __future__ import annotations

import ast
import functools
import importlib
import inspect
import json
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
CALLS = ("compile", "findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")
EVERY = frozenset(CALLS)
AT_START = {"fullmatch", "match"}


class Found(NamedTuple):
    """A pattern, and the file and line where it is made."""

    file: str
    line: int
    pattern: str
    flags: int
    at_start: bool = False
    """Whether it is only ever tried at one place, and not looked for in a text."""

    @property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self.flags)


class Site(NamedTuple):
    """A call of ``re`` in the source, the pattern if it is written there, and how the pattern is used."""

    file: str
    first: int
    last: int
    pattern: str | None
    flags: int
    ways: frozenset[str]


def sites() -> Iterator[Site]:
    """Find every call of ``re`` in the package that takes a pattern."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "kg").rglob("*.py"))}
    used = _used(trees.values())
    for path, tree in trees.items():
        homes = _homes(tree)
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and (node.func.value.id, node.func.attr in CALLS) == ("re", True)
            ):
                written = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
                named = [*node.args[1:], *(keyword.value for keyword in node.keywords if keyword.arg == "flags")]
                pattern = written if isinstance(written, str) else None
                file = path.relative_to(ROOT).as_posix()
                called = node.func.attr
                ways = used.get(homes.get(node, ""), EVERY) if called == "compile" else frozenset({called})
                yield Site(file, node.lineno, node.end_lineno or node.lineno, pattern, _flags(named), ways)


def _homes(tree: ast.Module) -> dict[ast.AST, str]:
    """Tell for each part of a module in which function or constant it stands."""
    homes: dict[ast.AST, str] = {}
    for each in tree.body:
        name = each.name if isinstance(each, ast.FunctionDef | ast.ClassDef) else ""
        if isinstance(each, ast.Assign) and isinstance(each.value, ast.Call):
            name = getattr(each.targets[0], "id", "")
        homes.update(dict.fromkeys(ast.walk(each), name))
    return homes


def _used(trees: Iterable[ast.Module]) -> dict[str, frozenset[str]]:
    """Tell how what a name means is used, over all modules: the methods of a pattern, or else all that it has."""
    ways: dict[str, set[str]] = {}
    for tree in trees:
        for node in ast.walk(tree):
            for child in ast.iter_child_nodes(node):
                made = child.func if isinstance(child, ast.Call) else child
                if isinstance(made, ast.Name) and isinstance(made.ctx, ast.Load) and not isinstance(node, ast.Call):
                    is_method = isinstance(node, ast.Attribute) and node.attr in CALLS
                    ways.setdefault(made.id, set()).update({node.attr} if is_method else EVERY)
                elif isinstance(made, ast.Name) and isinstance(node, ast.Call) and child is not node.func:
                    ways.setdefault(made.id, set()).update(EVERY)  # handed on
    return {name: frozenset(found) for name, found in ways.items()}


def _flags(arguments: list[ast.expr]) -> int:
    """Read flags such as ``re.I | re.M`` among the arguments of a call."""
    names = (part for each in arguments for part in ast.walk(each) if isinstance(part, ast.Attribute))
    return sum({getattr(re, part.attr) for part in names if isinstance(getattr(re, part.attr, None), re.RegexFlag)})


def all_patterns() -> tuple[list[Found], list[Site]]:
    """Give every pattern of the project, and the places of which no pattern was seen."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.security.patterns"], cwd=ROOT, capture_output=True, timeout=300, check=True
    )
    made = {Found(*each) for each in json.loads(done.stdout)}
    found: set[Found] = set()
    unseen: list[Site] = []
    for site in sites():
        seen = {each for each in made if each.file == site.file and site.first <= each.line <= site.last}
        if not seen and site.pattern is not None:
            seen = {Found(site.file, site.first, site.pattern, site.flags)}
        if not seen:
            unseen.append(site)
        found |= {each._replace(at_start=site.ways <= AT_START) for each in seen}
    return sorted(found), unseen


def _watched() -> set[Found]:
    """Note from now on every pattern that is made by code of the package."""
    made: set[Found] = set()
    compile_of_re = re._compile

    def noting(pattern, flags):
        frame = sys._getframe(2)
        path = Path(frame.f_code.co_filename)
        if isinstance(pattern, str) and path.is_relative_to(ROOT / "kg"):
            made.add(Found(path.relative_to(ROOT).as_posix(), frame.f_lineno, pattern, int(flags)))
        return compile_of_re(pattern, flags)

    re._compile = noting
    return made


def _exercise() -> None:
    """Import every module, make every pattern that needs nothing, and read the bundled notes."""
    import kg

    names = [module.name for module in pkgutil.walk_packages(kg.__path__, "kg.") if "__main__" not in module.name]
    for module in map(importlib.import_module, names):
        for made in [each for each in vars(module).values() if isinstance(each, functools._lru_cache_wrapper)]:
            if made.__module__ == module.__name__ and not inspect.signature(made).parameters:
                made()
    from kg import resources
    from kg.corpus.reader import read_corpus
    from kg.extract.reading import Extractor

    extractor = Extractor.of(resources.ontology_dir())
    for paper in read_corpus(resources.sources_dir()).papers:
        extractor.read(paper)


if __name__ == "__main__":
    watched = _watched()
    _exercise()
    print(json.dumps(sorted(watched)))
