"""What must not be divided at the end of a line: § 31, nr. 4, stk. 2, 12 mio. kr.

Between the two stands a hard space (U+00A0; Ctrl+Shift+Space in Word), so that no line ends there.
`--fix` writes it in the place of an ordinary space, and behind a § that has none. Units are signs
and abbreviations: "12 kroner" may be divided as other words may.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from memo.checks.check import Check, Finding
from memo.checks.paper import Paper
from memo.checks.wordings import HARD_SPACE
from memo.problems import Message, Severity, say

_UNITS = (
    r"mi[oa]\.?\s?kr\.?", r"t\.\s?kr\.", r"tkr\.?", r"kr\.?", r"mi[oa]\.?", r"pct\.?", "%", "‰",
    "°C?", "k?m[²³23]?", "cm[²2]?", "mm", "km/t", "ha", "kg", "mg", "g", "[kMG]Wh?", "dB",
    "DKK", "EUR", "USD", "€",
)  # fmt: skip
# Not "2016 m. fl." or "2016 m.fl.", where m is no metre; and no § in an address on the web.
_PLACES = rf"""
(?=[§NnSs\ ])(?:  # few signs begin any of them
  (?<![\w/=?\#&])§(?P<section>[ ]?)(?=[0-9])
| (?<![\w-])(?:[Nn]r|[Ss]tk)\.(?P<number>[ ])(?=[0-9])
| (?<=[0-9½¼¾])(?P<unit>[ ])(?=(?:{"|".join(_UNITS)})(?![\w²³/]|\.[ \u00a0]?[a-zæøå])))
"""


def _find(paper: Paper) -> Iterator[Finding]:
    for wording, match in paper.matches(re.compile(_PLACES, re.VERBOSE)):
        if not wording.is_in_yaml:
            continue
        start, end = match.span(match.lastgroup or 0)
        edit = wording.edit(start, end, HARD_SPACE)
        help = say("let check --fix write it, or hold Alt down and type 0160 on the number keys")
        if edit is None:
            help = say(
                "write both in the same line; check --fix then puts the hard space between them"
            )
        yield Finding(wording.span(*match.span()), _message(end - start), help, edit)


def _message(spaces: int) -> Message:
    if spaces:
        return say("a hard space is missing here, so that a line may end in the midst of it")
    return say("a hard space is missing behind the sign §")


CHECK = Check("mangler-haardt-mellemrum", Severity.WARNING, _find)
