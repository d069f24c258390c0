"""The labels of points: "1.", "1)", "a)", "a.", "iv.", "1.1", "2.4.1", "At 1)"."""

from __future__ import annotations

import re

from memo.labels import Counter, Label, roman
from memo.wrapping import NO_LIST_NUMBER

# Of a number with dots each part has one or two digits: 1.200 is a thousand and two hundred.
_LABEL = re.compile(
    r"""
    (?P<before> (?:(?:At|at|Ad|ad)[ ])? (?:[1-9][0-9]?\.)* )
    (?P<number> [0-9]{1,9} | [a-z] | [ivx]{2,7} )
    (?P<after> [.)]? )
    (?=[ \t]|$)
    """,
    re.VERBOSE | re.MULTILINE,
)
WORD = r"(?!\w{1,7}[.)]|[Aa][dt][ ])[^\W_]"
"""The first letter or digit of a line that surely begins with no label: "2016", "I alt", "fx".

Some lines that begin with none are not among them: "Nej." is short enough to look like one."""

_ROMAN = {roman(value): value for value in range(1, 40)}
_DOTTED = re.compile("[1-9][0-9]?")
_PRINTABLE = re.compile("0|[1-9][0-9]{0,4}")


def label_at(text: str, start: int, above: Label | None) -> Label | None:
    """The label that stands at that place in the text, None where there is none.

    `above` is the label that it may follow: after "h." comes "i." as a letter.
    """
    match = _LABEL.match(text, start)
    if match is None or NO_LIST_NUMBER.match(text, start):
        return None
    before, number, after = match["before"], match["number"], match["after"]
    if number.isdigit():
        dotted = before.endswith(".")
        if not (after or dotted) or not (_DOTTED if dotted else _PRINTABLE).fullmatch(number):
            return None
        return Label(before, int(number), "decimal", after)
    readings = _readings(number, above) if after and not before else []
    return Label("", readings[0][1], readings[0][0], after) if readings else None


def _readings(letters: str, above: Label | None) -> list[tuple[Counter, int]]:
    """What the letters may count, the likelier first."""
    readings: list[tuple[Counter, int]] = []
    if len(letters) == 1:
        readings.append(("lowerLetter", ord(letters) - ord("a") + 1))
    value = _ROMAN.get(letters)
    if value:
        # "i." begins a list of its own; "v." and "x." follow a Roman number only.
        follows = above is not None and (above.counter, above.number) == ("lowerRoman", value - 1)
        is_letter = above is not None and above.counter == "lowerLetter" and above.number == 8
        likelier = follows or (letters == "i" and not is_letter)
        readings.insert(0 if likelier else len(readings), ("lowerRoman", value))
    return readings
