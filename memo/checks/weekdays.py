"""A date whose weekday is another: "mandag den 12. august 2016" was a Friday.

Only dates with a year are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from memo.checks.check import Check, Finding
from memo.checks.paper import Paper
from memo.formats import read_date
from memo.language import LANGUAGES, Language, language
from memo.problems import Severity, say


def _find(paper: Paper) -> Iterator[Finding]:
    for wording in paper.wordings:
        for code in LANGUAGES:
            for match in _pattern(code).finditer(wording.text):
                day = _day(match, language(code))
                if day is None:
                    message = say("there is no such day")
                elif language(code).weekdays[day.weekday()] != match["weekday"].lower():
                    right = language(code).weekdays[day.weekday()]
                    message = say("that day is a {weekday}", weekday=right)
                else:
                    continue
                help = say("put the weekday or the date right")
                yield Finding(wording.span(*match.span()), message, help)


def _day(match: re.Match[str], language: Language) -> date | None:
    name = match["name"]
    month = language.months.index(name.lower()) + 1 if name else match["month"]
    return read_date(f"{match['day']}-{month}-{match['year']}")


@cache
def _pattern(code: str) -> re.Pattern[str]:
    """A weekday and a date behind it, in the ways in which they are written in that language."""
    weekdays, months = language(code).weekdays, language(code).months
    return re.compile(
        rf"""(?<!\w)(?P<weekday>{"|".join(weekdays)}),?\s+(?:(?:den|d\.|the)\s+)?
        (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?
        (?:\.?\s*(?:of\s+)?(?P<name>{"|".join(months)}),?\s+|[-./](?P<month>[0-9]{{1,2}})[-./])
        (?P<year>[0-9]{{4}})(?!\w)""",
        re.VERBOSE | re.IGNORECASE,
    )


CHECK = Check("forkert-ugedag", Severity.WARNING, _find)
