"""One turn of the circle: built, reviewed, applied, built again."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

from click.testing import CliRunner, Result

from memo.cli.commands import command_line
from memo.messages import Messages
from memo.papers import Papers
from memo.problems import Report
from memo.review.applying import apply
from memo.review.found import Applied, FoundChange, ReviewedFile
from memo.review.reviewing import review
from memo.review.wish import Wish
from tests.conftest import ROOT
from tests.laws.content import KINDS, Paper, paper
from tests.laws.script import Script
from tests.reviewer import Reviewed

DOCUMENT = "sag/papir.yaml"
ALL = Wish(lambda id, author: True, lambda id, author: False)


class Circle:
    """A paper that a seed makes, in a project of its own."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.paper: Paper = paper(random.Random(seed), KINDS[seed % len(KINDS)])
        self._papers = Papers(folder / "content", ROOT / "templates")
        self.yaml.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "content" / "afsendere.yaml", folder / "content")
        self.yaml.write_text(self.paper.yaml, encoding="utf-8", newline="")
        self.before = self.files()
        self.built = self.build()
        self.file.parent.mkdir(parents=True, exist_ok=True)

    @property
    def yaml(self) -> Path:
        """The content of the paper."""
        return self.folder / "content" / DOCUMENT

    @property
    def file(self) -> Path:
        """The copy that the reviewer has sent back; it lies where the paper was built to."""
        return (self.folder / "output" / DOCUMENT).with_suffix(".docx")

    @property
    def papers(self) -> Papers:
        """The content as it is now; the templates are read once."""
        return self._papers.with_texts({})

    def build(self) -> bytes:
        """The paper as it is built now."""
        draft = self.papers.draft(DOCUMENT, warnings=False)
        assert draft.data is not None, [str(problem) for problem in draft.report.problems()]
        return draft.data

    def script(self, name: str, acts: int, *, always_tracked: bool = False) -> Script:
        """That many acts that a reviewer has done in a copy of the file as it was built."""
        script = Script(name, self.paper, Reviewed(self.built), always_tracked)
        for _ in range(acts):
            script.act()
        if acts and not always_tracked:
            script.save()
        self.file.write_bytes(script.reviewed.saved())
        return script

    def apply(self, wish: Wish = ALL) -> Applied:
        """What `apply` does with the copy."""
        report = Report()
        found = apply(self.file, self.papers, report, wish, dry_run=False)
        assert found is not None, [str(problem) for problem in report.problems()]
        return found

    def review(self) -> ReviewedFile:
        """What `review` finds in the copy."""
        report = Report()
        found = review(self.file, self.papers, report)
        assert found is not None, [str(problem) for problem in report.problems()]
        return found

    def run(self, command: str, *arguments: str) -> Result:
        """What the command line answers, in this process; no program of others is started."""
        folders = {
            "--content": self.folder / "content",
            "--output": self.folder / "output",
            "--templates": ROOT / "templates",
        }
        options = (str(each) for pair in folders.items() for each in pair)
        return CliRunner().invoke(
            command_line(Messages("en")),
            [command, *arguments, *options],
            catch_exceptions=False,
            env={"PATH": os.devnull},
        )

    def files(self) -> dict[str, bytes]:
        """All files of the content folder."""
        content = self.folder / "content"
        return {
            path.relative_to(content).as_posix(): path.read_bytes()
            for path in sorted(content.rglob("*"))
            if path.is_file()
        }

    def restore(self) -> None:
        """Nothing; the content folder is as it was at first."""
        content = self.folder / "content"
        for name in self.files().keys() - self.before.keys():
            (content / name).unlink()
        for name, data in self.before.items():
            (content / name).write_bytes(data)


def left(applied: Applied) -> list[FoundChange]:
    """The changes that did not come back."""
    changes = applied.reviewed.changes
    return [each for each in changes if not each.returns or each.conflict]
