"""Where one document's lines differ from another's."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from memo.word.differences import Difference, differences
from memo.word.lines import Line
from tests.timing import within


def _lines(texts: str) -> tuple[Line, ...]:
    return tuple(Line("body", style=text) for text in texts)


def _done(before: tuple[Line, ...], found: tuple[Difference, ...]) -> tuple[Line, ...]:
    lines = list(before)
    for one in reversed(found):
        assert tuple(lines[one.place : one.place + len(one.removed)]) == one.removed
        lines[one.place : one.place + len(one.removed)] = one.added
    return tuple(lines)


@given(st.text("abcdef", max_size=30), st.text("abcdef", max_size=30))
def test_the_differences_lead_from_the_one_to_the_other(before: str, after: str) -> None:
    found = differences(_lines(before), _lines(after))
    assert _done(_lines(before), found) == _lines(after)
    assert (found == ()) == (before == after)


def test_as_many_lines_for_as_many_are_told_one_by_one() -> None:
    found = differences(_lines("abcdef"), _lines("abXYef"))
    assert [(one.place, len(one.removed), len(one.added)) for one in found] == [
        (2, 1, 1),
        (3, 1, 1),
    ]


def test_a_moved_line_is_taken_out_and_put_in() -> None:
    found = differences(_lines("abcdefg"), _lines("acdefbg"))
    assert [(one.place, len(one.removed), len(one.added)) for one in found] == [
        (1, 1, 0),
        (6, 0, 1),
    ]


def test_thousands_of_equal_lines_take_no_time() -> None:
    within(1, lambda: differences(_lines("x" * 20_000 + "a"), _lines("b" + "xy" * 10_000)))
    within(1, lambda: differences(_lines("xy" * 10_000), _lines("yx" * 10_000)))
