"""Many documents of one run, gone through by this process or by several beside one another.

What comes out is the same: each document is told of in the order of the paths, and what is told of
all of them together is found in this process.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from msgspec import Struct

from memo.papers import Candidate, Found, Papers
from memo.problems import Report
from memo.word.packing import keep_to_one_core

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

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
    by_others = 0
    for done, found in _by_several(task, candidates, jobs) if jobs > 1 else ():
        papers.take(found)
        by_others += 1
        yield done
    for candidate in candidates[by_others:]:
        yield _done(task, papers, candidate)


def _done(task: Task[_P, _T], papers: _P, candidate: Candidate) -> Done[_T]:
    report = Report()
    is_document = papers.is_document(candidate, report)
    return Done(task.do(papers, candidate.path) if is_document else None, report)


def _by_several(
    task: Task[_P, _T], candidates: list[Candidate], jobs: int
) -> Iterator[tuple[Done[_T], Found]]:
    """What became of the candidates, in their order, and what else was found.

    It ends before the last of them where no process can be started, or one has been killed, as by a
    computer that lacks memory.
    """
    from concurrent.futures.process import BrokenProcessPool

    started = _started(task, candidates, jobs)
    if started is None:
        return
    processes, results = started
    with processes:
        try:
            yield from results
        except BrokenProcessPool:
            return
        except BaseException:  # as where a person breaks off: what has not begun is not done
            processes.shutdown(cancel_futures=True)
            raise


def _started(
    task: Task[_P, _T], candidates: list[Candidate], jobs: int
) -> tuple[ProcessPoolExecutor, Iterator[tuple[Done[_T], Found]]] | None:
    """The processes, and what comes of their work; None where the computer starts no more."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import active_children

    size = min(_AT_ONCE, len(candidates) // jobs)
    try:
        processes = ProcessPoolExecutor(jobs, initializer=_begin, initargs=(task,))
        return processes, processes.map(_work_on, candidates, chunksize=size)
    except OSError:
        for process in active_children():  # they would wait for work for ever
            process.terminate()
        return None


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
