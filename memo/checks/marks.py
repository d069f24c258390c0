"""A mark that marks nothing: `fortroligt: ja` in the middle of a text, or behind a # on its line.

In a text it is printed, with all that it was to hide; behind a # it is a note. A comment that has
the line to itself is a field that is not in use, as the command `new` writes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from memo.checks.check import Check, Finding
from memo.checks.paper import Paper
from memo.problems import Severity, Span, say
from memo.source.comments import comments_on

_MARK = re.compile(r"[Ff](?<!\w[Ff])(?i:ortroligt?[ \u00a0]*:[ \u00a0]*(?:ja|yes|true)(?!\w|/))")


def _find(paper: Paper) -> Iterator[Finding]:
    for wording, match in paper.matches(_MARK):
        yield _finding(wording.span(*match.span()))
    text = paper.source.text
    for comment in comments_on(paper.source, "fortrolig"):
        line_start = text.rfind("\n", 0, comment.start) + 1
        if text[line_start : comment.start].strip() and _MARK.match(comment.text):
            yield _finding(paper.source.span(comment.start, comment.end))


def _finding(span: Span) -> Finding:
    return Finding(
        span,
        say("this does not make anything confidential: it is no field here"),
        say(
            "write fortroligt: ja on a line of its own, indented as the other fields beside it; "
            "a single text stands as tekst: below the name of its field then"
        ),
    )


CHECK = Check("maerke-uden-virkning", Severity.ERROR, _find)
