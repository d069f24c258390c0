"""Comments in a content file that switch a check off: `# uden kontrol: KODE, KODE`.

Behind a field or a point it holds for what stands there; on a line of its own, for what begins
below it; above the first field, for the whole document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from memo.comments import Comment, comments
from memo.nodes import Mapping, Node, Sequence, Source
from memo.problems import Problem, Report, nearest, say

_SWITCH = re.compile(r"uden kontrol:(?P<codes>.*)", re.IGNORECASE)
_CODE = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class _Off:
    """A check that is switched off from one offset to another."""

    code: str
    start: int
    end: int


class Switches:
    """What is switched off in one content file; `known` are the codes that may be.

    Reports others.
    """

    def __init__(self, source: Source, known: frozenset[str], report: Report) -> None:
        self._source = source
        self._known = known
        self._off: list[_Off] = []
        ranges = list(_ranges(source.root)) if source.root else []
        for comment in comments(source) if "kontrol" in source.text.lower() else ():
            if match := _SWITCH.match(comment.text):
                start = source.text.index(match["codes"], comment.start)
                self._add(comment, start, match["codes"], ranges, report)

    def left(self, report: Report) -> Report:
        """The problems that are not switched off."""
        return report.where(lambda problem: not self.is_off(problem))

    def is_off(self, problem: Problem) -> bool:
        """Whether a comment switches off what the problem tells."""
        span = problem.span
        if span.file != self._source.name or not self._off:
            return False
        at = self._source.offset(span.line, span.column)
        return any(off.code == problem.code and off.start <= at <= off.end for off in self._off)

    def _add(
        self, comment: Comment, start: int, codes: str, ranges: list[_Range], report: Report
    ) -> None:
        held = self._held(comment, ranges)
        for match in _CODE.finditer(codes):
            if match[0] in self._known:
                self._off.append(_Off(match[0], *held))
                continue
            report.warning(
                "ukendt-kontrol",
                self._source.span(start + match.start(), start + match.end()),
                say('"{code}" is not a check that can be switched off', code=match[0]),
                nearest(match[0], sorted(self._known), say("take it away")),
            )

    def _held(self, comment: Comment, ranges: list[_Range]) -> _Range:
        """From where to where the comment holds."""
        text = self._source.text
        line_start = text.rfind("\n", 0, comment.start) + 1
        before = [found for found in ranges if found[0] < comment.start]
        if text[line_start : comment.start].strip():
            # Behind a field: the innermost that begins or ends in this line.
            here = [found for found in before if found[0] >= line_start or found[1] >= line_start]
            return max(here, default=(line_start, comment.end))
        after = [found for found in ranges if found[0] > comment.end]
        if not before or not after:
            return (0, len(text)) if not before else (0, 0)
        start = min(found[0] for found in after)
        return max(found for found in after if found[0] == start)


_Range = tuple[int, int]


def _ranges(node: Node) -> Iterator[_Range]:
    """From where to where each field and each item goes, with its key."""
    if isinstance(node, Mapping):
        for name, value in node.entries.items():
            yield node.keys[name].start, value.end
            yield from _ranges(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield item.start, item.end
            yield from _ranges(item)
