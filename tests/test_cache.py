"""What is remembered, and what is not."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from memo.cache import recall, remember


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "memo"


def test_what_is_remembered_is_recalled_under_its_key_alone(folder: Path) -> None:
    assert recall("a") is None
    remember("a", [["æ", 1]])
    assert recall("a") == [["æ", 1]]
    assert recall("b") is None
    assert [file.name for file in folder.iterdir()] == ["a.json"]


@pytest.mark.parametrize("damaged", [b"", b"[1", b"\xff\xfe", b"[" * 200_000])
def test_a_damaged_entry_is_none(folder: Path, damaged: bytes) -> None:
    remember("a", 1)
    (folder / "a.json").write_bytes(damaged)
    assert recall("a") is None
    remember("a", 2)
    assert recall("a") == 2


def test_a_cache_that_cannot_be_written_is_no_error(folder: Path) -> None:
    folder.write_text("no folder", encoding="utf-8")
    remember("a", 1)
    assert recall("a") is None


def test_what_nobody_has_asked_for_in_a_month_is_forgotten(folder: Path) -> None:
    remember("old", 1)
    remember("new", 1)
    month_ago = time.time() - 31 * 24 * 60 * 60
    os.utime(folder / "old.json", (month_ago, month_ago))
    remember("a", 1)
    assert (recall("old"), recall("new")) == (None, 1)


def test_each_system_has_its_own_place_for_a_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pathlib.Path.home", lambda: tmp_path)
    monkeypatch.setattr("sys.platform", "linux")
    remember("linux", 1)
    monkeypatch.setattr("sys.platform", "darwin")
    remember("mac", 1)
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Local"))
    remember("windows", 1)
    assert {file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.json")} == {
        ".cache/memo/linux.json",
        "Library/Caches/memo/mac.json",
        "Local/memo/windows.json",
    }


def test_without_a_home_folder_nothing_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("no home")

    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pathlib.Path.home", homeless)
    remember("a", 1)
    assert recall("a") is None
