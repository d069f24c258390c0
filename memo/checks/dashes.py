"""A hyphen with spaces round it, where a dash belongs.

A hyphen joins ("6-12 år", "BIU-mødet"); a dash divides ("Urban Work – den lille hjælp"), and has a
space on both sides. `--fix` writes the dash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from memo.checks.check import Check, Finding
from memo.checks.paper import Paper
from memo.problems import Severity, say

# Between words, and not in a sum such as "10 - 4".
_HYPHEN = re.compile(r"(?<=\S[ \u00a0])(?<![0-9][ \u00a0])-(?=[ \u00a0]\S)|(?<=\S )-(?= [^\W\d])")


def _find(paper: Paper) -> Iterator[Finding]:
    for wording in paper.wordings:
        for match in _HYPHEN.finditer(wording.text):
            yield Finding(
                wording.span(*match.span()),
                say("a hyphen stands where a dash belongs"),
                say("write – with a space on both sides"),
                wording.edit(*match.span(), "–"),
            )


CHECK = Check("bindestreg-som-tankestreg", Severity.WARNING, _find)
