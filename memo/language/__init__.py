"""What is printed in a document's language: dates, words and what joins the parts of a list.

The language is the document's own, never that of the machine.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache, cached_property

from memo.language.facts import Facts, facts_of

Day = date

DEFAULT = "da"
_LOCALES = {"da": "da_DK", "en": "en_GB"}
LANGUAGES = tuple(_LOCALES)
"""The codes of the languages that a document may be in."""

_WORDS = {
    "figur": {"da": "Figur", "en": "Figure"},
    "tabel": {"da": "Tabel", "en": "Table"},
    "udkast": {"da": "Udkast", "en": "Draft"},
}

# What is said below a comment that cannot stand at its words.
_ASIDES = {
    "lost": {
        "da": ("[Kommentaren var til ", ", som er ændret eller slettet]"),
        "en": ("[The comment was on ", ", since changed or deleted]"),
    },
    "footnote": {
        "da": ("[Kommentaren er til ", " i fodnoten]"),
        "en": ("[The comment is on ", " in the footnote]"),
    },
}
_QUOTED = {"da": "»{}«", "en": "“{}”"}
_WITHOUT_WORDS = {"da": "et afsnit", "en": "a paragraph"}
_LONGEST = 80

# The parts of a pattern that print no names: a day or month of one or two figures, and a year.
_NUMERAL = re.compile(r"(?<!d)dd?(?!d)|(?<!M)MM?(?!M)|(?<!y)y(?!y)")
_NUMERALS = re.compile(rf"(?:{_NUMERAL.pattern}|[ .,/:-])+")


class Language:
    """One language; `code` is one of `LANGUAGES`, and `tag` names it as Word does: `da-DK`."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.tag = _LOCALES[code].replace("_", "-")

    @cached_property
    def _facts(self) -> Facts:
        return facts_of(_LOCALES[self.code])

    def date(self, day: date, pattern: str) -> str:
        """The date in a CLDR pattern, such as `d. MMMM y`."""
        if _NUMERALS.fullmatch(pattern):
            return _NUMERAL.sub(lambda match: _numeral(day, match[0]), pattern)
        from babel.dates import format_date  # the names of the months take long to load

        return format_date(day, pattern, locale=_LOCALES[self.code])

    def read_date(self, text: str, pattern: str) -> Day | None:
        """The day that is printed so in the pattern, None where it is the print of none."""
        for year in re.findall(r"(?<![0-9])[0-9]{4}(?![0-9])", text):
            days = (date(max(1, int(year)), 1, 1) + timedelta(number) for number in range(365))
            for day in (*days, date(max(1, int(year)), 12, 31)):
                if self.date(day, pattern) == text:
                    return day
        return None

    @property
    def decimal(self) -> str:
        """What stands before the decimals of a number: a comma in Danish."""
        return self._facts.decimal

    @property
    def group(self) -> str:
        """What stands between the thousands of a number: a full stop in Danish."""
        return self._facts.group

    @property
    def long_date(self) -> str:
        """The pattern of the date as it stands in running text: `d. MMMM y` in Danish."""
        return self._facts.long_date

    @property
    def short_date(self) -> str:
        """The pattern of the date in a column of its own: `dd-MM-y` in Danish.

        In English the month has its name: 12-01-2017 is another day on the other side of the sea.
        """
        return "dd-MM-y" if self.code == "da" else "d MMM y"

    @property
    def weekdays(self) -> tuple[str, ...]:
        """The names of the days from Monday on, in small letters."""
        return self._facts.weekdays

    @property
    def months(self) -> tuple[str, ...]:
        """The names of the months, in small letters."""
        return self._facts.months

    def word(self, name: str) -> str:
        """The word that the program itself prints: `tabel`, `figur` or `udkast`, as it begins."""
        return _WORDS[name][self.code]

    def aside(self, kind: str, words: str) -> str:
        """What is said below a comment on the words that are `lost`, or stand in a `footnote`."""
        begin, end = _ASIDES[kind][self.code]
        short = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} ..."
        quoted = _QUOTED[self.code].format(short.replace("\n", " "))
        return f"{begin}{quoted if words else _WITHOUT_WORDS[self.code]}{end}"

    def between(self, count: int) -> list[str]:
        """The words between `count` things in a row: ", " and " og " for three in Danish."""
        if count < 2:
            return []
        facts = self._facts
        if count == 2:
            return [facts.between_two]
        return [facts.after_first, *[facts.in_between] * (count - 3), facts.before_last]


def without_aside(text: str) -> str:
    """The text of a comment as its author wrote it, less what `Language.aside` says below it."""
    rest, line, last = text.rpartition("\n")
    forms = (form for forms in _ASIDES.values() for form in forms.values())
    is_aside = any(last.startswith(begin) and last.endswith(end) for begin, end in forms)
    return rest if line and is_aside else text


def tag(code: str) -> str:
    """The language with its usual country, as in Word: "da-DK"; "" where it is none."""
    if code == "en":
        return "en-GB"
    from babel.core import get_global

    language, _, country = get_global("likely_subtags").get(code, "").rpartition("_")
    return f"{language.partition('_')[0]}-{country}" if language else ""


def _numeral(day: date, letters: str) -> str:
    number = {"d": day.day, "M": day.month, "y": day.year}[letters[0]]
    return f"{number:0{len(letters)}}"


def is_date_pattern(text: str) -> bool:
    """Whether the text is a pattern of CLDR that prints a day, a month and a year.

    A weekday may stand in it too, as in `EEEE d. MMMM y`.
    """
    letters = re.sub("'[^']*'", "", text)
    if not set("dMy") <= set(letters) <= set("dMyE .,-/:"):
        return False
    from babel.dates import parse_pattern

    try:
        parse_pattern(text)
    except ValueError:
        return False
    return True


@cache
def language(code: str) -> Language:
    """The language of that code."""
    return Language(code)
