"""The coding of a build as a REFI-QDA project or code book, which programs for qualitative analysis open."""
