"""A project: papers, the folder that they are built into, and how the two stand to each other."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from memo.cache import Cache
from memo.files import is_file
from memo.freshness import Cause, Freshness
from memo.gennemgang.kept import places_of_open, read
from memo.gennemgang.record import Gennemgang
from memo.output import Outcome, write_document
from memo.outputs import OutputFile, Outputs
from memo.owners import Owner, owner_of
from memo.papers import Found, Papers, shown
from memo.problems import Report, Span, say
from memo.standing import Standing, State
from memo.word.built import Traces


class Built(Struct, frozen=True):
    """What became of one document; `output` is what the user sees its file called.

    `aside` is what the file is called now that was there before, "" where none was set aside.
    """

    content: str
    output: str
    outcome: Outcome
    report: Report
    aside: str = ""


class Folders(Struct, frozen=True):
    """What a project is made of."""

    content: Path
    templates: Path
    output: Path
    cache: Cache

    def project(self) -> Project:
        """The project, of which nothing has been read yet."""
        return Project(self.content, self.templates, self.output, self.cache)


class Project(Papers):
    """The three folders, and what has been read of them so far."""

    def __init__(
        self, content: Path, templates: Path, output: Path, cache: Cache | None = None
    ) -> None:
        super().__init__(content, templates, cache)
        self.folders = Folders(content, templates, output, self._kinds.cache)
        self._outputs = Outputs(output, self._kinds.cache)
        self._freshness = Freshness(self._content, self._templates)

    def build(self, path: str, *, force: bool = False) -> Built:
        """What became of the document at that path below the content folder.

        What is fresh is not built, and what holds somebody's work is left. With `force` both are
        built, and the work is set aside.
        """
        output = self._outputs.path(path)
        name = shown(output)
        if not force and self.standing(path).state is State.FRESH:
            return Built(path, name, Outcome.FRESH, Report())
        draft = self.draft(path, warnings=False)
        if draft.parts is None or draft.data is None:
            return Built(path, name, Outcome.FAILED, draft.report)
        # Only now: somebody may have saved it since it was first looked at.
        found = self._outputs.read(path)
        is_work = found is not None and found.holds_work(draft.parts, self._kept(path))
        if is_work and not force:
            _report_work(self._judged(path, found), draft.report)
            return Built(path, name, Outcome.LEFT, draft.report)
        writing = write_document(output, name, draft.data, draft.report, set_aside=is_work)
        if writing.outcome is Outcome.WRITTEN:
            if draft.provenance:
                self._outputs.untouched.add(
                    path, draft.data, Traces(draft.provenance, is_untouched=True)
                )
            self.measure(path, lambda: draft.data)
        aside = shown(writing.aside) if writing.aside else ""
        return Built(path, name, writing.outcome, draft.report, aside)

    def open_review(self, path: str) -> Standing | None:
        """How the document stands where its output holds work that its content does not have.

        That is as in a build: see `OutputFile.holds_work`. None where it holds none.
        """
        found = self._outputs.read(path)
        if found is None or found.is_untouched:
            return None
        draft = self.draft(path, warnings=False)
        holds_work = draft.parts is None or found.holds_work(draft.parts, self._kept(path))
        return self._judged(path, found) if holds_work else None

    def open_threads(self, path: str) -> list[Span]:
        """Where the comments stand that are kept beside the document and are not resolved."""
        return places_of_open(self._content, path)

    def owner(self, path: str) -> Owner | None:
        """Who has the output of the document open, as far as is seen beside it."""
        output = self._outputs.path(path)
        return owner_of(output) if is_file(output) else None

    def final_path(self, path: str, name: str) -> Path:
        """Where the final version of the document at that path is written, under that name."""
        return self._outputs.final_path(path, name)

    def clean(self) -> None:
        """Nothing; takes away what earlier runs left in the output folder when they were killed."""
        self._outputs.clean()

    def keep(self) -> None:
        """Nothing; keeps for the next run what was found out of the output files in this one."""
        self._outputs.untouched.keep()

    def found(self) -> Found:
        """As of any papers, with what was found out of output files."""
        return replace(super().found(), untouched=self._outputs.untouched.taken())

    def take(self, found: Found) -> None:
        """As with any papers, with what was found out of output files."""
        super().take(found)
        self._outputs.untouched.take(found.untouched)

    def standings(self, paths: Iterable[Path], report: Report) -> list[Standing]:
        """How the documents in the files and folders stand, and what else lies in their output."""
        paths = list(paths)
        documents = self.documents(paths, report)
        found = [self.standing(path) for path in documents]
        folders = [self._below(path) for path in paths if path.is_dir()]
        for output, file in self._outputs.strays(set(documents), folders):
            provenance = file.provenance
            if provenance is None:
                found.append(Standing("", shown(output), State.FOREIGN))
            elif not self._content.has(provenance.document):
                found.append(
                    Standing(provenance.document, shown(output), State.ORPHAN, (), file.review)
                )
        return sorted(found, key=lambda standing: standing.output)

    def standing(self, path: str) -> Standing:
        """How the document at that path stood when its output was first looked at."""
        return self._judged(path, self._outputs.glance(path))

    def _judged(self, path: str, found: OutputFile | None) -> Standing:
        name = shown(self._outputs.path(path))
        if found is None:
            return Standing(path, name, State.MISSING)
        if found.provenance is None or found.is_foreign:
            return Standing(path, name, State.FOREIGN)
        causes = self._freshness.causes(path, found.provenance)
        review = found.review
        if found.is_decided(self._kept(path)):
            return Standing(path, name, State.STALE, (*causes, Cause.REVIEW), review)
        if review is None or review.is_empty:
            return Standing(path, name, State.STALE if causes else State.FRESH, causes)
        state = State.STALE_EDITED if causes else State.EDITED
        return Standing(path, name, state, causes, review)

    def _kept(self, path: str) -> Gennemgang:
        """What is kept beside the document; a fault in it, building the document says."""
        return read(self._content, path, Report())

    def _is_document(self, path: str, report: Report) -> bool:
        found = self._outputs.glance(path)
        if found and found.provenance and self._freshness.is_content_of(path, found.provenance):
            return True  # it was one when it was built: no need to read it
        return super()._is_document(path, report)


class Drafts(Struct, frozen=True):
    """The building of each document of a project: see `Project.build`."""

    folders: Folders
    force: bool

    def papers(self) -> Project:
        """The project, of which nothing has been read yet."""
        return self.folders.project()

    def do(self, project: Project, path: str) -> Built:
        """What became of the document at that path below the content folder."""
        return project.build(path, force=self.force)


def _report_work(standing: Standing, report: Report) -> None:
    """Nothing; reports a file that is left: somebody has worked in it, or it is not ours."""
    if standing.state is State.FOREIGN:
        message = say("the file was left as it is: it was not built here, or cannot be read")
        help = say(
            "close it where it is open; else move or rename it, or build with --force, which sets "
            "it aside"
        )
    else:
        message = say(
            "the file was left as it is, for people have worked in it: {work}", work=standing.work
        )
        help = say(
            "see it with review, take it in or refuse it with apply, and build anew; or build with "
            "--force, which sets the file aside"
        )
    report.error("andres-arbejde", Span(standing.output), message, help)
