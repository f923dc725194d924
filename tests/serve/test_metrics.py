"""What the server tells of itself, read with the parser of Prometheus' own library."""

import json

from prometheus_client.parser import text_string_to_metric_families

from tests.serve.running import COUNT, figure, sparql


def samples(ask):
    status, headers, body = ask("GET", "/metrics")
    assert (status, headers.get_content_type(), headers["Cache-Control"]) == (200, "text/plain", "no-cache")
    families = list(text_string_to_metric_families(body.decode()))
    assert all(family.documentation for family in families)
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value for each in families for sample in each.samples
    }


def test_requests_are_counted_by_what_they_ask_and_how_they_end(ask):
    before = samples(ask)
    ask("GET", sparql(COUNT))
    ask("GET", sparql("no query"))
    ask("GET", "/no/such/page")
    after = samples(ask)

    def more(*key):
        return after.get(key, 0) - before.get(key, 0)

    assert more("litkg_requests_total", "/sparql", "200") == 1
    assert more("litkg_requests_total", "/sparql", "400") == 1
    assert more("litkg_requests_total", "404", "site") == 1
    assert more("litkg_requests_total", "/metrics", "200") == 1
    assert more("litkg_query_seconds_count") == 2
    assert 0 < more("litkg_query_seconds_sum") < 60
    assert more("litkg_query_seconds_bucket", "+Inf") == 2


def test_what_runs_is_told(ask, server):
    found = samples(ask)
    assert found["litkg_queries_running",] == found["litkg_queries_waiting",] == 0
    assert {"time", "client", "crash"} == {key[1] for key in found if key[0] == "litkg_queries_stopped_total"}
    assert figure(server, "litkg_workers_ready") >= 1


def test_paths_that_clients_make_up_make_no_new_figures(ask):
    before = len(samples(ask))
    for number in range(20):
        ask("GET", f"/made/up/{number}")
    ask("GET", "/made/up")
    assert len(samples(ask)) <= before + 1


def test_the_server_is_well(ask):
    status, headers, body = ask("GET", "/health")
    assert (status, headers.get_content_type(), json.loads(body)) == (200, "application/json", {"status": "ok"})
