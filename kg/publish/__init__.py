"""What leaves the toolkit: the static site, and later citations, tables and exchange formats."""
