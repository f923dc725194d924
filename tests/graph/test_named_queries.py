"""Named queries: found by name, with what their header says."""

import pytest

from kg.graph.queries import named_queries, named_query
from kg.model import LitkgError


def test_a_query_is_read_with_its_header(tmp_path):
    (tmp_path / "mine.rq").write_text(
        "# What is asked.\n# One column.\n# Two.\n\n# inside\nSELECT * {}\n", encoding="utf-8"
    )
    (tmp_path / "bare.rq").write_text("SELECT * {}\n", encoding="utf-8")
    found = named_queries(tmp_path)
    assert list(found) == ["bare", "mine"]
    assert (found["mine"].summary, found["mine"].about) == ("What is asked.", "One column. Two.")
    assert (found["bare"].summary, found["bare"].about) == ("", "")
    assert found["mine"].sparql.endswith("SELECT * {}\n")


@pytest.mark.parametrize("name", ["", "../papers", "papers.rq", "PAPERS"])
def test_an_unknown_name_is_refused_with_the_known_ones(name):
    with pytest.raises(LitkgError, match=r"choose one of: .*papers"):
        named_query(name)
