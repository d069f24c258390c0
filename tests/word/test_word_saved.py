"""Files that Word really saved, read as Word and as pandoc read them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from memo.word.comments import read_comments
from memo.word.lines import Line
from memo.word.package import read_parts
from memo.word.revised import Revision, read_revision
from memo.word.stories import read_lines
from memo.word.tracking import ACCEPTED, REJECTED, View
from memo.word.union import TrackedFile
from tests.conftest import ROOT
from tests.reviewer import Reviewed
from tests.word.conftest import SAMPLE
from tests.word.test_reviewed import TRACKED

FOLDER = ROOT.parent / "shared" / "word-saved"
Tool = Callable[[str], str]

saved_by_word = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the files that Word saved are not beside this project"
)

# Its twins were not made by Word: they keep an empty paragraph where Word, the standard
# (17.13.5.21) and pandoc leave none.
_KEEPS_MOVED_MARKS = "RP015-MoveFrom-MoveTo"


def _twins() -> list[str]:
    ending = "-Accepted.docx"
    return sorted(file.name.removesuffix(ending) for file in FOLDER.glob(f"*{ending}"))


def reviewed_by_word() -> list[str]:
    """The names of the files that are no twins."""
    files = (file.stem for file in FOLDER.glob("*.docx"))
    return sorted(name for name in files if not name.endswith(("-Accepted", "-Rejected")))


def _lines(name: str, view: View) -> list[Line]:
    # The twins of some have no section any more.
    lines = read_lines(read_parts((FOLDER / f"{name}.docx").read_bytes()), view)
    return [line for line in lines if line.story != "section"]


@saved_by_word
@pytest.mark.parametrize("name", _twins())
def test_changes_accepted_and_rejected_are_those_of_the_twins(name: str) -> None:
    for view, twin in ((ACCEPTED, "Accepted"), (REJECTED, "Rejected")):
        seen, right = _lines(name, view), _lines(f"{name}-{twin}", ACCEPTED)
        if name == _KEEPS_MOVED_MARKS:
            assert sum(not line.pieces for line in right) == 1
            right = [line for line in right if line.pieces]
        assert seen == right


@saved_by_word
def test_each_act_is_one_change_of_its_kind() -> None:
    kinds = {}
    for name in reviewed_by_word():
        acts = TrackedFile(read_parts((FOLDER / f"{name}.docx").read_bytes())).acts
        kinds[name.partition("-")[0]] = [act.told_kind for act in acts]
    assert kinds == {
        "014": ["move"],
        "019": ["formatting"],
        "020": ["pages"],
        "RP002": ["deletion"],
        "RP003": ["insertion"],
        "RP005": ["deletion"],
        "RP006": ["insertion"],
        "RP007": ["deletion"] * 3,
        "RP008": ["insertion"] * 3,
        "RP009": ["deletion"],
        "RP010": ["insertion"],
        "RP012": ["insertion"],
        "RP015": ["move"],
        "RP021": ["formatting"],
        "RP022": ["formatting"],
        "RP025": ["formatting", "deletion"],
        "RP036": ["table", "insertion", "deletion", "deletion"],
        "RP040": ["deletion"],
        "RP042": [*["replacement"] * 5, "deletion", "insertion", "deletion"],
        "comments": [],
    }


@saved_by_word
def test_comments_are_those_that_word_saved() -> None:
    comments = read_comments(read_parts((FOLDER / "comments.docx").read_bytes()))
    assert [(each.author, each.date, each.text) for each in comments] == [
        ("Michael Williamson", "2016-07-03T15:10:00Z", "A tachyon walks into a bar."),
        ("Michael Williamson", "2016-07-03T15:12:00Z", "Fin."),
    ]
    rich = read_comments(read_parts((FOLDER / "comments-rich-para.docx").read_bytes()))
    assert rich[0].text == "Text with hyperlink https://google.com embedded."
    assert len(rich) == 4


@saved_by_word
@pytest.mark.parametrize("name", reviewed_by_word())
def test_pandoc_reads_the_same_text(name: str, tool: Tool) -> None:
    _assert_pandoc_agrees(tool("pandoc"), FOLDER / f"{name}.docx")


@pytest.mark.parametrize("act", TRACKED)
def test_pandoc_reads_the_same_text_after_a_simulated_act(
    act: str, built: dict[str, Path], tool: Tool, tmp_path: Path
) -> None:
    document = Reviewed(built[SAMPLE])
    TRACKED[act](document)
    file = tmp_path / "reviewed.docx"
    file.write_bytes(document.saved())
    _assert_pandoc_agrees(tool("pandoc"), file)


def _assert_pandoc_agrees(pandoc: str, file: Path) -> None:
    parts = read_parts(file.read_bytes())
    for view, option in ((ACCEPTED, "accept"), (REJECTED, "reject")):
        seen = ["".join(text.split()) for text in _paragraphs(_blocks(pandoc, option, file))]
        lines = (line for line in read_lines(parts, view) if line.story == "body")
        # Between paragraphs that it joins, pandoc puts a space that Word does not.
        expected = ["".join(line.text.split()) for line in lines]
        assert [text for text in seen if text] == [text for text in expected if text]
    for kind in ("insertion", "deletion"):
        told = _changed(_blocks(pandoc, "all", file), kind)
        assert told == _changed_text(read_revision(parts, parts), kind), kind


def _blocks(pandoc: str, option: str, file: Path) -> Any:
    command = [pandoc, f"--track-changes={option}", "-t", "json", str(file)]
    done = subprocess.run(command, check=True, capture_output=True)
    return json.loads(done.stdout)["blocks"]


def _changed(node: Any, kind: str) -> str:
    """All text of the body that pandoc says was put in, or was taken out; spaces left out."""
    if isinstance(node, list):
        return "".join(_changed(each, kind) for each in node)
    if not isinstance(node, dict) or node.get("t") == "Note":
        return ""
    if node.get("t") == "Span" and kind in node["c"][0][1]:
        return "".join(_inline(node["c"][1]).split())
    return _changed(node.get("c"), kind)


def _changed_text(revision: Revision, kind: str) -> str:
    """The same as we read it."""
    tracked = {change.id for change in revision.changes if change.is_tracked}
    fragments = (
        (fragment.added if kind == "insertion" else fragment.removed, fragment.piece)
        for paragraph in revision.paragraphs
        if paragraph.line.story == "body"
        for fragment in paragraph.fragments
    )
    texts = [piece.text for id, piece in fragments if id in tracked and piece.kind == "text"]
    return "".join("".join(texts).split())


def _paragraphs(node: Any) -> Iterator[str]:
    """The text of each paragraph, in tables too; notes left out."""
    if isinstance(node, list):
        for each in node:
            yield from _paragraphs(each)
    elif isinstance(node, dict):
        if node.get("t") in ("Para", "Plain"):
            yield _inline(node["c"])
        elif node.get("t") == "Header":
            yield _inline(node["c"][2])
        elif node.get("t") == "Table":
            yield from _paragraphs(
                node["c"][2:]
            )  # not the table's own title, which is not to be seen
        else:
            yield from _paragraphs(node.get("c"))


_SPACES = {"Space": " ", "SoftBreak": " ", "LineBreak": " "}


def _inline(node: Any) -> str:
    if isinstance(node, list):
        return "".join(map(_inline, node))
    if not isinstance(node, dict) or node["t"] in ("Note", "Image"):
        return ""
    if node["t"] == "Str":
        return str(node["c"])
    return _SPACES.get(node["t"], "") or _inline(node.get("c"))
