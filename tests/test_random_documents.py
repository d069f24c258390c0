"""Random documents: valid for Word, and read by others as they were typed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from itertools import count, cycle
from pathlib import Path

import pytest

from memo.output import Outcome
from memo.project import Project
from tests.conftest import ROOT, Paper
from tests.finding import anchors, body, notes, paragraphs, placed
from tests.markdown.test_flat import assert_numbered
from tests.numbers import BULLET, points
from tests.office import convert
from tests.pandoc import as_pandoc_sees, read_by_pandoc
from tests.papers import FORMS, RandomPaper
from tests.reading import load
from tests.shown import NOTE, Shown, flat
from tests.soundness import faults

SEEDS = range(18)

Documents = dict[Path, RandomPaper]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Documents:
    """Built documents, each with the paper that it was made of."""
    folder = tmp_path_factory.mktemp("random")
    shutil.copytree(ROOT / "content", folder / "content")
    paper = Paper(folder / "content", ROOT / "templates", folder / "output")
    project = Project(paper.content, paper.templates, paper.output)
    found = {}
    for seed, kind in zip(SEEDS, cycle(FORMS)):
        smallest = (ROOT / f"tests/cases/build/{kind}/mindst.yaml").read_text("utf-8")
        random = RandomPaper(seed, kind, smallest)
        file = paper.write(f"sag/{kind}{seed}.yaml", random.source)
        for name, data in random.files.items():
            (file.parent / name).write_bytes(data)
        built = project.build(f"sag/{file.name}")
        assert (built.outcome, built.report.problems()) == (Outcome.WRITTEN, [])
        found[paper.output / "sag" / f"{file.stem}.docx"] = random
    return found


def _below_letterhead(lines: Iterator[str], paper: RandomPaper) -> list[str]:
    """The lines from the first heading on, empty ones left out."""
    found = list(lines)
    return [line for line in found[found.index(paper.author.written[0].text) :] if line]


def test_the_number_of_a_flat_is_that_of_its_bookmark(documents: Documents) -> None:
    content = next(iter(documents)).parents[2] / "content"
    assert assert_numbered(content, documents) > 2000


def test_law_2_each_paragraph_is_printed_once_and_in_order(documents: Documents) -> None:
    for docx, paper in documents.items():
        expected = [part.text.replace(NOTE, "") for part in flat(paper.author.written)]
        assert _below_letterhead((p.text for p in body(docx)), paper) == expected
        printed = "\n".join(p.text.strip() for p in notes(docx) if p.text)
        assert printed == "\n".join(paper.author.notes)


def test_every_paragraph_has_its_anchor(documents: Documents) -> None:
    for docx, paper in documents.items():
        keys = [key for paragraph in paragraphs(docx) for key in paragraph.keys]
        ours = [key for key in keys if not key.startswith("_Ref_")]
        assert sorted(ours) == sorted(anchor.name for anchor in anchors(docx))
        texts = [paragraph for paragraph in body(docx) if paragraph.text]
        first = [paragraph.text for paragraph in texts].index(paper.author.written[0].text)
        forms = load(ROOT / "templates" / f"{paper.kind}.schema.yaml").get("x-ord", {}).values()
        own = {word for form in forms for word in form.values()}
        assert {paragraph.text for paragraph in texts[first:] if not paragraph.keys} <= own


def test_each_point_is_a_list_item_of_word_and_its_number_is_not_typed(
    documents: Documents,
) -> None:
    for docx, paper in documents.items():
        expected = [part for part in flat(paper.author.written) if part.label]
        items = [point for point in points(docx) if point.label]
        typed = [BULLET if part.label == "-" else part.label for part in expected]
        assert [item.label for item in items] == typed
        assert [item.level + 1 for item in items] == [part.depth for part in expected]
        for item, part in zip(items, expected, strict=True):
            assert item.text == part.text.replace(NOTE, "")


def test_libreoffice_shows_the_numbers_that_were_typed(
    documents: Documents, tool: Callable[[str], str], tmp_path: Path
) -> None:
    saved = convert(tool("soffice"), "txt:Text (encoded):UTF8", list(documents), tmp_path)
    for text, paper in zip(saved, documents.values(), strict=True):
        lines = text.read_text(encoding="utf-8-sig").splitlines()
        plain = (re.sub("^( *)[•–▪◦] ", r"\1- ", line) for line in lines)
        if paper.kind == "referat":  # the template numbers its headings
            plain = (re.sub(r"^ *\d+\. (?=Overskrift$)", "", line) for line in plain)
        shown = _below_letterhead(plain, paper)
        assert shown == list(_lines(flat(paper.author.written)))


def _lines(written: Iterator[Shown]) -> Iterator[str]:
    """The lines that LibreOffice makes: it puts four spaces before a point for each level."""
    numbers = count(1)
    for part in written:
        text = re.sub(NOTE, lambda _: str(next(numbers)), part.text)
        label = f"{' ' * 4 * part.depth}{part.label} " if part.label else ""
        yield from f"{label}{text}".split("\n")


def test_libreoffice_saves_and_every_paragraph_is_found_again(
    documents: Documents, tool: Callable[[str], str], tmp_path: Path
) -> None:
    for saved in convert(tool("soffice"), "docx", list(documents), tmp_path):
        found, unplaced = placed(saved)
        assert unplaced == []
        for anchor in anchors(saved):
            assert found[anchor.name].holds(anchor), anchor


def test_pandoc_sees_lists_in_lists_and_every_cell_in_its_row_and_column(
    documents: Documents, tool: Callable[[str], str]
) -> None:
    for docx, paper in documents.items():
        found = read_by_pandoc(tool("pandoc"), docx)
        below = found.shown.index(paper.author.written[0])
        assert found.shown[below:] == as_pandoc_sees(paper.author.written)
        assert found.notes == paper.author.notes
        assert sorted(found.links) == sorted(paper.author.links)
        assert found.pictures == paper.pictures


def test_law_7_random_documents_are_valid(documents: Documents, tool: Callable[[str], str]) -> None:
    for docx in documents:
        command = [tool("ooxml-validator"), str(docx)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert json.loads(done.stdout)["errors"] == []
    command = [tool("ooxml-integrity"), "check", *map(str, documents)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_ids_are_unique_and_no_relationship_dangles(documents: Documents) -> None:
    for docx in documents:
        assert faults(docx) == []
