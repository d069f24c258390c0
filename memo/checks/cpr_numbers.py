"""What may be somebody's CPR number, in a paper that is not confidential.

Ten digits of which the first six are a date: with a hyphen or space in the midst always, without
one only where the check digit of older numbers agrees; other numbers of ten digits are frequent. A
document, or a group of fields in it, that says `fortroligt: ja` may hold them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from memo.checks.check import Check, Finding
from memo.checks.paper import Paper
from memo.formats import read_date
from memo.nodes import Mapping, Node, Scalar, Sequence
from memo.problems import Severity, say

_NUMBER = re.compile(
    r"(?<![\w.,-])(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>[0-9]{2})"
    r"(?P<sign>[- \u00a0–]?)(?P<serial>[0-9]{4})(?![\w-]|[.,][0-9])"
)
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_CONFIDENTIAL = "fortroligt"


def _find(paper: Paper) -> Iterator[Finding]:
    hidden = list(_hidden(paper.source.root)) if paper.source.root else []
    for wording in paper.wordings:
        for match in _NUMBER.finditer(wording.text):
            span = wording.span(*match.span())
            at = paper.source.offset(span.line, span.column)
            if _may_be(match) and not any(node.start <= at < node.end for node in hidden):
                yield Finding(
                    span,
                    say("this may be a CPR number"),
                    say(
                        "take it away; where it must stand, write fortroligt: ja in the document "
                        "or beside the text"
                    ),
                )


def _may_be(match: re.Match[str]) -> bool:
    # Of a year in two digits the century is in the seventh digit; here any will do.
    days = (f"{match['day']}-{match['month']}-{century}{match['year']}" for century in (19, 20))
    if not any(map(read_date, days)):
        return False
    digits = [int(char) for char in match[0] if char.isdigit()]
    agrees = sum(w * digit for w, digit in zip(_WEIGHTS, digits, strict=True)) % 11 == 0
    return bool(match["sign"]) or agrees


def _hidden(node: Node) -> Iterator[Mapping]:
    """The groups of fields that are confidential."""
    if isinstance(node, Mapping):
        mark = node.entries.get(_CONFIDENTIAL)
        if isinstance(mark, Scalar) and mark.value == "ja":
            yield node
    below = node.entries.values() if isinstance(node, Mapping) else ()
    for inner in node.items if isinstance(node, Sequence) else below:
        yield from _hidden(inner)


CHECK = Check("cpr-nummer", Severity.ERROR, _find)
