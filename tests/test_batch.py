"""Many documents in one run: what comes out is the same, however many processes build it."""

from __future__ import annotations

import concurrent.futures
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from memo import batch
from memo.batch import Done, Folders, build_all
from memo.cache import Cache
from memo.output import Outcome
from memo.papers import Candidate
from memo.problems import Report
from memo.project import Project
from memo.untouched import Untouched
from tests.conftest import ROOT, Paper
from tests.test_cli import run


@pytest.fixture
def many(paper: Paper) -> Paper:
    """Forty papers, a register with a mistake in it, and files that are no documents."""
    for n in range(20):
        shutil.copytree(paper.content / "sag", paper.content / f"sag {n:02}")
    paper.write("sag 03/notat.yaml", "skabelon: notat\n")
    paper.write("sag 07/notat.yaml", "skabelon: [\n")
    paper.write("sag 09/vrøvl.yaml", "en: fil\n")
    paper.write("sag 11/notat.yml", "skabelon: notat\n")
    paper.change("afsendere.yaml", "slk:\n", "tom:\n  enhed: Ingen\nslk:\n")
    return paper


def outputs(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*.docx")
    }


def test_what_comes_out_is_the_same_with_one_process_and_with_several(many: Paper) -> None:
    folders = ("--content", many.content, "--templates", many.templates)
    told, files = [], []
    for jobs in ("1", "2", "3"):
        output = many.output / jobs / "output"
        for _ in range(2):  # the second time there is nothing to do
            done = run("build", *folders, "-o", output, "--jobs", jobs)
            said = (done.returncode, done.stdout, done.stderr)
            told.append(tuple(str(each).replace(str(output), "OUT") for each in said))
        files.append(outputs(output))
    assert told[0] == told[2] == told[4]
    assert told[1] == told[3] == told[5]
    assert told[0] != told[1]
    assert len(files[0]) == 40
    assert files[0] == files[1] == files[2]


@pytest.mark.parametrize(("jobs", "documents", "started"), [(9, 3, 3), (999, 200, 61), (2, 200, 2)])
def test_no_more_processes_are_started_than_there_is_work_for(
    monkeypatch: pytest.MonkeyPatch, paper: Paper, jobs: int, documents: int, started: int
) -> None:
    found = []

    class Pool(concurrent.futures.ThreadPoolExecutor):
        def __init__(self, number: int, **_: object) -> None:
            found.append(number)
            super().__init__(1)

    monkeypatch.setattr(concurrent.futures, "ProcessPoolExecutor", Pool)
    monkeypatch.setattr(batch, "_work", lambda candidate, force: Done(None, Report()))
    folders = Folders(paper.content, paper.templates, paper.output, Cache(None))
    project = Project(paper.content, paper.templates, paper.output)
    candidates = [Candidate(f"sag/{n}.yaml") for n in range(documents)]
    assert len(list(build_all(project, candidates, folders, jobs, force=False))) == documents
    assert found == [started]


@pytest.mark.parametrize("jobs", ["0", "-1", "to", "1.5", "\u00b2", ""])
def test_a_number_of_processes_that_is_none_is_told_so(jobs: str) -> None:
    done = run("build", "--jobs", jobs)
    assert done.returncode == 2
    assert f'"{jobs}" er ikke et antal processer; skriv 1, 2 eller flere' in done.stderr


def test_a_fault_of_the_program_in_another_process_is_no_silence(
    many: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Project, "build", broken)
    folders = Folders(many.content, many.templates, many.output, Cache(None))
    project = Project(many.content, many.templates, many.output)
    with pytest.raises(ZeroDivisionError):
        list(build_all(project, project.candidates([many.content]), folders, 2, force=False))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_who_breaks_off_gets_the_prompt_back_and_no_half_files(many: Paper) -> None:
    for n in range(20, 200):
        shutil.copytree(many.content / "sag", many.content / f"sag {n}")
    command = [sys.executable, str(ROOT / "build.py"), "build", "--jobs", "2"]
    folders = ["--content", many.content, "--templates", many.templates, "-o", many.output]
    process = subprocess.Popen(
        [*command, *map(str, folders)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler) and None,  # noqa: PLW1509
    )
    while process.poll() is None and len(outputs(many.output)) < 5:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert b"Traceback" not in errors
    whole = outputs(many.output)
    assert 5 <= len(whole) < 400
    assert {data[:2] for data in whole.values()} == {b"PK"}
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_what_is_known_of_a_file_holds_for_its_bytes_alone(paper: Paper, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    project = Project(paper.content, paper.templates, paper.output, cache)
    assert project.build("sag/notat.yaml").outcome is Outcome.WRITTEN
    project.untouched.keep()
    data = (paper.output / "sag" / "notat.docx").read_bytes()
    known = Untouched(paper.output, cache)
    assert known.traces("sag/notat.yaml", data) is not None
    assert known.traces("sag/notat.yaml", data + b"\0") is None
    assert known.traces("sag/bilag-1.yaml", data) is None
    assert Untouched(paper.output / "x", cache).traces("sag/notat.yaml", data) is None


def test_an_edit_is_seen_also_where_the_file_was_known_before(paper: Paper) -> None:
    def outcome() -> Outcome:
        project = Project(paper.content, paper.templates, paper.output)
        built = project.build("sag/notat.yaml")
        project.untouched.keep()
        return built.outcome

    assert [outcome(), outcome()] == [Outcome.WRITTEN, Outcome.FRESH]
    file = paper.output / "sag" / "notat.docx"
    file.write_bytes(file.read_bytes()[:-30])
    assert [outcome(), outcome()] == [Outcome.LEFT, Outcome.LEFT]


def test_a_candidate_that_is_named_and_is_no_document_is_a_problem(paper: Paper) -> None:
    folders = Folders(paper.content, paper.templates, paper.output, Cache(None))
    project = Project(paper.content, paper.templates, paper.output)
    candidate = Candidate("afsendere.yaml", "content/afsendere.yaml")
    (done,) = build_all(project, [candidate], folders, 1, force=False)
    assert done.built is None
    assert [problem.code for problem in done.report.problems()] == ["ikke-et-dokument"]
