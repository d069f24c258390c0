"""Text that the author meant to replace: HUSK at ..., [indsæt navn], xx, ???."""

from __future__ import annotations

import re
from collections.abc import Iterator

from memo.checks.check import Check, Finding
from memo.checks.paper import Paper
from memo.problems import Severity, say

# HUSK is the name of societies too: amid a sentence, or with a verb behind it. XX is a number of a
# century or two chromosomes.
_HELP = r"""
(?=[HTF\[(xX?lLkKcC])  # few signs begin any of them
(?:
  (?:\A|(?<=[.!?:;(\[–-])|(?<=[.!?:;(\[–-][\s\u00a0]))
  HUSK(?=[:!]|\s+[a-zæøå])(?!\s+(?:er|har|var|blev|bliver|vil|kan|skal|og)\b)
| (?<!\w)(?:TODO|TBD|FIXME)(?!\w)
| [\[(](?i:indsæt|udfyld(?:es)?|insert)(?!\w)[^\])\n]{0,80}[\])]?
| \[(?i:skriv|tilføj|mangler|sæt\ ind|navn|dato|beløb|tekst
  |write|fill\ in|name|date|amount)(?!\w)[^\]\n]{0,80}\]?
| (?<![\w-])(?:x{2,}(?:[-./]x{2,})*|X{2,}(?!\.?\s+århundrede|-kromosom))(?!\w)
| \?{3,}
| (?i:lorem\ ipsum|klik\ (?:eller\ tryk\ )?her\ for\ at\ (?:angive|skrive|tilføje)[^.\n]{0,40}
  |click\ (?:or\ tap\ )?here\ to\ enter[^.\n]{0,40})
)
"""
# What an editor leaves out of somebody's words, and says so.
_LEFT_OUT = "(?i)udelad|fjernet|anonym|undtaget|slettet|omitted|removed"


def _find(paper: Paper) -> Iterator[Finding]:
    pattern = re.compile(_HELP, re.VERBOSE)
    for wording in paper.wordings:
        for match in pattern.finditer(wording.text):
            if not re.search(_LEFT_OUT, match[0]):
                yield Finding(
                    wording.span(*match.span()),
                    say('"{text}" looks like a note to the author', text=match[0]),
                    say("write what is to stand here, or take it away"),
                )


CHECK = Check("hjaelpetekst", Severity.WARNING, _find)
