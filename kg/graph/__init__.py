"""The knowledge graph: terms, from readings to RDF, the store, its named queries, its shapes and exports."""
