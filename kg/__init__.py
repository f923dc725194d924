"""litkg: from a folder of papers to a knowledge graph that a researcher can query, browse and cite.

>>> import kg
>>> graph = kg.build("papers/")  # doctest: +SKIP
>>> graph.findings()  # doctest: +SKIP

What is named here is the toolkit in Python (:mod:`kg.api`). It is loaded when it is first used, so that ``import kg``
costs nothing.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import Graph, LitkgError, Rows, build, open_build

__version__ = "0.1.0"
__all__ = ["Graph", "LitkgError", "Rows", "__version__", "build", "open_build"]

if not TYPE_CHECKING:  # else every misspelt name would seem to be there

    def __getattr__(name):
        if name not in __all__:
            raise AttributeError(f"module 'kg' has no attribute '{name}'; it has {', '.join(__all__)}")
        from importlib import import_module

        return getattr(import_module("kg.api"), name)

    def __dir__():
        return __all__
