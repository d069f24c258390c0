"""Two spaces where one is meant: Word prints both, and a line gets a hole.

`--fix` leaves one of them, a hard one where there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from memo.checks.check import Check, Finding
from memo.checks.paper import Paper
from memo.checks.wordings import HARD_SPACE
from memo.problems import Severity, say

_SPACES = re.compile(rf"[ {HARD_SPACE}](?<=\S.)[ {HARD_SPACE}]+(?=\S)")
# What stands there in the YAML: the number of a footnote is printed between its two spaces.
_ONLY_SPACES = re.compile(r"[\s*_\[\]]*")


def _find(paper: Paper) -> Iterator[Finding]:
    for wording, match in paper.matches(_SPACES):
        if not wording.is_in_yaml or not _ONLY_SPACES.fullmatch(wording.raw(*match.span())):
            continue
        one = HARD_SPACE if HARD_SPACE in match[0] else " "
        yield Finding(
            wording.span(*match.span()),
            say("there are {count} spaces here", count=len(match[0])),
            say("leave one of them"),
            wording.edit(*match.span(), one),
        )


CHECK = Check("dobbelt-mellemrum", Severity.WARNING, _find)
