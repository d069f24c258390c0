"""A draft says on each page that it is one, and which: by the mark of its content."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Paper
from tests.finding import edges, mark_of
from tests.office import convert
from tests.pictures import png
from tests.reading import load
from tests.word.altered import alter, printed, problems, small_kind

PICTURE = "afsnit:\n  - overskrift: Kort\n    tekst:\n      - figur: {fil: kort.png, pynt: ja}\n"


def drafted(paper: Paper, path: str = "sag/notat.yaml") -> str:
    """What the footer says of the draft, the same on all pages."""
    paper.parts(path)
    docx = (paper.output / path).with_suffix(".docx")
    found = {m[0] for p in edges(docx) for m in re.finditer(r"(Udkast|Draft) [0-9a-f]{6}", p.text)}
    (text,) = found
    return text


def test_every_page_of_every_sample_says_that_it_is_a_draft(
    built: dict[str, Path], tool: Callable[[str], str], tmp_path: Path
) -> None:
    pdfs = convert(tool("soffice"), "pdf", list(built.values()), tmp_path)
    for pdf, (content, docx) in zip(pdfs, built.items(), strict=True):
        command = [tool("pdftotext"), "-layout", str(pdf), "-"]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
        pages = done.stdout.removesuffix("\f").split("\f")
        word = "Draft" if load(ROOT / "content" / content).get("sprog") == "en" else "Udkast"
        for number, page in enumerate(pages, 1):
            *_, last = page.rstrip().splitlines()
            assert f"{word} {mark_of(docx)}" in last, f"{content}, page {number}"


def test_no_two_samples_have_the_same_mark(built: dict[str, Path]) -> None:
    assert len({mark_of(docx) for docx in built.values()}) == len(built)


def test_a_draft_says_so_in_the_language_of_the_document(paper: Paper) -> None:
    small_kind(paper, "sprog: {type: string, enum: [da, en]}", "{{ udkast }}")
    (danish,), (english,) = printed(paper, "sprog: da\n"), printed(paper, "sprog: en\n")
    assert re.fullmatch("Udkast [0-9a-f]{6}", danish)
    assert re.fullmatch("Draft [0-9a-f]{6}", english)


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("sag/notat.yaml", "Baggrund", "Baggrunden"),
        ("sag/notat.yaml", "skabelon: notat\n", "skabelon: notat # en note\n"),
        ("afsendere.yaml", "2154 8307", "2154 8308"),
        ("sag/bilag-1.yaml", "titel: Analysen", "titel: Analyserne"),
    ],
)
def test_the_mark_changes_with_all_that_the_document_draws(
    paper: Paper, file: str, before: str, after: str
) -> None:
    given = (
        "titel: Afrapportering på analyser af vækst og beskæftigelse i udsatte boligområder\n    "
    )
    paper.change("sag/notat.yaml", f"  - {given}fil:", "  - fil:")
    first = drafted(paper)
    paper.change(file, before, after)
    assert drafted(paper) != first


def test_the_mark_changes_with_a_picture(paper: Paper) -> None:
    text = (paper.content / "sag" / "notat.yaml").read_text(encoding="utf-8")
    paper.write("sag/notat.yaml", text.split("afsnit:")[0] + PICTURE)
    file = paper.content / "sag" / "kort.png"
    file.write_bytes(png())
    first = drafted(paper)
    file.write_bytes((ROOT / "docs" / "slide.png").read_bytes())
    assert drafted(paper) != first


def test_the_mark_stays_with_what_the_document_does_not_draw(paper: Paper, tmp_path: Path) -> None:
    first = drafted(paper)
    paper.change("afsendere.yaml", "telefon: 3300 0014", "telefon: 3300 0020")  # another's
    alter(paper.templates / "notat.docx", "{{ titel }}</w:t>", "{{ titel }}!</w:t>")
    os.utime(paper.content / "sag" / "notat.yaml", (0, 0))
    shutil.move(paper.content, tmp_path / "et andet sted")
    moved = Paper(tmp_path / "et andet sted", paper.templates, tmp_path / "bygget")
    assert drafted(moved) == first


def test_a_template_can_ask_whether_it_prints_a_draft(paper: Paper) -> None:
    body = ("{% if udkast %}Ikke endelig{% endif %}", "{%p if udkast %}", "x", "{%p endif %}")
    small_kind(paper, "a: {type: string}", *body)
    assert printed(paper, "") == ["Ikke endelig", "x"]


def test_no_field_can_have_the_name_of_the_mark(paper: Paper) -> None:
    small_kind(paper, "udkast: {type: string}", "x")
    (problem,) = problems(paper, "udkast: ja\n")
    assert problem.code == "ugyldigt-skema"
    assert problem.span.file.endswith("prøve.schema.yaml")
    assert "udkast" in problem.span.excerpt
