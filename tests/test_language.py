"""What is printed in a document's language."""

from __future__ import annotations

from datetime import date

import pytest

from memo.language import LANGUAGES, language


@pytest.mark.parametrize(
    ("code", "tag", "expected"),
    [("da", "da-DK", "21. december 2016"), ("en", "en-GB", "21 December 2016")],
)
def test_the_long_date_is_that_of_the_language(code: str, tag: str, expected: str) -> None:
    own = language(code)
    assert own.tag == tag
    assert own.date(date(2016, 12, 21), own.long_date) == expected


@pytest.mark.parametrize(
    ("code", "count", "expected"),
    [
        ("da", 1, []),
        ("da", 2, [" og "]),
        ("da", 4, [", ", ", ", " og "]),
        ("en", 0, []),
        ("en", 2, [" and "]),
        ("en", 3, [", ", " and "]),
    ],
)
def test_the_words_between_are_those_of_the_language(
    code: str, count: int, expected: list[str]
) -> None:
    assert language(code).between(count) == expected


def test_the_program_has_its_own_words_in_every_language() -> None:
    words = {code: [language(code).word(name) for name in ("tabel", "figur")] for code in LANGUAGES}
    assert words == {"da": ["Tabel", "Figur"], "en": ["Table", "Figure"]}
