"""What somebody does in LibreOffice, by its own API, comes back; opened and saved is nothing."""

from __future__ import annotations

import difflib
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from memo.papers import Papers
from memo.problems import Report
from memo.review.applying import apply
from memo.review.reviewing import review
from tests.conftest import ROOT
from tests.laws.circle import ALL, left
from tests.truth import seen

Step = tuple[str, dict[str, Any]]
_SOFFICE = shutil.which("soffice")
_PROGRAM = Path(_SOFFICE).resolve().parent if _SOFFICE else Path()
pytestmark = pytest.mark.skipif(
    not (_PROGRAM / "libmergedlo.so").is_file(),
    reason="LibreOffice with LibreOfficeKit is not installed",
)
_NOTAT, _BUDGET = "2016-0419401/notat.yaml", "eksempler/budget.yaml"


def _step(command: str, **arguments: tuple[str, object]) -> Step:
    return f".uno:{command}", {
        name.replace("__", "."): {"type": kind, "value": value}
        for name, (kind, value) in arguments.items()
    }


def _tracking(tracks: bool) -> Step:
    return _step("TrackChanges", TrackChanges=("boolean", tracks))


def _find(text: str) -> list[Step]:
    return [
        _step("GoToStartOfDoc"),
        _step(
            "ExecuteSearch",
            SearchItem__SearchString=("string", text),
            SearchItem__Command=("long", "0"),
            SearchItem__Backward=("boolean", False),
        ),
    ]


def _type(text: str) -> list[Step]:
    return [_step("InsertText", Text=("string", text))]


_ACTS: dict[str, tuple[str, list[Step]]] = {
    "word": (_NOTAT, [*_find("direktørerne"), *_type("cheferne")]),
    "title": (_NOTAT, [*_find("Afrapportering"), *_type("Rapport")]),
    "deleted": (_NOTAT, [*_find("følgende tre"), _step("Delete")]),
    "bold": (_NOTAT, [*_find("Økonomiforvaltningen"), _step("Bold")]),
    "point": (
        _NOTAT,
        [*_find("analyse af Urbanplanen"), _step("GoToEndOfPara"), _step("InsertPara"), *_type("Nyt punkt")],
    ),
    "paragraph": (
        _NOTAT,
        [*_find("vil arbejde videre"), _step("GoToStartOfPara"), *_type("Nyt."), _step("InsertPara")],
    ),
    "erased": (
        _NOTAT,
        [*_find("Deloittes"), _step("GoToStartOfPara"), _step("EndOfParaSel"), _step("Delete"), _step("Delete")],
    ),
    "joined": (_NOTAT, [*_find("analyse af Mjølnerparken"), _step("GoToEndOfPara"), _step("Delete")]),
    "cell": (_BUDGET, [*_find("295,0"), *_type("296,0")]),
    "row": (_BUDGET, [*_find("210,0"), _step("DeleteRows")]),
}  # fmt: skip


_SAMPLES = Papers(ROOT / "content", ROOT / "templates").all_documents()
_WORD = re.compile(r"\b[a-zæøå]{6,}\b")


def _scalars(file: Path) -> Iterator[yaml.ScalarNode]:
    """The values of a YAML file that are not keys."""
    pending = [yaml.compose(file.read_text("utf-8"))]
    while pending:
        node = pending.pop()
        if isinstance(node, yaml.ScalarNode):
            yield node
        elif node is not None:
            pending += [each[1] if isinstance(each, tuple) else each for each in node.value]


def _words(document: str, data: bytes) -> list[str]:
    """Some words out of the YAML, far from each other, that stand once there and in the paper."""
    texts = [scalar.value for scalar in _scalars(ROOT / "content" / document)]
    typed = Counter(_WORD.findall(" ".join(texts)))
    text = " ".join(each.text for each in seen(data))
    words = _WORD.findall(text)
    once = [word for word in words if typed[word] == text.lower().count(word) == 1]
    return once[:: max(1, len(once) // 5)]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of what LibreOffice has saved: a file for each act, tracked or not; and samples."""
    folder = tmp_path_factory.mktemp("libreoffice")
    papers = Papers(ROOT / "content", ROOT / "templates")
    jobs = []
    for document in _SAMPLES:
        data = papers.draft(document, warnings=False).data
        assert data is not None
        source = folder / f"{document.replace('/', '+')}.docx"
        source.write_bytes(data)
        jobs.append({"source": str(source), "target": f"{source}-saved.docx", "steps": []})
        words = _words(document, data)
        # Of the first search in a file LibreOffice may find nothing yet.
        steps = [
            *_find(words[0]),
            *(step for word in words for step in (*_find(word), *_type("nyt"))),
        ]
        for tracks in (True, False):
            target = f"{source}-words-{tracks}.docx"
            jobs.append(
                {"source": str(source), "target": target, "steps": [_tracking(tracks), *steps]}
            )
    for name, (document, steps) in _ACTS.items():
        for tracks in (True, False):
            source = folder / f"{document.replace('/', '+')}.docx"
            target = folder / f"{name}-{tracks}.docx"
            jobs.append(
                {"source": str(source), "target": str(target), "steps": [_tracking(tracks), *steps]}
            )
    (folder / "jobs.json").write_text(json.dumps(jobs), "utf-8")
    program = ROOT / "tests" / "libreofficekit.py"
    command = [sys.executable, str(program), str(_PROGRAM), str(folder / "jobs.json")]
    subprocess.run(command, check=True, timeout=300, capture_output=True)
    return folder


def test_what_was_only_opened_and_saved_has_no_change(saved: Path) -> None:
    papers = Papers(ROOT / "content", ROOT / "templates")
    files = sorted(saved.glob("*-saved.docx"))
    assert len(files) == len(_SAMPLES)
    for file in files:
        found = review(file, papers, Report())
        assert found is not None
        assert [each.change for each in found.changes] == [], file.name


@pytest.mark.parametrize("tracks", [True, False])
@pytest.mark.parametrize("name", _ACTS)
def test_what_was_done_comes_back(saved: Path, tmp_path: Path, name: str, tracks: bool) -> None:
    _assert_comes_back(_ACTS[name][0], saved / f"{name}-{tracks}.docx", saved, tmp_path)


@pytest.mark.parametrize("tracks", [True, False])
@pytest.mark.parametrize("document", _SAMPLES)
def test_words_come_back_in_each_of_the_samples(
    saved: Path, tmp_path: Path, document: str, tracks: bool
) -> None:
    file = saved / f"{document.replace('/', '+')}.docx-words-{tracks}.docx"
    assert sum("nyt" in each.text for each in seen(file.read_bytes())) >= 2
    _assert_comes_back(document, file, saved, tmp_path)


def _assert_comes_back(document: str, file: Path, saved: Path, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    papers = Papers(content, ROOT / "templates")
    found = apply(file, papers, Report(), ALL, dry_run=False)
    assert found is not None
    assert found.reviewed.changes
    assert left(found) == []
    rebuilt = papers.with_texts({}).draft(document, warnings=False).data
    assert rebuilt is not None
    built = saved / f"{document.replace('/', '+')}.docx"
    opened = Path(f"{built}-saved.docx")
    wanted = _difference(opened.read_bytes(), file.read_bytes())
    assert wanted
    assert _difference(built.read_bytes(), rebuilt) == wanted


def _difference(before: bytes, after: bytes) -> list[str]:
    """What came and went, whatever LibreOffice does to the rest when it opens and saves."""
    old, new = (
        [repr(each.runs) for each in seen(data) if "Side " not in each.text]
        for data in (before, after)
    )
    lines = list(difflib.unified_diff(old, new, n=0, lineterm=""))
    # A frame beside a tracked change is written elsewhere, which nobody sees.
    moved = {line[1:] for line in lines if line[0] == "-"} & {
        line[1:] for line in lines if line[0] == "+"
    }
    return [
        line
        for line in lines
        if line[:3] not in ("---", "+++") and line[0] != "@" and line[1:] not in moved
    ]
