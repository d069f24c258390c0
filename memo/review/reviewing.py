"""`review`: all that people have done in a file, each with its place in the YAML."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property
from pathlib import Path

from msgspec.structs import replace

from memo.gennemgang.kept import read
from memo.gennemgang.merging import merged, where_in
from memo.gennemgang.record import REFUSED, TAKEN, Choice, Decided, Gennemgang
from memo.language import DEFAULT, language
from memo.papers import Papers, shown
from memo.problems import Report, Span, say
from memo.review.checking import Checker
from memo.review.found import Decision, FoundChange, FoundComment, ReviewedFile
from memo.review.locating import Locator
from memo.review.opening import Opened, open_reviewed
from memo.review.planning import Planner
from memo.review.solving import Solution, Solver
from memo.review.wish import Wish
from memo.word.comments import Comment
from memo.word.revised import Change

_DECISIONS = {TAKEN: Decision.TAKEN, REFUSED: Decision.REFUSED, None: Decision.OPEN}


class Reviewed:
    """A reviewed file together with the content that it was built from, as that is today."""

    def __init__(self, opened: Opened, papers: Papers, gennemgang: Gennemgang) -> None:
        self.opened = opened
        self.papers = papers
        self.gennemgang = gennemgang
        self._planner = Planner(opened, papers.content)
        self._locator = Locator(opened, self._planner)

    @property
    def document(self) -> str:
        """The content file below the content folder."""
        return self.opened.document

    def found(self, name: str, solution: Solution) -> ReviewedFile:
        """All that was found, with what the solution tells of it; `name` is the user's."""
        comments = tuple(self._comments())
        changes = tuple(self._changes(solution))
        return ReviewedFile(name, self.document, changes, comments, self.opened.revision.saved_by)

    @property
    def open_changes(self) -> list[Change]:
        """The changes of which nothing has been decided."""
        ids = self._with_decision(Decision.OPEN)
        return [change for change in self.opened.revision.changes if change.id in ids]

    def _with_decision(self, decision: Decision) -> frozenset[str]:
        changes = self.opened.revision.changes
        return frozenset(each.id for each in changes if self._decision(each.id) is decision)

    def _decision(self, id: str) -> Decision:
        return _DECISIONS[self.gennemgang.decision(self.opened.digests[id])]

    def solve(self, ids: frozenset[str]) -> Solution:
        """How the changes come back.

        Where the content has gone on from changes that were taken before, those count too.
        """
        solution = self._solver.solve(ids)
        before = self._with_decision(Decision.TAKEN)
        if solution.conflicts and before - ids:
            other = self._solver.solve(ids | before)
            if len(other.conflicts.keys() & ids) < len(solution.conflicts):
                return other
        return solution

    @cached_property
    def _solver(self) -> Solver:
        papers, document = self.papers, self.document
        source, kind = papers.opened(document, Report())
        spoken = language(DEFAULT)
        if source and kind:
            spoken = kind.schema.vocabulary.language_of(source)
        checker = Checker(lambda texts: papers.with_texts(texts).draft(document, warnings=False))
        return Solver(self.opened, self._planner, checker, spoken)

    def _changes(self, solution: Solution) -> Iterable[FoundChange]:
        for change in self.opened.revision.changes:
            yield FoundChange(
                change,
                self._decision(change.id),
                self._locator.span(change),
                self._locator.where(change),
                change.id not in solution.why,
                solution.why.get(change.id),
                solution.conflicts.get(change.id),
            )

    def _comments(self) -> Iterable[FoundComment]:
        kept = {_root(thread.comment): thread.comment for thread in self.gennemgang.threads}
        for number, comment in enumerate(self.opened.revision.comments, 1):
            known = kept.get(_root(comment))
            is_kept = known is not None and len(known.replies) >= len(comment.replies)
            yield FoundComment(
                f"k{number}",
                comment,
                comment.on.words,
                Decision.TAKEN if is_kept else Decision.OPEN,
                self._locator.span_on(comment),
            )

    # Decisions.

    def decided(self, ids: Collection[str], choice: Choice) -> Reviewed:
        """The same when that has been decided of the changes."""
        decided = [
            self._record(each, choice) for each in self.opened.revision.changes if each.id in ids
        ]
        return self._with(self.gennemgang.with_decisions(decided))

    def _record(self, change: Change, choice: Choice) -> Decided:
        file, path = self._locator.address(change) or ("", "")
        return Decided(
            self.opened.digests[change.id],
            choice,
            change.author,
            change.date,
            file,
            path,
            change.before,
            change.after,
        )

    def with_comments(self, wish: Wish) -> Reviewed:
        """The same when the comments that somebody asks for are kept beside the content.

        One that is refused is kept too, as resolved: so nobody asks for it again.
        """
        before = {_root(comment): comment for comment in self.opened.revision.comments_before}
        now = []
        for number, comment in enumerate(self.opened.revision.comments, 1):
            id = f"k{number}"
            if wish.reject(id, comment.author):
                now.append(replace(comment, is_resolved=True))
            elif wish.only(id, comment.author):
                now.append(comment)
            elif _root(comment) in before:
                now.append(before[_root(comment)])
        where = where_in(self.opened.anchors)
        return self._with(merged(self.gennemgang, before.values(), now, where))

    def _with(self, gennemgang: Gennemgang) -> Reviewed:
        return Reviewed(self.opened, self.papers, gennemgang)


def _root(comment: Comment) -> tuple[str, str, str]:
    """What tells one thread from another, whatever has been answered."""
    return comment.author, comment.date, comment.text


def open_with_content(path: Path, papers: Papers, report: Report) -> Reviewed | None:
    """The reviewed file with its content, or None with problems."""
    opened = open_reviewed(path, shown(path), report)
    if opened is None:
        return None
    if not papers.content.has(opened.document):
        report.error(
            "indhold-mangler",
            Span(shown(path)),
            say("it was built from {file}, which is not there", file=papers.name(opened.document)),
            say("name the content folder with --content, or put the file back"),
        )
        return None
    own = Report()
    papers.content.source(opened.document, own)
    gennemgang = read(papers.content, opened.document, own)
    report.include(own)
    return None if own.has_errors else Reviewed(opened, papers, gennemgang)


def review(path: Path, papers: Papers, report: Report) -> ReviewedFile | None:
    """All that was found in the file, or None with problems; nothing is written."""
    reviewed = open_with_content(path, papers, report)
    if reviewed is None:
        return None
    return reviewed.found(
        shown(path), reviewed.solve(frozenset(each.id for each in reviewed.open_changes))
    )
