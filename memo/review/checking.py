"""Sees that a paper with the changes is what it should be, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from memo.papers import Draft
from memo.problems import Problem, Report, Severity, say
from memo.review.planning import Plan
from memo.review.returned import Fault
from memo.review.shifting import Shifting
from memo.word.addresses import Anchor, read_anchors

_WOULD_BE_WRONG = say("the paper would not be right with this: {message}")
_ELSEWHERE = say("something else in the paper would become another with it")


class Checker:
    """Composes the paper as it is today, and as it would be.

    `draft` gives the paper with other texts in the place of those files.
    """

    def __init__(self, draft: Callable[[Mapping[str, str]], Draft]) -> None:
        self._draft = draft
        self._before: Draft | None = None

    def faults(self, plan: Plan, files: Mapping[str, str]) -> list[Fault]:
        """What speaks against the new texts: errors that were not there, or a change elsewhere."""
        if self._before is None:
            self._before = self._draft({})
        after = self._draft(files)
        ids = frozenset[str]().union(*(own for acts in plan.acts.values() for _, own in acts))
        new = _new_errors(self._before.report, after.report)
        if new:
            return [Fault(ids, _WOULD_BE_WRONG.filled(message=new[0].message))]
        if self._before.parts is None or after.parts is None:
            return []
        shifting = Shifting(plan.acts)
        was = shifting.untouched_before(_anchors(self._before.parts))
        now = shifting.untouched_after(_anchors(after.parts))
        return [] if was == now else [Fault(ids, _ELSEWHERE)]


def _new_errors(before: Report, after: Report) -> list[Problem]:
    known = Counter((each.code, each.span.file) for each in before.problems())
    found = []
    for problem in after.problems():
        key = problem.code, problem.span.file
        if problem.severity is not Severity.ERROR:
            continue
        if known[key]:
            known[key] -= 1
        else:
            found.append(problem)
    return found


def _anchors(parts: Mapping[str, bytes]) -> Iterator[Anchor]:
    found = read_anchors(parts)
    yield from sorted(found.values(), key=lambda anchor: int(anchor.name.removeprefix("_m")))
