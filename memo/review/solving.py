"""Which of the changes can come back, and the files as they are with those."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from memo.language import Language
from memo.problems import Message, say
from memo.review.checking import Checker
from memo.review.found import Conflict
from memo.review.opening import Opened
from memo.review.planning import Clash, Plan, Planner
from memo.review.results import results
from memo.review.returned import Fault, returned
from memo.source.acts import Act, CannotRewrite
from memo.source.rewriting import rewrite
from memo.source.sheets import SheetAct, rewrite_sheet
from memo.spreadsheet import is_sheet
from memo.word.revised import Change, taken

_NOT_READ = say("only Word can show this: there is nothing in the YAML that says it")
# As long a text is hardly the same by chance.
_A_FEW_WORDS = 15

_WITH_OTHER = say("it belongs together with {id}, which cannot come back")
_NOT_IN_FILE = say("the file cannot hold this text")


@dataclass
class Solution:
    """The changes that come back; of the others why not, or with what they are in conflict.

    `files` are the new texts, by their paths below the content folder.
    """

    ids: frozenset[str]
    files: dict[str, str] = field(default_factory=dict)
    why: dict[str, Message] = field(default_factory=dict)
    conflicts: dict[str, Conflict] = field(default_factory=dict)


@dataclass
class _Attempt:
    plan: Plan
    faults: list[Fault]
    files: dict[str, str]

    @property
    def clashes(self) -> list[Clash]:
        return self.plan.clashes

    @property
    def fails(self) -> bool:
        return bool(self.faults or self.clashes)


class Solver:
    """Tries changes on today's content."""

    def __init__(
        self, opened: Opened, planner: Planner, checker: Checker, language: Language
    ) -> None:
        self._opened = opened
        self._planner = planner
        self._checker = checker
        self._language = language

    def solve(self, ids: Collection[str]) -> Solution:
        """As many of the changes as can come back, and the files with them."""
        solution = Solution(frozenset(ids))
        hidden = {each.id: each for each in self._opened.revision.changes if not each.is_shown}
        for id in solution.ids & hidden.keys():
            solution.why[id] = _NOT_READ
        solution.ids -= hidden.keys()
        while True:
            attempt = self._attempt(solution.ids)
            if not attempt.fails:
                solution.files = attempt.files
                return solution
            for fault in attempt.faults:
                for id in self._culprits(fault.ids & solution.ids, self._has_faults):
                    solution.why.setdefault(id, fault.why)
            for clash in attempt.clashes:
                for id in self._culprits(clash.ids & solution.ids, self._has_clashes):
                    solution.conflicts.setdefault(id, self._alone(id) or clash.conflict)
            solution.ids -= solution.why.keys() | solution.conflicts.keys()
            self._leave_partners(solution)

    def _leave_partners(self, solution: Solution) -> None:
        """Nothing; where a text cannot come in, it is not taken away elsewhere, and back.

        So a paragraph that was moved without tracking is never lost, and never there twice.
        """
        left = {each.id: each for each in self._opened.revision.changes if not each.is_tracked}
        for id in left.keys() & (solution.why.keys() | solution.conflicts.keys()):
            for other in [each for each in left.values() if each.id in solution.ids]:
                if _are_partners(left[id], other) or _are_partners(other, left[id]):
                    solution.why.setdefault(other.id, _WITH_OTHER.filled(id=id))
                    solution.ids -= {other.id}

    def _alone(self, id: str) -> Conflict | None:
        """What the change alone is in conflict with, if it is: without what others changed."""
        return next((each.conflict for each in self._attempt(frozenset((id,))).clashes), None)

    def _has_faults(self, ids: frozenset[str]) -> bool:
        return bool(self._attempt(ids).faults)

    def _has_clashes(self, ids: frozenset[str]) -> bool:
        return bool(self._attempt(ids).clashes)

    def _culprits(
        self, ids: frozenset[str], fails: Callable[[frozenset[str]], bool]
    ) -> frozenset[str]:
        """Those of the changes that fail without the others; all, where only all together do."""
        if len(ids) == 1:
            return ids
        ordered = sorted(ids, key=lambda id: int(id[1:]))
        half = len(ordered) // 2
        halves = [frozenset(ordered[:half]), frozenset(ordered[half:])]
        found = [self._culprits(each, fails) for each in halves if fails(each)]
        return frozenset[str]().union(*found) if found else ids

    def _attempt(self, ids: frozenset[str]) -> _Attempt:
        opened = self._opened
        found = returned(taken(opened.revision, ids), ids, opened.touching, opened.reader)
        faults = list(found.faults)
        changed, disagreements = results(found, opened, self._language, faults)
        plan = self._planner.plan(changed, disagreements, found.additions)
        attempt = _Attempt(plan, [*faults, *plan.faults], {})
        if not attempt.fails:
            self._write(attempt)
        return attempt

    def _rewritten(
        self, file: str, acts: Sequence[Act | SheetAct]
    ) -> tuple[str, Sequence[Act | SheetAct]]:
        """The text of the file with the acts carried out, and those that it cannot hold."""
        if is_sheet(file):
            in_sheet = [act for act in acts if isinstance(act, SheetAct)]
            text = rewrite_sheet(self._planner.sheet(file), in_sheet)
            return text or "", acts if text is None else []
        source = self._planner.source(file)
        assert source is not None, "an act is on a node of it"
        try:
            return rewrite(source, [act for act in acts if isinstance(act, Act)]), []
        except CannotRewrite as failed:
            return "", failed.acts

    def _write(self, attempt: _Attempt) -> None:
        """Nothing; makes the new texts, and sees that the paper is as it should be with them."""
        for file, acts in attempt.plan.acts.items():
            text, failed = self._rewritten(file, [act for act, _ in acts])
            attempt.files[file] = text
            ids = (own for act, own in acts if act in failed)
            if failed:
                attempt.faults.append(Fault(frozenset[str]().union(*ids), _NOT_IN_FILE))
        if not attempt.faults and attempt.files:
            attempt.faults += self._checker.faults(attempt.plan, attempt.files)


def _are_partners(gone: Change, come: Change) -> bool:
    """Whether what one takes out, the other seems to put in at another place."""
    out, into = gone.before.strip(), come.after.strip()
    return len(out) >= _A_FEW_WORDS and len(into) >= _A_FEW_WORDS and (out in into or into in out)
