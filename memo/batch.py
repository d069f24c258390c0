"""Many documents of one run, gone through by this process or by several beside one another.

What comes out is the same: each document is told of in the order of the paths, and what is told of
all of them together is found in this process.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TypeVar

from memo.papers import Candidate, Papers
from memo.tasks import Done, Task, done

_P = TypeVar("_P", bound=Papers)
_T = TypeVar("_T")

# To start processes takes as long as to build so many documents.
_FEW = 100


def all_done(
    task: Task[_P, _T], papers: _P, candidates: list[Candidate], jobs: int
) -> Iterator[Done[_T]]:
    """What became of each candidate, in their order; `jobs` is how many processes may work.

    0 leaves it to the program. The `papers` are those of this process, which take in what counts
    for all documents together.
    """
    jobs = jobs or (os.cpu_count() or 1 if len(candidates) > _FEW else 1)
    by_others = 0
    if min(jobs, len(candidates)) > 1:
        from memo.processes import done_by_others  # it takes long to load

        for some, found in done_by_others(task, candidates, jobs):
            papers.take(found)
            by_others += len(some)
            yield from some
    for candidate in candidates[by_others:]:
        yield done(task, papers, candidate)
