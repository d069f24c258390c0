"""A disk that fails and a program that is killed, at each call by which something is written.

Each time the file is whole, the old one or the new, and nothing lies about.
"""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from memo.output import Outcome, write_document, write_new_file
from memo.problems import Report
from memo.temporaries import clean
from tests.conftest import Paper
from tests.faults import Calls, fails, is_killed, names
from tests.processes import ended, fork, forks

CODES = [errno.ENOSPC, errno.EACCES, errno.EIO]

# Calls without which a file is written all the same: of a folder that is there nothing is asked,
# what cannot be removed is left to the next run, and that a new name lasts through a power cut is
# no part of writing it.
SPARED = {"mkdir", "unlink", "fsync of the folder"}

OLD, NEW = b"old" * 50_000, b"new" * 50_000

Write = Callable[[Path, Report], Outcome]


def document(path: Path, report: Report) -> Outcome:
    return write_document(path, path.name, NEW, report, set_aside=False).outcome


def beside_the_old(path: Path, report: Report) -> Outcome:
    return write_document(path, path.name, NEW, report, set_aside=True).outcome


def new_file(path: Path, report: Report) -> Outcome:
    return write_new_file(path, path.name, NEW, report)


WRITTEN = ["mkdir", "open", "write", "flush", "fsync"]
REPLACED = [*WRITTEN, "chmod", "replace", "fsync of the folder", "unlink"]
COPIED = [*WRITTEN[1:], "open", "replace", "unlink"]

ways = pytest.mark.parametrize(
    ("write", "old", "links", "calls"),
    [
        (document, OLD, True, REPLACED),
        (document, None, True, [call for call in REPLACED if call != "chmod"]),
        (beside_the_old, OLD, True, [*WRITTEN, "link", *REPLACED[-3:]]),
        (beside_the_old, OLD, False, [*WRITTEN, *COPIED, *REPLACED[-3:]]),
        (new_file, None, True, [*WRITTEN, "link", *REPLACED[-2:]]),
        (new_file, None, False, [*WRITTEN, *COPIED, *REPLACED[-2:]]),
    ],
)

posix = pytest.mark.skipif(os.name != "posix", reason="the calls on Windows are others")


class Disk:
    """A disk with a folder for each try, in which the old file lies; `links` is what it has."""

    def __init__(self, root: Path, old: bytes | None, *, links: bool) -> None:
        self._root, self._old, self._links = root, old, links

    def path(self, name: str) -> Path:
        """The place of a file in a folder of its own."""
        path = self._root / name / "x.docx"
        path.parent.mkdir()
        if self._old is not None:
            path.write_bytes(self._old)
        return path

    def write(self, write: Write, path: Path, report: Report, calls: Calls) -> Outcome:
        """What becomes of the file while the calls are counted."""
        with pytest.MonkeyPatch.context() as patch:
            calls.count(patch)
            if not self._links:
                patch.setattr("os.link", fails(errno.EPERM))
            return write(path, report)


def told(calls: list[str]) -> list[str]:
    """The calls, with the last fsync told as that of the folder."""
    last = len(calls) - 1 - calls[::-1].index("fsync")
    return [*calls[:last], "fsync of the folder", *calls[last + 1 :]]


@posix
@ways
def test_these_are_the_calls(
    tmp_path: Path, write: Write, old: bytes | None, links: bool, calls: list[str]
) -> None:
    disk, counted, report = Disk(tmp_path, old, links=links), Calls(), Report()
    assert disk.write(write, disk.path("x"), report, counted) is Outcome.WRITTEN
    assert told(counted.made) == calls


@posix
@pytest.mark.parametrize("code", CODES)
@ways
def test_a_call_that_fails_is_a_problem_and_nothing_is_lost(
    tmp_path: Path, write: Write, old: bytes | None, links: bool, calls: list[str], code: int
) -> None:
    disk = Disk(tmp_path, old, links=links)
    for number, call in enumerate(calls):
        path, report = disk.path(f"{number} {call}"), Report()
        outcome = disk.write(write, path, report, Calls(number, fails(code)))
        if call in SPARED:
            assert (outcome, path.read_bytes(), report.problems()) == (Outcome.WRITTEN, NEW, [])
            continue
        assert outcome is Outcome.FAILED, call
        assert [problem.code for problem in report.problems()] == ["kan-ikke-skrives"]
        assert names(path.parent) == ([] if old is None else ["x.docx"]), call
        assert old is None or path.read_bytes() == old


@forks
@ways
def test_a_kill_at_a_call_leaves_the_old_file_or_the_new(
    tmp_path: Path, write: Write, old: bytes | None, links: bool, calls: list[str]
) -> None:
    disk = Disk(tmp_path, old, links=links)
    for number, call in enumerate(calls):
        path = disk.path(f"{number} {call}")
        child = fork(partial(disk.write, write, path, Report(), Calls(number, is_killed)))
        assert ended(child) == -signal.SIGKILL, call
        clean(path.parent)
        found = {file.name: file.read_bytes() for file in path.parent.iterdir()}
        aside = found.pop("x (lagt til side 1).docx", old)
        # A disk without links has a moment between taking a name and filling it.
        assert aside == old or (aside == b"" and not links), call
        data = found.pop("x.docx", None)
        assert data in (old, NEW) or (data == b"" and not links and old is None), call
        assert found == {}, call


@posix
@pytest.mark.parametrize("code", CODES)
def test_a_build_says_so_and_leaves_what_was_built_before(paper: Paper, code: int) -> None:
    paper.parts()
    folder = paper.output / "sag"
    old = (folder / "notat.docx").read_bytes()
    paper.change("sag/notat.yaml", "Mikkel Melgaard Nielsen", "Anne Jensen")
    for number, call in enumerate(REPLACED):
        if call in SPARED:
            continue
        with pytest.MonkeyPatch.context() as patch:
            Calls(number, fails(code)).count(patch)
            built = paper.build()
        assert built.outcome is Outcome.FAILED, call
        assert [problem.code for problem in built.report.problems()] == ["kan-ikke-skrives"]
        assert ((folder / "notat.docx").read_bytes(), names(folder)) == (old, ["notat.docx"])
    assert paper.build().outcome is Outcome.WRITTEN
    assert names(folder) == ["notat.docx"]


@forks
def test_a_disk_that_is_full_in_truth_refuses_again_when_the_file_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(OLD)

    def write() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (70_000, 70_000))
        assert document(path, Report()) is Outcome.FAILED

    assert ended(fork(write)) == 0
    assert (path.read_bytes(), names(tmp_path)) == (OLD, ["x.docx"])
