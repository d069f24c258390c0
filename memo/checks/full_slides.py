"""A slide with more text than anybody reads from a wall.

Counted are the words of each group that must fit one page (`x-en-side` in the schema). Whether they
do fit is measured when the document is built; this says only that they are many.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from memo.checks.check import Check, Finding
from memo.checks.paper import Paper
from memo.fields import Field
from memo.problems import Severity, say
from memo.schema.walking import below
from memo.source.nodes import Node

_MOST_WORDS = 110
"""The fullest slide of the real paper that this program comes from has half as many."""


def _find(paper: Paper) -> Iterator[Finding]:
    pages = list(_pages(paper.source.root, paper.root)) if paper.source.root else []
    shown = [one for one in paper.wordings if one.role != "description"] if pages else []
    counts = sorted((wording.offset(0), len(wording.text.split())) for wording in shown)
    for node in pages:
        inside = slice(bisect_left(counts, (node.start,)), bisect_left(counts, (node.end,)))
        words = sum(count for _, count in counts[inside])
        if words > _MOST_WORDS:
            yield Finding(
                paper.source.node_span(node),
                say("there are {count} words on this page", count=words),
                say(
                    "write key words, {limit} words at most, or divide it in two",
                    limit=_MOST_WORDS,
                ),
            )


def _pages(node: Node, field: Field) -> Iterator[Node]:
    """What must fit one page."""
    if field.one_page:
        yield node
        return
    for value, inner in below(node, field):
        yield from _pages(value, inner)


CHECK = Check("for-mange-ord", Severity.WARNING, _find)
