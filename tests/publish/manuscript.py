"""Writes made-up papers: the text grows passage by passage, and what was understood of each stands where it stands."""

from kg.model import (
    Citation,
    Evidence,
    Framework,
    InformantGroup,
    Metadata,
    Paper,
    Reading,
    Reference,
    Section,
    Sentence,
    Statement,
    Study,
    Verdict,
)


class Manuscript:
    """A paper in the making; :meth:`reading` gives what was understood of it."""

    def __init__(self, key, *, opening="", source_kind="full-text", **known):
        self.key, self.source_kind, self.text = key, source_kind, opening
        self.metadata = Metadata(**{"language": "id"} | known)
        self.sections, self.sentences, self.paragraph = [], [], 0
        self.statements, self.citations, self.references, self.frameworks = [], [], [], []
        self.methods, self.groups, self.known_of_study, self.verdict = [], [], {}, None

    def section(self, kind, heading):
        """Begin a section."""
        self._close()
        start = len(self.text)
        self.text += f"# {heading}\n\n"
        self.sections.append(Section(start, start, kind, heading, self.metadata.language))
        return self

    def _close(self):
        if self.sections:
            last = self.sections[-1]
            self.sections[-1] = Section(last.start, len(self.text), last.kind, last.heading, last.language)

    def writes(self, words, after="\n\n"):
        """Write a sentence, and give its evidence."""
        start = len(self.text)
        self.text += words + after
        self.sentences.append(Sentence(start, start + len(words), len(self.sections) - 1, self.paragraph))
        self.paragraph += "\n\n" in after
        return Evidence(start, start + len(words), words)

    def within(self, around, words):
        """Give the evidence of words within a sentence."""
        start = around.start + around.quote.index(words)
        return Evidence(start, start + len(words), words)

    def says(self, kind, concept, words, *, stance="", source="", part="", attribution="", after="\n\n", **more):
        """Write a sentence that states something; ``part`` is the piece of it that does so."""
        sentence = self.writes(words, after)
        spoken = attribution or ("cited" if source else "own")
        said = {"rule": f"{kind}: {concept}", "confidence": 0.9} | more
        section = self.sections[-1].kind
        evidence = self.within(sentence, part) if part else sentence
        self.statements.append(Statement(kind, concept, stance, spoken, source, section, evidence, **said))
        return sentence

    def judges(self, aspect, stance, words, **more):
        """Write a sentence that judges an aspect."""
        return self.says("assessment", aspect, words, stance=stance, **more)

    def concludes(self, aspect, stance, evidence):
        """Take a passage as the paper's own verdict."""
        self.verdict = Verdict(aspect, stance, evidence)

    def cites(self, sentence, surface, label, reference, intent="discusses"):
        """Take a printed citation in a sentence as one of an entry of the reference list, or of none."""
        at = self.sentences.index(next(s for s in self.sentences if s.start == sentence.start))
        self.citations.append(Citation(self.within(sentence, surface), sentence, label, reference, intent, at))

    def lists(self, entry, **known):
        """Write an entry of the reference list."""
        number = len(self.references) + 1
        self.references.append(Reference(number, self.writes(entry, "\n"), **known))

    def applies(self, concept, label, evidence, indicators=(), role="applied"):
        """Take a passage as naming a theory."""
        self.frameworks.append(Framework(concept, label, role, tuple(indicators), evidence))

    def studies(self, *methods, groups=(), **known):
        """Say how the study was made: methods and groups of informants with the words that name them."""
        self.methods += methods
        self.groups += [InformantGroup(role, number, evidence) for role, number, evidence in groups]
        self.known_of_study |= known

    def reading(self):
        """Give what was understood of the paper."""
        self._close()
        sections, sentences = tuple(self.sections), tuple(self.sentences)
        return Reading(
            Paper(self.key, self.text, self.source_kind, self.metadata, sections, sentences),
            references=tuple(self.references),
            citations=tuple(self.citations),
            frameworks=tuple(self.frameworks),
            study=Study(tuple(self.methods), groups=tuple(self.groups), **self.known_of_study),
            statements=tuple(self.statements),
            verdict=self.verdict,
        )
