"""How far a finding can be believed: more with each independent study that says so, less with each that denies it.

The model is INDRA's (B. Gyori et al., "From word models to executable models of signaling networks using automated
assembly", *Molecular Systems Biology* 13, 2017, 954). There a source of evidence errs at random with each sentence,
and systematically however many it has: with n sentences its error is s + rⁿ, and the belief in what several
sources say is 1 − Π error. Here a source is an *independent group* of papers (``kg.analysis.independence``):

    error(group)    = s + (1 − s) · Π (1 − confidence of a statement)
    support         = 1 − Π error(groups that support)
    opposition      = 1 − Π error(groups that oppose)
    belief          = support · (1 − opposition)
    belief opposing = opposition · (1 − support)

* The random error of a statement is what its rule gets wrong: 1 − its confidence, which is earned against expert
  annotation (``kg eval --calibrate``). Weighting it by 1 − s keeps the error of a group at 1 at the most.
* The systematic error s is that of a study: that its result would not be found again. 13 of 21 experiments of social
  science held in high-powered replications (C. Camerer et al., *Nature Human Behaviour* 2, 2018, 637–644): s = 8/21.
  So one study alone is never believed beyond 0.62, two beyond 0.85, three beyond 0.94.
* A work that is only known through those who cite it errs twice: as a study, and in being told: 1 − (1 − s)². It counts
  where no paper of its own side that cites it for the claim is counted already, and works that are known through the
  same papers count once.
* That evidence for and against excludes each other, so that belief is support that nothing refutes, is INDRA's too.
* A paper that judges both ways is evidence for neither side.

The numbers order findings and are no probabilities: s is borrowed from another kind of study, so compare them.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import prod

SYSTEMATIC = 8 / 21
SECOND_HAND = 1 - (1 - SYSTEMATIC) ** 2
UNKNOWN = 0.5  # the confidence of a judgement whose rule nobody has measured
DIGITS = 2


def error(confidences: Iterable[float], systematic: float = SYSTEMATIC) -> float:
    """How likely a group of papers errs, from how far each of its statements can be trusted.

    >>> round(error([1.0]), 2), round(error([0.5]), 2), round(error([0.5, 0.5]), 2), error([])
    (0.38, 0.69, 0.54, 1.0)
    """
    return systematic + (1 - systematic) * prod(sorted(1 - min(max(each, 0.0), 1.0) for each in confidences))


def beliefs(supporting: Iterable[float], opposing: Iterable[float]) -> tuple[float, float]:
    """Give the belief in what the supporting groups say, and in what the opposing ones say, from their errors.

    >>> beliefs([0.38], []), beliefs([0.38, 0.38], []), beliefs([0.38, 0.38], [0.38]), beliefs([], [])
    ((0.62, 0.0), (0.86, 0.0), (0.33, 0.09), (0.0, 0.0))
    """
    for_it, against_it = 1 - prod(sorted(supporting), start=1.0), 1 - prod(sorted(opposing), start=1.0)
    return round(for_it * (1 - against_it), DIGITS), round(against_it * (1 - for_it), DIGITS)
