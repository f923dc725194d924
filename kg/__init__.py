"""litkg: from a folder of papers to a knowledge graph that a researcher can query, browse and cite."""

__version__ = "0.1.0"
