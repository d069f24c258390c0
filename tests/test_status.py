"""`status`: how the documents stand, and what it prints of that."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from memo.problems import Report
from memo.project import Project
from memo.word.package import read_parts, write_parts
from tests.conftest import ROOT, Paper
from tests.office import convert

NOTAT, BILAG = "sag/notat.yaml", "sag/bilag-1.yaml"


def run(paper: Paper, *arguments: str) -> subprocess.CompletedProcess[str]:
    folders = {"content": paper.content, "templates": paper.templates, "output": paper.output}
    options = [word for name, folder in folders.items() for word in (f"--{name}", str(folder))]
    command = [sys.executable, str(ROOT / "build.py"), *arguments, *options, "--lang", "en"]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def status(paper: Paper, *arguments: str) -> list[dict[str, object]]:
    done = run(paper, "status", "--format", "json", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def states(paper: Paper) -> dict[str, str]:
    """How all stand, by the name of the output."""
    standings = Project(paper.content, paper.templates, paper.output).standings(
        [paper.content], Report()
    )
    return {
        Path(standing.output).relative_to(paper.output).as_posix(): standing.state.value
        for standing in standings
    }


def test_before_the_first_build_all_is_missing(paper: Paper) -> None:
    assert states(paper) == {"sag/bilag-1.docx": "missing", "sag/notat.docx": "missing"}


def test_json_tells_programs_all_there_is(paper: Paper) -> None:
    paper.parts(NOTAT)
    paper.parts(BILAG)
    paper.change(NOTAT, "Mikkel Melgaard Nielsen", "Anne Jensen")
    output = paper.output.as_posix()
    common = {"changes": 0, "comments": 0, "authors": []}
    assert status(paper) == [
        {"content": BILAG, "output": f"{output}/sag/bilag-1.docx", "state": "fresh", "why": []}
        | common,
        {
            "content": NOTAT,
            "output": f"{output}/sag/notat.docx",
            "state": "stale",
            "why": ["content"],
        }
        | common,
    ]


def test_text_is_a_line_for_each_document_and_one_that_counts(paper: Paper) -> None:
    paper.parts(NOTAT)
    paper.change(NOTAT, "Mikkel Melgaard Nielsen", "Anne Jensen")
    done = run(paper, "status")
    output = paper.output.as_posix()
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        f"missing  {output}/sag/bilag-1.docx",
        f"stale    {output}/sag/notat.docx  (the content has changed)",
        "2 files: 1 missing, 1 stale",
    ]


def test_a_path_limits_it(paper: Paper) -> None:
    paper.write("anden/notat.yaml", "skabelon: notat\n")
    assert [one["content"] for one in status(paper, str(paper.content / "sag"))] == [BILAG, NOTAT]
    (one,) = status(paper, str(paper.content / "sag" / "notat.yaml"))
    assert one["content"] == NOTAT


def test_a_file_that_cannot_be_read_as_yaml_is_still_told_of(paper: Paper) -> None:
    paper.parts()
    paper.write(NOTAT, "skabelon: [\n")
    assert states(paper)["sag/notat.docx"] == "stale"


def without_traces(data: bytes) -> bytes:
    """The file with all its custom XML emptied."""
    parts = read_parts(data)
    gone = {name: b"<x/>" for name in parts if name.startswith("customXml/item")}
    return write_parts({**parts, **gone})


@pytest.mark.parametrize(
    "change",
    [without_traces, lambda _: b"", lambda _: b"en tekst", lambda data: data[:2000]],
    ids=["its provenance is gone", "empty", "no Word file", "damaged"],
)
def test_what_is_not_ours_is_foreign(paper: Paper, change: Callable[[bytes], bytes]) -> None:
    paper.parts()
    docx = paper.output / "sag" / "notat.docx"
    docx.write_bytes(change(docx.read_bytes()))
    assert states(paper)["sag/notat.docx"] == "foreign"


def test_a_folder_in_the_place_of_a_document_is_foreign(paper: Paper) -> None:
    (paper.output / "sag" / "notat.docx").mkdir(parents=True)
    assert states(paper)["sag/notat.docx"] == "foreign"


def test_an_output_whose_content_is_gone_is_an_orphan(paper: Paper) -> None:
    paper.parts()
    shutil.move(paper.content / "sag" / "notat.yaml", paper.content / "sag" / "papir.yaml")
    assert states(paper) == {
        "sag/bilag-1.docx": "missing",
        "sag/notat.docx": "orphan",
        "sag/papir.docx": "missing",
    }
    (orphan,) = [one for one in status(paper) if one["state"] == "orphan"]
    assert orphan["content"] == NOTAT


def test_a_word_file_that_nobody_built_is_foreign_and_of_no_document(paper: Paper) -> None:
    paper.output.mkdir()
    (paper.output / "løst.docx").write_bytes(b"x")
    (one,) = [one for one in status(paper) if one["state"] == "foreign"]
    assert one["content"] == ""


@pytest.mark.parametrize(
    "name",
    [
        "notat (lagt til side 1).docx",
        "notat (lagt til side 12).docx",
        "endelig/2016-0419401-1.docx",
        "~$notat.docx",
        ".~lock.notat.docx#",
        "notat - Anne.docx",
    ],
)
def test_what_is_no_document_is_not_told_of(paper: Paper, name: str) -> None:
    paper.parts()
    before = states(paper)
    other = paper.output / "sag" / name
    other.parent.mkdir(exist_ok=True)
    shutil.copy(paper.output / "sag" / "notat.docx", other)
    assert states(paper) == before


def test_a_save_in_libreoffice_without_a_change_is_no_edit(
    paper: Paper, tool: Callable[[str], str], tmp_path: Path
) -> None:
    for document in (NOTAT, BILAG):
        paper.parts(document)
    files = sorted(paper.output.rglob("*.docx"))
    for docx, saved in zip(files, convert(tool("soffice"), "docx", files, tmp_path), strict=True):
        assert saved.read_bytes() != docx.read_bytes()
        shutil.copy(saved, docx)
    assert set(states(paper).values()) == {"fresh"}
    paper.change(NOTAT, "Mikkel Melgaard Nielsen", "Anne Jensen")
    assert states(paper)["sag/notat.docx"] == "stale"


@pytest.mark.parametrize("evil", ["../../../etc/passwd", "//server/share/x", "C:/x", "/etc/passwd"])
def test_a_hostile_provenance_reads_nothing_outside_the_folder(
    paper: Paper, monkeypatch: pytest.MonkeyPatch, evil: str
) -> None:
    paper.parts()
    docx = paper.output / "sag" / "notat.docx"
    changed = {}
    for name, data in read_parts(docx.read_bytes()).items():
        named = data.replace(b'file="afsendere.yaml"', f'file="{evil}"'.encode())
        changed[name] = named.replace(b'kind="notat"', f'kind="{evil}"'.encode())
    docx.write_bytes(write_parts(changed))
    touched: list[str] = []
    for name in ("read_bytes", "is_file", "exists", "stat"):
        real = getattr(Path, name)

        def watched(path: Path, *rest: object, real: Callable[..., object] = real) -> object:
            touched.append(str(path))
            return real(path, *rest)

        monkeypatch.setattr(Path, name, watched)
    assert states(paper)["sag/notat.docx"] == "stale"
    assert touched
    assert not [path for path in touched if evil.rpartition("/")[2] in path.split("/")[-1:]]
