"""`build`: the documents into the output folder."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from memo.cli.options import (
    ERRORS,
    FINE,
    LEFT_AS_IT_IS,
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
    from memo.project import Built, Project

# From so many documents on, a person who watches sees a bar instead of waiting.
_MANY = 20


def build_command(messages: Messages) -> click.Command:
    """The command `build`."""
    text = messages.text
    about = text(say("Builds the documents in PATH, or all of them, into the output folder."))

    @click.command(
        name="build", help=about, short_help=about, options_metavar=text(say("[OPTIONS]"))
    )
    @paths_argument(messages)
    @content_option(messages)
    @output_option(messages)
    @templates_option(messages)
    @language_option(messages)
    def build(path: tuple[Path, ...], content: Path, output: Path, templates: Path) -> None:
        from memo.project import Project

        check_inside(path, content, messages)
        for source in (content, templates):
            if output.resolve().is_relative_to(source.resolve()):
                message = say(
                    "the output folder {path} lies inside {folder}", path=output, folder=source
                )
                raise click.UsageError(text(message))
        project = Project(content, templates, output)
        sys.exit(_build(project, path or (content,), messages))

    return build


def _build(project: Project, paths: Iterable[Path], messages: Messages) -> int:
    """The exit code of building the documents in the paths."""
    from memo.output import Outcome

    report = Report()
    built = []
    for one in _watched(project.documents(paths, report), project):
        report.include(one.report)
        built.append(one)
    for one in built:
        click.echo(messages.text(_line(one)))
    report.include(project.register_problems())
    report.include(project.page_problems())
    show_problems(report, messages, on_error_stream=True)
    click.echo(_summary(built, report, messages))
    if any(one.outcome is Outcome.LEFT for one in built):
        return LEFT_AS_IT_IS
    return ERRORS if report.has_errors else FINE


def _watched(documents: list[str], project: Project) -> Iterator[Built]:
    """What becomes of each document, with a bar where there are many and a person is watching."""
    if len(documents) < _MANY or not sys.stderr.isatty():
        yield from map(project.build, documents)
        return
    with click.progressbar(documents, file=sys.stderr) as bar:
        yield from map(project.build, bar)


def _line(one: Built) -> Message:
    from memo.output import Outcome

    line = {
        Outcome.WRITTEN: say("{content} -> {output}"),
        Outcome.LEFT: say("{content}: {output} was left as it is"),
        Outcome.FAILED: say("{content}: not built"),
    }[one.outcome]
    return line.filled(content=one.content, output=one.output)


def _summary(built: list[Built], report: Report, messages: Messages) -> str:
    from memo.output import Outcome

    written = sum(one.outcome is Outcome.WRITTEN for one in built)
    found = [
        messages.count("{number} document built", "{number} documents built", written),
        *counts(report, messages),
    ]
    return ", ".join(found)
