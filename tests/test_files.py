"""Files are written whole, where they are new, and beside what must not be lost."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from memo.files import FileInUseError, was_set_aside, write_aside, write_new, write_whole
from tests.faults import fails, names

posix = pytest.mark.skipif(os.name != "posix", reason="Windows has no such permissions")


@pytest.fixture(params=["links", "no links", "windows"])
def computer(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A computer on which a file may have two names, one of a disk without that, and Windows."""
    if request.param == "no links":
        monkeypatch.setattr("os.link", fails(errno.EPERM))
    if request.param == "windows":
        monkeypatch.setattr("memo.files.ON_WINDOWS", True)
        monkeypatch.setattr("memo.temporaries.ON_WINDOWS", True)
        monkeypatch.setattr("os.rename", rename_as_on_windows)
    return str(request.param)


def rename_as_on_windows(source: Path, target: Path, link: Callable[..., None] = os.link) -> None:
    link(source, target)
    source.unlink()


@pytest.mark.usefixtures("computer")
def test_a_new_file_is_written_whole_and_never_over_another(tmp_path: Path) -> None:
    path = tmp_path / "notat.yaml"
    write_new(path, b"mine")
    with pytest.raises(FileExistsError):
        write_new(path, b"yours")
    assert (path.read_bytes(), names(tmp_path)) == (b"mine", ["notat.yaml"])


@pytest.mark.usefixtures("computer")
def test_what_is_set_aside_gets_the_next_free_name(tmp_path: Path) -> None:
    path = tmp_path / "notat.docx"
    (tmp_path / "notat (lagt til side 2).docx").write_bytes(b"two")
    assert write_aside(path, b"a") is None
    assert write_aside(path, b"b") == tmp_path / "notat (lagt til side 1).docx"
    assert write_aside(path, b"c") == tmp_path / "notat (lagt til side 3).docx"
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {
        "notat (lagt til side 1).docx": b"a",
        "notat (lagt til side 2).docx": b"two",
        "notat (lagt til side 3).docx": b"b",
        "notat.docx": b"c",
    }
    assert [was_set_aside(tmp_path / name) for name in names(tmp_path)] == [True, True, True, False]


@pytest.mark.usefixtures("computer")
@posix
def test_a_file_that_is_replaced_while_it_is_set_aside_is_found_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "notat.docx"
    path.write_bytes(b"a")
    faults = [FileNotFoundError(errno.ENOENT, "gone")]

    def link(file: Path, name: Path, *, follow_symlinks: bool) -> None:
        if faults:
            raise faults.pop()
        os_link(file, name, follow_symlinks=follow_symlinks)

    os_link = os.link
    monkeypatch.setattr("os.link", link)
    assert write_aside(path, b"b") == tmp_path / "notat (lagt til side 1).docx"


def test_what_was_set_aside_is_put_back_where_the_new_file_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "notat.docx"
    path.write_bytes(b"old")
    replace = os.replace

    def fail(source: Path, target: Path) -> None:
        if target == path:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        replace(source, target)

    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        write_aside(path, b"new")
    assert (path.read_bytes(), names(tmp_path)) == (b"old", ["notat.docx"])


@pytest.mark.usefixtures("computer")
def test_a_full_disk_is_seen_before_anything_is_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "notat.docx"
    path.write_bytes(b"old")
    moved: list[object] = []
    monkeypatch.setattr("os.fsync", fails(errno.ENOSPC))
    for name in ("link", "rename", "replace"):
        monkeypatch.setattr(f"os.{name}", lambda *names, **_: moved.append(names))
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        write_aside(path, b"new")
    assert (path.read_bytes(), names(tmp_path), moved) == (b"old", ["notat.docx"], [])


def test_where_a_file_is_in_use_on_windows_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "notat.docx"
    path.write_bytes(b"old")
    monkeypatch.setattr("memo.files.ON_WINDOWS", True)
    for name in ("replace", "rename"):
        monkeypatch.setattr(f"os.{name}", fails(errno.EACCES))
    with pytest.raises(FileInUseError):
        write_whole(path, b"new")
    with pytest.raises(FileInUseError):
        write_aside(path, b"new")
    assert (path.read_bytes(), names(tmp_path)) == (b"old", ["notat.docx"])


@pytest.mark.parametrize("write", [write_whole, write_aside])
def test_a_folder_is_not_replaced(tmp_path: Path, write: Callable[[Path, bytes], object]) -> None:
    (tmp_path / "notat.docx").mkdir()
    with pytest.raises(IsADirectoryError):
        write(tmp_path / "notat.docx", b"new")
    assert names(tmp_path) == ["notat.docx"]


def test_a_file_that_is_marked_read_only_is_replaced_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "notat.docx"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(PermissionError):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    path.chmod(0o644)


@posix
def test_but_it_may_be_set_aside_and_keeps_the_mark(tmp_path: Path) -> None:
    path = tmp_path / "notat.docx"
    path.write_bytes(b"old")
    path.chmod(0o444)
    aside = write_aside(path, b"new")
    assert aside is not None
    assert (aside.read_bytes(), aside.stat().st_mode & 0o777) == (b"old", 0o444)
    assert path.read_bytes() == b"new"
    write_whole(path, b"newer")


@posix
def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "notat.docx"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_whole(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o640


@posix
def test_a_link_is_set_aside_and_not_what_it_leads_to(tmp_path: Path) -> None:
    target, path = tmp_path / "fremmed.docx", tmp_path / "notat.docx"
    target.write_bytes(b"theirs")
    path.symlink_to("fremmed.docx")
    aside = write_aside(path, b"new")
    assert aside is not None
    assert aside.is_symlink()
    assert (target.read_bytes(), path.read_bytes()) == (b"theirs", b"new")


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("notat (lagt til side 1).docx", True),
        ("bilag 1 (lagt til side 12).docx", True),
        ("notat (lagt til side 0).docx", False),
        ("notat (lagt til side).docx", False),
        ("notat lagt til side 1.docx", False),
        (" (lagt til side 1)", False),
        ("notat.docx", False),
    ],
)
def test_a_file_that_was_set_aside_is_known_by_its_name(name: str, is_one: bool) -> None:
    assert was_set_aside(Path("output") / name) is is_one
