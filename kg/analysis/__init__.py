"""What the papers say together: works, findings, agreements and contradictions, gaps, integrity; read by query."""
