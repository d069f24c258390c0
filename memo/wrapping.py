"""Lines that begin as a point of a list does, where only wrapping may have put them so.

Markdown reads a line by how it begins. In running text a line may begin with a number by chance,
and a point that is meant as one may become text. What is read is not changed; it is told.
"""

from __future__ import annotations

import re

from memo.blocks import List
from memo.formats import MONTHS
from memo.problems import Message, say

# Word counts to 32767, and prints no zero before a number.
_TOO_LARGE = r"3276[89]|327[7-9][0-9]|32[89][0-9]{2}|3[3-9][0-9]{3}|[4-9][0-9]{4}|[0-9]{6,}"
_UNPRINTABLE = rf"(?:0[0-9]+|{_TOO_LARGE})[.)]"
_MONTH = "|".join(MONTHS)
_CAPITAL_MONTH = "|".join(name.capitalize() for name in MONTHS)
# With a capital it may be a person's name: "1. Maj Holm", "2. August-gruppen".
_DATE = (
    rf"[0-9]{{1,2}}\.[ \t]+(?:(?:{_MONTH})(?![\w-])"
    rf"|(?:{_CAPITAL_MONTH})(?![\w:-])(?![ \t]+[A-ZÆØÅ]))"
)
NO_LIST_NUMBER = re.compile(f"{_DATE}|{_UNPRINTABLE}")
"""A date, and numbers that Word could not print as they are typed: text, never a point."""

_POINT = re.compile(
    r"\s*(?P<before>(?:[1-9][0-9]?\.)*)(?P<number>[0-9]{1,5})(?P<after>[.)]?)\s+(?P<word>\S+)"
)
# Labels that lists do not have here; one line after another begins so only where points are meant.
_OTHER_POINT = re.compile(r"\s*(?:[A-ZÆØÅ][.)]|\([0-9a-z]{1,3}\)|[a-z]{2}\))\s+\S")
_LOWER_MONTH = rf"(?:{_MONTH})\b"


def swallowed_points(lines: list[str]) -> list[int]:
    """The lines of a paragraph that look like points of a list, and are printed as its text.

    Many a line begins with a number by chance: told are those that follow a colon, follow one
    another, or go on with a month's name in a capital, as a person's may be.
    """
    numbers: dict[int, tuple[str, int]] = {}
    for place, line in enumerate(lines[1:], 1):
        match = _POINT.match(line)
        if match and match["before"] + match["after"] and not re.match(_LOWER_MONTH, match["word"]):
            numbers[place] = match["before"], int(match["number"])
    others = {place for place, line in enumerate(lines) if _OTHER_POINT.match(line)}
    return [
        *(place for place in sorted(others) if place - 1 in others),
        *_in_order(numbers, lines),
    ]


def _in_order(numbers: dict[int, tuple[str, int]], lines: list[str]) -> list[int]:
    return [
        place
        for place, (before, number) in numbers.items()
        if (before, number + 1) == numbers.get(place + 1)
        or (before, number - 1) == numbers.get(place - 1)
        or NO_LIST_NUMBER.match(lines[place].lstrip())
        or (not before and lines[place - 1].rstrip().endswith(":"))
    ]


def chance_list(found: List, text_above: str | None, above: List | None) -> Message | None:
    """What is odd about a list that wrapping may have made; None where nothing is.

    `text_above` is the paragraph that stands right above it, with no empty line between; `above`
    is the list before it, which it may go on with.
    """
    first = found.items[0].label
    last = above.items[-1].label if above else None
    if first and last and (first.form, first.number) == (last.form, last.number + 1):
        return None
    if text_above is not None and not text_above.rstrip().endswith(":"):
        return say("a list begins here, with no empty line above it")
    if len(found.items) == 1 and first is not None and first.number != 1:
        message = say("this line is printed as a list of one point, with the number {number}")
        return message.filled(number=first.text)
    return None
