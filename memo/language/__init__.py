"""What is printed in a document's language: dates and the words between the parts of a list.

The language is the document's own, never that of the machine.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, parse_pattern


class Language:
    """The words of one language; `code` is as in CLDR, `da` for Danish."""

    def __init__(self, code: str) -> None:
        self._locale = Locale.parse(code)

    def date(self, day: date, pattern: str) -> str:
        """The date in a CLDR pattern, such as `d. MMMM y`."""
        return format_date(day, pattern, locale=self._locale)

    def word(self, name: str) -> str:
        """A word that the program prints of its own accord."""
        return _WORDS[name][self._locale.language]

    def between(self, count: int) -> list[str]:
        """The words between `count` things in a row: ", " and " og " for three in Danish."""
        if count < 2:
            return []
        patterns = self._locale.list_patterns["standard"]
        if count == 2:
            return [_inner(patterns["2"])]
        middle = [_inner(patterns["middle"])] * (count - 3)
        return [_inner(patterns["start"]), *middle, _inner(patterns["end"])]


_WORDS = {
    "tabel": {"da": "Tabel", "en": "Table"},
    "figur": {"da": "Figur", "en": "Figure"},
}


def tag(code: str) -> str:
    """The language with its usual country, as in Word: "da-DK"; "" where it is none."""
    if code == "en":
        return "en-GB"
    language, _, country = get_global("likely_subtags").get(code, "").rpartition("_")
    return f"{language.partition('_')[0]}-{country}" if language else ""


def _inner(pattern: str) -> str:
    return pattern.removeprefix("{0}").removesuffix("{1}")


def is_date_pattern(text: str) -> bool:
    """Whether the text is a pattern of CLDR that prints a day, a month and a year.

    A weekday may stand in it too, as in `EEEE d. MMMM y`.
    """
    letters = re.sub("'[^']*'", "", text)
    if not set("dMy") <= set(letters) <= set("dMyE .,-/:"):
        return False
    try:
        parse_pattern(text)
    except ValueError:
        return False
    return True


@cache
def language(code: str) -> Language:
    """The language of that code."""
    return Language(code)
