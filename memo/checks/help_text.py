"""Text that the author meant to replace: HUSK, [indsæt navn], xx, ???."""

from __future__ import annotations

import re
from collections.abc import Iterator

from memo.checks.check import Check, Finding
from memo.checks.paper import Paper
from memo.problems import Severity, say

_HELP = re.compile(
    r"""
      (?<!\w)(?:HUSK|TODO|TBD|OBS:|NB:\ ret)(?!\w)
    | \[(?i:indsæt|skriv|udfyld|tilføj|ret|navn|dato|beløb|insert|write|fill)(?!\w)[^\]\n]*\]?
    | (?<!\w)(?:x{2,}|X{3,})(?!\w)
    | \?{3,}
    | (?i:lorem\ ipsum)
    """,
    re.VERBOSE,
)


def _find(paper: Paper) -> Iterator[Finding]:
    for wording in paper.wordings:
        for match in _HELP.finditer(wording.text):
            yield Finding(
                wording.span(*match.span()),
                say('"{text}" looks like a note to the author', text=match[0]),
                say("write what is to stand here, or take it away"),
            )


CHECK = Check("hjaelpetekst", Severity.WARNING, _find)
