"""Problems as a person reads them, and as a program does."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

from memo.messages import Messages, Paint, Role, unpainted
from memo.problems import Problem, Report, Severity

_T = TypeVar("_T")

# From so many documents on, a person who watches sees a bar instead of waiting.
_MANY = 20

_COLOURS: dict[Role, str] = {
    "error": "red",
    "warning": "yellow",
    "mark": "green",
    "help": "cyan",
    "removed": "red",
    "added": "green",
}


def watched(steps: Iterable[_T], number: int) -> Iterator[_T]:
    """The steps, with a bar where there are many and a person is watching."""
    if number < _MANY or not sys.stderr.isatty():
        yield from steps
        return
    with click.progressbar(steps, number, file=sys.stderr) as bar:
        yield from bar


def show_problems(report: Report, messages: Messages, *, on_error_stream: bool) -> None:
    """Nothing; prints the problems, in colour where a person is watching."""
    paint = chosen_paint()
    for problem in report.problems():
        click.echo(messages.problem(problem, paint), err=on_error_stream)


def chosen_paint() -> Paint:
    """What gives pieces their colours; where nobody is watching, `click.echo` drops them."""
    # https://no-color.org is how people say that they want none.
    return unpainted if os.environ.get("NO_COLOR") else _painted


def _painted(role: Role, text: str) -> str:
    bold = role in ("place", "error", "warning") or None
    return click.style(text, fg=_COLOURS.get(role), bold=bold)


def counts(report: Report, messages: Messages) -> list[str]:
    """How many errors and warnings there are, in words."""
    return [
        messages.count("{number} error", "{number} errors", report.count(Severity.ERROR)),
        messages.count("{number} warning", "{number} warnings", report.count(Severity.WARNING)),
    ]


def as_json(report: Report, messages: Messages) -> str:
    """The problems as a JSON array of objects, in the order of their places."""
    import json

    found = [_object(problem, messages) for problem in report.problems()]
    # In ASCII: whatever the console writes letters in, it is what JSON asks for.
    return json.dumps(found, indent=2)


def _object(problem: Problem, messages: Messages) -> dict[str, object]:
    span = problem.span
    message = messages.text(problem.message)
    part = messages.part(span)
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "message": f"{part}: {message}" if part else message,
        "help": messages.text(problem.help) if problem.help else "",
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
