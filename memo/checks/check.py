"""What a check of the prose is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from memo.checks.paper import Paper
from memo.problems import Message, Problem, Severity, Span
from memo.source.edits import Edit


class Finding(Struct, frozen=True):
    """Something that a check has found; `edit` mends it, where that is safe."""

    span: Span
    message: Message
    help: Message
    edit: Edit | None = None


class Check(Struct, frozen=True):
    """A check of the prose: the code of its problems, and what looks for them in a document."""

    code: str
    severity: Severity
    find: Callable[[Paper], Iterator[Finding]]

    def problems(self, paper: Paper) -> Iterator[tuple[Problem, Edit | None]]:
        """What is wrong in the document, each with the edit that mends it."""
        for found in self.find(paper):
            problem = Problem(self.code, self.severity, found.span, found.message, found.help)
            yield problem, found.edit
