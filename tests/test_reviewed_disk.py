"""`apply` on a disk that refuses, or killed: what is left, and what the next run makes of it."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from memo.papers import Papers
from memo.problems import Problem, Report
from memo.review import applying
from memo.review.found import Applied
from tests.conftest import Paper
from tests.copies import Copy, take
from tests.faults import Calls, fails, is_killed
from tests.processes import ended, fork

posix = pytest.mark.skipif(os.name != "posix", reason="the calls on Windows are others")
forks = pytest.mark.skipif(sys.platform != "linux", reason="there is no fork, or none that is safe")

_TEXT = """\
  - overskrift: Tal
    tekst:
      - tabel:
          titel: Udgifter
          fil: udgifter.csv
      - Sådan gik det.
"""
_SHEET = "Post;Beløb\nLøn;400\nHusleje;200\n"
_DECISIONS = "sag/notat.gennemgang.yaml"
_WRITTEN = ["sag/notat.yaml", "sag/udgifter.csv", "afsendere.yaml", _DECISIONS]


class Case:
    """A paper of several files, and a copy of it in which something of each was changed."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        paper.write("sag/udgifter.csv", _SHEET)
        above = (paper.content / "sag/notat.yaml").read_text("utf-8").partition("afsnit:\n")[0]
        paper.write("sag/notat.yaml", f"{above}afsnit:\n{_TEXT}")
        data = self._papers().draft("sag/notat.yaml", warnings=False).data
        assert data is not None
        copy = Copy(data)
        copy.change("Sådan gik det", "Det gik godt")
        copy.change("AV8E@bif.kk.dk", "slk@bif.kk.dk")
        copy.add_row("Løn", ["El", "90"])
        self._file = copy.save(paper.content.parent / "tilbage.docx")
        self.before = self.files()

    def _papers(self) -> Papers:
        return Papers(self._paper.content, self._paper.templates)

    def files(self) -> dict[str, bytes]:
        """What can be written of the content."""
        paths = {name: self._paper.content / name for name in _WRITTEN}
        return {name: path.read_bytes() for name, path in paths.items() if path.exists()}

    def lay_out(self) -> None:
        """Nothing; all is as it was when the file was built."""
        for name in self.files().keys() - self.before.keys():
            (self._paper.content / name).unlink()
        for name, data in self.before.items():
            (self._paper.content / name).write_bytes(data)

    def apply(self, report: Report | None = None) -> Applied | None:
        """What became of the copy."""
        return take(self._papers, self._file, report=report)

    def counted(self, calls: Calls) -> list[Problem]:
        """The problems of `apply` while the calls are counted."""
        report = Report()
        with pytest.MonkeyPatch.context() as patch:
            calls.count(patch)
            self.apply(report)
        return report.problems()

    def finished(self) -> dict[str, bytes]:
        """The content when `apply` has run undisturbed."""
        applied = self.apply()
        assert applied is not None
        assert applied.left == ()
        return self.files()


@pytest.fixture
def case(paper: Paper) -> Case:
    return Case(paper)


@posix
def test_what_the_disk_refuses_is_told_and_the_next_run_finishes_it(case: Case) -> None:
    calls = Calls()
    assert case.counted(calls) == []
    whole = case.files()
    assert [name for name in whole if whole[name] != case.before.get(name)] == _WRITTEN
    halves = 0
    for number in range(len(calls.made)):
        case.lay_out()
        problems = case.counted(Calls(number, fails(errno.EACCES)))
        found = case.files()
        assert all(found.get(name) in (case.before.get(name), whole[name]) for name in whole)
        written = [name for name in whole if found.get(name) == whole[name]]
        # Nothing counts as decided that the content does not have.
        assert _DECISIONS not in written or written == _WRITTEN
        assert bool(problems) == (written != _WRITTEN), calls.made[number]
        if problems and written:
            halves += 1
            values = dict(problems[0].help.values) if problems[0].help else {}
            assert all(f"/{name}" in str(values["files"]) for name in written)
        assert case.finished() == whole
    assert halves


@forks
def test_what_was_killed_is_finished_by_the_next_run(case: Case) -> None:
    calls = Calls()
    case.counted(calls)
    whole = case.files()
    for number in range(len(calls.made)):
        case.lay_out()
        child = fork(partial(case.counted, Calls(number, is_killed)))
        assert ended(child) == -signal.SIGKILL
        assert case.finished() == whole


def test_an_empty_file_of_decisions_is_filled(case: Case, paper: Paper) -> None:
    """One that a kill has left on a disk without links, or a hand."""
    paper.write(_DECISIONS, "")
    assert case.finished()[_DECISIONS]


@pytest.mark.parametrize("name", _WRITTEN)
def test_what_somebody_saves_meanwhile_stays(
    case: Case, paper: Paper, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    save: Callable[..., bool] = applying.save

    def saved(path: Path, *rest: object) -> bool:
        if path == paper.content / name:
            path.write_bytes(b"# andet\n")
        return save(path, *rest)

    monkeypatch.setattr(applying, "save", saved)
    report = Report()
    assert case.apply(report) is None
    assert [problem.code for problem in report.problems()] == ["fil-aendret"]
    assert (paper.content / name).read_bytes() == b"# andet\n"
