"""From a paper's text to what it says: references, citations, frameworks, study design, claims, findings."""
