"""What is printed in a document's language."""

from __future__ import annotations

from datetime import date

import pytest
from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from hypothesis import given
from hypothesis import strategies as st

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


@given(
    st.dates(),
    st.lists(st.sampled_from(["d", "dd", "M", "MM", "y", "MMM", "yy", "ddd", "-", ".", " ", "/"])),
    st.sampled_from(LANGUAGES),
)
def test_a_date_is_printed_as_babel_prints_it(day: date, pieces: list[str], code: str) -> None:
    pattern = "".join(pieces)
    try:
        expected = format_date(
            day, pattern, locale=Locale.parse({"da": "da_DK", "en": "en_GB"}[code])
        )
    except ValueError:  # no pattern of CLDR
        return
    assert language(code).date(day, pattern) == expected


@pytest.mark.parametrize(("code", "locale"), [("da", "da_DK"), ("en", "en_GB")])
def test_what_is_known_of_a_language_is_what_babel_knows(code: str, locale: str) -> None:
    known, own = Locale.parse(locale), language(code)
    assert own.months == tuple(known.months["format"]["wide"][n].lower() for n in range(1, 13))
    assert own.weekdays == tuple(known.days["format"]["wide"][n].lower() for n in range(7))
    assert own.long_date == known.date_formats["long"].pattern
    for count in range(2, 6):
        things = [f"t{n}" for n in range(count)]
        joined = "".join(f"{a}{b}" for a, b in zip(things, [*own.between(count), ""], strict=True))
        assert joined == format_list(things, locale=known)
