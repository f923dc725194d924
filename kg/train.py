"""Training of the second extractor, a spaCy text classifier, from gold; and how it reads papers that are new to it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from kg.analysis.evaluate import Evaluation, evaluate, match, signs_of, statements_of
from kg.analysis.gold import Gold, Said, read_gold
from kg.corpus.reader import paper_from
from kg.extract.classifier import PIPE, READ, Classifier, readable, words_of
from kg.extract.precision import rule_of
from kg.graph.store import Store
from kg.model import LitkgError, Paper, Statement

if TYPE_CHECKING:
    from spacy.language import Language

SEED = 0
# Chosen among a handful of settings by cross-validation over five papers: scores on those flatter it a little.
EPOCHS = 15
BATCH = 16
RATE = 0.01
THRESHOLD = 0.25
MODEL = {
    "@architectures": "spacy.TextCatBOW.v3",
    "exclusive_classes": False,
    "ngram_size": 1,
    "no_output_layer": False,
    "length": 4096,  # weights for each label: more would only be slower
}


@dataclass(frozen=True, slots=True)
class Learned:
    """A paper with its gold: what to learn from."""

    paper: Paper
    gold: Gold

    def examples(self) -> Iterator[tuple[list[str], frozenset[str]]]:
        """Give the words and the labels of each sentence."""
        sentences = [sentence for _, sentence in readable(self.paper)]
        places = [Said(self.paper.key, sentence.start, sentence.end, "", "") for sentence in sentences]
        labels: dict[int, set[str]] = {}
        for said in self.gold.statements:
            if said.kind in READ:
                for _, at in match([said], places, lambda _: ""):
                    labels.setdefault(at, set()).update(_labels(said))
        for at, sentence in enumerate(sentences):
            yield words_of(self.paper, sentence), frozenset(labels.get(at, ()))


def _labels(said: Said) -> Iterator[str]:
    yield f"{said.kind} {said.concept}".strip()
    if said.stance:
        yield f"stance {said.stance}"
    if said.attribution:
        yield f"attribution {said.attribution}"


def learned_from(folder: Path, build: Path, store: Store) -> list[Learned]:
    """Read gold and the texts that it speaks of.

    Raises:
        LitkgError: there is no gold, it does not fit the build, or it has nothing to learn from.
    """
    found = [Learned(paper_from(gold.key, gold.text), gold) for gold in read_gold(folder, build, store)]
    if not any(said.kind in READ for each in found for said in each.gold.statements):
        raise LitkgError(str(folder), "the gold has no statements to learn from", "annotate some")
    return found


def train(papers: Iterable[Learned], epochs: int = EPOCHS) -> Language:
    """Train a classifier; the same gold gives the same model."""
    import spacy
    from spacy.tokens import Doc
    from spacy.training import Example
    from spacy.util import fix_random_seed  # type: ignore[attr-defined]

    fix_random_seed(SEED)
    nlp = spacy.blank("xx")
    nlp.add_pipe(PIPE, config={"threshold": THRESHOLD, "model": MODEL})
    told = [pair for each in papers for pair in each.examples()]
    known = sorted({label for _, labels in told for label in labels})
    examples = [
        Example.from_dict(Doc(nlp.vocab, words=words), {"cats": {label: float(label in labels) for label in known}})
        for words, labels in told
    ]
    optimizer = nlp.initialize(lambda: examples)
    optimizer.learn_rate = RATE
    random = Random(SEED)
    for _ in range(epochs):
        random.shuffle(examples)
        for at in range(0, len(examples), BATCH):
            nlp.update(examples[at : at + BATCH], sgd=optimizer)
    return nlp


def cross_validate(papers: Sequence[Learned], folds: int, store: Store) -> tuple[Evaluation, Evaluation]:
    """Read each paper with a classifier that was trained on the papers of the other folds.

    Sentences of one paper resemble each other, so that a paper is never parted. Figures (``statistic``) are left out.

    Returns:
        the classifier, and the build, both against the same gold.

    Raises:
        LitkgError: there are fewer papers than folds.
    """
    if len(papers) < folds:
        told = f"has {len(papers)} papers, too few for {folds} folds"
        raise LitkgError("gold", told, "ask for fewer folds with --folds, at least 2, or annotate more papers")
    read: list[Said] = []
    for fold in range(folds):
        classifier = Classifier.of(train(each for at, each in enumerate(papers) if at % folds != fold))
        for each in papers[fold::folds]:
            read += [_said(each.paper, statement) for statement in classifier(each.paper)]
    gold = [_without_figures(each.gold) for each in papers]
    signs = signs_of(store)
    of_build = [said for said in statements_of(store) if said.kind in READ]
    return evaluate(gold, read, {}, signs), evaluate(gold, of_build, {}, signs)


def _said(paper: Paper, statement: Statement) -> Said:
    return Said(
        paper=paper.key,
        start=statement.evidence.start,
        end=statement.evidence.end,
        kind=statement.kind,
        concept=statement.concept,
        stance=statement.stance,
        attribution=statement.attribution,
        source=statement.source,
        section=statement.section,
        rule=rule_of(statement.rule),
    )


def _without_figures(gold: Gold) -> Gold:
    kept = tuple(said for said in gold.statements if said.kind in READ)
    return Gold(gold.key, gold.text, kept, gold.overall, {})


def save(nlp: Language, folder: Path) -> None:
    """Save a model, whole or not at all, in the place of nothing or of a model.

    Raises:
        LitkgError: the folder holds something else, or cannot be written.
    """
    if folder.exists() and not (folder / "config.cfg").is_file() and (not folder.is_dir() or any(folder.iterdir())):
        raise LitkgError(str(folder), "is there, and is no model", "name a new folder with --out")
    target = folder.absolute()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as fresh:
            made = Path(fresh) / "model"
            nlp.to_disk(made)
            shutil.rmtree(target, ignore_errors=True)
            made.rename(target)
    except OSError as error:
        raise LitkgError(str(folder), f"cannot be written ({error.strerror})", "name another folder") from error
