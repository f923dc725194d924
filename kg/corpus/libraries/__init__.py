"""Reference managers: their libraries, read and matched to papers."""
