"""The documents as other programs see them: validators, LibreOffice, pandoc, python-docx."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest

from tests.cases import files_of
from tests.conftest import ROOT, Paper
from tests.finding import W
from tests.office import convert
from tests.pandoc import read_by_pandoc
from tests.reading import Reading, load
from tests.shown import Table
from tests.soundness import faults

TEMPLATES = sorted((ROOT / "templates").glob("*.docx"))
CASES = sorted((ROOT / "tests" / "cases" / "build").glob("*/*.yaml"))

Tool = Callable[[str], str]


@pytest.fixture(scope="module")
def everything(
    built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[Path, Path | None]:
    """Every sample, every document of the cases, each with its content; and every template."""
    import shutil

    from memo.output import Outcome
    from memo.project import Project

    folder = tmp_path_factory.mktemp("cases")
    shutil.copytree(ROOT / "content", folder / "content")
    for case in CASES:
        beside = folder / "content" / "2016-0419401"
        shutil.copy(case, beside / f"{case.parent.name}-{case.name}")
        for file in files_of(case):
            shutil.copy(file, beside)
    project = Project(folder / "content", ROOT / "templates", folder / "output")
    for case in CASES:
        done = project.build(f"2016-0419401/{case.parent.name}-{case.name}")
        assert done.outcome is Outcome.WRITTEN
    cases = {
        folder / "output" / "2016-0419401" / f"{case.parent.name}-{case.stem}.docx": case
        for case in CASES
    }
    samples = {file: ROOT / "content" / content for content, file in built.items()}
    return {**samples, **cases, **dict.fromkeys(TEMPLATES)}


def test_the_open_xml_sdk_finds_no_error(everything: dict[Path, Path | None], tool: Tool) -> None:
    validator = tool("ooxml-validator")
    for file in everything:
        done = subprocess.run([validator, str(file)], capture_output=True, text=True, check=False)
        result = json.loads(done.stdout)
        assert (result["ok"], result["errors"]) == (True, []), file


def test_ooxml_integrity_finds_no_error(everything: dict[Path, Path | None], tool: Tool) -> None:
    command = [tool("ooxml-integrity"), "check", *map(str, everything)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("0 error(s), 0 warning(s)") == len(everything)


def test_nothing_is_in_a_file_that_word_would_refuse_or_show_otherwise(
    everything: dict[Path, Path | None],
) -> None:
    for file in everything:
        assert faults(file) == [], file


def test_the_memo_has_one_or_two_pages_and_each_slide_its_own(
    built: dict[str, Path], tool: Tool, tmp_path: Path
) -> None:
    pdfs = convert(tool("soffice"), "pdf", list(built.values()), tmp_path)
    pages = {}
    for pdf in pdfs:
        done = subprocess.run(
            [tool("pdfinfo"), str(pdf)], capture_output=True, text=True, check=True
        )
        found = re.search(r"Pages:\s+([0-9]+)", done.stdout)
        assert found
        pages[pdf.stem] = int(found[1])
    assert pages["notat"] in (1, 2)
    assert pages["bilag-1"] == 8
    for number in range(1, 9):
        done = subprocess.run(
            [
                tool("pdftotext"),
                "-f",
                str(number),
                "-l",
                str(number),
                str(tmp_path / "bilag-1.pdf"),
                "-",
            ],
            capture_output=True,
            text=True,
            check=True,
        )
        assert len(done.stdout.split()) > 5, f"page {number} is nearly empty"


def test_libreoffice_shows_the_numbers_that_the_author_typed(
    everything: dict[Path, Path | None], tool: Tool, tmp_path: Path
) -> None:
    files = [file for file in everything if file.name in ("bilag-1.docx", "notat-alt.docx")]
    convert(tool("soffice"), "txt:Text (encoded):UTF8", files, tmp_path)
    slides = (tmp_path / "bilag-1.txt").read_text(encoding="utf-8-sig")
    numbers = re.findall(r"(?m)^ *([0-9]+)\. \w", slides)
    assert numbers == ["1", "2", "3", "4", *["1", "2", "3"] * 5]
    case = (tmp_path / "notat-alt.txt").read_text(encoding="utf-8-sig")
    labels = re.findall(r"(?m)^\s*([0-9]+[.)])\s(\w+)", case)
    assert [label for label, word in labels if word != "december"] == [
        "54.", "55.", "58.", "1)", "2)", "1.", "2.",
    ]  # fmt: skip


def test_libreoffice_shows_every_label_of_the_samples_before_its_text(
    built: dict[str, Path], tool: Tool, tmp_path: Path
) -> None:
    saved = convert(tool("soffice"), "txt:Text (encoded):UTF8", list(built.values()), tmp_path)
    for text, content in zip(saved, built, strict=True):
        lines = [line.strip() for line in text.read_text(encoding="utf-8-sig").splitlines()]
        prose = Reading(ROOT / "content" / content, ROOT / "templates").prose
        labels = [shown for shown in prose if shown.label not in ("", "-")]
        expected = [f"{shown.label} {shown.text.splitlines()[0]}" for shown in labels]
        shown = iter(lines)
        assert [line for line in expected if line not in shown] == [], content


def test_pandoc_sees_every_table_of_the_samples(built: dict[str, Path], tool: Tool) -> None:
    for path in built.values():
        seen = [x for x in read_by_pandoc(tool("pandoc"), path).shown if isinstance(x, Table)]
        tables = docx.Document(str(path)).tables
        assert [len(table.rows) for table in tables] == [len(table.rows) for table in seen]


def test_pandoc_sees_headings_lists_and_emphasis(built: dict[str, Path], tool: Tool) -> None:
    def plain(nodes: object) -> str:
        if isinstance(nodes, dict):
            return {"Str": nodes.get("c"), "Space": " "}.get(
                str(nodes.get("t")), plain(nodes.get("c"))
            )  # type: ignore[return-value]
        return "".join(map(plain, nodes)) if isinstance(nodes, list) else ""

    done = subprocess.run(
        [tool("pandoc"), str(built["2016-0419401/bilag-1.yaml"]), "-t", "json"],
        capture_output=True,
        check=True,
    )
    blocks = json.loads(done.stdout)["blocks"]
    headings = [plain(block["c"][2]) for block in blocks if block["t"] == "Header"]
    assert len(headings) == 7
    assert headings[1] == "Anbefalinger fra Deloittes analyse af MJØLNERPARKEN"
    lists = [block for block in blocks if block["t"] == "OrderedList"]
    assert [len(block["c"][1]) for block in lists] == [4, 3, 3, 3, 3, 3]
    inner = [b for item in lists[1]["c"][1] for b in item if b["t"] == "BulletList"]
    assert [len(block["c"]) for block in inner] == [3]
    first = next(block["c"][2] for block in blocks if block["t"] == "Header")
    emphasised = [plain(inline["c"]) for inline in first if inline["t"] == "Strong"]
    assert emphasised == ["UDSATTE BOLIGOMRÅDER"]


def test_each_list_has_a_num_of_its_own_and_no_typed_number(built: dict[str, Path]) -> None:
    with zipfile.ZipFile(built["2016-0419401/bilag-1.yaml"]) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))
        numbering = ElementTree.fromstring(archive.read("word/numbering.xml"))
    used = []
    for paragraph in body.iter(f"{W}p"):
        num = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        if num is not None:
            used.append(num.get(f"{W}val"))
            text = "".join(node.text or "" for node in paragraph.iter(f"{W}t"))
            assert not re.match(r"([0-9]+[.)]|-) ", text)
    nums = {num.get(f"{W}numId"): num for num in numbering.iter(f"{W}num")}
    assert len(set(used)) == 8
    starts = [nums[id].find(f"{W}lvlOverride/{W}startOverride") for id in set(used)]
    assert all(start is not None for start in starts)


def test_the_document_properties(built: dict[str, Path]) -> None:
    path = built["2016-0419401/notat.yaml"]
    core = docx.Document(str(path)).core_properties
    title = "Afrapportering på analyser af vækst og beskæftigelse i udsatte boligområder"
    assert (core.title, core.author, core.language) == (title, "Mikkel Melgaard Nielsen", "da-DK")
    assert core.subject == "Notat til Økonomiudvalget og Beskæftigelses- og Integrationsudvalget"
    with zipfile.ZipFile(path) as archive:
        custom = ElementTree.fromstring(archive.read("docProps/custom.xml"))
    found = {child.get("name"): "".join(child.itertext()) for child in custom}
    assert found == {"sagsnr": "2016-0419401", "dokumentnr": "2016-0419401-1"}


def test_properties_are_escaped_once_and_absent_ones_left_out(paper: Paper) -> None:
    paper.change("sag/bilag-1.yaml", "titel: Analysen af vækst", 'titel: A & B < C, "vækst"')
    paper.change("sag/bilag-1.yaml", "foredragsholder: Administrerende direktør Bjarne Winge\n", "")
    paper.parts("sag/bilag-1.yaml")
    core = docx.Document(str(paper.output / "sag" / "bilag-1.docx")).core_properties
    assert core.title.startswith('A & B < C, "vækst" og')
    assert core.author == ""


def test_language_hyphenation_and_track_changes(everything: dict[Path, Path | None]) -> None:
    for file, content in everything.items():
        with zipfile.ZipFile(file) as archive:
            styles = ElementTree.fromstring(archive.read("word/styles.xml"))
            settings = ElementTree.fromstring(archive.read("word/settings.xml"))
            body = archive.read("word/document.xml").decode()
        language = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
        assert language is not None
        sprog = load(content).get("sprog", "da") if content else "da"
        own = {"da": "da-DK", "en": "en-GB"}[sprog]
        assert language.get(f"{W}val") == own
        assert f'<w:lang w:val="{own}"' not in body  # only a phrase in another language has its own
        assert settings.find(f"{W}autoHyphenation") is not None
        # The templates' own edits are not to be tracked: they would leak into every paper.
        assert (settings.find(f"{W}trackRevisions") is not None) == (content is not None)


def test_no_stray_empty_paragraph_and_no_tag_is_left(built: dict[str, Path]) -> None:
    for path in built.values():
        for paragraph in docx.Document(str(path)).element.body.iter(f"{W}p"):
            text = "".join(node.text or "" for node in paragraph.iter(f"{W}t"))
            line = paragraph.find(f"{W}pPr/{W}spacing[@{W}lineRule='exact']")
            is_tiny = line is not None and line.get(f"{W}line") == "20"
            cell = paragraph.getparent()
            is_cell = cell.tag == f"{W}tc" and len(cell.findall(f"{W}p")) == 1
            has_picture = paragraph.find(f".//{W}drawing") is not None
            assert text.strip() or is_tiny or is_cell or has_picture
            assert "{{" not in text
            assert "{%" not in text


def test_fields_have_a_result_and_nothing_asks_to_be_updated(built: dict[str, Path]) -> None:
    for path in built.values():
        with zipfile.ZipFile(path) as archive:
            everything = b"".join(
                archive.read(n) for n in archive.namelist() if n.startswith("word/")
            )
        assert b"updateFields" not in everything
        results = re.findall(rb'fldCharType="separate"/></w:r><w:r><w:t[^>]*>[^<]', everything)
        assert len(results) == everything.count(b'fldCharType="begin"')
