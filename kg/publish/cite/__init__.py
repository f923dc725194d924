"""Citations: papers and works as items of CSL, sentences with citations, and the formats that others read."""
