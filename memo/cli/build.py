"""`build`: the documents into the output folder."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from memo.cache import Cache
from memo.cli.options import (
    ERRORS,
    FINE,
    LEFT_AS_IT_IS,
    cache_option,
    check_inside,
    content_option,
    jobs_option,
    language_option,
    output_option,
    paths_argument,
    templates_option,
)
from memo.cli.report import counts, show_problems, watched
from memo.messages import Messages
from memo.problems import Message, Report, say

if TYPE_CHECKING:
    from memo.papers import Candidate
    from memo.project import Built, Project
    from memo.tasks import Task

_FORCE = say("Builds all, also what is fresh; a file that holds somebody's work is set aside.")
_FINAL = say("Builds what is sent out of the house, into the folder endelig.")
_PUBLIC = say("The same as --final, without what is marked fortroligt: ja.")


def build_command(messages: Messages) -> click.Command:
    """The command `build`."""
    text = messages.text
    about = text(say("Builds the documents in PATH, or all of them, into the output folder."))

    @click.command(
        name="build", help=about, short_help=about, options_metavar=text(say("[OPTIONS]"))
    )
    @paths_argument(messages)
    @_choices(messages)
    @content_option(messages)
    @output_option(messages)
    @templates_option(messages)
    @cache_option(messages)
    @language_option(messages)
    def build(
        *,
        path: tuple[Path, ...],
        force: bool,
        final: bool,
        public: bool,
        jobs: int,
        content: Path,
        output: Path,
        templates: Path,
        cache: Cache,
    ) -> None:
        from memo.project import Project

        check_inside(path, content, messages)
        for source in (content, templates):
            _check_outside(output, source, messages)
        project = Project(content, templates, output, cache)
        found = _Found(project, path or (content,), force=force, jobs=jobs)
        if final or public:
            found.finals(is_public=public)
        else:
            found.drafts()
        sys.exit(_told(found.built, found.report, messages))

    return build


def _choices(messages: Messages) -> Callable[[Any], Any]:
    """What is built, and by how many processes."""
    text = messages.text
    options = [
        click.option("--force", is_flag=True, help=text(_FORCE)),
        click.option("--final", is_flag=True, help=text(_FINAL)),
        click.option("--public", is_flag=True, help=text(_PUBLIC)),
        jobs_option(messages),
    ]

    def with_options(command: Any) -> Any:
        return reduce(lambda made, option: option(made), reversed(options), command)

    return with_options


def _check_outside(output: Path, source: Path, messages: Messages) -> None:
    """Nothing; a command line that writes into what it reads is wrong."""
    if output.resolve().is_relative_to(source.resolve()):
        message = say(
            "the output folder {path} lies inside {folder}", path=str(output), folder=str(source)
        )
        raise click.UsageError(messages.text(message))


class _Found:
    """What is built of the paths in one run, and what is told of it."""

    def __init__(
        self, project: Project, paths: tuple[Path, ...], *, force: bool, jobs: int
    ) -> None:
        self.project, self.paths, self.force, self.jobs = project, paths, force, jobs
        self.project.clean()
        self.built: list[Built] = []
        self.report = Report()

    def drafts(self) -> None:
        """Nothing; builds the drafts."""
        from memo.project import Drafts

        drafts = Drafts(self.project.folders, self.force)
        self._build(drafts, self.project.candidates(self.paths))

    def finals(self, *, is_public: bool) -> None:
        """Nothing; builds the final versions, or the public ones."""
        from memo.edition import Edition
        from memo.finals import Finals
        from memo.papers import Candidate

        documents = self.project.documents(self.paths, self.report)
        edition = Edition.PUBLIC if is_public else Edition.FINAL
        finals = Finals.of(self.project, documents, edition, force=self.force)
        self._build(finals, [Candidate(document) for document in documents])

    def _build(self, task: Task[Project, Built], candidates: list[Candidate]) -> None:
        from memo.batch import all_done

        done = all_done(task, self.project, candidates, self.jobs)
        for one in watched(done, len(candidates)):
            self.report.include(one.report)
            if one.result:
                self.report.include(one.result.report)
                self.built.append(one.result)
        self.report.include(self.project.register_problems())
        self.report.include(self.project.page_problems())
        self.project.keep()


def _told(built: list[Built], report: Report, messages: Messages) -> int:
    """The exit code of what has been built, of which the user is told."""
    from memo.output import Outcome

    for one in built:
        click.echo(messages.text(_line(one)))
    show_problems(report, messages, on_error_stream=True)
    click.echo(_summary(built, report, messages))
    if any(one.outcome is Outcome.LEFT for one in built):
        return LEFT_AS_IT_IS
    return ERRORS if report.has_errors else FINE


def _line(one: Built) -> Message:
    from memo.output import Outcome

    line = {
        Outcome.WRITTEN: say("{content} -> {output}"),
        Outcome.FRESH: say("{content}: {output} is fresh"),
        Outcome.LEFT: say("{content}: {output} was left as it is"),
        Outcome.SKIPPED: say("{content}: confidential, so it has no public version"),
        Outcome.FAILED: say("{content}: not built"),
    }[one.outcome]
    if one.aside:
        line = say("{content} -> {output}; what lay there is now {aside}")
    return line.filled(content=one.content, output=one.output, aside=one.aside)


def _summary(built: list[Built], report: Report, messages: Messages) -> str:
    from memo.output import Outcome

    outcomes = Counter(one.outcome for one in built)
    fresh = outcomes[Outcome.FRESH]
    found = [
        messages.count(
            "{number} document built", "{number} documents built", outcomes[Outcome.WRITTEN]
        ),
        *([messages.count("{number} fresh", "{number} fresh", fresh)] if fresh else []),
        *counts(report, messages),
    ]
    return ", ".join(found)
