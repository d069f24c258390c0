"""(d) Many documents of all kinds in one run, the same run with nothing to do, and their check."""

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
_BUILD, _NOTHING, _CHECK = "build", "build, nothing to do", "check"

# What a run says at its end that did it all. A check warns of the number that has been put into
# each line: one before a unit, say.
_SUMMARIES = {
    _BUILD: "{count} documents built, 0 errors, 0 warnings",
    _NOTHING: "0 documents built, {count} fresh, 0 errors, 0 warnings",
    _CHECK: "{count} documents checked, 0 errors, ",
}

_MEGA = 1_000_000


@dataclass(frozen=True)
class Run:
    """Something done with all documents; `peak` is in bytes, None where unknown."""

    what: str
    jobs: int
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
    """What is done with all documents, with so many jobs."""
    processes = Processes(folder / f"cache-{jobs}")
    options = ["--lang", "en", "--jobs", str(jobs), "--content", str(folder / "content")]
    build = [*BUILD, "build", *options, "--output", str(folder / f"output-{jobs}")]
    commands = {_BUILD: build, _NOTHING: build, _CHECK: [*BUILD, "check", *options]}
    found = []
    for what, command in commands.items():
        finished = processes.run(command, sampled_every=_SAMPLED_EVERY)
        _expect(_SUMMARIES[what].format(count=count), finished)
        found.append(Run(what, jobs, finished.seconds, finished.peak))
    return found


def _expect(summary: str, finished: Finished) -> None:
    """Nothing; raises an error where the last line that was printed does not begin so."""
    if not finished.printed.splitlines()[-1].startswith(summary):
        raise RuntimeError(f"{summary} should be printed:\n{finished.printed[-2000:]}")


def _table(runs: list[Run], count: int) -> Table:
    rows = [
        (
            f"{run.what}, {run.jobs} job{'s' if run.jobs > 1 else ''}",
            f"{run.seconds:.2f}",
            f"{count / run.seconds:,.0f}",
            f"{run.peak / _MEGA:.0f}" if run.peak else "not known",
        )
        for run in runs
    ]
    return Table(
        f"`build.py build --jobs N` of {count:,} documents of all kinds, each another text, the "
        "same run again, and their `check`. The memory is that of all processes together.",
        ("", "seconds", "documents a second", "MB peak"),
        rows,
    )


def _targets(runs: list[Run], *, told: bool) -> list[Target]:
    build, nothing = (
        next(run for run in runs if (run.what, run.jobs) == (what, _CORES))
        for what in (_BUILD, _NOTHING)
    )
    peak = max(run.peak or 0 for run in runs)
    return [
        at_most("(d) all of them, 2 jobs", _SECONDS, build.seconds, "s", told=told),
        at_most("(d) nothing to do", _SECONDS_FOR_NOTHING, nothing.seconds, "s", told=told),
        at_most("(d) memory", _MEGABYTES, peak / _MEGA, "MB", told=told and peak > 0),
    ]
