"""What is kept from run to run, and what is not."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from memo.cache import Cache, _forget_the_old, key_of
from memo.problems import Message, Report, say
from memo.project import Project
from tests.conftest import ROOT, Paper
from tests.test_cli import run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "memo"


def test_what_is_kept_is_recalled_under_its_key_alone(folder: Path) -> None:
    cache = Cache.of_user()
    assert cache.recall("a", list[str]) is None
    cache.remember("a", ["æ"], list[str])
    assert cache.recall("a", list[str]) == ["æ"]
    assert cache.recall("b", list[str]) is None
    assert [file.name for file in folder.iterdir()] == ["a.json"]


def test_a_key_tells_pieces_apart_that_are_the_same_when_put_together() -> None:
    assert key_of("a", "bc", "d") == key_of("a", "bc", b"d")
    assert len({key_of("a", "bc", "d"), key_of("a", "b", "cd"), key_of("b", "bc", "d")}) == 3


@pytest.mark.parametrize("damaged", [b"", b"[1", b"\xff\xfe", b"[" * 200_000, b"{}", b"[1]"])
def test_a_damaged_entry_is_none(folder: Path, damaged: bytes) -> None:
    cache = Cache.of_user()
    cache.remember("a", ["1"], list[str])
    (folder / "a.json").write_bytes(damaged)
    assert cache.recall("a", list[str]) is None
    cache.remember("a", ["2"], list[str])
    assert cache.recall("a", list[str]) == ["2"]


def test_what_json_cannot_say_is_not_kept(folder: Path) -> None:
    cache = Cache.of_user()
    cache.remember("a", {1: float("nan")}, dict[int, float])
    cache.remember("b", ["\ud800"], list[str])
    assert not folder.exists()


def test_a_type_that_json_knows_nothing_of_is_our_mistake(folder: Path) -> None:
    with pytest.raises(TypeError):
        Cache.of_user().remember("a", [print], list[object])
    with pytest.raises(TypeError):  # of a union, even where no value is one of it
        Cache.of_user().remember("a", [], list[str | Path | int])


def test_a_message_is_kept_with_the_messages_in_it(folder: Path) -> None:
    message = say("{count} {what} {size}", count=2, what=say("files"), size=1.5)
    Cache.of_user().remember("a", message, Message)
    assert Cache.of_user().recall("a", Message) == message


def test_a_cache_that_cannot_be_written_is_no_error(folder: Path) -> None:
    folder.parent.mkdir()
    folder.write_text("no folder", encoding="utf-8")
    Cache.of_user().remember("a", ["1"], list[str])
    assert Cache.of_user().recall("a", list[str]) is None


def test_no_cache_keeps_nothing(folder: Path) -> None:
    Cache(None).remember("a", ["1"], list[str])
    assert Cache(None).recall("a", list[str]) is None
    assert not folder.exists()


def test_what_nobody_has_needed_for_long_is_forgotten(folder: Path) -> None:
    cache = Cache.of_user()
    cache.remember("a", ["1"], list[str])
    long_ago = time.time() - 40 * 24 * 60 * 60
    os.utime(folder / "a.json", (long_ago, long_ago))
    _forget_the_old.cache_clear()  # as another run
    cache.remember("b", ["1"], list[str])
    assert [file.name for file in folder.iterdir()] == ["b.json"]


def built(paper: Paper, *options: str) -> dict[str, bytes]:
    """The documents of the paper, built anew by a process of its own."""
    folders = ("--content", paper.content, "--templates", paper.templates, "-o", paper.output)
    done = run("build", "--force", *folders, *options)
    assert done.returncode == 0, done.stderr
    return {file.name: file.read_bytes() for file in (paper.output / "sag").glob("*.docx")}


def test_the_same_bytes_come_out_with_and_without_what_is_kept(folder: Path, paper: Paper) -> None:
    first = built(paper, "--no-cache")
    assert {file.name.partition("-")[0] for file in folder.iterdir()} <= {"language"}
    assert built(paper) == first  # which fills it
    kept = {file.name.partition("-")[0] for file in folder.iterdir()}
    assert {"schema", "template"} <= kept
    assert built(paper) == first


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: b"{}",
        lambda data: data.replace(b'"Tag"', b'"Tog"'),
        lambda data: data.replace(b'"first_id":', b'"first_id":"x",'),
        lambda data: b"\x80\x04K\x01.",
    ],
)
def test_a_damaged_entry_is_made_anew(folder: Path, paper: Paper, damage) -> None:  # type: ignore[no-untyped-def]
    first = built(paper)
    entries = {file: file.read_bytes() for file in folder.glob("[st]*.json")}
    assert len(entries) == 5  # two templates, their schemas and that of the register
    for file, data in entries.items():
        file.write_bytes(damage(data))
    assert built(paper) == first
    # Not byte by byte: what is a set has no order.
    assert all(len(file.read_bytes()) == len(data) for file, data in entries.items())


def test_a_template_with_problems_is_read_each_time(folder: Path, paper: Paper) -> None:
    file = paper.templates / "notat.docx"
    file.write_bytes((ROOT / "templates" / "bilag.docx").read_bytes())
    for _ in range(2):
        found = Project(paper.content, paper.templates, paper.output).build("sag/notat.yaml").report
        assert "skabelon-ukendt-felt" in {problem.code for problem in found.problems()}
    assert not list(folder.glob("template-*"))


def test_a_schema_that_changes_is_read_again(folder: Path, paper: Paper) -> None:
    def errors() -> list[str]:
        report = Report()
        draft = Project(paper.content, paper.templates, paper.output).draft(
            "sag/notat.yaml", warnings=False
        )
        report.include(draft.report)
        return [problem.code for problem in report.problems()]

    assert errors() == []
    schema = paper.templates / "notat.schema.yaml"
    text = schema.read_text("utf-8")
    assert "maxLength" not in text.partition("  titel:")[2].partition("\n  ")[0]
    schema.write_text(text.replace("  titel:\n", "  titel:\n    maxLength: 3\n", 1), "utf-8")
    assert errors() != []
