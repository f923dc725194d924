"""From files to papers: the stored text, its sections and sentences, its bibliographic data."""
