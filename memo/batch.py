"""Many documents built in one run, by this process or by several beside one another.

What comes out is the same: each document is told of in the order of the paths, and what is told of
all of them together is found in this process.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from memo.cache import Cache
from memo.papers import Candidate
from memo.problems import Report
from memo.project import Built, Project
from memo.untouched import Known
from memo.word.packing import keep_to_one_core

# To start processes takes as long as to build so many documents.
_FEW = 100

# A process is given so many at a time, so that it seldom waits for the next.
_AT_ONCE = 16

# Windows can wait for no more processes than this.
_MOST = 61


class Folders(Struct, frozen=True):
    """What a project is made of."""

    content: Path
    templates: Path
    output: Path
    cache: Cache


class Done(Struct, frozen=True):
    """What became of a candidate: `built` is None where it is no document; `report` tells why.

    `measured` are the documents that may hold what does not fit its page, and `registers` those
    that have been used so far. `untouched` is what was found out of output files.
    """

    built: Built | None
    report: Report
    measured: tuple[str, ...] = ()
    registers: tuple[str, ...] = ()
    untouched: dict[str, Known] = {}


def build_all(
    project: Project, candidates: list[Candidate], folders: Folders, jobs: int, *, force: bool
) -> Iterator[Done]:
    """What became of each candidate, in their order; `jobs` is how many processes may build.

    0 leaves it to the program.
    """
    jobs = jobs or (os.cpu_count() or 1 if len(candidates) > _FEW else 1)
    jobs = min(jobs, len(candidates), _MOST)
    if jobs <= 1:
        for candidate in candidates:
            yield _done(project, candidate, force=force)
        return
    for done in _by_several(candidates, folders, jobs, force=force):
        for path in done.measured:
            project.measure_output(path)
        for name in done.registers:
            project.content.register(name, Report())
        project.untouched.take(done.untouched)
        yield done


def _done(project: Project, candidate: Candidate, *, force: bool) -> Done:
    report = Report()
    if not project.is_document(candidate, report):
        return Done(None, report)
    return Done(project.build(candidate.path, force=force), report)


class _Worker(Project):
    """The project of a process that builds some of the documents: it leaves measuring to ours."""

    def __init__(self, folders: Folders) -> None:
        super().__init__(folders.content, folders.templates, folders.output, folders.cache)
        self.measured: list[str] = []

    def measure(self, path: str, data: Callable[[], bytes | None]) -> None:
        """Nothing; notes the document."""
        if self.is_bound(path):
            self.measured.append(path)


_worker: _Worker | None = None


def _by_several(
    candidates: list[Candidate], folders: Folders, jobs: int, *, force: bool
) -> Iterator[Done]:
    from concurrent.futures import ProcessPoolExecutor
    from functools import partial

    size = min(_AT_ONCE, len(candidates) // jobs)
    with ProcessPoolExecutor(jobs, initializer=_begin, initargs=(folders,)) as processes:
        try:
            yield from processes.map(partial(_work, force=force), candidates, chunksize=size)
        except BaseException:  # as where a person breaks off: what has not begun is not built
            processes.shutdown(cancel_futures=True)
            raise


def _begin(folders: Folders) -> None:
    """Nothing; makes this process one that builds for another."""
    import signal

    global _worker  # noqa: PLW0603  # a process has no other place to keep it from call to call
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that it builds for breaks it off
    keep_to_one_core()
    _worker = _Worker(folders)


def _work(candidate: Candidate, *, force: bool) -> Done:
    assert _worker is not None
    _worker.measured = []
    done = _done(_worker, candidate, force=force)
    registers = tuple(_worker.content.used_registers)
    untouched = _worker.untouched.taken()
    return Done(done.built, done.report, tuple(_worker.measured), registers, untouched)
