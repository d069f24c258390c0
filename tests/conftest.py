"""What the tests share: the paper of this repository built once, and projects made for one test."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from memo.output import Outcome
from memo.problems import Problem, Report
from memo.project import Built, Project
from memo.word.package import read_parts

ROOT = Path(__file__).resolve().parent.parent
PAPER = ROOT / "content" / "2016-0419401"


@dataclass
class Paper:
    """A project in a folder of its own."""

    content: Path
    templates: Path
    output: Path

    def build(self, path: str = "sag/notat.yaml") -> Built:
        """What became of one document, read afresh."""
        return Project(self.content, self.templates, self.output).build(path)

    def parts(self, path: str = "sag/notat.yaml") -> dict[str, bytes]:
        """The parts of one document, which must build without errors."""
        built = self.build(path)
        assert built.outcome in (Outcome.WRITTEN, Outcome.FRESH), built.report.problems()
        return read_parts((self.output / path).with_suffix(".docx").read_bytes())

    def problems(self, path: str = "sag/notat.yaml") -> list[Problem]:
        """All problems of building one document."""
        return self.build(path).report.problems()

    def write(self, path: str, text: str) -> Path:
        """The content file at that path, now with that text."""
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
        return file

    def change(self, path: str, before: str, after: str) -> None:
        """Nothing; replaces text that must be there, once."""
        text = (self.content / path).read_text(encoding="utf-8")
        assert text.count(before) == 1, f"{before!r} stands {text.count(before)} times"
        self.write(path, text.replace(before, after))


@pytest.fixture(scope="session", autouse=True)
def _cache_of_the_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The user's own cache is left alone, and the same slides are laid out once in all tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    """A copy of the real paper in `sag/`, with the real templates."""
    content, templates = tmp_path / "content", tmp_path / "templates"
    shutil.copytree(PAPER, content / "sag")
    shutil.copy(ROOT / "content" / "afsendere.yaml", content)
    shutil.copytree(ROOT / "templates", templates)
    return Paper(content, templates, tmp_path / "output")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The .docx files of everything in `content/`, by their content's path."""
    output = tmp_path_factory.mktemp("output")
    project = Project(ROOT / "content", ROOT / "templates", output)
    report = Report()
    documents = project.documents([ROOT / "content"], report)
    for document in documents:
        report.include(project.build(document).report)
    assert report.problems() == []
    return {document: (output / document).with_suffix(".docx") for document in documents}


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """The path of a program that the test needs; skips with the reason where it is not installed.

    On the machine that decides (CI is set there) nothing is skipped: a missing program fails.
    """

    def find(name: str) -> str:
        beside = [ROOT / "node_modules" / ".bin", Path(sys.executable).parent]
        search = os.pathsep.join([*map(str, beside), os.environ.get("PATH", "")])
        path = shutil.which(name, path=search)
        if path is None:
            reason = f"{name} is not installed"
            pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
        return path

    return find
