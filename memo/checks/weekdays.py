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

_DAY = re.compile("[Dd][Aa][GgYy]")


def _find(paper: Paper) -> Iterator[Finding]:
    # Few texts name a day of the week, and the patterns are long.
    with_day = [wording for wording in paper.wordings if _DAY.search(wording.text)]
    for code in LANGUAGES if with_day else ():
        spoken = language(code)
        for wording in with_day:
            if not any(day in wording.text.casefold() for day in spoken.weekdays):
                continue
            for match in _pattern(code).finditer(wording.text):
                day = _day(match, spoken)
                right = spoken.weekdays[day.weekday()] if day else ""
                if right != match["weekday"].lower():
                    yield Finding(
                        wording.span(*match.span()),
                        say("that day is a {weekday}", weekday=right)
                        if day
                        else say("there is no such day"),
                        say("put the weekday or the date right"),
                    )


def _day(match: re.Match[str], language: Language) -> date | None:
    name = match["name"] or match["first"]
    month = language.months.index(name.lower()) + 1 if name else match["month"]
    return read_date(f"{match['day'] or match['after']}-{month}-{match['year']}")


@cache
def _pattern(code: str) -> re.Pattern[str]:
    """A weekday and a date behind it, in the ways in which they are written in that language."""
    weekdays, months = "|".join(language(code).weekdays), "|".join(language(code).months)
    return re.compile(
        rf"""\b(?P<weekday>(?i:{weekdays})),?\s+(?i:(?:den|d\.|the)\s+)?
        (?:
            (?P<day>[0-9]{{1,2}})(?i:st|nd|rd|th)?
            (?:\.?\s*(?i:of\s+)?(?P<name>(?i:{months})),?\s+
            | (?:\.\s|[-./])(?P<month>[0-9]{{1,2}})(?:\.\s|[-./\s]))
        |   (?P<first>(?i:{months}))\s+(?P<after>[0-9]{{1,2}})(?i:st|nd|rd|th)?,?\s+
        )
        (?P<year>[0-9]{{4}})(?!\w)""",
        re.VERBOSE,
    )


CHECK = Check("forkert-ugedag", Severity.WARNING, _find)
