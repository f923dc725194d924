"""Word files, read part by part."""
