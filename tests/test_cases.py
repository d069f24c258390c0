"""The cases in `tests/cases/`."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from memo.checks import CHECKS
from memo.output import Outcome
from memo.papers import Papers
from memo.problems import Problem, Severity
from memo.word.package import read_parts
from memo.word.view import view
from tests.cases import CASES, Expected, expected_problems, files_of
from tests.conftest import Paper

ERRORS = sorted((CASES / "errors").glob("*.yaml"))
BUILDS = sorted((CASES / "build").glob("*/*.yaml"))

# Each takes far less; one that hangs would take for ever.
SECONDS = 5


def list_files(folder: Path) -> list[str]:
    """Every file below the folder, also hidden and temporary ones."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in files)


# What only `check` says.
QUIET = {check.code for check in CHECKS if check.severity is Severity.WARNING}


def found_in(problems: list[Problem]) -> list[Expected]:
    assert all(p.help for p in problems), "every problem says what to do"
    return [Expected(str(p.severity), p.code, p.span.line, p.span.column) for p in problems]


@pytest.mark.parametrize("case", ERRORS, ids=lambda case: case.stem)
def test_a_faulty_document_has_just_its_problems(case: Path, paper: Paper) -> None:
    expected = expected_problems(case.read_bytes().decode("utf-8", errors="replace"))
    assert expected, "a case announces at least one problem"
    shutil.copy(case, paper.content / "sag" / "notat.yaml")
    for file in files_of(case):
        shutil.copy(file, paper.content / "sag")
    papers = Papers(paper.content, paper.templates)
    assert found_in(papers.draft("sag/notat.yaml", warnings=True).report.problems()) == expected
    began = time.process_time()
    built = paper.build()
    assert time.process_time() - began < SECONDS
    said = [problem for problem in expected if problem.code not in QUIET]
    assert found_in(built.report.problems()) == said
    stopped = any(problem.severity == "error" for problem in expected)
    assert built.outcome is (Outcome.FAILED if stopped else Outcome.WRITTEN)
    assert list_files(paper.output) == ([] if stopped else ["sag/notat.docx"])
    if not stopped:
        read_parts((paper.output / "sag" / "notat.docx").read_bytes())


def test_every_check_has_a_case() -> None:
    codes = {
        e.code for case in ERRORS for e in expected_problems(case.read_text("utf-8", "replace"))
    }
    assert {check.code for check in CHECKS} <= codes


def test_there_are_many_cases_of_faulty_documents() -> None:
    assert len(ERRORS) >= 120


@pytest.mark.parametrize("case", BUILDS, ids=lambda case: f"{case.parent.name}-{case.stem}")
def test_a_document_reads_as_its_view(case: Path, paper: Paper) -> None:
    shutil.copy(case, paper.content / "sag" / "dokument.yaml")
    for file in files_of(case):
        shutil.copy(file, paper.content / "sag")
    paper.parts("sag/dokument.yaml")
    docx = paper.output / "sag" / "dokument.docx"
    expected = case.with_suffix(".txt").read_text(encoding="utf-8")
    assert view(read_parts(docx.read_bytes())) == expected, f"the document is left in {docx}"
