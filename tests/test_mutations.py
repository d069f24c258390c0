"""Every sample with every small mistake: problems that have a place, or a document; never both."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from memo.fields import Field
from memo.output import Outcome
from memo.problems import Problem, Report, Severity
from memo.project import Project
from memo.word.template import Template
from memo.word.template_reader import read_template
from tests.conftest import ROOT
from tests.mutations import TRUNCATIONS, mutations

CONTENT = ROOT / "content"
REGISTER = "afsendere.yaml"
PAPERS = [path for path in sorted(CONTENT.rglob("*.yaml")) if path.name != REGISTER]

# A document that prints much of what each schema says.
SCHEMAS = {
    "afsendere": "eksempler/letter.yaml",
    "bilag": "eksempler/bilag.yaml",
    "brev": "eksempler/letter.yaml",
    "indstilling": "eksempler/indstilling.yaml",
    "notat": "eksempler/orientering.yaml",
    "referat": "eksempler/referat.yaml",
    "slides": "eksempler/oplaeg.yaml",
}
# Schemas are long, and to read a template anew takes its time: each run takes one in so many.
SHARE = 16


WITH_SHEET = """
skabelon: bilag
sagsnr: 2016-0419401
dokumentnr: 2016-0419401-1
titel: Alder
afsnit:
  - tekst:
      - tabel:
          titel: Alder
          fil: alder.csv
"""


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

    def check(self, project: Project, document: str, mutation: str) -> bool:
        """Whether the document is built; it is, or else it has problems with places."""
        report = Report()
        output = (self.output / document).with_suffix(".docx")
        written = False
        for path in project.documents([self.content / document], report):
            built = project.build(path)
            report.include(built.report)
            checked = project.draft(path, warnings=True).report
            assert _errors(checked) == _errors(built.report), mutation
            report.include(checked)
            written = built.outcome is Outcome.WRITTEN
            assert written or built.outcome is Outcome.FAILED, mutation
        assert report.has_errors is not written, mutation
        assert output.exists() is written, mutation
        output.unlink(missing_ok=True)
        for problem in report.problems():
            assert problem.span.file, (mutation, problem)
            assert problem.help, (mutation, problem)
            assert problem.span.part or problem.span.line >= 1, (mutation, problem)
            assert problem.span.column >= 1, (mutation, problem)
        return written


def _errors(report: Report) -> list[Problem]:
    return [problem for problem in report.problems() if problem.severity is Severity.ERROR]


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """A bench on which nothing waits for the disk."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    return Bench(tmp_path)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.stem)
def test_a_mutated_paper_has_problems_or_is_built(paper: Path, bench: Bench) -> None:
    project = bench.project()
    assert bench.check(project, paper.relative_to(CONTENT).as_posix(), "as it is")
    for number, (name, text) in enumerate(mutations(paper.read_text("utf-8")).items()):
        document = paper.relative_to(CONTENT).with_name(f"mutant-{number}.yaml")
        file = bench.content / document
        file.write_text(text, encoding="utf-8", newline="")
        bench.check(project, document.as_posix(), name)
        file.unlink()


@pytest.fixture
def ready_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """A template is read once for each contract, also by projects that have read nothing yet."""
    read: list[tuple[str, Field, Template | None, Report]] = []

    def remembered(
        data: bytes,
        name: str,
        contract: Field,
        entry: Callable[[str], Field | None],
        report: Report,
        *,
        languages: tuple[str, ...],
    ) -> Template | None:
        for known_name, known_contract, template, problems in read:
            if (known_name, known_contract) == (name, contract):
                report.include(problems)
                return template
        problems = Report()
        template = read_template(data, name, contract, entry, problems, languages=languages)
        read.append((name, contract, template, problems))
        report.include(problems)
        return template

    monkeypatch.setattr("memo.word.template_reader.read_template", remembered)


@pytest.mark.usefixtures("ready_templates")
def test_a_mutated_register_has_problems_or_its_document_is_built(bench: Bench) -> None:
    text = (CONTENT / REGISTER).read_text("utf-8")
    assert bench.check(bench.project(), "eksempler/brev.yaml", "as it is")
    for name, mutant in mutations(text).items():
        (bench.content / REGISTER).write_text(mutant, encoding="utf-8", newline="")
        bench.check(bench.project(), "eksempler/brev.yaml", name)


@pytest.mark.usefixtures("ready_templates")
@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_mutated_schema_has_problems_or_a_document_is_built(schema: str, bench: Bench) -> None:
    file = bench.templates / f"{schema}.schema.yaml"
    mutants = list(mutations(file.read_text("utf-8")).items())
    assert bench.check(bench.project(), SCHEMAS[schema], "as it is")
    for name, mutant in mutants[::SHARE]:
        file.write_text(mutant, encoding="utf-8", newline="")
        bench.check(bench.project(), SCHEMAS[schema], name)


def test_a_mutated_spreadsheet_has_problems_or_its_document_is_built(bench: Bench) -> None:
    sheet = bench.content / "eksempler" / "alder.csv"
    document = "eksempler/mutant.yaml"
    (bench.content / document).write_text(WITH_SHEET, encoding="utf-8")
    project = bench.project()
    assert bench.check(project, document, "as it is")
    for name, mutant in _spreadsheets(sheet.read_bytes()):
        sheet.write_bytes(mutant)
        bench.check(project, document, name)


def _spreadsheets(data: bytes) -> Iterator[tuple[str, bytes]]:
    rows = data.splitlines(keepends=True)
    for number in range(len(rows)):
        for instead in (b"", b"\n", b'"\n', b";;;;;;;;;\n", b'a;"b"c;d\n', b"\xe6;\0\r\n"):
            mutant = b"".join((*rows[:number], instead, *rows[number + 1 :]))
            yield f"row {number} is {instead!r}", mutant
    for number in range(TRUNCATIONS):
        end = len(data) * number // TRUNCATIONS
        yield f"only to {end}", data[:end]


def test_every_schema_is_mutated() -> None:
    found = (ROOT / "templates").glob("*.schema.yaml")
    assert {path.name.removesuffix(".schema.yaml") for path in found} == set(SCHEMAS)
