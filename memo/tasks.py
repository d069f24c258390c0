"""What is done with each document of a run, here or in another process."""

from __future__ import annotations

from typing import Generic, Protocol, TypeVar

from msgspec import Struct

from memo.papers import Candidate, Papers
from memo.problems import Report

_P = TypeVar("_P", bound=Papers)
_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)


class Task(Protocol[_P, _T_co]):
    """What is done with each document of some papers. It is pickled to go to other processes."""

    def papers(self) -> _P:
        """The papers, of which nothing has been read yet."""

    def do(self, papers: _P, path: str, /) -> _T_co:
        """What became of the document at that path below the content folder."""


class Done(Struct, Generic[_T], frozen=True):
    """What became of a candidate: `result` is None where it is no document; `report` tells why."""

    result: _T | None
    report: Report


def done(task: Task[_P, _T], papers: _P, candidate: Candidate) -> Done[_T]:
    """What became of the candidate."""
    report = Report()
    is_document = papers.is_document(candidate, report)
    return Done(task.do(papers, candidate.path) if is_document else None, report)
