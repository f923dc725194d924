"""How a build grows with its corpus: time, memory, disk, and each named query, beside the bare tokenizer.

Usage: ``python benchmarks/scale.py FOLDER [--sizes 5 100 1000] [--processes N]``. For each size a corpus is written
into FOLDER (:mod:`benchmarks.scale_corpus`) and read, its graph is made, what the papers say together is added, and
all is written; the site, the exports and the validation are left out. Each size is measured in a process of its
own. Stock spaCy cuts the same texts into words on as many processes. Then each named query is asked of the store on
disk, for its first page and for all rows once that is made ready, and of rdflib up to ``--rdflib`` papers; one that
takes more than ``--patience`` seconds is stopped, and told as such. At the end stands the exponent of the growth
between the sizes. Quote the ratios, not the seconds.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryFile

from benchmarks import scale_corpus
from kg.engines import processors

MEGA = 1 << 20
STEPS = ("read", "graphs", "analysis", "written")
FIRST, PAGE = "first page", 100


def tokenised(texts: list[str]) -> int:
    """Cut texts into words with stock spaCy."""
    import spacy

    tokenizer = spacy.blank("id").tokenizer
    return sum(len(tokenizer(text)) for text in texts)


def tokenizer_seconds(files: list[Path], processes: int) -> float:
    """Time stock spaCy over all texts, in as many processes, its start left out."""
    texts = [path.read_text(encoding="utf-8") for path in files]
    with ProcessPoolExecutor(processes) as pool:
        list(pool.map(tokenised, [[text] for text in texts[:processes]]))
        start = time.perf_counter()
        list(pool.map(tokenised, [texts[at::processes] for at in range(processes)]))
        return time.perf_counter() - start


def measured(corpus: Path, out: Path, processes: int) -> dict[str, float]:
    """Build graph and analysis into a folder; gives the seconds of each step, the memory and the disk."""
    from kg import resources
    from kg.assembling import assemble
    from kg.beside import collect_seldom
    from kg.corpus.reader import read_corpus
    from kg.corpus.spooled import SpooledPapers
    from kg.engines import Workers, engine
    from kg.graph.paper_graph import PaperGraph
    from kg.graph.recipe import Recipe
    from kg.graph.store import DATA, GRAPH_FILE
    from kg.inputs import Options

    collect_seldom()
    (out / DATA).mkdir(parents=True)
    times = [time.perf_counter()]
    options = Options(resources.ontology_dir())
    with TemporaryFile(dir=out) as spool, TemporaryFile(dir=out) as beside:
        papers = SpooledPapers(read_corpus(corpus).papers, spool)
        times.append(time.perf_counter())
        with engine(Recipe(str(options.ontology)), len(papers), Workers(processes)) as chosen:

            def graphs() -> Iterator[PaperGraph]:
                yield from chosen.graphs(papers.values())
                times.append(time.perf_counter())

            made = assemble(papers, graphs(), options, None, beside)
        times.append(time.perf_counter())
        made.write(out / GRAPH_FILE)
    times.append(time.perf_counter())
    found = {step: later - before for step, (before, later) in zip(STEPS, pairwise(times), strict=True)}
    peak = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    disk = sum(path.stat().st_size for path in out.rglob("*") if path.is_file()) / MEGA
    return {**found, "quads": made.quads, "memory": peak[0], "a reader's memory": peak[1], "disk": disk}


def asked(out: Path, name: str, engine: str, patience: float) -> str:
    """Time a named query in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.scale", "--ask", name, "--engine", engine, str(out)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=patience, check=True)
    except subprocess.TimeoutExpired:
        return "stopped"
    return f"{float(done.stdout) * 1000:.0f} ms"


def ask(out: Path, name: str, engine: str) -> float:
    """Answer a named query and give the seconds; the graph is open, or loaded, before."""
    from kg.graph.queries import named_query

    sparql = named_query(name).sparql
    if engine == "rdflib":
        from rdflib import Dataset

        dataset = Dataset(default_union=True)
        dataset.parse(out / "data/graph.nq", format="nquads")
        start = time.perf_counter()
        list(dataset.query(sparql))
        return time.perf_counter() - start
    from kg.graph.pages import opened, page

    store = opened(out)  # on disk where that is quicker to open
    start = time.perf_counter()
    page(store, sparql, PAGE if engine == FIRST else None)
    return time.perf_counter() - start


def build_told(folder: Path, size: int, processes: int) -> dict[str, float]:
    """Write a corpus, build it in a process of its own, and tell how long all took."""
    corpus, out = folder / f"corpus-{size}", folder / f"build-{size}"
    if not corpus.is_dir():
        scale_corpus.write(corpus, size)
    shutil.rmtree(out, ignore_errors=True)
    files = sorted(corpus.iterdir())
    words = sum(len(path.read_text(encoding="utf-8").split()) for path in files)
    command = [
        sys.executable,
        "-m",
        "benchmarks.scale",
        "--build",
        str(corpus),
        "--processes",
        str(processes),
        str(out),
    ]
    found = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    bare = tokenizer_seconds(files, processes)
    whole = sum(found[step] for step in STEPS)
    found |= {"whole": whole, "bare tokenizer": bare, "ratio": whole / bare, "words": words}
    print(
        f"{size} papers, {words} words:", ", ".join(f"{name} {value:.1f}" for name, value in found.items()), flush=True
    )
    return found


def main() -> None:
    """Measure all sizes, or what a process of its own is told to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[5, 100, 1000])
    parser.add_argument("--processes", type=int, default=processors())
    parser.add_argument("--patience", type=float, default=20.0)
    parser.add_argument("--rdflib", type=int, default=0, help="ask rdflib too, up to so many papers")
    parser.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--ask", help=argparse.SUPPRESS)
    parser.add_argument("--engine", default="oxigraph", help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.build:
        print(json.dumps(measured(told.build, told.folder, told.processes)))
        return
    if told.ask:
        print(ask(told.folder, told.ask, told.engine))
        return
    from kg.graph.pages import opened
    from kg.graph.queries import named_queries

    builds = {size: build_told(told.folder, size, told.processes) for size in told.sizes}
    for (one, small), (other, large) in pairwise(builds.items()):
        exponent = math.log(large["whole"] / small["whole"]) / math.log(large["words"] / small["words"])
        print(f"growth from {one} to {other} papers: exponent {exponent:.2f}")
    for size in told.sizes:
        start = time.perf_counter()
        opened(told.folder / f"build-{size}")  # what is asked on disk is made ready once
        print(f"{size} papers: opened after {time.perf_counter() - start:.1f} s", flush=True)
        engines = [FIRST, "oxigraph", *(["rdflib"] if size <= told.rdflib else [])]
        for name in named_queries():
            taken = {each: asked(told.folder / f"build-{size}", name, each, told.patience) for each in engines}
            print(f"{size} papers, {name}:", ", ".join(f"{each} {time}" for each, time in taken.items()), flush=True)


if __name__ == "__main__":
    main()
