"""What a killed run has left is taken away, and what a living one is writing stays."""

from __future__ import annotations

import errno
import os
import signal
import time
from pathlib import Path

import pytest

from memo import temporaries
from memo.files import write_new, write_whole
from memo.temporaries import clean, temporary_file
from tests.faults import names

locks = pytest.mark.skipif(temporaries.fcntl is None, reason="Windows has no such locks")


def left_over(folder: Path, name: str = ".memo-1234abcd.tmp") -> Path:
    file = folder / name
    file.write_bytes(b"half a docu")
    return file


def test_what_is_left_over_is_taken_away_at_once_and_nothing_else(tmp_path: Path) -> None:
    kept = [
        ".memo-notes.tmp",
        ".memo.tmp",
        ".memo-a.docx",
        "memo-a.tmp",
        "notat.docx",
        "~$notat.docx",
    ]
    for name in (*kept, ".memo-0123abcd.tmp"):
        left_over(tmp_path, name)
    (tmp_path / ".memo-0000aaaa.tmp").mkdir()
    left_over(tmp_path)
    clean(tmp_path)
    assert names(tmp_path) == sorted([*kept, ".memo-0000aaaa.tmp"])


def test_a_folder_that_is_not_there_is_clean(tmp_path: Path) -> None:
    clean(tmp_path / "nowhere")
    clean(left_over(tmp_path, "a file"))
    assert names(tmp_path) == ["a file"]


@pytest.mark.parametrize("write", [write_whole, write_new])
def test_whoever_writes_to_a_folder_cleans_it(tmp_path: Path, write: object) -> None:
    assert callable(write)
    left_over(tmp_path)
    write(tmp_path / "notat.docx", b"new")
    assert names(tmp_path) == ["notat.docx"]


@locks
def test_what_another_is_writing_stays(tmp_path: Path) -> None:
    with temporary_file(tmp_path, b"data") as temporary:
        clean(tmp_path)
        write_whole(tmp_path / "notat.docx", b"new")
        assert temporary.read_bytes() == b"data"
    assert names(tmp_path) == ["notat.docx"]


@locks
def test_when_its_program_is_killed_it_is_left_over(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        with temporary_file(tmp_path, b"data"):
            os.write(writing, b"x")
            time.sleep(60)
        os._exit(0)
    os.read(reading, 1)
    clean(tmp_path)
    alive = names(tmp_path)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    clean(tmp_path)
    assert (len(alive), names(tmp_path)) == (1, [])


def test_where_nothing_can_be_locked_what_is_young_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("memo.temporaries.fcntl", None)
    monkeypatch.setattr("memo.temporaries.ON_WINDOWS", False)
    file = left_over(tmp_path)
    clean(tmp_path)
    assert file.exists()
    ago = time.time() - 2 * 60 * 60
    os.utime(file, (ago, ago))
    clean(tmp_path)
    assert not file.exists()


def test_what_cannot_be_removed_harms_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Access is denied")

    first, second = left_over(tmp_path), left_over(tmp_path, ".memo-5678abcd.tmp")
    with monkeypatch.context() as patch:
        patch.setattr("os.unlink", refuse)
        clean(tmp_path)
        patch.setattr("os.scandir", refuse)
        clean(tmp_path)
    assert first.exists()
    assert second.exists()


@pytest.mark.parametrize("times", [1, 9])
def test_a_file_that_another_run_thinks_left_over_is_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    """As on Windows, in the moment between closing it and moving it."""
    path, moves = tmp_path / "notat.docx", []
    replace = os.replace

    def move(source: Path, target: Path) -> None:
        moves.append(source)
        if len(moves) <= times:
            source.unlink()
        replace(source, target)

    path.write_bytes(b"old")
    monkeypatch.setattr("os.replace", move)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert (len(moves), names(tmp_path)) == (times + 1, ["notat.docx"])


def test_but_not_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "notat.docx"
    path.write_bytes(b"old")

    def move(source: Path, target: Path) -> None:
        source.unlink()
        raise FileNotFoundError(errno.ENOENT, "No such file")

    monkeypatch.setattr("os.replace", move)
    with pytest.raises(FileNotFoundError):
        write_whole(path, b"new")
    assert (path.read_bytes(), names(tmp_path)) == (b"old", ["notat.docx"])
