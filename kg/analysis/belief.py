"""How far a finding can be believed: more with each independent study that says so, less with each that denies it.

The model is INDRA's (B. Gyori et al., "From word models to executable models of signaling networks using automated
assembly", *Molecular Systems Biology* 13, 2017, 954). There a source of evidence errs at random with each sentence,
and systematically however many it has: with n sentences its error is s + rⁿ, and the belief in what several
sources say is 1 − Π error. Here a source is an *independent group* of papers (``kg.analysis.independence``):

    error(group)    = s + (1 − s) · Π (1 − confidence of a statement)
    support         = 1 − Π error(groups that support)
    opposition      = 1 − Π error(groups that oppose)
    belief          = support · (1 − opposition) / (1 − support · opposition)
    belief opposing = opposition · (1 − support) / (1 − support · opposition)

* The random error of a statement is what its rule gets wrong: 1 − its confidence, which is earned against expert
  annotation (``kg eval --calibrate``). Weighting it by 1 − s keeps the error of a group at 1 at the most.
* The systematic error s is that of a study: that its result would not be found again. 13 of 21 experiments of social
  science held in high-powered replications (C. Camerer et al., *Nature Human Behaviour* 2, 2018, 637–644): s = 8/21.
  So one study alone is never believed beyond 0.62, two beyond 0.85, three beyond 0.94.
* A work that is only known through those who cite it errs twice: as a study, and in being told: 1 − (1 − s)². It counts
  where no paper of its own side that cites it for the claim is counted already, and works that are known through the
  same papers count once.
* Evidence for and against excludes each other: that both hold, support · opposition, is ruled out, and what is left is
  scaled to 1. This is Dempster's rule of combination (G. Shafer, *A Mathematical Theory of Evidence*, Princeton 1976,
  chapter 3); what neither belief has is not known. So many studies that are parted evenly leave both beliefs near ½,
  where INDRA, which does not scale, would let both vanish.
* A paper that judges both ways is evidence for neither side.

The numbers order findings and are no probabilities: s is borrowed from another kind of study, so compare them.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import exp, inf, log, prod

SYSTEMATIC = 8 / 21
SECOND_HAND = 1 - (1 - SYSTEMATIC) ** 2
UNKNOWN = 0.5  # the confidence of a judgement whose rule nobody has measured
DIGITS = 2
SMALLEST, LARGEST = 1e-300, 700.0  # what a logarithm is taken of, and what is raised to a power, without overflow


def error(confidences: Iterable[float], systematic: float = SYSTEMATIC) -> float:
    """How likely a group of papers errs, from how far each of its statements can be trusted.

    >>> round(error([1.0]), 2), round(error([0.5]), 2), round(error([0.5, 0.5]), 2), error([])
    (0.38, 0.69, 0.54, 1.0)
    """
    return systematic + (1 - systematic) * prod(sorted(1 - min(max(each, 0.0), 1.0) for each in confidences))


def beliefs(supporting: Iterable[float], opposing: Iterable[float]) -> tuple[float, float]:
    """Give the belief in what the supporting groups say, and in what the opposing ones say, from their errors.

    >>> beliefs([0.38], []), beliefs([0.38, 0.38], []), beliefs([0.38, 0.38], [0.38]), beliefs([], [])
    ((0.62, 0.0), (0.86, 0.0), (0.69, 0.19), (0.0, 0.0))
    >>> beliefs([0.38] * 5000, [0.38] * 5000), beliefs([0.38] * 5000, [0.38] * 4000)
    ((0.5, 0.5), (1.0, 0.0))
    """
    for_it, against_it = _all_err(supporting), _all_err(opposing)
    return round(_belief(for_it, against_it), DIGITS), round(_belief(against_it, for_it), DIGITS)


def _all_err(errors: Iterable[float]) -> float:
    """Give the logarithm of the chance that all of them err, for the product of many is too small to be told from 0."""
    return sum(log(max(each, SMALLEST)) for each in sorted(errors))


def _belief(ours: float, theirs: float) -> float:
    """Combine two sides, of which the logarithm is given of the chance that all of it err."""
    odds = exp(ours - theirs) if ours - theirs < LARGEST else inf
    refuted = odds + 1 - exp(ours)
    return (1 - exp(ours)) / refuted if refuted else 0.0
