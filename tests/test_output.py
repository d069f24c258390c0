"""Writing: all of a file or nothing of it, and never over other people's work."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from memo.cli.commands import command_line
from memo.messages import Messages
from memo.output import Outcome, Writing, write_document
from memo.problems import Problem, Report, reason
from tests.conftest import Paper
from tests.faults import fails
from tests.owners import by_office, by_word


def docx(paper: Paper) -> Path:
    return paper.output / "sag" / "notat.docx"


def test_a_second_build_replaces_what_nobody_has_touched(paper: Paper) -> None:
    paper.parts()
    paper.change("sag/notat.yaml", "Mikkel Melgaard Nielsen", "Anne Jensen")
    parts = paper.parts()
    assert b"Anne Jensen" in parts["word/document.xml"]
    assert [file.name for file in docx(paper).parent.iterdir()] == ["notat.docx"]


def test_a_file_that_windows_will_not_replace_is_left_and_named(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = changed(paper)
    monkeypatch.setattr("os.replace", fails(errno.EACCES))
    monkeypatch.setattr("memo.files.ON_WINDOWS", True)
    problem = left(paper, before)
    assert problem.message.msgid.startswith("the file is open in another program")
    assert problem.help is not None
    assert dict(problem.help.values)["file"] == "notat.docx"


@pytest.mark.parametrize("name", ["Anne Jensen", ""])
@pytest.mark.parametrize(
    ("beside", "make"), [("~$notat.docx", by_word), (".~lock.notat.docx#", by_office)]
)
def test_a_file_that_is_open_is_left_and_so_is_what_says_who_has_it_open(
    paper: Paper, beside: str, make: Callable[..., Path], name: str
) -> None:
    before = changed(paper)
    make(docx(paper).with_name(beside), name, *[""] * (make is by_office))
    problem = left(paper, before | {beside: docx(paper).with_name(beside).read_bytes()})
    assert dict(problem.message.values).get("name", "") == name
    assert problem.help is not None
    assert dict(problem.help.values) == {"file": "notat.docx", "owner": beside}


def test_what_lies_beside_a_file_that_is_gone_stops_nothing(paper: Paper) -> None:
    paper.output.joinpath("sag").mkdir(parents=True)
    by_word(docx(paper).with_name("~$notat.docx"), "Anne Jensen")
    assert paper.build().outcome is Outcome.WRITTEN


def changed(paper: Paper) -> dict[str, bytes]:
    """What lies in the output folder before a build that has something new to write."""
    paper.parts()
    paper.change("sag/notat.yaml", "Mikkel Melgaard Nielsen", "Anne Jensen")
    return files(paper)


def files(paper: Paper) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in docx(paper).parent.iterdir()}


def left(paper: Paper, before: dict[str, bytes]) -> Problem:
    """The one problem of a build that leaves all as it was, because the file is open."""
    built = paper.build()
    assert built.outcome is Outcome.LEFT
    (problem,) = built.report.problems()
    assert problem.code == "fil-aaben"
    assert files(paper) == before
    return problem


def test_a_build_that_leaves_a_file_that_is_open_exits_with_3(paper: Paper) -> None:
    changed(paper)
    by_word(docx(paper).with_name("~$notat.docx"), "Åse Ørsted")
    done = build(paper, "da")
    assert done.exit_code == 3
    assert "Åse Ørsted" in done.output
    assert "~$notat.docx" in done.output
    assert "1 dokument bygget" in done.output


def build(paper: Paper, language: str) -> Result:
    """The command `build`, of all documents."""
    arguments = ["--content", paper.content, "--templates", paper.templates, "-o", paper.output]
    command = command_line(Messages(language))
    return CliRunner().invoke(command, ["build", *map(str, arguments)])


def test_a_file_that_is_marked_read_only_is_left_with_a_problem(paper: Paper) -> None:
    before = changed(paper)
    docx(paper).chmod(0o444)
    problem = unwritten(paper)
    assert dict(problem.message.values)["reason"] == reason(OSError(errno.EPERM, ""))
    assert files(paper) == before
    docx(paper).chmod(0o644)


@pytest.mark.skipif(os.name != "posix", reason="Windows has other rights")
@pytest.mark.parametrize("set_aside", [False, True])
def test_so_is_one_in_a_folder_that_is_protected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, set_aside: bool
) -> None:
    file, report = Path("notat.docx"), Report()
    monkeypatch.chdir(tmp_path)
    file.write_bytes(b"old")
    tmp_path.chmod(0o555)
    owner = os.geteuid()
    if owner == 0:  # whom no rights stop
        os.seteuid(65534)
    try:
        writing = write_document(file, "notat.docx", b"new", report, set_aside=set_aside)
    finally:
        os.seteuid(owner)
        tmp_path.chmod(0o755)
    assert writing == Writing(Outcome.FAILED)
    (problem,) = report.problems()
    assert problem.code == "kan-ikke-skrives"
    assert dict(problem.message.values)["reason"] == reason(OSError(errno.EACCES, ""))
    assert [path.name for path in tmp_path.iterdir()] == ["notat.docx"]
    assert file.read_bytes() == b"old"


def unwritten(paper: Paper, path: str = "sag/notat.yaml") -> Problem:
    """The one problem of a build that cannot write its file."""
    built = paper.build(path)
    assert built.outcome is Outcome.FAILED
    (problem,) = built.report.problems()
    assert problem.code == "kan-ikke-skrives"
    return problem


@pytest.mark.parametrize("set_aside", [False, True])
def test_a_folder_in_the_place_of_the_file_is_left(tmp_path: Path, set_aside: bool) -> None:
    path, report = tmp_path / "notat.docx", Report()
    path.mkdir()
    writing = write_document(path, "notat.docx", b"new", report, set_aside=set_aside)
    assert writing == Writing(Outcome.FAILED)
    (problem,) = report.problems()
    assert dict(problem.message.values)["reason"] == reason(OSError(errno.EISDIR, ""))
    assert [file.name for file in tmp_path.iterdir()] == ["notat.docx"]


@pytest.mark.parametrize("windows", [False, True])
def test_a_path_that_is_too_long_is_a_problem_that_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, windows: bool
) -> None:
    path, report = tmp_path / ("x" * 300) / "notat.docx", Report()
    if windows:
        monkeypatch.setattr("memo.output.ON_WINDOWS", True)
        monkeypatch.setattr("os.mkdir", fails(errno.ENOENT))
        path = tmp_path / ("x" * 120) / ("y" * 120) / "notat.docx"
    for set_aside in (False, True):
        writing = write_document(path, "notat.docx", b"new", report, set_aside=set_aside)
        assert writing == Writing(Outcome.FAILED)
    (problem,) = report.problems()
    assert dict(problem.message.values)["reason"] == reason(OSError(errno.ENAMETOOLONG, ""))


def test_what_is_set_aside_is_told(tmp_path: Path) -> None:
    path, report = tmp_path / "notat.docx", Report()
    written = partial(write_document, path, "notat.docx", b"new", report, set_aside=True)
    assert written() == Writing(Outcome.WRITTEN, None)
    path.write_bytes(b"theirs")
    assert written() == Writing(Outcome.WRITTEN, tmp_path / "notat (lagt til side 1).docx")
    assert report.problems() == []


def test_an_output_folder_that_is_a_file_is_a_clear_problem(paper: Paper) -> None:
    paper.output.write_text("en fil", encoding="utf-8")
    built = paper.build()
    assert built.outcome is Outcome.FAILED
    assert [problem.code for problem in built.report.problems()] == ["kan-ikke-skrives"]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such files")
def test_what_is_no_ordinary_file_is_left_and_not_waited_for(paper: Paper) -> None:
    docx(paper).parent.mkdir(parents=True)
    os.mkfifo(docx(paper))
    assert paper.build().outcome is Outcome.LEFT


def test_a_faulty_document_writes_nothing_and_its_neighbour_is_built(paper: Paper) -> None:
    paper.change("sag/notat.yaml", "21-12-2016", "31-12-20166")
    assert paper.build("sag/notat.yaml").outcome is Outcome.FAILED
    assert paper.build("sag/bilag-1.yaml").outcome is Outcome.WRITTEN
    assert [file.name for file in docx(paper).parent.iterdir()] == ["bilag-1.docx"]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such permissions")
def test_the_file_has_the_permissions_that_a_new_file_gets(paper: Paper, tmp_path: Path) -> None:
    paper.parts()
    (tmp_path / "ny").touch()
    assert docx(paper).stat().st_mode == (tmp_path / "ny").stat().st_mode
