"""Processes that work for this one, at many documents."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, parent_process
from threading import Thread
from typing import Any, TypeVar

from memo.papers import Candidate, Found, Papers
from memo.tasks import Done, Task, done
from memo.word.packing import keep_to_one_core

_P = TypeVar("_P", bound=Papers)
_T = TypeVar("_T")

# A process is given so many at a time, so that it seldom waits for the next.
_AT_ONCE = 16

# So many times that lie ready for a process, or with what has come of them, on the average.
_WAITING = 2

# Windows can wait for no more processes than this.
_MOST = 61


def done_by_others(
    task: Task[_P, _T], candidates: list[Candidate], jobs: int
) -> Iterator[tuple[list[Done[_T]], Found]]:
    """What became of the candidates, some at a time, in their order, and what else was found.

    It ends before the last of them where no process can be started, or where one is killed, as by
    a computer that lacks memory.
    """
    jobs = min(jobs, len(candidates), _MOST)
    try:
        processes = ProcessPoolExecutor(jobs, initializer=_begin, initargs=(task,))
    except (OSError, NotImplementedError):  # as where there is no room for a lock
        return
    with processes:
        try:
            yield from _in_order(processes, candidates, jobs)
        except BrokenProcessPool:
            return
        except BaseException:  # as where a person breaks off: what was given out is still done
            with _at_once():
                processes.shutdown(cancel_futures=True)
            raise


def _in_order(
    processes: ProcessPoolExecutor, candidates: list[Candidate], jobs: int
) -> Iterator[tuple[list[Done[Any]], Found]]:
    """What comes of the work, of which only so much is given out that no results pile up."""
    size = min(_AT_ONCE, len(candidates) // jobs)
    waiting: deque[Future[tuple[list[Done[Any]], Found]]] = deque()
    for place in range(0, len(candidates), size):
        given = _given(processes, candidates[place : place + size])
        if given is None:
            break  # but what has been done is told: done again, it would be told as fresh
        waiting.append(given)
        if len(waiting) > _WAITING * jobs:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _given(
    processes: ProcessPoolExecutor, candidates: list[Candidate]
) -> Future[tuple[list[Done[Any]], Found]] | None:
    """The work that a process is given, for which it may have to be started; None where none is."""
    try:
        with _undisturbed():
            return processes.submit(_work_on, candidates)
    except BrokenProcessPool:
        return None
    except OSError:
        _terminate_others()
        return None


def _terminate_others() -> None:
    """Nothing; ends the processes that were started before one could not be."""
    for process in active_children():
        process.terminate()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """A process that is begun meanwhile is not broken off before it can leave that to this one."""
    if not hasattr(signal, "pthread_sigmask"):  # on Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _at_once() -> Iterator[None]:
    """Who breaks off once more meanwhile does not wait for what has been begun."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


_work: tuple[Task[Any, Any], Papers] | None = None


def _begin(task: Task[Any, Any]) -> None:
    """Nothing; makes this process one that works for another, and ends with it."""
    global _work  # noqa: PLW0603  # a process has no other place to keep it from call to call
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that it works for breaks it off
    Thread(target=_end_with_parent, daemon=True).start()
    keep_to_one_core()
    papers = task.papers()
    papers.share()
    _work = task, papers


def _end_with_parent() -> None:
    """Never returns; ends this process when the one is gone that it works for, in whatever way."""
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _work_on(candidates: list[Candidate]) -> tuple[list[Done[Any]], Found]:
    assert _work is not None
    task, papers = _work
    return [done(task, papers, candidate) for candidate in candidates], papers.found()
