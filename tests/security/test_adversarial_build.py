"""Papers made to wear the program out are built as any others, within the processor's time that some papers take."""

import json
import os
import subprocess
import sys

import pytest

from tests.helpers import KG, ROOT, corpus, document

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell the time of other processes"),
]

LENGTH = 100_000
# Runs of marks are cut by blanks: one of 100,000 in one piece takes spaCy's tokenizer over a minute.
SIGNS = {
    "capitals": "Aa ",
    "one-word": "A",
    "blanks": " ",
    "lines": "a\n",
    "openings": "(" * 50 + " ",
    "closings": ")" * 50 + " ",
    "squares": "[" * 50 + " ",
    "quotes": "“a ",
    "figures": "7 ",
    "stops": "." * 50 + " ",
    "dashes": "- ",
    "angles": "<" * 50 + " ",
    "tags": "<p>",
    "bars": "| a ",
    "nested": "((a) ",
    "citations": "(Awan, 2020) ",
    "obstacles": "kendala jaringan ",
    "letters-in-marks": "e\u0301",
    "ampersands": "&amp;",
    "braces": "{{x}} ",
    "scripts": "</script>",
}  # fmt: skip
MEASURED = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, timeout=900)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.returncode, done.stderr.decode(), used.ru_utime + used.ru_stime]))
"""


def test_a_corpus_of_adversarial_papers_is_built_in_seconds_a_paper(tmp_path):
    long = {name: (sign * (LENGTH // len(sign))).rstrip() for name, sign in SIGNS.items()}
    papers = corpus(
        tmp_path / "papers",
        {"alfa": document()}
        | {name: document(title=f"Kajian Pasar {name}", body=f"Isi {text} akhir.") for name, text in long.items()},
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", MEASURED, *KG, "build", str(papers), "--out", str(tmp_path / "build")]
    done = subprocess.run(command, capture_output=True, env=environment, check=True)
    status, complaints, seconds = json.loads(done.stdout)
    assert status == 0, complaints
    built = {path.stem for path in (tmp_path / "build" / "data" / "texts").iterdir()}
    assert built == {"alfa", *SIGNS}
    assert seconds < 5 * len(SIGNS) + 30  # what is quadratic takes a minute a paper and more
    page = (tmp_path / "build" / "paper" / "scripts.html").read_text(encoding="utf-8")
    assert "</script></script>" not in page
