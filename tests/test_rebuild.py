"""Builds over built files: what is fresh is skipped, and nobody's work is ever written over."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from memo.output import Outcome
from memo.project import Built, Project
from memo.standing import State
from tests.conftest import Paper
from tests.reviewer import Reviewed
from tests.test_status import NOTAT, run, states, status

POINT = "Deloittes analyse af Mjølnerparken"


def docx(paper: Paper) -> Path:
    return paper.output / "sag" / "notat.docx"


def names(paper: Paper) -> list[str]:
    return sorted(file.name for file in docx(paper).parent.iterdir())


def act(paper: Paper, do: Callable[[Reviewed], object]) -> bytes:
    """The file after somebody has worked in it."""
    reviewer = Reviewed(docx(paper), "Anne Jensen")
    do(reviewer)
    docx(paper).write_bytes(reviewer.saved())
    return docx(paper).read_bytes()


WORK: dict[str, Callable[[Reviewed], object]] = {
    "a tracked insertion": lambda file: file.insert(POINT, " i 2016"),
    "a tracked deletion": lambda file: file.delete(POINT),
    "words typed over": lambda file: file.replace(POINT, "Analysen"),
    "a bold word": lambda file: file.format("Mjølnerparken", "<w:b/>"),
    "a paragraph deleted": lambda file: file.delete_paragraph(POINT),
    "a paragraph moved": lambda file: file.move_paragraph(POINT, "Urbanplanen"),
    "a tracked space above": lambda file: file.restyle(POINT, '<w:spacing w:before="480"/>'),
    "an insertion that another struck out": lambda file: file.strike_out(POINT, " i 2016"),
    "the letterhead changed": lambda file: file.replace("Sagsnr.", "Sag"),
    "a comment": lambda file: file.comment(POINT, "Er det alle?"),
    "a comment with a reply": lambda file: file.comment(POINT, "Alle?", replies=["Ja"]),
}


def damage(file: Path) -> None:
    file.write_bytes(b"PK\x03\x04 og ikke mere")


def take_the_traces_out(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        parts = {n: archive.read(n) for n in archive.namelist() if not n.startswith("customXml/")}
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


@pytest.fixture(params=[False, True], ids=["fresh", "stale"])
def is_stale(request: pytest.FixtureRequest) -> bool:
    """Whether the content has moved on since the file was built."""
    return bool(request.param)


def prepare(paper: Paper, work: str, is_stale: bool) -> bytes:
    """The file after it was built and worked in."""
    paper.parts()
    if work in WORK:
        act(paper, WORK[work])
    else:
        {"damaged": damage, "not ours": take_the_traces_out}[work](docx(paper))
    if is_stale:
        paper.change(NOTAT, "Mikkel Melgaard Nielsen", "Anne Jensen")
    return docx(paper).read_bytes()


@pytest.mark.parametrize("work", [*WORK, "damaged", "not ours"])
def test_work_is_left_as_it_is(paper: Paper, work: str, is_stale: bool) -> None:
    data = prepare(paper, work, is_stale)
    built = paper.build()
    assert built.outcome is Outcome.LEFT
    assert [problem.code for problem in built.report.problems()] == ["andres-arbejde"]
    assert docx(paper).read_bytes() == data
    assert names(paper) == ["notat.docx"]
    state = {False: "edited", True: "stale-edited"}[is_stale]
    assert states(paper)["sag/notat.docx"] == (state if work in WORK else "foreign")


def force(paper: Paper) -> Built:
    return Project(paper.content, paper.templates, paper.output).build(NOTAT, force=True)


@pytest.mark.parametrize("work", [*WORK, "damaged", "not ours"])
def test_force_sets_work_aside_and_builds(paper: Paper, work: str, is_stale: bool) -> None:
    data = prepare(paper, work, is_stale)
    built = force(paper)
    assert built.outcome is Outcome.WRITTEN
    first = docx(paper).with_name("notat (lagt til side 1).docx")
    assert built.aside.endswith(first.name)
    assert first.read_bytes() == data
    assert states(paper)["sag/notat.docx"] == "fresh"
    second = act(paper, WORK["a comment"])
    force(paper)
    assert first.read_bytes() == data
    assert docx(paper).with_name("notat (lagt til side 2).docx").read_bytes() == second
    assert len(names(paper)) == 3


def test_force_sets_nothing_aside_that_nobody_has_worked_in(paper: Paper) -> None:
    paper.parts()
    built = force(paper)
    assert (built.outcome, built.aside) == (Outcome.WRITTEN, "")
    assert names(paper) == ["notat.docx"]


def test_force_sets_nothing_aside_while_the_content_has_errors(paper: Paper) -> None:
    data = prepare(paper, "a comment", is_stale=False)
    paper.change(NOTAT, "dato: 21-12-2016", "dato: i går")
    assert force(paper).outcome is Outcome.FAILED
    assert docx(paper).read_bytes() == data
    assert names(paper) == ["notat.docx"]


@pytest.mark.parametrize("kind", ["tracked", "untracked"])
def test_a_change_that_the_yaml_has_by_now_keeps_nobody_waiting(paper: Paper, kind: str) -> None:
    paper.parts()
    if kind == "tracked":
        act(paper, lambda file: file.insert(POINT, " i 2016"))
    else:
        act(paper, lambda file: file.replace(POINT, f"{POINT} i 2016"))
    assert paper.build().outcome is Outcome.LEFT
    paper.change(NOTAT, f"- {POINT}\n", f"- {POINT} i 2016\n")
    assert paper.build().outcome is Outcome.WRITTEN
    assert states(paper)["sag/notat.docx"] == "fresh"


def test_one_change_of_two_is_not_enough(paper: Paper) -> None:
    paper.parts()
    data = act(
        paper,
        lambda file: (file.replace(POINT, f"{POINT} i 2016"), file.delete("Økonomiudvalget")),
    )
    paper.change(NOTAT, f"- {POINT}\n", f"- {POINT} i 2016\n")
    assert paper.build().outcome is Outcome.LEFT
    assert docx(paper).read_bytes() == data


def test_a_resolved_comment_is_decided(paper: Paper) -> None:
    paper.parts()
    act(paper, lambda file: file.comment(POINT, "Er det alle?", resolved=True))
    assert states(paper)["sag/notat.docx"] == "stale"
    assert paper.build().outcome is Outcome.WRITTEN


def test_a_save_without_a_change_is_no_work(paper: Paper) -> None:
    paper.parts()
    saved = act(paper, Reviewed.save_as_word_does)
    assert states(paper)["sag/notat.docx"] == "fresh"
    assert paper.build().outcome is Outcome.FRESH
    assert docx(paper).read_bytes() == saved
    paper.change(NOTAT, "Mikkel Melgaard Nielsen", "Anne Jensen")
    assert paper.build().outcome is Outcome.WRITTEN


def test_who_did_what_is_told_and_the_others_are_built(paper: Paper) -> None:
    paper.parts()
    act(paper, lambda file: (file.insert(POINT, " i 2016"), file.comment(POINT, "Er det alle?")))
    bo = Reviewed(docx(paper), "Bo Holm")
    bo.comment("Urbanplanen", "Ja.")
    bo.replace("Sagsnr.", "Sag")
    docx(paper).write_bytes(bo.saved())
    done = run(paper, "build")
    assert done.returncode == 3
    assert "sag/bilag-1.yaml -> " in done.stdout
    assert "was left as it is" in done.stdout
    work = "Anne Jensen: changes: 1, comments: 1; Bo Holm: changes: 0, comments: 1; not tracked: 1"
    assert work in done.stderr
    for word in ("review", "apply", "--force", "[andres-arbejde]"):
        assert word in done.stderr
    (one,) = [one for one in status(paper) if one["content"] == NOTAT]
    assert (one["changes"], one["comments"]) == (2, 2)
    assert one["authors"] == ["Anne Jensen", "Bo Holm"]
    text = run(paper, "status").stdout
    assert "edited" in text
    assert work in text


def test_work_outranks_errors_in_the_exit_code(paper: Paper) -> None:
    paper.parts()
    act(paper, WORK["a comment"])
    paper.change("sag/bilag-1.yaml", "titel: ", "tittel: ")
    assert run(paper, "build").returncode == 3


def test_what_is_fresh_is_skipped_and_said_to_be(paper: Paper) -> None:
    assert run(paper, "build").returncode == 0
    before = {file: file.stat().st_mtime_ns for file in docx(paper).parent.iterdir()}
    done = run(paper, "build")
    assert done.returncode == 0
    assert done.stdout.count("is fresh") == 2
    assert "0 documents built, 2 fresh" in done.stdout
    assert {file: file.stat().st_mtime_ns for file in docx(paper).parent.iterdir()} == before
    assert "2 documents built" in run(paper, "build", "--force").stdout


def test_somebody_saves_while_the_new_document_is_made(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper.parts()
    paper.change(NOTAT, "Mikkel Melgaard Nielsen", "Anne Jensen")
    draft = Project.draft
    saved: list[bytes] = []

    def slow(project: Project, path: str, *, warnings: bool) -> object:
        saved.append(act(paper, WORK["a comment"]))
        return draft(project, path, warnings=warnings)

    monkeypatch.setattr(Project, "draft", slow)
    assert paper.build().outcome is Outcome.LEFT
    assert docx(paper).read_bytes() == saved[0]


def test_an_orphan_tells_of_the_work_in_it(paper: Paper) -> None:
    paper.parts()
    act(paper, WORK["a comment"])
    (paper.content / "sag" / "notat.yaml").unlink()
    (one,) = [one for one in status(paper) if one["state"] == "orphan"]
    assert (one["comments"], one["authors"]) == (1, ["Anne Jensen"])


def test_orphans_are_never_touched(paper: Paper) -> None:
    paper.parts()
    data = docx(paper).read_bytes()
    (paper.content / "sag" / "notat.yaml").unlink()
    assert run(paper, "build", "--force").returncode == 0
    assert docx(paper).read_bytes() == data
    assert states(paper)["sag/notat.docx"] == State.ORPHAN.value


def test_what_a_killed_run_left_is_taken_away(paper: Paper) -> None:
    paper.parts()
    for folder in (paper.output, paper.output / "sag"):
        (folder / ".memo-1234abcd.tmp").write_bytes(b"x")
        (folder / ".memo-notes.tmp").write_bytes(b"mine")
    assert run(paper, "build").returncode == 0
    assert {file.name for file in paper.output.rglob("*.tmp")} == {".memo-notes.tmp"}


@pytest.mark.skipif(os.name != "posix", reason="Windows has other rights")
def test_a_folder_that_may_not_be_searched_stops_no_run(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper.parts()
    monkeypatch.chdir(paper.output.parent)
    paper.output.chmod(0o644)
    owner = os.geteuid()
    if owner == 0:  # whom no rights stop
        os.seteuid(65534)
    try:
        Project(Path("content"), Path("templates"), Path("output")).clean()
    finally:
        os.seteuid(owner)
        paper.output.chmod(0o755)
