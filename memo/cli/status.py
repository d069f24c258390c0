"""`status`: how each document and its output stand to each other."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from memo.cli.options import (
    FINE,
    check_inside,
    content_option,
    format_option,
    language_option,
    output_option,
    paths_argument,
    templates_option,
)
from memo.cli.report import show_problems
from memo.messages import Messages
from memo.problems import Message, Report, say

if TYPE_CHECKING:
    from memo.standing import Standing, State


def status_command(messages: Messages) -> click.Command:
    """The command `status`."""
    text = messages.text
    about = text(say("Tells how the documents in PATH and what was built of them stand."))

    @click.command(
        name="status", help=about, short_help=about, options_metavar=text(say("[OPTIONS]"))
    )
    @paths_argument(messages)
    @format_option(messages)
    @content_option(messages)
    @output_option(messages)
    @templates_option(messages)
    @language_option(messages)
    def status(
        path: tuple[Path, ...], form: str, content: Path, output: Path, templates: Path
    ) -> None:
        from memo.project import Project

        check_inside(path, content, messages)
        report = Report()
        project = Project(content, templates, output)
        found = project.standings(path or (content,), report)
        project.keep()
        if form == "json":
            click.echo(json.dumps([_object(standing) for standing in found], indent=2))
        else:
            for line in _lines(found, messages):
                click.echo(line)
        show_problems(report, messages, on_error_stream=True)
        sys.exit(FINE)

    return status


def _object(standing: Standing) -> dict[str, object]:
    return {
        "content": standing.content,
        "output": standing.output,
        "state": standing.state.value,
        "why": [cause.value for cause in standing.causes],
        "changes": standing.changes,
        "comments": standing.comments,
        "authors": list(standing.authors),
    }


def _lines(found: list[Standing], messages: Messages) -> Iterator[str]:
    """A line for each document, and one that counts them by how they stand."""
    from memo.standing import State

    names = {state: messages.text(name) for state, name in _names().items()}
    width = max((len(names[standing.state]) for standing in found), default=0)
    for standing in found:
        what = "; ".join(messages.text(one) for one in _details(standing))
        line = f"{names[standing.state]:{width}}  {standing.output}"
        yield f"{line}  ({what})" if what else line
    counted = Counter(standing.state for standing in found)
    numbers = [f"{counted[state]} {names[state]}" for state in State if counted[state]]
    documents = messages.count("{number} file", "{number} files", len(found))
    yield f"{documents}: {', '.join(numbers)}" if numbers else documents


def _details(standing: Standing) -> Iterable[Message]:
    from memo.freshness import Cause

    causes = {
        Cause.CONTENT: say("the content has changed"),
        Cause.TEMPLATE: say("the template has changed"),
        Cause.TOOL: say("the program has changed"),
        Cause.REVIEW: say("all that came back in it is decided"),
    }
    yield from (causes[cause] for cause in standing.causes)
    if standing.changes or standing.comments:
        yield standing.work


def _names() -> dict[State, Message]:
    from memo.standing import State

    return {
        State.MISSING: say("missing"),
        State.FRESH: say("fresh"),
        State.STALE: say("stale"),
        State.EDITED: say("edited"),
        State.STALE_EDITED: say("stale and edited"),
        State.FOREIGN: say("foreign"),
        State.ORPHAN: say("orphan"),
    }
