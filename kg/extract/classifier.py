"""The extractor ``textcat=MODEL``: statements by a spaCy text classifier that ``kg train`` made.

A sentence is a bag of words, by their morphological keys (:mod:`kg.extract.morphology`), and the kind of its section. A
linear model gives each label a probability of its own: ``obstacle app-error`` (kind and concept), ``stance effective``,
``attribution own``. A sentence states the concepts whose probability reaches the model's threshold, all with the
likeliest attribution, and assessments with the likeliest stance. Figures are left to rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

from kg.extract.contract import SCHEMES
from kg.extract.lexicon import Lexicon
from kg.extract.morphology import key_of
from kg.model import Attribution, LitkgError, Paper, Sentence, Statement, StatementKind

if TYPE_CHECKING:
    from spacy.language import Language

PIPE = "textcat_multilabel"
WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
READ = tuple(kind for kind in get_args(StatementKind) if kind in SCHEMES or kind == "gap")
UNREAD = ("references", "acknowledgements")
MEND = "name a folder that 'kg train GOLD --out MODEL' made"


class Classifier:
    """Reads papers with one model."""

    def __init__(self, lexicon: Lexicon, argument: str) -> None:
        self._nlp = load_model(Path(argument)) if argument else _refuse_none()
        self._threshold = _threshold(self._nlp)

    @classmethod
    def of(cls, nlp: Language) -> Classifier:
        """Make one of a model in memory."""
        made = cls.__new__(cls)
        made._nlp, made._threshold = nlp, _threshold(nlp)
        return made

    def __call__(self, paper: Paper) -> Iterator[Statement]:
        """Read the statements of a paper."""
        sentences = readable(paper)
        sources = _sources(paper)
        docs = self._nlp.pipe(self._doc(paper, sentence) for _, sentence in sentences)
        for (index, sentence), doc in zip(sentences, docs, strict=True):
            yield from self._said(paper, sentence, sources.get(index, ""), doc.cats)

    def _doc(self, paper: Paper, sentence: Sentence) -> Any:
        from spacy.tokens import Doc

        return Doc(self._nlp.vocab, words=words_of(paper, sentence))

    def _said(self, paper: Paper, sentence: Sentence, source: str, cats: dict[str, float]) -> Iterator[Statement]:
        """A sentence is cited only where it has a citation."""
        chosen = cast(Attribution, _likeliest(cats, "attribution", () if source else ("cited",)) or "background")
        for label, score in sorted(cats.items()):
            kind, _, concept = label.partition(" ")
            if kind not in READ or score < self._threshold:
                continue
            stance = _likeliest(cats, "stance") if kind == "assessment" else ""
            if kind == "assessment" and not stance:
                continue
            yield Statement(
                kind=cast(StatementKind, kind),
                concept=concept,
                stance=stance,
                attribution=chosen,
                source=source if chosen == "cited" else "",
                section=paper.section_of(sentence).kind,
                evidence=paper.evidence(sentence.start, sentence.end),
                rule=f"textcat: {score:.2f}",
                confidence=round(float(score), 2),
            )


def readable(paper: Paper) -> list[tuple[int, Sentence]]:
    """Give the sentences that may state something, with their numbers."""
    return [(n, s) for n, s in enumerate(paper.sentences) if paper.section_of(s).kind not in UNREAD]


def words_of(paper: Paper, sentence: Sentence) -> list[str]:
    """Give what the classifier sees of a sentence."""
    section = paper.section_of(sentence)
    key = key_of(section.language)
    words = [key(word) for word in WORD.findall(paper.text[sentence.start : sentence.end])]
    return [f"§{section.kind}", *words]


def load_model(folder: Path) -> Language:
    """Load what ``kg train`` saved.

    Raises:
        LitkgError: the folder holds no such model.
    """
    import spacy

    if not (folder / "config.cfg").is_file():
        raise LitkgError(f"extractor 'textcat={folder}'", "the folder holds no model", MEND)
    try:
        nlp = spacy.load(folder)
    except Exception as error:  # a damaged model fails in many ways
        told = f"the model cannot be loaded ({type(error).__name__})"
        raise LitkgError(f"extractor 'textcat={folder}'", told, MEND) from error
    if nlp.pipe_names != [PIPE]:
        raise LitkgError(f"extractor 'textcat={folder}'", "the model is no text classifier of litkg", MEND)
    return nlp


def _threshold(nlp: Language) -> float:
    pipe: Any = nlp.get_pipe(PIPE)
    return float(pipe.cfg["threshold"])


def _refuse_none() -> Language:
    raise LitkgError("extractor 'textcat'", "needs a model", "say textcat=MODEL, with a folder that 'kg train' made")


def _sources(paper: Paper) -> dict[int, str]:
    """The cited work of each sentence that has a citation, or that one at the end of its paragraph covers."""
    from kg.extract.citations import read_citations
    from kg.extract.references import read_references

    found: dict[int, str] = {}
    for citation in read_citations(paper, read_references(paper)):
        for sentence in (citation.sentence, *citation.covers):
            found.setdefault(sentence, citation.label)
    return found


def _likeliest(cats: dict[str, float], sort: str, without: Sequence[str] = ()) -> str:
    """The likeliest label of a sort; of equal ones the first by name."""
    scores = [(-score, label.partition(" ")[2]) for label, score in cats.items() if label.startswith(f"{sort} ")]
    return min(((score, name) for score, name in scores if name not in without), default=(0.0, ""))[1]
