"""Final versions: what is sent out of the house."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from memo.confidential import is_marked
from memo.edition import Edition
from memo.formats import is_file_name
from memo.output import Outcome, write_document
from memo.outputs import OUTPUT_ENDING, read_output
from memo.owners import Owner
from memo.papers import Draft, shown
from memo.problems import Report, Span, say
from memo.project import Built, Project
from memo.source.nodes import Mapping, Scalar


class Finals:
    """The final versions of the documents of one run, all of the same edition."""

    def __init__(self, project: Project, documents: Iterable[str], edition: Edition) -> None:
        self._project = project
        self._edition = edition
        self._names = {path: _name(project, path) for path in documents}
        places = (self._output(path) for path in self._names)
        self._taken = Counter(str(place).casefold() for place in places)

    def build(self, path: str, *, force: bool = False) -> Built:
        """What became of the final version of the document at that path.

        One that is there already and would differ is left; with `force` it is set aside.
        """
        output = self._output(path)
        name = shown(output)
        if self._edition is Edition.PUBLIC and _is_confidential(self._project, path):
            report = Report()
            if os.path.lexists(output):
                _report_not_to_be_sent(name, report)
            return Built(path, name, Outcome.SKIPPED, report)
        draft = self._project.draft(path, warnings=False, edition=self._edition)
        self._check_name(path, draft.report)
        if draft.report.has_errors or draft.data is None:
            return Built(path, name, Outcome.FAILED, draft.report)
        if self._project.has_open_review(path):
            _report_open_review(self._project.standing(path).output, draft.report)
            return Built(path, name, Outcome.LEFT, draft.report)
        if owner := self._project.owner(path):
            _report_open_draft(self._project.standing(path).output, owner, draft.report)
        return _written(path, output, draft, force=force)

    def _output(self, path: str) -> Path:
        return self._project.final_path(path, self._names[path])

    def _check_name(self, path: str, report: Report) -> None:
        """Nothing; reports a name that no file can have, or that another document has too."""
        span = Span(self._project.name(path))
        name = self._names[path]
        if not is_file_name(f"{name}{OUTPUT_ENDING}"):
            report.error(
                "ugyldigt-filnavn",
                span,
                say('the final version cannot be called "{name}"', name=name),
                say("write a document number without / and the like"),
            )
        if self._taken[str(self._output(path)).casefold()] > 1:
            report.error(
                "samme-endelige-fil",
                span,
                say(
                    "another document of this run has the same final version: {file}",
                    file=shown(self._output(path)),
                ),
                say("give each document a document number of its own"),
            )


def _name(project: Project, path: str) -> str:
    """What the final version is called: the document number, else as the content file."""
    source, kind = project.opened(path, Report())
    root = source.root if source else None
    for name, field in kind.schema.root.properties.items() if kind else ():
        node = root.entries.get(name) if isinstance(root, Mapping) else None
        if field.format == "dokumentnr" and isinstance(node, Scalar) and node.value:
            return node.value
    return PurePosixPath(path).stem


def _is_confidential(project: Project, path: str) -> bool:
    """Whether all of the paper is marked as confidential."""
    source, _ = project.opened(path, Report())
    return source is not None and is_marked(source.root)


def _written(path: str, output: Path, draft: Draft, *, force: bool) -> Built:
    """What became of the file, which is not replaced by another one."""
    assert draft.parts is not None
    assert draft.data is not None
    name = shown(output)
    is_there = os.path.lexists(output)
    if is_there and read_output(output).parts == draft.parts:
        return Built(path, name, Outcome.FRESH, draft.report)
    if is_there and not force:
        draft.report.error(
            "endelig-findes",
            Span(name),
            say("there is another final version already, so it was left as it is"),
            say("see whether it has been sent out; build with --force, which sets it aside"),
        )
        return Built(path, name, Outcome.LEFT, draft.report)
    writing = write_document(output, name, draft.data, draft.report, set_aside=is_there)
    aside = shown(writing.aside) if writing.aside else ""
    return Built(path, name, writing.outcome, draft.report, aside)


def _report_open_review(draft: str, report: Report) -> None:
    report.error(
        "gennemsyn-ikke-afsluttet",
        Span(draft),
        say("the draft holds changes or comments that nobody has decided on"),
        say("see them with review, take them into the YAML with apply, and build the draft anew"),
    )


def _report_open_draft(draft: str, owner: Owner, report: Report) -> None:
    report.warning(
        "udkast-aabent",
        Span(draft),
        say("somebody has the draft open, and what is not saved yet is not seen here"),
        say(
            "have it saved and closed, and build again; if nobody has it open, delete {owner}",
            owner=owner.file.name,
        ),
    )


def _report_not_to_be_sent(final: str, report: Report) -> None:
    report.warning(
        "fortroligt-papir-ligger-der",
        Span(final),
        say("the paper is confidential as a whole, and a final version of it lies here"),
        say("take it away if it must not be sent out; it was left as it is"),
    )
