"""The file `notat.gennemgang.yaml`: strict, and no document."""

from __future__ import annotations

from pathlib import Path

import pytest

from memo.gennemgang.kept import read
from memo.papers import Papers
from memo.problems import Report
from memo.project import Project
from memo.source import data
from tests.conftest import ROOT, Paper
from tests.test_status import run, states

FILE = "sag/notat.gennemgang.yaml"
THREAD = "kommentarer:\n  - id: 3f2a9c01\n    tekst: Er det alle?\n"


def _found(paper: Paper, text: str) -> list[tuple[str, int, int]]:
    paper.write(FILE, text)
    report = Papers(paper.content, paper.templates).draft("sag/notat.yaml", warnings=True).report
    assert all(problem.help for problem in report.problems())
    return [(p.code, p.span.line, p.span.column) for p in report.problems() if FILE in p.span.file]


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("kommentar: []\n", "ukendt-felt", 1, 1),
        ("- et punkt\n", "forkert-type", 1, 1),
        ("kommentarer: nej\n", "forkert-type", 1, 14),
        ("kommentarer:\n  - id: a\n", "mangler-felt", 2, 5),
        (f"{THREAD}    løst: måske\n", "ukendt-valg", 4, 11),
        (f"{THREAD}    lost: ja\n", "ukendt-felt", 4, 5),
        (f"{THREAD}    dato: 21-12-2016\n", "forkert-form", 4, 11),
        (f"{THREAD}    sted: afsnit/0\n", "forkert-form", 4, 11),
        (f"{THREAD}    forekomst: anden\n", "forkert-form", 4, 16),
        (f"{THREAD}    svar: Ja\n", "forkert-type", 4, 11),
        (f"{THREAD}    svar:\n      - Ja\n", "forkert-type", 5, 9),
        (f"{THREAD}    svar:\n      - forfatter: Bo\n", "mangler-felt", 5, 9),
        (f"{THREAD}  - id: 3f2a9c01\n    tekst: Ja\n", "samme-id", 4, 9),
        ("afgjort:\n  - id: 3f2a\n    beslutning: taget\n", "forkert-form", 2, 9),
        ("afgjort:\n  - id: 3f2a9c01b7de\n    beslutning: ja\n", "ukendt-valg", 3, 17),
        ("afgjort:\n  - id: 3f2a9c01b7de\n", "mangler-felt", 2, 5),
        (f"kommentarer:\n  - id: a\n    tekst: {'x' * 60_000}\n", "for-lang", 3, 12),
        ("kommentarer: [\n", "yaml-syntaks", 2, 1),
    ],
)
def test_a_mistake_is_told_at_its_place(
    paper: Paper, text: str, code: str, line: int, column: int
) -> None:
    assert _found(paper, text) == [(code, line, column)]


def test_a_faulty_file_stops_the_paper_so_that_no_comment_is_lost(paper: Paper) -> None:
    paper.write(FILE, f"{THREAD}    løst: måske\n")
    assert paper.build().outcome == "failed"


def test_an_empty_file_is_one_without_anything(paper: Paper) -> None:
    assert _found(paper, "") == []
    assert _found(paper, "# intet endnu\n") == []


def test_what_is_left_out_is_empty(paper: Paper) -> None:
    paper.write(FILE, THREAD)
    papers = Papers(paper.content, paper.templates)
    (thread,) = read(papers._content, "sag/notat.yaml", Report()).threads
    assert thread.comment.text == "Er det alle?"
    assert (thread.comment.author, thread.comment.date, thread.comment.replies) == ("", "", ())
    assert (thread.file, thread.path, thread.comment.is_resolved) == ("", "", False)


def test_the_file_is_no_document(paper: Paper) -> None:
    paper.write(FILE, THREAD)
    report = Report()
    project = Project(paper.content, paper.templates, paper.output)
    found = project.documents([paper.content], report)
    assert (found, report.problems()) == (["sag/bilag-1.yaml", "sag/notat.yaml"], [])
    assert set(states(paper)) == {"sag/bilag-1.docx", "sag/notat.docx"}
    assert project.documents([paper.content / FILE], report) == []


def test_a_build_tells_its_mistakes(paper: Paper) -> None:
    paper.write(FILE, f"{THREAD}    løst: måske\n")
    done = run(paper, "build")
    assert done.returncode == 1
    assert "notat.gennemgang.yaml:4:11: error" in done.stderr


def test_a_file_whose_paper_is_gone_is_told_of(paper: Paper) -> None:
    paper.write("sag/brev.gennemgang.yaml", THREAD)
    report = Report()
    Papers(paper.content, paper.templates).documents([paper.content], report)
    (problem,) = report.problems()
    assert problem.code == "gennemgang-uden-papir"
    assert problem.span.file.endswith("sag/brev.gennemgang.yaml")


def test_every_field_of_the_schema_is_explained_to_the_editor() -> None:
    schema = data(Path(ROOT / "memo" / "gennemgang.schema.yaml").read_text("utf-8"))
    groups = [schema, *schema["$defs"].values()]
    fields = [field for group in groups for field in group.get("properties", {}).values()]
    known = [schema["$defs"][f["$ref"].rpartition("/")[2]] if "$ref" in f else f for f in fields]
    assert all(field["title"] and field["description"] for field in known)
