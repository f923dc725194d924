"""Learn the weights by which the fields of a reference are told apart, from works that nobody wrote.

Usage: ``python benchmarks/train_references.py [--count 34000] [--rounds 7] [--out kg/extract/weights.txt]``. An
averaged perceptron (Collins 2002) reads entries printed in the styles for training, and mends the weights where its
best sequence of fields is wrong. Things seen too seldom are left out and weights are rounded, so that the file stays
small. The same arguments give the same bytes.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path

import numpy as np
from reference_data.sets import Sample, training

from kg.extract.features import features_of
from kg.extract.tagger import BOUNDARIES, FIELDS, best_paths, boundaries_of
from kg.extract.tokens import Token, tokens_of

OUT = Path(__file__).parents[1] / "kg" / "extract" / "weights.txt"
SMALLEST = 2
FORGOTTEN = 0.3
SCALE = 12.0


def labels(sample: Sample, tokens: tuple[Token, ...]) -> list[int]:
    """Give the field of each token: that of its first character."""
    at_field = {field: at for at, field in enumerate(FIELDS)}
    return [at_field[sample.found[token.start][1]] for token in tokens]


def forgetful(tokens: tuple[Token, ...], lot: random.Random) -> tuple[Token, ...]:
    """Forget some of what the language files say of words, in some entries: most names are in none."""
    if lot.random() > FORGOTTEN:
        return tokens
    kinds = {"place", "publisher", "abbreviated", "container", "journal", "university", "organisation", "company"}
    lost = frozenset(kind for kind in sorted(kinds) if lot.random() < 0.5)
    return tuple(token._replace(kinds=token.kinds - lost) for token in tokens)


def learn(samples: list[Sample], *, rounds: int, seldom: int, seed: int) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Give the names of what is seen, its weights and those of fields that follow."""
    entries = []
    lot = random.Random(seed)
    counts: Counter[str] = Counter()
    for sample in samples:
        tokens = forgetful(tokens_of(sample.text), lot)
        if tokens:
            seen = features_of(tokens)
            counts.update(name for names in seen for name in names)
            entries.append((seen, boundaries_of(tokens), labels(sample, tokens)))
    names = sorted(name for name, count in counts.items() if count >= seldom)
    rows = {name: at for at, name in enumerate(names)}
    coded = []
    for seen, boundaries, gold in entries:
        kept = [[rows[name] for name in those if name in rows] for those in seen]
        flat = np.fromiter((row for those in kept for row in those), dtype=np.int32)
        bounds = np.cumsum([0, *(len(those) for those in kept)])
        coded.append((flat, bounds, boundaries, gold))
    del entries
    weights = np.zeros((len(names), len(FIELDS)), dtype=np.float32)
    following = np.zeros((len(BOUNDARIES), len(FIELDS), len(FIELDS)), dtype=np.float32)
    summed, summed_following = weights.astype(np.float64), following.astype(np.float64)
    step = 0
    order = list(range(len(coded)))
    for turn in range(rounds):
        lot.shuffle(order)
        wrong = total = 0
        for at in order:
            flat, bounds, boundaries, gold = coded[at]
            step += 1
            (path,) = best_paths(np.add.reduceat(weights[flat], bounds[:-1], axis=0), [boundaries], following)
            total += len(gold)
            if path == gold:
                continue
            for token, (got, wanted) in enumerate(zip(path, gold, strict=True)):
                if got != wanted:
                    wrong += 1
                    mine = flat[bounds[token] : bounds[token + 1]]
                    weights[mine, wanted] += 1
                    weights[mine, got] -= 1
                    summed[mine, wanted] += step
                    summed[mine, got] -= step
                if token and (got != wanted or path[token - 1] != gold[token - 1]):
                    boundary = boundaries[token]
                    following[boundary, gold[token - 1], wanted] += 1
                    following[boundary, path[token - 1], got] -= 1
                    summed_following[boundary, gold[token - 1], wanted] += step
                    summed_following[boundary, path[token - 1], got] -= step
        print(f"round {turn + 1}: {wrong / total:.4f} of {total} tokens wrong", flush=True)
    return names, weights - summed / (step + 1), following - summed_following / (step + 1)


def written(names: list[str], weights: np.ndarray, following: np.ndarray, scale: float, smallest: int) -> str:
    """Write weights as lines that anybody can read."""
    lines = []
    rounded = np.rint(following * scale).astype(int)
    for boundary in range(rounded.shape[0]):
        for field in range(rounded.shape[1]):
            pairs = [f"{at}:{value}" for at, value in enumerate(rounded[boundary, field]) if value]
            if pairs:
                lines.append(f"/{boundary}/{field}\t{' '.join(pairs)}")
    whole = np.rint(weights * scale).astype(int)
    for name, row in zip(names, whole, strict=True):
        pairs = [f"{at}:{value}" for at, value in enumerate(row) if abs(value) >= smallest]
        if pairs:
            lines.append(f"{name}\t{' '.join(pairs)}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Learn and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=34000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seldom", type=int, default=15, help="things seen less often are left out")
    parser.add_argument("--half", type=int, default=0)
    parser.add_argument("--scale", type=float, default=SCALE)
    parser.add_argument("--smallest", type=int, default=SMALLEST)
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    samples = list(training(arguments.count, seed=1, half=arguments.half))
    print(f"{len(samples)} entries", flush=True)
    names, weights, following = learn(samples, rounds=arguments.rounds, seldom=arguments.seldom, seed=1)
    text = written(names, weights, following, arguments.scale, arguments.smallest)
    arguments.out.write_text(text, encoding="utf-8")
    print(f"{len(names)} things seen, {len(text.encode())} bytes")


if __name__ == "__main__":
    main()
