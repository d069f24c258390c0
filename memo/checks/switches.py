"""Comments in a content file that switch a check off: `# uden kontrol: KODE, KODE`.

Behind a field or a point it holds for what stands in that line, with the text or the list that
begins there; on a line of its own, for what begins below it; above the first field, for the whole
document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from memo.problems import Problem, Report, Severity, nearest, say
from memo.source.comments import Comment, comments_on
from memo.source.nodes import Mapping, Node, Sequence, Source

_SWITCH = re.compile(r"uden kontrol\b(?P<colon>:?)(?P<codes>.*)", re.IGNORECASE)
_CODE = re.compile(r"[\w-]+")


class _Off(Struct, frozen=True):
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
        found = comments_on(source, "kontrol")
        ranges = list(_ranges(source.root)) if source.root and found else []
        for comment in found:
            if match := _SWITCH.match(comment.text):
                begin = source.text.index(comment.text, comment.start + 1)
                codes = [(code[0], begin + code.start()) for code in _codes(match)]
                # Without its colon it may be a sentence like any other.
                if match["colon"] or any(code in known for code, _ in codes):
                    self._add(comment, codes, ranges, report)

    def left(self, report: Report) -> Report:
        """All errors, and the warnings that are not switched off.

        What an error of another step than the checks stops cannot be printed.
        """
        return report.where(lambda p: p.severity is Severity.ERROR or not self.is_off(p))

    def is_off(self, problem: Problem) -> bool:
        """Whether a comment switches off what the problem tells."""
        span = problem.span
        if span.file != self._source.name or not self._off:
            return False
        at = self._source.offset(span.line, span.column)
        return any(off.code == problem.code and off.start <= at <= off.end for off in self._off)

    def _add(
        self,
        comment: Comment,
        codes: list[tuple[str, int]],
        ranges: list[_Range],
        report: Report,
    ) -> None:
        if not codes:
            report.warning(
                "ukendt-kontrol",
                self._source.span(comment.start, comment.end),
                say("no check is named here"),
                say("write the code that stands in square brackets behind the problem"),
            )
        held = self._held(comment, ranges)
        for code, start in codes:
            if code in self._known:
                self._off.append(_Off(code, *held))
                continue
            report.warning(
                "ukendt-kontrol",
                self._source.span(start, start + len(code)),
                say('"{code}" is not a check that can be switched off', code=code),
                nearest(code, sorted(self._known), say("take it away")),
            )

    def _held(self, comment: Comment, ranges: list[_Range]) -> _Range:
        """From where to where the comment holds."""
        text = self._source.text
        line_start = text.rfind("\n", 0, comment.start) + 1
        if text[line_start : comment.start].strip():
            return _in_line(ranges, line_start, comment)
        after = [found for found in ranges if found[0] > comment.end]
        if len(after) == len(ranges):
            return 0, len(text)
        start = min((found[0] for found in after), default=0)
        return max((found for found in after if found[0] == start), default=(0, 0))


_Range = tuple[int, int]


def _codes(switch: re.Match[str]) -> Iterator[re.Match[str]]:
    """The codes that stand in the comment."""
    return _CODE.finditer(switch.string, switch.start("codes"))


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


def _in_line(ranges: list[_Range], start: int, comment: Comment) -> _Range:
    """What stands in the line before a comment: what begins in it, else the last that ends."""
    begun = [found for found in ranges if start <= found[0] < comment.start]
    if not begun:
        return max(
            (found for found in ranges if start <= found[1] <= comment.start), default=(0, 0)
        )
    last = max(begun)[0]
    return start, min(end for begin, end in begun if begin == last)
