"""What makes a document stale: what it draws, its template, the program; never a clock or a place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import memo
from memo.freshness import Cause
from memo.output import Outcome
from memo.problems import Report
from memo.project import Project
from memo.standing import State
from tests.conftest import ROOT, Paper
from tests.word.altered import alter, small_kind

SAMPLES = ROOT / "content" / "eksempler"
NAME_THE_SENDER = ["indstilling", "letter", "orientering", "referat"]


@pytest.fixture
def samples(paper: Paper) -> Paper:
    """The real paper and all samples, built."""
    shutil.copytree(SAMPLES, paper.content / "eksempler")
    project = Project(paper.content, paper.templates, paper.output)
    for document in project.documents([paper.content], Report()):
        assert project.build(document).outcome is Outcome.WRITTEN
    return paper


def causes(paper: Paper, path: str) -> tuple[Cause, ...]:
    """Why the document is stale; it must be there, and hold nobody's work."""
    standing = Project(paper.content, paper.templates, paper.output).standing(path)
    assert standing.state in (State.FRESH, State.STALE)
    assert (standing.state is State.FRESH) == (not standing.causes)
    return standing.causes


def stale(paper: Paper) -> dict[str, tuple[Cause, ...]]:
    """The documents that are stale, and why."""
    project = Project(paper.content, paper.templates, paper.output)
    found = {path: causes(paper, path) for path in project.documents([paper.content], Report())}
    return {path: why for path, why in found.items() if why}


def touch_bytes(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


CHANGES: list[tuple[str, Callable[[Paper], object], set[str]]] = [
    (
        "its own text",
        lambda paper: paper.change("sag/notat.yaml", "Mikkel Melgaard Nielsen", "Anne Jensen"),
        {"sag/notat.yaml"},
    ),
    (
        "a comment in its own file",
        lambda paper: touch_bytes(paper.content / "sag" / "notat.yaml"),
        {"sag/notat.yaml"},
    ),
    (
        "the sender that it names",
        lambda paper: paper.change("afsendere.yaml", "2154 8307", "2154 8308"),
        {"sag/notat.yaml", *(f"eksempler/{name}.yaml" for name in NAME_THE_SENDER)},
    ),
    (
        "its annex's file, which it only lists",
        lambda paper: touch_bytes(paper.content / "sag" / "bilag-1.yaml"),
        {"sag/bilag-1.yaml"},
    ),
    (
        "a spreadsheet",
        lambda paper: paper.change("eksempler/alder.csv", "Mjølnerparken;;;;;;", "Mjølner;;;;;;"),
        {"eksempler/budget.yaml"},
    ),
]


@pytest.mark.parametrize(("_", "change", "expected"), CHANGES, ids=[name for name, *_ in CHANGES])
def test_a_document_is_stale_when_something_that_it_draws_has_changed(
    samples: Paper, _: str, change: Callable[[Paper], object], expected: set[str]
) -> None:
    assert stale(samples) == {}
    change(samples)
    assert stale(samples) == dict.fromkeys(expected, (Cause.CONTENT,))


def test_another_senders_entry_changes_nothing(samples: Paper) -> None:
    text = (samples.content / "afsendere.yaml").read_text(encoding="utf-8")
    samples.write("afsendere.yaml", f"# En note.\n{text}\nny:\n  kommune: x\n")
    assert stale(samples) == {}


def test_a_picture_is_drawn_with_all_its_bytes(samples: Paper) -> None:
    shutil.copy(SAMPLES / "kort.jpg", samples.content / "eksempler" / "job.png")
    assert set(stale(samples)) == {
        path.relative_to(samples.content).as_posix()
        for path in samples.content.rglob("*.yaml")
        if "job.png" in path.read_text(encoding="utf-8")
    }


def test_an_annex_gives_its_title_and_nothing_else(paper: Paper) -> None:
    title = (
        "  - titel: Afrapportering på analyser af vækst og beskæftigelse i udsatte boligområder\n"
    )
    paper.change("sag/notat.yaml", f"{title}    fil: bilag-1.yaml", "  - fil: bilag-1.yaml")
    paper.parts()
    paper.change("sag/bilag-1.yaml", "foredragsholder: ", "foredragsholder: Fru ")
    assert causes(paper, "sag/notat.yaml") == ()
    paper.change("sag/bilag-1.yaml", "titel: Analysen", "titel: Analyserne")
    assert causes(paper, "sag/notat.yaml") == (Cause.CONTENT,)


def test_an_annex_that_is_gone_makes_its_paper_stale(samples: Paper) -> None:
    (samples.content / "sag" / "bilag-1.yaml").unlink()
    assert set(stale(samples)) == {"sag/notat.yaml"}


def test_a_file_that_would_now_be_found_first_makes_a_document_stale(paper: Paper) -> None:
    shutil.move(paper.content / "sag" / "bilag-1.yaml", paper.content / "bilag-1.yaml")
    paper.parts()
    assert causes(paper, "sag/notat.yaml") == ()
    shutil.copy(paper.content / "bilag-1.yaml", paper.content / "sag" / "bilag-1.yaml")
    assert causes(paper, "sag/notat.yaml") == (Cause.CONTENT,)


def test_the_template_and_its_schemas_count(samples: Paper) -> None:
    alter(samples.templates / "brev.docx", "</w:body>", "<!-- x --></w:body>")
    with (samples.templates / "slides.schema.yaml").open("a", encoding="utf-8") as file:
        file.write("# En note.\n")
    assert stale(samples) == {
        path.relative_to(samples.content).as_posix(): (Cause.TEMPLATE,)
        for path in samples.content.rglob("*.yaml")
        if path.read_text(encoding="utf-8").split("\nskabelon: ")[-1][:4] in ("brev", "slid")
    }


def test_the_schema_of_a_register_counts_for_all_that_name_one(samples: Paper) -> None:
    touch_bytes(samples.templates / "afsendere.schema.yaml")
    found = stale(samples)
    assert set(found.values()) == {(Cause.TEMPLATE,)}
    assert "sag/notat.yaml" in found
    assert "sag/bilag-1.yaml" not in found


def test_so_does_that_of_a_register_which_another_register_names(paper: Paper) -> None:
    for name, properties in (("et", "{x: {type: string, x-register: to}}"), ("to", "{}")):
        schema = f"$schema: https://json-schema.org/draft/2020-12/schema\ntype: object\nadditionalProperties: {{type: object, properties: {properties}}}\n"
        (paper.templates / f"{name}.schema.yaml").write_text(schema, encoding="utf-8")
    small_kind(paper, "a: {type: string, x-register: et}", "x")
    paper.write("et.yaml", "a: {x: b}\n")
    paper.write("to.yaml", "b: {}\n")
    paper.write("sag/notat.yaml", "skabelon: prøve\na: a\n")
    paper.parts()
    assert causes(paper, "sag/notat.yaml") == ()
    touch_bytes(paper.templates / "to.schema.yaml")
    assert causes(paper, "sag/notat.yaml") == (Cause.TEMPLATE,)


def test_a_template_that_is_gone_makes_its_documents_stale(paper: Paper) -> None:
    paper.parts()
    (paper.templates / "notat.docx").unlink()
    assert causes(paper, "sag/notat.yaml") == (Cause.TEMPLATE,)


def test_another_version_of_the_program_counts(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper.parts()
    monkeypatch.setattr("memo.freshness.__version__", f"{memo.__version__}.1")
    assert causes(paper, "sag/notat.yaml") == (Cause.TOOL,)


def test_a_moved_project_and_new_file_times_change_nothing(samples: Paper, tmp_path: Path) -> None:
    moved = tmp_path / "et andet sted"
    for folder in (samples.content, samples.templates, samples.output):
        shutil.copytree(folder, moved / folder.name)
    for file in moved.rglob("*"):
        os.utime(file, (0, 0))
    paper = Paper(moved / "content", moved / "templates", moved / "output")
    assert stale(paper) == {}


def test_the_template_saved_as_another_zip_of_the_same_parts_is_the_same(paper: Paper) -> None:
    paper.parts()
    alter(paper.templates / "notat.docx", "</w:body>", "</w:body>")
    assert causes(paper, "sag/notat.yaml") == ()


def test_a_document_under_another_name_is_another_one(paper: Paper) -> None:
    paper.parts()
    shutil.copy(paper.content / "sag" / "notat.yaml", paper.content / "sag" / "kopi.yaml")
    shutil.copy(paper.output / "sag" / "notat.docx", paper.output / "sag" / "kopi.docx")
    assert causes(paper, "sag/kopi.yaml") == (Cause.CONTENT,)


def test_what_is_fresh_would_be_the_same_bytes_if_it_were_built_again(samples: Paper) -> None:
    before = {file: file.read_bytes() for file in samples.output.rglob("*.docx")}
    project = Project(samples.content, samples.templates, samples.output)
    for document in project.documents([samples.content], Report()):
        assert project.build(document).outcome is Outcome.FRESH
        assert project.build(document, force=True).outcome is Outcome.WRITTEN
    assert {file: file.read_bytes() for file in samples.output.rglob("*.docx")} == before
