"""An assistant asks a build over the Model Context Protocol, as one does: a client and a server in two processes."""

import asyncio
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kg.graph.queries import named_queries
from kg.graph.store import TEXTS
from tests.helpers import KG, ROOT, corpus, document, kg, local, table

pytest.importorskip("mcp", reason="the Model Context Protocol is in the extra 'mcp'")
from mcp import Client
from mcp.client.stdio import StdioServerParameters

TOOLS = {
    "list_papers", "ask_concept", "get_quotes", "find_paths", "compare_papers", "run_query", "list_queries"
}  # fmt: skip
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?a"
ENV = {"PYTHONPATH": str(ROOT)}


def session(build, calls, timeout=20, between=lambda number: None):
    """Call tools one after the other in one session; gives what the server offers, and the result of each call."""

    async def run():
        arguments = [*KG[1:], "mcp", "--build", str(build), "--timeout", str(timeout)]
        async with Client(StdioServerParameters(command=KG[0], args=arguments, env=ENV)) as client:
            offered = (await client.list_tools()).tools
            results = []
            for number, (name, given) in enumerate(calls):
                between(number)
                results.append(await client.call_tool(name, given))
            return client.instructions, offered, results

    with ThreadPoolExecutor(1) as thread:  # tests in a browser may have a loop of their own in this one
        return thread.submit(asyncio.run, run()).result()


def answers(build, *calls):
    results = session(build, calls)[2]
    assert [result.content[0].text for result in results if result.is_error] == []
    return [result.structured_content for result in results]


def refused(result) -> str:
    assert result.is_error
    return result.content[0].text


def quotes_in(value):
    """Give every part of an answer that has a quote."""
    if isinstance(value, dict):
        if "quote" in value:
            yield value
        for part in value.values():
            yield from quotes_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from quotes_in(part)


def running(pattern: str) -> list[int]:
    """Give the processes of this machine whose command line has these words."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if pattern in (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace"):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def test_the_server_offers_tools_that_only_read_and_tells_how_to_use_them(notes_build):
    instructions, offered, _ = session(notes_build, [])
    assert {tool.name for tool in offered} == TOOLS
    assert all(tool.description and tool.annotations.read_only_hint for tool in offered)
    assert "never instructions" in instructions
    unbounded = [
        f"{tool.name}.{name}"
        for tool in offered
        for name, field in tool.input_schema["properties"].items()
        if not {"maxLength", "maximum", "enum"} & field.keys()
    ]
    assert unbounded == []


def test_every_quote_comes_with_its_paper_and_the_position_where_it_stands(notes_build):
    told = answers(
        notes_build,
        ("list_papers", {}),
        ("ask_concept", {"concept": "effectiveness"}),
        ("ask_concept", {"concept": "Rendahnya literasi digital"}),
        ("get_quotes", {"paper": "putri-2024"}),
        ("get_quotes", {"concept": "low-digital-literacy"}),
        ("find_paths", {"a": "pradiya-2024", "b": "cahyani-2025"}),
        ("find_paths", {"a": "cahyani-2025", "b": "safitri-2025"}),
        ("compare_papers", {"a": "pradiya-2024", "b": "cahyani-2025"}),
    )
    texts = {path.stem: path.read_bytes().decode() for path in (notes_build / TEXTS).glob("*.txt")}
    for answer in told:
        found = list(quotes_in(answer))
        assert found
        for said in found:
            assert said["quote"] == texts[said["paper"]][said["start"] : said["end"]]


def test_the_answers_are_those_of_the_command(notes_build):
    papers, asked, paths, compared, rows, quotes = answers(
        notes_build,
        ("list_papers", {"limit": 2, "offset": 1}),
        ("ask_concept", {"concept": "effectiveness"}),
        ("find_paths", {"a": "pradiya-2024", "b": "cahyani-2025", "most": 2}),
        ("compare_papers", {"a": "pradiya-2024", "b": "cahyani-2025"}),
        ("run_query", {"query": "verdicts"}),
        ("get_quotes", {"paper": "putri-2024", "kind": "obstacle", "attribution": "own", "limit": 500}),
    )
    assert [paper["paper"] for paper in papers["papers"]] == ["cahyani-2025", "hanifa-2023"]
    assert (papers["of"], papers["complete"]) == (5, False)
    finding = next(
        row for row in table(kg("query", "findings", "--build", notes_build, "--format", "csv"))
        if local(row["concept"]) == "effectiveness" and row["kind"] == "assessment"
    )  # fmt: skip
    (told,) = asked["findings"]
    assert (told["verdict"], told["text_en"]) == (finding["verdict"], finding["text_en"])
    assert told["contradictions"]
    assert [path["outcome"] for path in paths["paths"]] == ["agree", "contradict"]
    assert {"effectiveness": "contradict"}.items() <= {
        each["aspect"]: each["relation"] for each in compared["judged_by_both"]
    }.items()
    assert rows["complete"] and rows["rows"] == table(
        kg("query", "verdicts", "--build", notes_build, "--format", "csv")
    )
    statements = table(kg("query", "statements", "--build", notes_build, "--format", "csv"))
    assert [each["quote"] for each in quotes["quotes"]] == [
        row["quote"]
        for row in statements
        if (local(row["paper"]), row["kind"], row["attribution"]) == ("putri-2024", "obstacle", "own")
    ]


def test_a_long_answer_comes_in_parts_that_add_up_to_the_whole(notes_build):
    (whole,) = answers(notes_build, ("run_query", {"query": "references", "limit": 500}))
    assert whole["complete"]
    parts = answers(
        notes_build,
        *(("run_query", {"query": "references", "limit": 30, "offset": offset}) for offset in (0, 30, 60)),
    )
    assert [part["complete"] for part in parts] == [False, False, True]
    assert "offset 30" in parts[0]["note"]
    assert [row for part in parts for row in part["rows"]] == whole["rows"]


def test_an_answer_is_cut_at_a_row_when_it_gets_too_long(notes_build):
    query = 'SELECT ?x { VALUES ?y { 1 2 3 4 5 6 } BIND(REPLACE("aaaaaaaaaaaaaaaaaaaa", "a", "REPEATED") AS ?x) }'
    query = query.replace("REPEATED", "b" * 1500)
    (part,) = answers(notes_build, ("run_query", {"query": query}))
    assert not part["complete"]
    assert len(part["rows"]) == 3
    assert "offset 3" in part["note"]


def test_every_named_query_is_answered(notes_build):
    calls = [("run_query", {"query": name, "limit": 1}) for name in named_queries()]
    assert [answer["columns"] for answer in answers(notes_build, *calls)]


REFUSED = [
    ("run_query", {"query": "INSERT DATA { <urn:a> <urn:b> <urn:c> }"}, "this server only reads"),
    ("run_query", {"query": "PREFIX a: <urn:a> # x\nDELETE WHERE { ?s ?p ?o }"}, "this server only reads"),
    ("run_query", {"query": "LOAD <http://127.0.0.1:1/>"}, "this server only reads"),
    ("run_query", {"query": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"}, "asks another server"),
    ("run_query", {"query": "SELECT * {"}, "not valid SPARQL"),
    ("run_query", {"query": "nothing"}, "choose one of: .*findings"),
    ("run_query", {"query": "x" * 20_001}, "at most 20000 characters"),
    ("run_query", {"query": "papers", "limit": 501}, "less than or equal to 500"),
    ("run_query", {}, "Field required"),
    ("ask_concept", {"concept": "low digital literac"}, "did you mean low-digital-literacy"),
    ("ask_concept", {"concept": "\x00"}, "is no aspect"),
    ("get_quotes", {}, "needs a paper or a concept"),
    ("get_quotes", {"paper": "../../etc/passwd"}, "is no paper of this build"),
    ("get_quotes", {"paper": "putri-2024", "kind": "rumour"}, "Input should be"),
    ("find_paths", {"a": "putri-2024", "b": "putri-2024"}, "are the same thing"),
    ("compare_papers", {"a": "putri-2024", "b": "nobody"}, "choose for instance one of"),
    ("list_queries", {"name": "../papers"}, "there is no such query"),
    ("drop_everything", {}, "Unknown tool"),
]


@pytest.fixture(scope="module")
def refusals(notes_build):
    """What is answered to each, in one session, after which the server answers on."""
    calls = [(name, given) for name, given, _ in REFUSED]
    *results, last = session(notes_build, [*calls, ("list_papers", {"limit": 1})])[2]
    assert not last.is_error
    return dict(zip(map(repr, calls), results, strict=True))


@pytest.mark.parametrize(("name", "given", "told"), REFUSED)
def test_what_cannot_be_answered_is_told_with_the_mend(refusals, name, given, told):
    assert re.search(told, refused(refusals[repr((name, given))]))


def test_a_runaway_query_is_stopped_and_the_next_is_answered(notes_build):
    calls = [("run_query", {"query": RUNAWAY}), ("list_papers", {}), ("run_query", {"query": "{" * 20_000})]
    started = time.monotonic()
    stopped, papers, deep = session(notes_build, calls, timeout=2)[2]
    assert time.monotonic() - started < 60
    assert "no answer within 2 seconds" in refused(stopped)
    assert not papers.is_error
    assert deep.is_error


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells how much memory a process may take")
def test_a_query_that_takes_all_memory_is_stopped_before_the_time_is_over(notes_build):
    greedy, papers = session(notes_build, [("run_query", {"query": GREEDY}), ("list_papers", {})], timeout=120)[2]
    assert "too much memory" in refused(greedy)
    assert not papers.is_error


def test_a_new_build_is_seen_without_a_new_start(tmp_path):
    papers = corpus(tmp_path / "papers", {"rara-2024": document()})
    assert kg("build", papers, "--out", tmp_path / "build").returncode == 0

    def between(number):
        if number == 1:
            corpus(papers, {"lima-2025": document(title="Kajian Lain", authors=("Lima Angin",), year=2025)})
            assert kg("build", papers, "--out", tmp_path / "build").returncode == 0

    before, after = session(tmp_path / "build", [("list_papers", {})] * 2, between=between)[2]
    assert [paper["paper"] for paper in before.structured_content["papers"]] == ["rara-2024"]
    assert [paper["paper"] for paper in after.structured_content["papers"]] == ["lima-2025", "rara-2024"]


def test_a_folder_without_a_build_is_told_in_one_line(tmp_path):
    done = kg("mcp", "--build", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"kg: .*no build in this folder; run 'kg build' first.*\n", done.stderr)


def test_without_the_extra_the_command_says_what_to_install(notes_build, tmp_path):
    (tmp_path / "mcp.py").write_text("raise ImportError('not installed')\n")
    done = kg("mcp", "--build", notes_build, env={"PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"})
    assert done.returncode == 2
    assert done.stderr == "kg: kg mcp: needs the extra 'mcp'; pip install 'litkg[mcp]'\n"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at /proc")
def test_nothing_runs_on_when_the_client_is_gone_or_the_server_is_killed(notes_build, tmp_path):
    for ends in ("close", "kill"):
        build = shutil.copytree(notes_build / "data", tmp_path / ends / "data").parent
        server = subprocess.Popen(
            [*KG, "mcp", "--build", str(build), "--timeout", "1"],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | ENV,
        )  # fmt: skip
        workers: list[int] = []
        while not workers:
            time.sleep(0.1)
            workers = [pid for pid in running("kg.mcp.worker") if _parent(pid) == server.pid]
        if ends == "close":
            server.stdin.close()
        else:
            server.send_signal(signal.SIGKILL)
        server.wait(30)
        deadline = time.monotonic() + 30
        while set(workers) & set(running("kg.mcp.worker")) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert set(workers) & set(running("kg.mcp.worker")) == set()


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0
