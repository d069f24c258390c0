"""Where the lines of one document differ from those of another.

An edit is another thing: what is done to the text of a YAML file (`memo/source/edits.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from memo.rising import rising
from memo.word.lines import Line

# A stretch without a line of its own is compared line by line up to so many pairs of equal lines:
# the time grows with their number, which is the square of that of the lines where all are equal.
_MOST_PAIRS = 20_000


class Difference(Struct, frozen=True):
    """Lines taken out before the line of that number, counted from 0, and lines put in instead."""

    place: int
    removed: tuple[Line, ...]
    added: tuple[Line, ...]


def differences(before: Sequence[Line], after: Sequence[Line]) -> tuple[Difference, ...]:
    """What leads from one document to the other, in the order of the lines.

    As many lines for as many others are told line by line.
    """
    numbers: dict[Line, int] = {}
    a, b = ([numbers.setdefault(line, len(numbers)) for line in lines] for lines in (before, after))
    found = []
    for i, k, j, n in gaps(a, b):
        if k - i == n - j:
            places = range(k - i)
            found += [
                Difference(i + at, (before[i + at],), (after[j + at],))
                for at in places
                if before[i + at] != after[j + at]
            ]
        else:
            found.append(Difference(i, tuple(before[i:k]), tuple(after[j:n])))
    return tuple(found)


Gap = tuple[int, int, int, int]


def gaps(a: Sequence[int], b: Sequence[int], fixed: Container[int] = ()) -> Iterator[Gap]:
    """What differs: a range of the one and a range of the other, each as its beginning and end.

    Lines that stand once in both documents hold them together; only between those is searched. One
    that is `fixed` outweighs any number of others that have changed places with it.
    """
    i = j = 0
    for at, other in [*_held(a, b, fixed), (len(a), len(b))]:
        yield from _trimmed(a, b, (i, at, j, other))
        i, j = at + 1, other + 1


def once_in_both(a: Sequence[int], b: Sequence[int]) -> list[tuple[int, int]]:
    """The places of the lines that stand once in each, in the order of the first."""
    once = {line for line, count in Counter(a).items() if count == 1}
    once &= {line for line, count in Counter(b).items() if count == 1}
    places = {line: number for number, line in enumerate(b) if line in once}
    return [(number, places[line]) for number, line in enumerate(a) if line in once]


def _held(a: Sequence[int], b: Sequence[int], fixed: Container[int]) -> list[tuple[int, int]]:
    """The heaviest row of pairs of lines that stand once in each and in the same order."""
    pairs = once_in_both(a, b)
    weights = [len(pairs) + 1 if a[at] in fixed else 1 for at, _ in pairs]
    return [pairs[number] for number in rising([place for _, place in pairs], weights)]


def _trimmed(a: Sequence[int], b: Sequence[int], gap: Gap) -> Iterator[Gap]:
    i, k, j, n = gap
    while i < k and j < n and a[i] == b[j]:
        i, j = i + 1, j + 1
    while i < k and j < n and a[k - 1] == b[n - 1]:
        k, n = k - 1, n - 1
    if i == k and j == n:
        return
    if is_coarse(a[i:k], b[j:n]):
        yield i, k, j, n
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a[i:k], b[j:n], autojunk=False).get_opcodes():
        if tag != "equal":
            yield i + i1, i + i2, j + j1, j + j2


def is_coarse(a: Sequence[int], b: Sequence[int]) -> bool:
    """Whether so much in the one is in the other, too, that they are not compared in detail."""
    counts = Counter(b)
    return sum(counts[line] for line in a) > _MOST_PAIRS
