"""`review`: all that people have done in a file, each with its place in the YAML."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from memo.gennemgang import Gennemgang, read_gennemgang
from memo.language import language
from memo.papers import Papers, shown
from memo.problems import Report, Span, say
from memo.review.checking import Checker
from memo.review.found import Decision, FoundChange, FoundComment, ReviewedFile
from memo.review.locating import Locator
from memo.review.opening import Opened, open_reviewed
from memo.review.planning import Planner
from memo.review.solving import Solution, Solver


class Reviewed:
    """A reviewed file together with the content that it was built from, as that is today."""

    def __init__(self, opened: Opened, papers: Papers, gennemgang: Gennemgang) -> None:
        self.opened = opened
        self.gennemgang = gennemgang
        self.digests = digests(opened)
        self.planner = Planner(opened, papers.content)
        source, kind = papers.opened(opened.document, Report())
        code = kind.schema.vocabulary.language_of(source) if source and kind else "da"
        document = opened.document
        checker = Checker(lambda texts: papers.with_texts(texts).draft(document, warnings=False))
        self._solver = Solver(opened, self.planner, checker, language(code))
        self.locator = Locator(opened, self.planner)

    def decision(self, id: str) -> Decision:
        """What has been decided of the change."""
        return self.gennemgang.decision(self.digests[id])

    def with_decision(self, *decisions: Decision) -> frozenset[str]:
        """The changes of which one of these has been decided."""
        ids = (change.id for change in self.opened.revision.changes)
        return frozenset(id for id in ids if self.decision(id) in decisions)

    def solve(self, ids: frozenset[str]) -> Solution:
        """How the changes come back.

        Where the content has gone on from changes that were taken before, those count too.
        """
        solution = self._solver.solve(ids)
        before = self.with_decision(Decision.TAKEN)
        if solution.conflicts and before - ids:
            other = self._solver.solve(ids | before)
            if len(other.conflicts.keys() & ids) < len(solution.conflicts):
                return other
        return solution

    def found(self, name: str, solution: Solution) -> ReviewedFile:
        """All that was found, with what the solution tells of it."""
        revision = self.opened.revision
        return ReviewedFile(
            name,
            self.opened.document,
            tuple(self._change(each.id, solution) for each in revision.changes),
            tuple(self._comments()),
            revision.saved_by,
        )

    def _change(self, id: str, solution: Solution) -> FoundChange:
        change = next(each for each in self.opened.revision.changes if each.id == id)
        conflict = solution.conflicts.get(id)
        return FoundChange(
            change,
            self.decision(id),
            self.locator.span(change),
            self.locator.where(change),
            id not in solution.why,
            solution.why.get(id),
            conflict,
        )

    def _comments(self) -> Iterable[FoundComment]:
        for number, comment in enumerate(self.opened.revision.comments, 1):
            span = self.locator.span_at(comment.place) if comment.place else None
            decision = self.gennemgang.decision_of(comment)
            yield FoundComment(f"k{number}", comment, comment.on, decision, span)


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
    if papers.content.source(opened.document, report) is None:
        return None
    gennemgang = read_gennemgang(papers.content, opened.document, report)
    return None if gennemgang is None else Reviewed(opened, papers, gennemgang)


def review(path: Path, papers: Papers, report: Report) -> ReviewedFile | None:
    """All that was found in the file, or None with problems; nothing is written."""
    reviewed = open_with_content(path, papers, report)
    if reviewed is None:
        return None
    asked = reviewed.with_decision(Decision.OPEN)
    return reviewed.found(shown(path), reviewed.solve(asked))


def digests(opened: Opened) -> dict[str, str]:
    raise NotImplementedError
