"""Random documents: valid for Word, and read by others as they were typed."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from memo.output import Outcome
from memo.project import Project
from tests.conftest import ROOT, Paper
from tests.finding import anchors, paragraphs
from tests.office import convert

SEEDS = range(12)
WORDS = ["sag", "ældre", "A&B", "<5", "§31", "{{x}}", "år", "100", "æøå", "notat-1", "Ü", "«ja»"]


@dataclass
class Writer:
    """Writes prose as an author might, and notes each line that must be read back."""

    random: random.Random
    source: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)

    def words(self) -> str:
        return "ord " + " ".join(self.random.choices(WORDS, k=self.random.randint(1, 6)))

    def prose(self) -> str:
        """Markdown of some paragraphs and lists; a list never follows a list of its own kind."""
        for _ in range(self.random.randint(1, 4)):
            self._paragraph("")
            if self.random.random() < 0.7:
                self._list("", 1)
        return "\n".join(self.source)

    def _paragraph(self, indent: str) -> None:
        text = self.words()
        self.source += [indent + text, ""]
        self.printed.append(text)

    def _list(self, indent: str, depth: int) -> None:
        numbered = self.random.random() < 0.6
        number, delimiter = self.random.randint(1, 120), self.random.choice(".)")
        for _ in range(self.random.randint(2, 4)):
            label = f"{number}{delimiter}" if numbered else "-"
            text = self.words()
            self.source += [f"{indent}{label} {text}", ""]
            self.printed.append(f"{label} {text}" if numbered else text)
            inner = indent + " " * (len(label) + 1)
            if self.random.random() < 0.3:
                self._paragraph(inner)
            if depth < 4 and self.random.random() < 0.3:
                self._list(inner, depth + 1)
            number += self.random.choice([1, 1, 1, 1, 4])


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, list[str]]:
    """Built documents with the lines that their sections must show."""
    import shutil

    folder = tmp_path_factory.mktemp("random")
    shutil.copytree(ROOT / "content", folder / "content")
    paper = Paper(folder / "content", ROOT / "templates", folder / "output")
    project = Project(paper.content, paper.templates, paper.output)
    frame = (ROOT / "tests" / "cases" / "build" / "notat" / "mindst.yaml").read_text("utf-8")
    found = {}
    for seed in SEEDS:
        writer = Writer(random.Random(seed))
        sections = "".join(_section(writer) for _ in range(3))
        head = frame[: frame.index("afsnit:")]
        paper.write(f"sag/tilfaeldig{seed}.yaml", f"{head}afsnit:\n{sections}")
        built = project.build(f"sag/tilfaeldig{seed}.yaml")
        assert built.outcome is Outcome.WRITTEN, built.report.problems()
        found[paper.output / "sag" / f"tilfaeldig{seed}.docx"] = writer.printed
    return found


def _section(writer: Writer) -> str:
    writer.source.clear()
    lines = writer.prose().split("\n")
    text = "".join(f"      {line}\n" if line else "\n" for line in lines)
    return f"  - tekst: |\n{text}"


def _after_title(lines: Iterator[str]) -> list[str]:
    found = list(lines)
    return found[found.index("En titel") + 1 :]


def test_law_2_each_paragraph_is_printed_once_and_in_order(
    documents: dict[Path, list[str]],
) -> None:
    for docx, printed in documents.items():
        texts = _after_title(p.text for p in paragraphs(docx))[: len(printed)]
        without_labels = [line.partition(" ")[2] if line[0].isdigit() else line for line in printed]
        assert texts == without_labels


def test_every_paragraph_has_its_anchor(documents: dict[Path, list[str]]) -> None:
    for docx, printed in documents.items():
        blocks = [a for a in anchors(docx) if a.path.endswith("/tekst")]
        assert len(blocks) == len(printed)
        keys = {key for paragraph in paragraphs(docx) for key in paragraph.keys}
        assert keys == {anchor.name for anchor in anchors(docx)}


def test_libreoffice_shows_the_numbers_that_were_typed(
    documents: dict[Path, list[str]], tool: Callable[[str], str], tmp_path: Path
) -> None:
    saved = convert(tool("soffice"), "txt:Text (encoded):UTF8", list(documents), tmp_path)
    for text, printed in zip(saved, documents.values(), strict=True):
        lines = text.read_text(encoding="utf-8-sig").splitlines()
        shown = _after_title(line.strip().lstrip("•–▪◦").strip() for line in lines)
        assert shown[: len(printed)] == printed


def test_law_7_random_documents_are_valid(
    documents: dict[Path, list[str]], tool: Callable[[str], str]
) -> None:
    for docx in documents:
        command = [tool("ooxml-validator"), str(docx)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert json.loads(done.stdout)["errors"] == []
    command = [tool("ooxml-integrity"), "check", *map(str, documents)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
