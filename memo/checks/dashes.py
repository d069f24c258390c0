"""A hyphen with spaces round it, where a dash belongs.

A hyphen joins ("6-12 år", "BIU-mødet"); a dash divides ("Urban Work – den lille hjælp"), and has a
space on both sides. `--fix` writes the dash, but not in front of a number: there the author alone
knows whether it divides, means "to", or is a minus. One that begins a line is meant as a point, and
one between the bars of a table that is not read as one is a cell or a part of its rule. Few can
type a dash into a spreadsheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from memo.checks.check import Check, Finding
from memo.checks.paper import Paper
from memo.problems import Severity, say

_HYPHEN = re.compile(r"-(?<=[^\s|-][ \t\u00a0]-)-{0,2}(?=[ \t\u00a0](?:(?P<number>[0-9])|[^\s|-]))")


def _find(paper: Paper) -> Iterator[Finding]:
    for wording, match in paper.matches(_HYPHEN):
        if not wording.is_in_yaml or wording.begins_line(match.start()):
            continue
        help = say("write – with a space on both sides")
        if match["number"]:
            help = say("write 3-5 where it means to, – where it divides, and -5 for a minus")
        yield Finding(
            wording.span(*match.span()),
            say("a hyphen stands where a dash belongs"),
            help,
            None if match["number"] else wording.edit(*match.span(), "–"),
        )


CHECK = Check("bindestreg-som-tankestreg", Severity.WARNING, _find)
