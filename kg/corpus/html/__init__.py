"""HTML pages: what is the paper and what is furniture."""
