"""Final versions: what is sent out of the house."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from msgspec import Struct

from memo.confidential import is_marked, marked_in
from memo.drafting import Draft
from memo.edition import Edition
from memo.formats import is_file_name
from memo.output import Outcome, write_document
from memo.outputs import OUTPUT_ENDING, read_output
from memo.owners import Owner
from memo.papers import shown
from memo.problems import Message, Report, Span, say
from memo.project import Built, Folders, Project
from memo.source.nodes import Mapping, Scalar
from memo.standing import Standing, State


class Finals(Struct, frozen=True):
    """The final versions of documents that are sent out together, all in the same edition.

    `places` is how many of them lie at a place, and `hidden` the papers that others list as
    confidential annexes. With `force` what lies in the place of one and would differ is set aside.
    """

    folders: Folders
    edition: Edition
    places: dict[str, int]
    hidden: frozenset[str]
    force: bool

    @classmethod
    def of(
        cls, project: Project, documents: Iterable[str], edition: Edition, *, force: bool = False
    ) -> Finals:
        """Those of the project's documents at these paths below the content folder."""
        outputs = (project.final_path(path, _name(project, path)) for path in documents)
        hidden = _marked_annexes(project) if edition is Edition.PUBLIC else ()
        places = dict(Counter(map(_place, outputs)))
        return cls(project.folders, edition, places, frozenset(hidden), force)

    def papers(self) -> Project:
        """The project, of which nothing has been read yet."""
        return self.folders.project()

    def do(self, project: Project, path: str) -> Built:
        """What became of the final version of the document at that path.

        One that is there already and would differ is left; with `force` it is set aside.
        """
        # By the paper that is printed: it may have another number since the run began.
        called = _name(project, path)
        output = project.final_path(path, called)
        name = shown(output)
        if self.edition is Edition.PUBLIC and self._is_confidential(project, path):
            report = Report()
            if os.path.lexists(output):
                message = say("the paper is confidential, and a final version of it lies here")
                _report_not_to_be_sent(name, message, report)
            return Built(path, name, Outcome.SKIPPED, report)
        draft = project.draft(path, warnings=False, edition=self.edition)
        self._check_name(called, output, Span(project.name(path)), draft.report)
        if draft.report.has_errors or draft.data is None:
            return Built(path, name, Outcome.FAILED, draft.report)
        if standing := project.open_review(path):
            _report_open_review(standing, draft.report)
            return Built(path, standing.output, Outcome.LEFT, draft.report)
        if open_threads := project.open_threads(path):
            _report_open_threads(open_threads, draft.report)
            return Built(path, name, Outcome.LEFT, draft.report)
        if owner := project.owner(path):
            _report_open_draft(project.standing(path).output, owner, draft.report)
        built = _written(path, output, draft, force=self.force)
        if built.outcome is Outcome.WRITTEN:
            # A final version has no addresses to tell by what does not fit its page.
            project.measure(path, lambda: project.draft(path, warnings=False).data)
        if built.aside and self.edition is Edition.PUBLIC:
            _report_not_to_be_sent(
                built.aside,
                say("the version that lay here before may hold what is confidential"),
                draft.report,
            )
        return built

    def _is_confidential(self, project: Project, path: str) -> bool:
        """Whether all of the paper is marked, by itself or where another lists it as an annex."""
        source, _ = project.opened(path, Report())
        return path in self.hidden or (source is not None and is_marked(source.root))

    def _check_name(self, name: str, output: Path, span: Span, report: Report) -> None:
        """Nothing; reports a name that no file can have, or that another document has too."""
        if not is_file_name(f"{name}{OUTPUT_ENDING}"):
            report.error(
                "ugyldigt-filnavn",
                span,
                say('the final version cannot be called "{name}"', name=name),
                say("write a document number without / and the like"),
            )
        if self.places.get(_place(output), 0) > 1:
            report.error(
                "samme-endelige-fil",
                span,
                say(
                    "another document of this run has the same final version: {file}",
                    file=shown(output),
                ),
                say("give each document a document number of its own"),
            )


def _place(output: Path) -> str:
    """What is the same for two paths that name the same file, on some machine at least."""
    return str(output).casefold()


def _name(project: Project, path: str) -> str:
    """What the final version is called: the document number, else as the content file."""
    source, kind = project.opened(path, Report())
    root = source.root if source else None
    for name, field in kind.schema.root.properties.items() if kind else ():
        node = root.entries.get(name) if isinstance(root, Mapping) else None
        if field.format == "dokumentnr" and isinstance(node, Scalar) and node.value:
            return node.value
    return PurePosixPath(path).stem


def _marked_annexes(project: Project) -> Iterator[str]:
    """The content files that any paper names in a group which is marked as confidential."""
    for path in project.all_documents():
        source, _ = project.opened(path, Report())
        for group in marked_in(source.root) if source and source.root else ():
            for node in group.entries.values():
                file = project.named_file(path, node.value) if isinstance(node, Scalar) else None
                if file:
                    yield file


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


def _report_open_review(standing: Standing, report: Report) -> None:
    if standing.state is State.FOREIGN:
        message = say("the file in the place of the draft was not built here, or cannot be read")
        help = say("see whether somebody has worked in it, move it, and build the draft anew")
    else:
        message = say("nobody has decided yet on what the draft holds: {work}", work=standing.work)
        help = say(
            "see it with review, take it in or refuse it with apply, and build the draft anew"
        )
    report.error("gennemsyn-ikke-afsluttet", Span(standing.output), message, help)


def _report_open_threads(places: list[Span], report: Report) -> None:
    for place in places:
        report.error(
            "gennemsyn-ikke-afsluttet",
            place,
            say("this comment is still open"),
            say("write løst: ja here, or resolve it in Word and take that in with apply"),
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


def _report_not_to_be_sent(final: str, message: Message, report: Report) -> None:
    report.warning(
        "fortroligt-papir-ligger-der",
        Span(final),
        message,
        say("take it away if it must not be sent out; it was left as it is"),
    )
