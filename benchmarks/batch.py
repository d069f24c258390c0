"""(d) Many documents of all kinds in one run, and the same run again with nothing to do."""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.memos import CONTENT, varied
from benchmarks.processes import BUILD, Finished, Processes
from benchmarks.report import Result, Table, Target, at_most

DOCUMENTS = 10_000
_QUICK_DOCUMENTS = 44

_JOBS = (1, 2)
# The cores that the targets are for, one job each.
_CORES = 2
_SECONDS, _SECONDS_FOR_NOTHING, _MEGABYTES = 30, 5, 300

# Looking at a tree of processes takes some milliseconds.
_SAMPLED_EVERY = 0.1

_CASE_NUMBER = re.compile(r"\b(20[0-9]{2})-[0-9]{7}\b")
_SUMMARY = re.compile(r"(\d+) documents? built(?:, (\d+) fresh)?, 0 errors, 0 warnings\s*$")

_MEGA = 1_000_000


@dataclass(frozen=True)
class Run:
    """A build of all documents; `peak` is in bytes, None where unknown."""

    jobs: int
    does_nothing: bool
    seconds: float
    peak: int | None


def measure(*, quick: bool, documents: int | None) -> Result:
    """What builds of so many documents take."""
    count = documents or (_QUICK_DOCUMENTS if quick else DOCUMENTS)
    with tempfile.TemporaryDirectory(prefix="memo-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        write_documents(folder / "content", count)
        runs = [run for jobs in _JOBS for run in _runs(folder, jobs, count)]
    data = {"documents": count, "runs": [asdict(run) for run in runs]}
    title = f"(d) {count:,} documents of mixed kinds"
    return Result(title, [_table(runs, count)], _targets(runs, told=count == DOCUMENTS), data)


def write_documents(content: Path, count: int) -> None:
    """Nothing; writes a content folder of so many documents, no two of them with the same words.

    They are those of this project, over and over: each time in folders of their own, with other
    case numbers, and with a number in each line of prose and each row.
    """
    content.mkdir()
    for register in CONTENT.glob("*.yaml"):
        shutil.copy(register, content)
    folders = sorted(folder for folder in CONTENT.iterdir() if folder.is_dir())
    number, left = 0, count
    while left:
        number += 1
        for folder in folders:
            left -= _write_case(folder, content / f"{folder.name}-{number:04}", number, left)


def _write_case(folder: Path, case: Path, number: int, most: int) -> int:
    """How many documents have been written: those of the folder, in their variant of that number.

    They are the first `most` by their names; none of them needs one that comes after it.
    """
    case.mkdir()
    documents = sorted(folder.glob("*.yaml"))
    for file in folder.iterdir():
        if file not in documents:
            shutil.copy(file, case)
    for file in documents[:most]:
        text = _CASE_NUMBER.sub(rf"\g<1>-{number:07}", file.read_text(encoding="utf-8"))
        (case / file.name).write_text(varied(text, number), encoding="utf-8")
    return len(documents[:most])


def _runs(folder: Path, jobs: int, count: int) -> list[Run]:
    """A build of all documents with so many jobs, and one that finds all of them fresh."""
    processes = Processes(folder / f"cache-{jobs}")
    places = ["--content", str(folder / "content"), "--output", str(folder / f"output-{jobs}")]
    command = [*BUILD, "build", "--lang", "en", *places, "--jobs", str(jobs)]
    found = []
    for does_nothing in (False, True):
        finished = processes.run(command, sampled_every=_SAMPLED_EVERY)
        _check(finished, *((0, count) if does_nothing else (count, 0)))
        found.append(Run(jobs, does_nothing, finished.seconds, finished.peak))
    return found


def _check(finished: Finished, built: int, fresh: int) -> None:
    """Nothing; raises an error where the run did not build as many, or found anything odd."""
    summary = _SUMMARY.search(finished.printed)
    if not summary or (int(summary[1]), int(summary[2] or 0)) != (built, fresh):
        raise RuntimeError(f"{built} documents should be built:\n{finished.printed[-2000:]}")


def _table(runs: list[Run], count: int) -> Table:
    rows = [
        (
            f"{run.jobs} job{'s' if run.jobs > 1 else ''}{', nothing to do' * run.does_nothing}",
            f"{run.seconds:.2f}",
            f"{count / run.seconds:,.0f}",
            f"{run.peak / _MEGA:.0f}" if run.peak else "not known",
        )
        for run in runs
    ]
    return Table(
        f"`build.py build --jobs N` of {count:,} documents of all kinds, each another text, and "
        "the same run again. The memory is that of all processes together.",
        ("", "seconds", "documents a second", "MB peak"),
        rows,
    )


def _targets(runs: list[Run], *, told: bool) -> list[Target]:
    build, nothing = (run for run in runs if run.jobs == _CORES)
    peak = max(run.peak or 0 for run in runs)
    return [
        at_most("(d) all of them, 2 jobs", _SECONDS, build.seconds, "s", told=told),
        at_most("(d) nothing to do", _SECONDS_FOR_NOTHING, nothing.seconds, "s", told=told),
        at_most("(d) memory", _MEGABYTES, peak / _MEGA, "MB", told=told and peak > 0),
    ]
