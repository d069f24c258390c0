"""Which of the changes can come back, and the files as they are with those."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar

from msgspec import Struct, field

from memo.language import Language
from memo.problems import Message, say
from memo.review.checking import Checker
from memo.review.found import Conflict
from memo.review.opening import Opened
from memo.review.planning import Planner
from memo.review.plans import Clash, Plan
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
_NOT_TOGETHER = say("it cannot come back together with the others: take them one at a time")
_NOT_IN_FILE = say("the file cannot hold this text")


class Solution(Struct):
    """The changes that come back; of the others why not, or with what they are in conflict.

    `files` are the new texts, by their paths below the content folder.
    """

    ids: frozenset[str]
    files: dict[str, str] = field(default_factory=dict)
    why: dict[str, Message] = field(default_factory=dict)
    conflicts: dict[str, Conflict] = field(default_factory=dict)


class _Attempt(Struct):
    plan: Plan
    faults: list[Fault]
    files: dict[str, str]

    @property
    def clashes(self) -> list[Clash]:
        return self.plan.clashes

    @property
    def fails(self) -> bool:
        return bool(self.faults or self.clashes)

    @property
    def failing(self) -> frozenset[str]:
        """The changes that may be why it fails."""
        ids = [*(fault.ids for fault in self.faults), *(clash.ids for clash in self.clashes)]
        return frozenset[str]().union(*ids)


_Failing = TypeVar("_Failing", Fault, Clash)


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
        solution.ids = solution.ids.difference(hidden)
        while True:
            attempt = self._attempt(solution.ids)
            if not attempt.fails:
                solution.files = attempt.files
                return solution
            self._leave_out(attempt, solution)
            self._leave_partners(solution)

    def _leave_out(self, attempt: _Attempt, solution: Solution) -> None:
        """Nothing; leaves out what fails, with why; all of it, where nobody knows what it is."""
        tried = solution.ids
        for fault, culprits in self._culprits(attempt, attempt.faults, tried):
            solution.why |= dict.fromkeys(culprits - solution.why.keys(), fault.why)
        for clash, culprits in self._culprits(attempt, attempt.clashes, tried):
            for id in culprits:
                solution.conflicts.setdefault(id, self._alone(id) or clash.conflict)
        solution.ids = tried.difference(solution.why, solution.conflicts)
        if solution.ids == tried:
            solution.why |= dict.fromkeys(tried, _NOT_TOGETHER)
            solution.ids = frozenset()

    def _leave_partners(self, solution: Solution) -> None:
        """Nothing; where a text cannot come in, it is not taken away elsewhere, and back.

        So a paragraph that was moved without tracking is never lost, and never there twice.
        """
        left = {each.id: each for each in self._opened.revision.changes if not each.is_tracked}
        for id in left.keys() & (solution.why.keys() | solution.conflicts.keys()):
            for other in [each for each in left.values() if each.id in solution.ids]:
                if _are_partners(left[id], other) or _are_partners(other, left[id]):
                    solution.why.setdefault(other.id, _WITH_OTHER.filled(id=id))
                    solution.ids = solution.ids.difference((other.id,))

    def _alone(self, id: str) -> Conflict | None:
        """What the change alone is in conflict with, if it is: without what others changed."""
        clashes = self._planned(frozenset((id,))).clashes
        return next((each.conflict for each in clashes), None)

    def _culprits(
        self, failed: _Attempt, all: Sequence[_Failing], ids: frozenset[str]
    ) -> list[tuple[_Failing, frozenset[str]]]:
        """What fails, with those of its changes that fail without the others.

        All of them, where only all together do. Halves are tried, those of everything that fails at
        once, and without composing the paper where it was not reached.
        """
        attempt = self._attempt if failed.files else self._planned
        found = {number: frozenset[str]() for number in range(len(all))}
        pending = [(number, each.ids & ids) for number, each in enumerate(all)]
        while pending:
            pairs = [(number, _halves(own)) for number, own in pending if len(own) > 1]
            for number, own in pending:
                found[number] |= own if len(own) == 1 else frozenset()
            fails = (
                [
                    attempt(frozenset[str]().union(*(pair[n] for _, pair in pairs))).failing
                    for n in (0, 1)
                ]
                if pairs
                else []
            )
            pending = []
            for number, pair in pairs:
                left = [
                    own for own, bad in zip(pair, fails, strict=True) if not bad.isdisjoint(own)
                ]
                found[number] |= pair[0] | pair[1] if not left else frozenset()
                pending += [(number, own) for own in left]
        return [(each, found[number]) for number, each in enumerate(all)]

    def _attempt(self, ids: frozenset[str]) -> _Attempt:
        """The changes tried, up to the files as they would be."""
        attempt = self._planned(ids)
        if not attempt.fails:
            self._write(attempt)
        return attempt

    def _planned(self, ids: frozenset[str]) -> _Attempt:
        """The changes tried, up to what is to be done to the files."""
        opened = self._opened
        paragraphs = taken(opened.revision, ids)
        found = returned(paragraphs, ids, opened.touching, opened.reader, self._language)
        faults = list(found.faults)
        changed, disagreements = results(found, opened, self._language, faults)
        plan = self._planner.plan(changed, disagreements, found.additions)
        return _Attempt(plan, [*faults, *plan.faults], {})

    def _rewritten(
        self, file: str, acts: Sequence[Act | SheetAct]
    ) -> tuple[str, Sequence[Act | SheetAct]]:
        """The text of the file with the acts carried out, and those that it cannot hold."""
        if is_sheet(file):
            in_sheet = [act for act in acts if isinstance(act, SheetAct)]
            text = rewrite_sheet(self._planner.sheets.text(file), in_sheet)
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


def _halves(ids: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    ordered = sorted(ids, key=lambda id: int(id[1:]))
    half = len(ordered) // 2
    return frozenset(ordered[:half]), frozenset(ordered[half:])


def _are_partners(gone: Change, come: Change) -> bool:
    """Whether what one takes out, the other seems to put in at another place."""
    out, into = gone.before.strip(), come.after.strip()
    return len(out) >= _A_FEW_WORDS and len(into) >= _A_FEW_WORDS and (out in into or into in out)
