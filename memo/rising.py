"""The longest row in which numbers rise: what stood still while other things changed places."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence


def rising(places: Sequence[int], weights: Sequence[int] | None = None) -> list[int]:
    """The indexes of the places of the heaviest row in which they rise, in their order.

    Without weights each counts as one. The time grows with their number, but for a logarithm.
    """
    # Of the rows that end at a place or before it, the heaviest: places and weights both rise.
    ends: list[int] = []
    totals: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        length = bisect_left(ends, place)
        total = (weights[index] if weights else 1) + (totals[length - 1] if length else 0)
        before.append(tails[length - 1] if length else -1)
        last = bisect_right(totals, total, lo=length)
        ends[length:last] = [place]
        totals[length:last] = [total]
        tails[length:last] = [index]
    row: list[int] = []
    at = tails[-1] if tails else -1
    while at >= 0:
        row.append(at)
        at = before[at]
    return row[::-1]
