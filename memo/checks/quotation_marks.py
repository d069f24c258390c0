"""Quotation marks of more than one form in the same document.

Each form is right by itself: "x", ”x”, “x”, „x“, »x«. Told are those that are not of the form that
the document uses most, the first of each. Marks inside others are another matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from memo.checks.check import Check, Finding
from memo.checks.paper import Paper
from memo.checks.wordings import Wording
from memo.problems import Severity, say

# A mark behind a letter or digit begins nothing: it is the sign of inches, or ends a quotation that
# began in another paragraph. One way or the other, guillemets are one form.
_PAIRS = r"""
(?<![\w"”“])(?:
  (?P<straight>"(?!\s)[^"\n]+(?<!\s)"(?!\w))
| (?P<same>”(?!\s)[^“”„\n]+(?<!\s)”)
| (?P<english>“(?!\s)[^“”„\n]+(?<!\s)”)
| (?P<german>„(?!\s)[^“”„\n]+(?<!\s)[“”])
| (?P<guillemets>»(?!\s)[^«»\n]+(?<!\s)«|«(?!\s)[^«»\n]+(?<!\s)»)
)
"""
_SIGNS = '"”„«»'


class _Quoted(Struct, frozen=True):
    form: str
    wording: Wording
    start: int
    text: str


def _find(paper: Paper) -> Iterator[Finding]:
    if not any(sign in paper.text for sign in _SIGNS):
        return  # to compile the pattern takes longer than all else here
    found = [
        _Quoted(match.lastgroup or "", wording, match.start(), match[0])
        for wording, match in paper.matches(re.compile(_PAIRS, re.VERBOSE))
    ]
    forms = [quoted.form for quoted in found]
    usual = max(dict.fromkeys(forms), key=forms.count, default="")
    example = next((quoted for quoted in found if quoted.form == usual), None)
    for form in dict.fromkeys(forms):
        first = found[forms.index(form)]
        if example and form != usual:
            yield Finding(
                first.wording.span(first.start, first.start + len(first.text)),
                say(
                    "quotation marks {these} stand here, and {usual} elsewhere in the document",
                    these=_marks(first),
                    usual=_marks(example),
                ),
                say("use the same in the whole document"),
            )


def _marks(quoted: _Quoted) -> str:
    return f"{quoted.text[0]} {quoted.text[-1]}"


CHECK = Check("blandede-anfoerselstegn", Severity.WARNING, _find)
