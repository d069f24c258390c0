"""What must not be divided at the end of a line: § 31, nr. 4, 12 mio. kr.

Between the two stands a hard space (U+00A0; Ctrl+Shift+Space in Word), so that no line ends there.
`--fix` writes it in the place of an ordinary space, and behind a § that has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from memo.checks.check import Check, Finding
from memo.checks.paper import Paper
from memo.problems import Severity, say

_HARD = "\u00a0"
_UNITS = (
    "kr\\.", "kroner", "mio\\.", "mia\\.", "t\\.kr\\.", "mio\\.kr\\.", "pct\\.", "%", "‰", "°C",
    "km²?", "m[²³23]?", "cm", "mm", "ha", "kg", "g", "ton", "kWh", "MWh", "GWh",
)  # fmt: skip
_PLACES = re.compile(
    rf"""
      §(?P<section>[ ]?)(?=[0-9])
    | (?<!\w)[Nn]r\.(?P<number>[ ])(?=[0-9])
    | (?<=[0-9])(?P<unit>[ ])(?=(?:{"|".join(_UNITS)})(?![\w²³]|\.\w))
    """,
    re.VERBOSE,
)


def _find(paper: Paper) -> Iterator[Finding]:
    for wording in paper.wordings:
        for match in _PLACES.finditer(wording.text):
            start, end = match.span(match.lastgroup or 0)
            yield Finding(
                wording.span(*match.span()),
                say("a hard space is missing here, so that a line may end in the midst of it")
                if start < end
                else say("a hard space is missing behind the sign §"),
                say("write a hard space (U+00A0), or let check --fix do it"),
                wording.edit(start, end, _HARD),
            )


CHECK = Check("mangler-haardt-mellemrum", Severity.WARNING, _find)
