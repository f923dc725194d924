"""The labels of one language as trees of words, found in a text from each word on.

spaCy's PhraseMatcher finds the same, but tells each match one by one; here what a word alone can be is known by word
type, and nothing is told of a match that a longer one hides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple

Words = Sequence[int]
"""Words by number, as spaCy's string store numbers them."""


class Hit(NamedTuple):
    """A label found: tokens ``first`` to ``last`` of its section, characters ``start`` to ``end`` of the text.

    ``scheme`` and ``id`` name the concept; for the grammar words of a language the scheme is ``cue`` and the id is
    ``table.function``.
    """

    first: int
    last: int
    scheme: str
    id: str
    start: int
    end: int


_hit: Callable[[tuple[int, int, str, str, int, int]], Hit] = partial(tuple.__new__, Hit)
"""Makes a hit as fast as Python can: there are dozens in a sentence."""


class Node(NamedTuple):
    """The labels that end with a word, and the words that go on from it."""

    ends: set[int]
    onward: dict[int, Node]


Tree = dict[int, Node]
NOTHING = Node(set(), {})
NO_WORD = 0


class Tokens(NamedTuple):
    """The words of a text, told apart as written, loosely and closely, and where each starts and ends.

    Behind the last one stands ``NO_WORD``, which is in no label.
    """

    words: Words
    loosely: Words
    closely: Words
    starts: Sequence[int]
    ends: Sequence[int]


def planted(tree: Tree, words: Iterable[int], label: int) -> None:
    """Add a label's words to a tree.

    >>> tree = {}
    >>> planted(tree, [7, 8], 1)
    >>> tree[7].ends, tree[7].onward[8].ends
    (set(), {1})
    """
    onward = tree
    node = None
    for word in words:
        node = onward.setdefault(word, Node(set(), {}))
        onward = node.onward
    if node is not None:
        node.ends.add(label)


class Labels:
    """Labels with the layer of each: within a layer the longest match from the left hides those that overlap it.

    Words are told apart in two ways, loosely and closely (by their morphological keys, and by their letters, say).

    Args:
        names: scheme and id of each label, in order.
        layers: the layer of each label.
        loosely: labels by words told apart loosely.
        closely: labels by words told apart closely.
    """

    def __init__(self, names: Sequence[tuple[str, str]], layers: Sequence[int], loosely: Tree, closely: Tree) -> None:
        self._names, self._layers = names, layers
        self._loosely, self._closely = loosely, closely
        self._begun: dict[int, tuple[list[int], Tree, Tree]] = {}

    def find(self, text: Tokens, named: Tree) -> list[Hit]:
        """Find the labels in a text, in order.

        Args:
            text: its words.
            named: further labels of this text, by words told apart closely.
        """
        begun, loosely, closely, starts, ends = self._begun, text.loosely, text.closely, text.starts, text.ends
        names, layers = self._names, self._layers
        reached = [0] * (max(layers, default=0) + 1)  # where the last match of each layer ends
        furthest = 0
        found: list[Hit] = []
        for at, word in enumerate(text.words):
            known = begun.get(word)
            if known is None:
                known = begun[word] = self._alone(loosely[at], closely[at])
            alone, wide, narrow = known
            after, start = at + 1, starts[at]
            longer: list[tuple[int, int]] = []
            if wide and loosely[after] in wide:
                _walk(wide, loosely, after, longer)
            if narrow and closely[after] in narrow:
                _walk(narrow, closely, after, longer)
            if named and closely[at] in named:
                _walk(named, closely, at, longer)
                alone = sorted([*alone, *(label for minus, label in longer if minus == -after)])
                longer = [match for match in longer if match[0] != -after]
            if at < furthest:
                alone = [label for label in alone if at >= reached[layers[label]]]
            if longer:
                kept, over = self._longest(at, longer, reached)
                alone = [label for label in alone if layers[label] not in over]
                found += [_hit((at, after, *names[label], start, ends[at])) for label in alone]
                for last, label in kept:
                    found.append(_hit((at, last, *names[label], start, ends[last - 1])))
                    furthest = max(furthest, last)
            elif alone:
                end = ends[at]
                found += [_hit((at, after, *names[n], start, end)) for n in alone]
        return found

    def _longest(
        self, at: int, matches: list[tuple[int, int]], reached: list[int]
    ) -> tuple[list[tuple[int, int]], dict[int, int]]:
        """The longest matches of each layer that begin at a word, not within another; and where each layer's end."""
        kept: list[tuple[int, int]] = []
        over: dict[int, int] = {}
        for minus, label in sorted(matches) if len(matches) > 1 else matches:
            layer = self._layers[label]
            if at >= reached[layer] and over.setdefault(layer, -minus) == -minus:
                kept.append((-minus, label))
        for layer, end in over.items():
            reached[layer] = end
        return sorted(kept) if len(kept) > 1 else kept, over

    def _alone(self, loose: int, close: int) -> tuple[list[int], Tree, Tree]:
        """What a word can be by itself, and the words that labels go on with from it."""
        wide, narrow = self._loosely.get(loose, NOTHING), self._closely.get(close, NOTHING)
        return sorted(wide.ends | narrow.ends), wide.onward, narrow.onward


def _walk(tree: Tree, words: Words, at: int, found: list[tuple[int, int]]) -> None:
    """Find the labels that go on with a word, each with where it ends, as a negative number: the longest come first."""
    while (node := tree.get(words[at])) is not None:
        at += 1
        for label in node.ends:
            found.append((-at, label))
        tree = node.onward
