"""A project: papers, and the folder that they are built into."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from memo.files import is_file
from memo.output import Outcome, write_document
from memo.papers import Papers, shown
from memo.problems import Report, Span, say
from memo.word.addresses import is_untouched


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
        if _is_somebodys(output):
            draft.report.error(
                "andres-arbejde",
                Span(name),
                say("the file has been saved in Word since it was built, or was made elsewhere"),
                say("move or rename it, then build again; it was left as it is"),
            )
            return Built(path, name, Outcome.LEFT, draft.report)
        writing = write_document(output, name, draft.data, draft.report, set_aside=False)
        if writing.outcome is Outcome.WRITTEN:
            self.measure(draft)
        return Built(path, name, writing.outcome, draft.report)


def _is_somebodys(output: Path) -> bool:
    if not os.path.lexists(output):
        return False
    return not (is_file(output) and is_untouched(output.read_bytes()))
