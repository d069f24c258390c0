"""Ids stay unique, and nothing dangles, where a template prints more than one would think of."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from memo.word.package import read_parts, write_parts
from tests.cases import CASES, files_of
from tests.conftest import Paper
from tests.finding import body, notes
from tests.soundness import faults
from tests.word.altered import BODY, alter, paragraph

RICH = CASES / "build" / "notat" / "rigt.yaml"
PROSE = "{{p del.tekst }}"


@pytest.fixture
def rich(paper: Paper) -> Paper:
    """A project whose memo is the rich one."""
    shutil.copy(RICH, paper.content / "sag" / "notat.yaml")
    for file in files_of(RICH):
        shutil.copy(file, paper.content / "sag")
    return paper


def printed(paper: Paper) -> Path:
    paper.parts()
    return paper.output / "sag" / "notat.docx"


def texts(docx: Path) -> list[str]:
    return [p.text for p in [*body(docx), *notes(docx)] if p.text]


def check(docx: Path, tool: Callable[[str], str]) -> None:
    assert faults(docx) == []
    command = [tool("ooxml-validator"), str(docx)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["errors"] == []


def test_a_prose_that_a_template_prints_twice(rich: Paper, tool: Callable[[str], str]) -> None:
    once = texts(printed(rich))
    template = rich.templates / "notat.docx"
    parts = read_parts(template.read_bytes())
    text = parts[BODY].decode()
    start = text.rindex("<w:p>", 0, text.index(PROSE))
    whole = text[start : text.index("</w:p>", start) + len("</w:p>")]
    alter(template, whole, whole * 2)
    docx = printed(rich)
    check(docx, tool)
    assert len(texts(docx)) > 1.5 * len(once)
    assert set(texts(docx)) == set(once)


def test_a_template_that_is_a_built_document(rich: Paper, tool: Callable[[str], str]) -> None:
    built = printed(rich)
    before = texts(built)
    parts = read_parts(built.read_bytes())
    text = parts[BODY].decode()
    place = text.rindex("<w:sectPr")
    tags = ["{%p for del in afsnit %}", PROSE, "{%p endfor %}"]
    added = "".join(map(paragraph, tags))
    parts[BODY] = (text[:place] + added + text[place:]).encode()
    (rich.templates / "notat.docx").write_bytes(write_parts(parts))
    for _ in range(2):
        docx = printed(rich)
        check(docx, tool)
        assert len(texts(docx)) > 1.5 * len(before)
        assert set(texts(docx)) == set(before)
