"""`build`: the documents into the output folder."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
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
    language_option,
    output_option,
    paths_argument,
    templates_option,
)
from memo.cli.report import counts, show_problems
from memo.messages import Messages
from memo.problems import Message, Report, say

if TYPE_CHECKING:
    from memo.edition import Edition
    from memo.project import Built, Project

# From so many documents on, a person who watches sees a bar instead of waiting.
_MANY = 20

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
    @_flag("--force", _FORCE, messages)
    @_flag("--final", _FINAL, messages)
    @_flag("--public", _PUBLIC, messages)
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
        content: Path,
        output: Path,
        templates: Path,
        cache: Cache,
    ) -> None:
        from memo.edition import Edition
        from memo.project import Project

        check_inside(path, content, messages)
        for source in (content, templates):
            _check_outside(output, source, messages)
        project = Project(content, templates, output, cache)
        edition = Edition.FINAL if final else Edition.DRAFT
        edition = Edition.PUBLIC if public else edition  # also where both are asked for
        sys.exit(_build(project, path or (content,), edition, messages, force=force))

    return build


def _flag(name: str, help: Message, messages: Messages) -> Callable[[Any], Any]:
    return click.option(name, is_flag=True, help=messages.text(help))


def _check_outside(output: Path, source: Path, messages: Messages) -> None:
    """Nothing; a command line that writes into what it reads is wrong."""
    if output.resolve().is_relative_to(source.resolve()):
        message = say("the output folder {path} lies inside {folder}", path=output, folder=source)
        raise click.UsageError(messages.text(message))


def _build(
    project: Project, paths: Iterable[Path], edition: Edition, messages: Messages, *, force: bool
) -> int:
    """The exit code of building the documents in the paths, in that edition."""
    from memo.output import Outcome

    report = Report()
    project.clean()
    built = []
    documents = project.documents(paths, report)
    for one in _watched(documents, _builder(project, documents, edition, force=force)):
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


def _builder(
    project: Project, documents: list[str], edition: Edition, *, force: bool
) -> Callable[[str], Built]:
    """What builds one of the documents in that edition."""
    from memo.edition import Edition

    if edition is Edition.DRAFT:
        return partial(project.build, force=force)
    from memo.finals import Finals

    return partial(Finals(project, documents, edition).build, force=force)


def _watched(documents: list[str], build: Callable[[str], Built]) -> Iterator[Built]:
    """What becomes of each document, with a bar where there are many and a person is watching."""
    if len(documents) < _MANY or not sys.stderr.isatty():
        yield from map(build, documents)
        return
    with click.progressbar(documents, file=sys.stderr) as bar:
        yield from map(build, bar)


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
