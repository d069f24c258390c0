"""Every sample with every small mistake: problems that have a place, or a document; never both."""

from __future__ import annotations

import csv
import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from memo.output import Outcome
from memo.problems import Report
from memo.project import Project
from tests.conftest import ROOT
from tests.mutations import mutations

CONTENT = ROOT / "content"
REGISTERS = [CONTENT / "afsendere.yaml"]
PAPERS = [path for path in sorted(CONTENT.rglob("*.yaml")) if path not in REGISTERS]
SCHEMAS = sorted((ROOT / "templates").glob("*.schema.yaml"))


class Bench:
    """A copy of the project; a file in it is mutated, and a document built that uses it."""

    def __init__(self, folder: Path) -> None:
        self.content, self.templates = folder / "content", folder / "templates"
        self.output = folder / "output"
        shutil.copytree(CONTENT, self.content)
        shutil.copytree(ROOT / "templates", self.templates)

    def project(self) -> Project:
        """The project, with nothing read yet."""
        return Project(self.content, self.templates, self.output)

    def check(self, project: Project, document: str, mutation: str) -> None:
        """Nothing; the document has problems with places, or is built."""
        report = Report()
        output = (self.output / document).with_suffix(".docx")
        written = False
        for path in project.documents([self.content / document], report):
            built = project.build(path)
            report.include(built.report)
            written = built.outcome is Outcome.WRITTEN
            assert written or built.outcome is Outcome.FAILED, mutation
        assert report.has_errors is not written, mutation
        assert output.exists() is written, mutation
        output.unlink(missing_ok=True)
        for problem in report.problems():
            assert problem.span.file and problem.help, (mutation, problem)
            assert problem.span.part or problem.span.line >= 1, (mutation, problem)
            assert problem.span.column >= 1, (mutation, problem)


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """A bench on which nothing waits for the disk."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    yield Bench(tmp_path)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.stem)
def test_a_mutated_paper_has_problems_or_is_built(paper: Path, bench: Bench) -> None:
    project = bench.project()
    for number, (name, text) in enumerate(mutations(paper.read_text("utf-8")).items()):
        document = paper.relative_to(CONTENT).with_name(f"mutant-{number}.yaml")
        file = bench.content / document
        file.write_text(text, encoding="utf-8", newline="")
        bench.check(project, document.as_posix(), name)
        file.unlink()
