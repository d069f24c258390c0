"""A project: papers, and the folder that they are built into."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from memo.output import Outcome, write_document
from memo.papers import Papers, shown
from memo.problems import Report


@dataclass(frozen=True)
class Built:
    """What became of one document; `output` is what the user sees its file called."""

    content: str
    output: str
    outcome: Outcome
    report: Report


class Project(Papers):
    """The three folders, and what has been read of them so far."""

    def __init__(self, content: Path, templates: Path, output: Path) -> None:
        super().__init__(content, templates)
        self._output = output

    def build(self, path: str) -> Built:
        """What became of the document at that path below the content folder."""
        output = self._output / PurePosixPath(path).with_suffix(".docx")
        name = shown(output)
        draft = self.draft(path, warnings=False)
        if draft.data is None:
            return Built(path, name, Outcome.FAILED, draft.report)
        outcome = write_document(output, name, draft.data, draft.report)
        if outcome is Outcome.WRITTEN:
            self.measure(draft)
        return Built(path, name, outcome, draft.report)
