"""How like one another the items of two lists are: what is rare in the lists weighs most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

Leaf = tuple[tuple[str, ...], str]
"""A text, and the steps to it from the item that it stands in."""

_WORD = re.compile(r"\w+")

# Below this, two items have no more in common than any two texts of one paper.
_ALIKE = 0.35
# Names and numbers are compared letter by letter; above this, one is a spelling of the other.
_SHORT = 8
_SPELLING = 0.75
# A heading, or another text of its own, that both have and no other item has.
_SAME_LEAF = 0.6


class Likeness:
    """Compares the items of an old list with those of a new one, each given by its texts."""

    def __init__(self, old: Sequence[list[Leaf]], new: Sequence[list[Leaf]]) -> None:
        self._old_leaves, self._new_leaves = old, new
        self._old, self._new = [[_words(item) for item in items] for items in (old, new)]
        items = Counter(word for words in (*self._old, *self._new) for word in words)
        self._weights = {word: 1 / count for word, count in items.items()}
        self._own = _once(old) & _once(new)

    def of(self, old: int, new: int) -> float:
        """From 0, for items that have nothing to do with one another, to 1."""
        before, after = self._old[old], self._new[new]
        whole = self._weight(before) + self._weight(after)
        common = 2 * self._weight(before & after) / whole if whole else 0.0
        if self._own.intersection(self._old_leaves[old]) & set(self._new_leaves[new]):
            common = max(common, _SAME_LEAF)
        leaves = [*self._old_leaves[old], *self._new_leaves[new]]
        if len(leaves) == 2 and max(before.total(), after.total()) <= _SHORT:
            (_, one), (_, other) = leaves
            ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
            common = max(common, ratio if ratio >= _SPELLING else 0)
        return common if common >= _ALIKE else 0

    def _weight(self, words: Counter[str]) -> float:
        return sum(self._weights[word] * count for word, count in words.items())


def in_order(likeness: Likeness, old: range, new: range) -> list[tuple[int, int]]:
    """The pairs that are most alike together, in the order of both lists."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    scores = [[likeness.of(one, other) for other in new] for one in old]
    for row in reversed(range(len(old))):
        for column in reversed(range(len(new))):
            score = scores[row][column]
            pair = score + best[row + 1][column + 1] if score else 0
            best[row][column] = max(pair, best[row + 1][column], best[row][column + 1])
    pairs: list[tuple[int, int]] = []
    row = column = 0
    while row < len(old) and column < len(new):
        score = scores[row][column]
        if score and best[row][column] == score + best[row + 1][column + 1]:
            pairs.append((old[row], new[column]))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return pairs


def _once(items: Sequence[list[Leaf]]) -> set[Leaf]:
    """The texts that stand in one of the items only; those without a word do not count."""
    counts = Counter(leaf for item in items for leaf in set(item))
    return {leaf for leaf, count in counts.items() if count == 1 and _WORD.search(leaf[1])}


def _words(item: Iterable[Leaf]) -> Counter[str]:
    return Counter(word for _, text in item for word in _WORD.findall(text))
