"""How wide texts are."""

from __future__ import annotations

import pytest

from memo.word.fonts import Font


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Times New Roman", 817), ("Liberation Serif", 817), ("Arial", 912), ("Ukendt", 912)],
)
def test_a_text_is_as_wide_as_its_font_makes_it(name: str, expected: int) -> None:
    # In Times "Sum 2017" is 4.084 times as wide as its size is high: here ten points.
    assert Font(name, 20).width("Sum 2017") == expected


def test_the_width_follows_the_size() -> None:
    assert Font("Arial", 40).width("1.200") == pytest.approx(
        2 * Font("Arial", 20).width("1.200"), abs=1
    )


def test_a_sign_that_no_table_has_takes_room_too() -> None:
    assert Font("Arial", 20).width("漢") > 0
