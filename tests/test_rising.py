"""The longest row in which numbers rise, against all rows that there are."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from memo.rising import rising


@given(
    st.lists(st.tuples(st.integers(0, 8), st.integers(1, 4)), max_size=8, unique_by=lambda x: x[0])
)
def test_no_row_that_rises_is_heavier(items: list[tuple[int, int]]) -> None:
    places, weights = [place for place, _ in items], [weight for _, weight in items]
    rows = [
        row
        for size in range(len(items) + 1)
        for row in combinations(range(len(items)), size)
        if all(places[one] < places[other] for one, other in pairwise(row))
    ]
    found = rising(places, weights)
    assert tuple(found) in rows
    assert sum(weights[at] for at in found) == max(sum(weights[at] for at in row) for row in rows)
    assert len(rising(places)) == max(map(len, rows))
