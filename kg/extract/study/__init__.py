"""The design of a study: methods, informants, place and period, each as far as the paper tells it of itself."""

from __future__ import annotations

from kg.extract.marking import Marked
from kg.extract.study.gazetteer import Gazetteer, bundled
from kg.extract.study.informants import read_informants
from kg.extract.study.methods import read_methods
from kg.extract.study.periods import read_period
from kg.extract.study.places import read_place
from kg.model import Paper, Study


def read_study(paper: Paper, marked: list[Marked], gazetteer: Gazetteer | None = None) -> Study:
    """Read how a paper studied its subject.

    Args:
        paper: the paper.
        marked: its sentences with the words found in them.
        gazetteer: the places that there are; the bundled ones when left out.
    """
    methods, techniques = read_methods(paper, marked)
    people = read_informants(paper, marked)
    place, setting = read_place(paper, marked, gazetteer or bundled(), placeless=bool(people.sample))
    return Study(
        methods=methods,
        informants=people.total,
        place=place,
        period=read_period(paper, marked),
        techniques=techniques,
        groups=people.groups,
        sample=people.sample,
        setting=setting,
    )
