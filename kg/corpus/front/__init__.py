"""A paper's first page: title, people, affiliations, imprint."""
