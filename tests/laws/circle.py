"""One turn of the circle: built, reviewed, applied, built again."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner, Result

from memo.cli.commands import command_line
from memo.messages import Messages
from tests.conftest import ROOT
from tests.laws.acts import Script
from tests.laws.content import Memo, memo
from tests.reviewer import Reviewed
from tests.truth import Seen, seen

_DOCUMENT = "sag/notat.yaml"


@dataclass
class Circle:
    """A memo that a seed makes, in a project of its own."""

    folder: Path
    seed: int

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.memo: Memo = memo(self.random)
        (self.folder / "content" / "sag").mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "content" / "afsendere.yaml", self.folder / "content")
        self.yaml.write_text(self.memo.yaml, encoding="utf-8", newline="")
        self.run("build", exit_code=0)
        self.built = self.output.read_bytes()

    @property
    def yaml(self) -> Path:
        """The content of the memo."""
        return self.folder / "content" / _DOCUMENT

    @property
    def output(self) -> Path:
        """The memo."""
        return (self.folder / "output" / _DOCUMENT).with_suffix(".docx")

    def run(self, command: str, *arguments: str, exit_code: int | None = None) -> Result:
        """What the command line answers, in this process."""
        folders = [
            "--content", str(self.folder / "content"),
            "--output", str(self.folder / "output"),
            "--templates", str(ROOT / "templates"),
        ]  # fmt: skip
        group = command_line(Messages("en"))
        found = CliRunner().invoke(group, [command, *arguments, *folders], catch_exceptions=False)
        assert exit_code is None or found.exit_code == exit_code, found.output
        return found

    def review(self, acts: int) -> tuple[list[str], list[Seen]]:
        """The acts that a reviewer has done in the output, and what it shows with them."""
        script = Script(self.random, self.memo, Reviewed(self.built))
        for _ in range(acts):
            script.act()
        data = script.reviewed.saved()
        self.output.write_bytes(data)
        return script.told, seen(data)

    def files(self) -> dict[str, bytes]:
        """All files of the content folder."""
        content = self.folder / "content"
        return {
            path.relative_to(content).as_posix(): path.read_bytes()
            for path in sorted(content.rglob("*"))
            if path.is_file()
        }
