"""A heading in a prose that skips a level: ### with no ## above it.

A screen reader reads the headings as a list of contents, in which a level is then missing; the law
on the accessibility of public websites asks for them in order.
"""

from __future__ import annotations

from collections.abc import Iterator

from memo.checks.check import Check, Finding
from memo.checks.paper import Paper
from memo.problems import Severity, say

# One that is deeper is a problem already.
_DEEPEST = 3


def _find(paper: Paper) -> Iterator[Finding]:
    for headings in paper.headings:
        above = 0
        for wording in headings:
            if wording.text and above + 1 < wording.heading <= _DEEPEST:
                yield Finding(
                    wording.span(0, len(wording.text)),
                    say("this heading skips a level"),
                    say("write it with {signs}", signs="#" * (above + 1)),
                )
            above = wording.heading


CHECK = Check("overskrift-springer", Severity.ERROR, _find)
