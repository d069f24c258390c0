"""Writing: all of a file or nothing of it, and never over other people's work."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from memo.output import Outcome
from memo.word.package import write_parts
from tests.conftest import Paper


def docx(paper: Paper) -> Path:
    return paper.output / "sag" / "notat.docx"


def test_a_second_build_replaces_what_nobody_has_touched(paper: Paper) -> None:
    paper.parts()
    paper.change("sag/notat.yaml", "Mikkel Melgaard Nielsen", "Anne Jensen")
    parts = paper.parts()
    assert b"Anne Jensen" in parts["word/document.xml"]
    assert [file.name for file in docx(paper).parent.iterdir()] == ["notat.docx"]


@pytest.mark.parametrize("kind", ["edited", "foreign", "empty"])
def test_work_that_is_not_ours_is_left_as_it_is(paper: Paper, kind: str) -> None:
    parts = paper.parts()
    data = {
        "edited": write_parts({**parts, "word/comments.xml": b"<x/>"}),
        "foreign": b"en tekst",
        "empty": b"",
    }[kind]
    docx(paper).write_bytes(data)
    built = paper.build()
    assert built.outcome is Outcome.LEFT
    assert [problem.code for problem in built.report.problems()] == ["andres-arbejde"]
    assert docx(paper).read_bytes() == data


@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.replace"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_write_that_fails_leaves_the_old_file_and_no_litter(
    paper: Paper, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    paper.parts()
    old = docx(paper).read_bytes()
    paper.change("sag/notat.yaml", "Mikkel Melgaard Nielsen", "Anne Jensen")

    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(call, fail)
    built = paper.build()
    assert built.outcome is Outcome.FAILED
    assert [problem.code for problem in built.report.problems()] == ["kan-ikke-skrives"]
    assert docx(paper).read_bytes() == old
    assert [file.name for file in docx(paper).parent.iterdir()] == ["notat.docx"]


def test_a_file_that_is_open_in_word_is_left_and_named(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper.parts()
    old = docx(paper).read_bytes()
    paper.change("sag/notat.yaml", "Mikkel Melgaard Nielsen", "Anne Jensen")

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Access is denied")

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    monkeypatch.setattr("memo.files.ON_WINDOWS", True)
    built = paper.build()
    assert built.outcome is Outcome.LEFT
    (problem,) = built.report.problems()
    assert problem.code == "fil-aaben"
    assert problem.help is not None
    assert dict(problem.help.values)["file"] == "notat.docx"
    assert docx(paper).read_bytes() == old
    assert [file.name for file in docx(paper).parent.iterdir()] == ["notat.docx"]


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
