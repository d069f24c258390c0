"""Sees that a paper with the changes is what it should be, before anything is written."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping

from memo.drafting import Draft
from memo.flat import THING
from memo.problems import Problem, Report, Severity, say
from memo.review.plans import Place, Plan
from memo.review.returned import Fault
from memo.review.shifting import Shifting
from memo.source.acts import SetText
from memo.word.addresses import Anchor, read_anchors
from memo.word.xml import XmlFault

_WOULD_BE_WRONG = say("the paper would not be right with this: {message}")
_TOO_MUCH = say("it is more than a paper can hold")
_NOT_PRINTED = say("the paper prints nothing of {file}")
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
        ids = frozenset[str]().union(*(own for acts in plan.acts.values() for _, own in acts))
        try:
            after = self._draft(files)
            parts = after.parts
        except XmlFault:  # a text of many megabytes is more than Word's format can carry
            return [Fault(ids, _TOO_MUCH)]
        strange = list(self._strange(plan))
        if strange:
            return strange
        new = _new_errors(self._before.report, after.report)
        if new:
            return [Fault(ids, _WOULD_BE_WRONG.filled(message=new[0].message))]
        if self._before.parts is None or parts is None:
            return []
        shifting = Shifting(plan.acts)
        anchors = list(_anchors(parts))
        wrong = [*_wrong(plan, shifting, anchors)]
        was = shifting.untouched_before(_anchors(self._before.parts))
        now = shifting.untouched_after(anchors)
        return wrong if was == now else [*wrong, Fault(ids, _ELSEWHERE)]

    def _strange(self, plan: Plan) -> Iterator[Fault]:
        """Edits of files that the paper prints nothing of: its addresses were tampered with."""
        assert self._before is not None
        parts = self._before.parts or {}
        printed = {self._before.path, *(each.address.file for each in _anchors(parts))}
        for file, acts in plan.acts.items():
            if file not in printed:
                ids = frozenset[str]().union(*(own for _, own in acts))
                yield Fault(ids, _NOT_PRINTED.filled(file=file))


def _wrong(plan: Plan, shifting: Shifting, anchors: list[Anchor]) -> Iterator[Fault]:
    """Texts that would not be printed as the reviewer left them."""
    printed: defaultdict[Place, dict[int, str]] = defaultdict(dict)
    for anchor in anchors:
        if not (anchor.filter or anchor.role):
            place = anchor.address.file, anchor.address.steps
            printed[place].setdefault(anchor.block, anchor.printed)
    for file, acts in plan.acts.items():
        for act, ids in acts:
            wanted = plan.printed.get((file, act.steps)) if isinstance(act, SetText) else None
            if wanted is None or not isinstance(act, SetText):
                continue
            found = printed.get((file, shifting.place(file, act.steps)))
            if found and not all(map(_is_print_of, found.values(), wanted)):
                yield Fault(ids, _ELSEWHERE)


def _is_print_of(printed: str, text: str) -> bool:
    """Whether that was printed of a paragraph; for each thing in it stands a number, or nothing."""
    if THING not in text:
        return printed == text
    return re.fullmatch("[0-9]*".join(map(re.escape, text.split(THING))), printed) is not None


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
