"""`build`: the documents into the output folder."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from memo.cache import Cache
from memo.cli.options import (
    ERRORS,
    FINE,
    LEFT_AS_IT_IS,
    cache_option,
    check_inside,
    content_option,
    language_option,
    output_option,
    paths_argument,
    templates_option,
)
from memo.cli.report import counts, show_problems
from memo.messages import Messages
from memo.problems import Message, Report, say

if TYPE_CHECKING:
    from memo.batch import Folders
    from memo.project import Built

_T = TypeVar("_T")

# From so many documents on, a person who watches sees a bar instead of waiting.
_MANY = 20

_FORCE = say("Builds all, also what is fresh; a file that holds somebody's work is set aside.")
_FINAL = say("Builds what is sent out of the house, into the folder endelig.")
_JOBS = say("How many processes build drafts; for many files one a core where not given.")
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
        jobs: int | None,
        content: Path,
        output: Path,
        templates: Path,
        cache: Cache,
    ) -> None:
        from memo.batch import Folders

        check_inside(path, content, messages)
        for source in (content, templates):
            _check_outside(output, source, messages)
        folders = Folders(content, templates, output, cache)
        found = _Found(folders, path or (content,), force=force)
        if final or public:
            found.finals(is_public=public)
        else:
            found.drafts(jobs or 0)
        sys.exit(_told(found.built, found.report, messages))

    return build


def _choices(messages: Messages) -> Callable[[Any], Any]:
    """What is built, and by how many processes."""
    text = messages.text
    options = [
        click.option("--force", is_flag=True, help=text(_FORCE)),
        click.option("--final", is_flag=True, help=text(_FINAL)),
        click.option("--public", is_flag=True, help=text(_PUBLIC)),
        click.option("--jobs", type=_Jobs(messages), metavar=text(say("NUMBER")), help=text(_JOBS)),
    ]

    def with_options(command: Any) -> Any:
        return reduce(lambda made, option: option(made), reversed(options), command)

    return with_options


class _Jobs(click.ParamType[int]):
    """A number of processes."""

    name = "number"

    def __init__(self, messages: Messages) -> None:
        self._messages = messages

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; fails with what to write instead."""
        number = int(value) if str(value).isdecimal() else 0
        if number < 1:
            message = say('"{value}" is no number of processes; write 1, 2 or more', value=value)
            self.fail(self._messages.text(message), param, ctx)
        return number


def _check_outside(output: Path, source: Path, messages: Messages) -> None:
    """Nothing; a command line that writes into what it reads is wrong."""
    if output.resolve().is_relative_to(source.resolve()):
        message = say("the output folder {path} lies inside {folder}", path=output, folder=source)
        raise click.UsageError(messages.text(message))


class _Found:
    """What is built of the paths in one run, and what is told of it."""

    def __init__(self, folders: Folders, paths: tuple[Path, ...], *, force: bool) -> None:
        from memo.project import Project

        self.folders, self.paths, self.force = folders, paths, force
        self.project = Project(folders.content, folders.templates, folders.output, folders.cache)
        self.project.clean()
        self.built: list[Built] = []
        self.report = Report()

    def drafts(self, jobs: int) -> None:
        """Nothing; builds the drafts with so many processes, 0 as many as pay."""
        from memo.batch import build_all

        candidates = self.project.candidates(self.paths)
        done = build_all(self.project, candidates, self.folders, jobs, force=self.force)
        for one in _watched(done, len(candidates)):
            self.report.include(one.report)
            if one.built:
                self._include(one.built)
        self._include_problems_of_all()

    def finals(self, *, is_public: bool) -> None:
        """Nothing; builds the final versions, or the public ones."""
        from memo.edition import Edition
        from memo.finals import Finals

        documents = self.project.documents(self.paths, self.report)
        edition = Edition.PUBLIC if is_public else Edition.FINAL
        finals = Finals(self.project, documents, edition)
        done = (finals.build(document, force=self.force) for document in documents)
        for one in _watched(done, len(documents)):
            self._include(one)
        self._include_problems_of_all()

    def _include(self, one: Built) -> None:
        self.report.include(one.report)
        self.built.append(one)

    def _include_problems_of_all(self) -> None:
        self.report.include(self.project.register_problems())
        self.report.include(self.project.page_problems())
        self.project.untouched.keep()


def _watched(steps: Iterable[_T], number: int) -> Iterator[_T]:
    """The steps, with a bar where there are many and a person is watching."""
    if number < _MANY or not sys.stderr.isatty():
        yield from steps
        return
    with click.progressbar(steps, number, file=sys.stderr) as bar:
        yield from bar


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
