"""Files that are made to harm who reads them: refused in one sentence, soon, and in little memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from memo.cli.commands import command_line
from memo.messages import Messages
from memo.output import Outcome
from memo.word.package import MAX_BYTES, PackageFault, PackageTooLarge, read_parts, write_parts
from memo.word.xml import XmlFault, parse
from tests.conftest import ROOT, Paper
from tests.word.bombs import TOO_LARGE, xml_bombs, zip_bombs

ZIPS = zip_bombs()
XMLS = xml_bombs()

# All that any code parses, and some that is only carried along.
PARSED = [
    *("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml"),
    *("word/styles.xml", "word/numbering.xml", "word/settings.xml", "word/header1.xml"),
    *("docProps/core.xml", "docProps/app.xml", "customXml/item1.xml", "word/_rels/x.xml.rels"),
    *("word/comments.xml", "word/theme/theme1.xml", "word/noget.andet"),
]


@pytest.mark.parametrize("name", ZIPS)
def test_a_bomb_of_a_zip_is_refused(name: str) -> None:
    with pytest.raises(PackageTooLarge if name in TOO_LARGE else PackageFault) as fault:
        read_parts(ZIPS[name])
    assert isinstance(fault.value, PackageTooLarge) == (name in TOO_LARGE)


@pytest.mark.parametrize("name", XMLS)
def test_a_bomb_of_xml_is_refused(name: str) -> None:
    with pytest.raises(XmlFault):
        parse(XMLS[name])


def test_what_only_looks_like_an_instruction_is_plain_xml() -> None:
    text = (
        '<r xmlns:xi="http://www.w3.org/2001/XInclude"><?include file?>'
        '<xi:include href="file:///etc/passwd" parse="text"/></r>'
    )
    assert [len(child) for child in parse(text)] == [0]
    assert "".join(parse(text).itertext()) == ""


@pytest.mark.parametrize("name", ZIPS)
def test_a_template_that_is_a_bomb_is_one_problem(paper: Paper, name: str) -> None:
    (paper.templates / "notat.docx").write_bytes(ZIPS[name])
    (problem,) = paper.problems()
    assert problem.code == ("fil-for-stor" if name in TOO_LARGE else "skabelon-beskadiget")
    assert problem.span.file.endswith("notat.docx")


@pytest.mark.parametrize("part", PARSED)
@pytest.mark.parametrize("name", ["laughs", "file", "utf-16", "deep"])
def test_a_bomb_in_any_part_of_a_template_is_one_problem(
    paper: Paper, part: str, name: str
) -> None:
    file = paper.templates / "notat.docx"
    file.write_bytes(write_parts(read_parts(file.read_bytes()) | {part: XMLS[name]}))
    assert [problem.code for problem in paper.problems()] == ["skabelon-beskadiget"]


def test_a_template_of_a_gigabyte_is_refused_by_its_size(paper: Paper) -> None:
    with (paper.templates / "notat.docx").open("wb") as file:
        file.truncate(1_000_000_000)
    assert [problem.code for problem in paper.problems()] == ["fil-for-stor"]


@pytest.mark.parametrize("name", [*ZIPS, "gigabyte"])
def test_a_bomb_that_is_to_be_shown_as_text_is_one_problem(tmp_path: Path, name: str) -> None:
    file = tmp_path / "x.docx"
    with file.open("wb") as stream:
        stream.write(ZIPS.get(name, b""))
        stream.truncate(1_000_000_000 if name == "gigabyte" else None)
    done = CliRunner().invoke(command_line(Messages("en")), ["text", str(file)])
    code = "fil-for-stor" if name in {*TOO_LARGE, "gigabyte"} else "ikke-en-word-fil"
    assert done.exit_code == 1
    assert done.output.count(": error: ") == done.output.count(f"[{code}]") == 1


@pytest.mark.parametrize("name", ZIPS)
def test_a_bomb_in_the_place_of_a_document_is_somebodys_work(paper: Paper, name: str) -> None:
    output = paper.output / "sag" / "notat.docx"
    output.parent.mkdir(parents=True)
    output.write_bytes(ZIPS[name])
    assert paper.build().outcome is Outcome.LEFT
    assert output.read_bytes() == ZIPS[name]


def test_a_file_larger_than_any_word_file_is_not_unpacked() -> None:
    with pytest.raises(PackageTooLarge):
        read_parts(bytes(MAX_BYTES + 1))


_IN_LITTLE_MEMORY = """
import resource, sys
from tests.word.bombs import xml_bombs, zip_bombs
from memo.word.package import PackageFault, read_parts
from memo.word.xml import XmlFault, parse
zips, xmls = zip_bombs(), xml_bombs()
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 200_000_000,) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
for read, bombs in ((read_parts, zips), (parse, xmls)):
    for name, data in bombs.items():
        try:
            read(data)
            sys.exit(f"{name} was read")
        except (PackageFault, XmlFault) as fault:
            assert str(fault), name
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are Linux's")
def test_bombs_are_refused_in_little_time_and_memory() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _IN_LITTLE_MEMORY],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr
