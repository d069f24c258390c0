"""Many documents of one run, gone through by this process or by several beside one another.

What comes out is the same: each document is told of in the order of the paths, and what is told of
all of them together is found in this process.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, Generic, Protocol, TypeVar

from msgspec import Struct

from memo.papers import Candidate, Found, Papers
from memo.problems import Report
from memo.word.packing import keep_to_one_core

_P = TypeVar("_P", bound=Papers)
_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)

# To start processes takes as long as to build so many documents.
_FEW = 100

# A process is given so many at a time, so that it seldom waits for the next.
_AT_ONCE = 16

# Windows can wait for no more processes than this.
_MOST = 61


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


def all_done(
    task: Task[_P, _T], papers: _P, candidates: list[Candidate], jobs: int
) -> Iterator[Done[_T]]:
    """What became of each candidate, in their order; `jobs` is how many processes may work.

    0 leaves it to the program. The `papers` are those of this process, which take in what counts
    for all documents together.
    """
    jobs = jobs or (os.cpu_count() or 1 if len(candidates) > _FEW else 1)
    jobs = min(jobs, len(candidates), _MOST)
    if jobs <= 1:
        for candidate in candidates:
            yield _done(task, papers, candidate)
        return
    for done, found in _by_several(task, candidates, jobs):
        papers.take(found)
        yield done


def _done(task: Task[_P, _T], papers: _P, candidate: Candidate) -> Done[_T]:
    report = Report()
    is_document = papers.is_document(candidate, report)
    return Done(task.do(papers, candidate.path) if is_document else None, report)


def _by_several(
    task: Task[_P, _T], candidates: list[Candidate], jobs: int
) -> Iterator[tuple[Done[_T], Found]]:
    from concurrent.futures import ProcessPoolExecutor

    size = min(_AT_ONCE, len(candidates) // jobs)
    with ProcessPoolExecutor(jobs, initializer=_begin, initargs=(task,)) as processes:
        try:
            yield from processes.map(_work_on, candidates, chunksize=size)
        except BaseException:  # as where a person breaks off: what has not begun is not done
            processes.shutdown(cancel_futures=True)
            raise


_work: tuple[Task[Any, Any], Papers] | None = None


def _begin(task: Task[Any, Any]) -> None:
    """Nothing; makes this process one that works for another."""
    import signal

    global _work  # noqa: PLW0603  # a process has no other place to keep it from call to call
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that it works for breaks it off
    keep_to_one_core()
    papers = task.papers()
    papers.share()
    _work = task, papers


def _work_on(candidate: Candidate) -> tuple[Done[Any], Found]:
    assert _work is not None
    task, papers = _work
    return _done(task, papers, candidate), papers.found()
