"""`text`: a Word file as text."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from memo.cli.options import ERRORS, FINE, language_option
from memo.cli.report import show_problems
from memo.messages import Messages
from memo.problems import Report, say


def text_command(messages: Messages) -> click.Command:
    """The command `text`."""

    @click.command(
        name="text",
        options_metavar=messages.text(say("[OPTIONS]")),
        help=messages.text(say("Prints a Word file as text, for git diff.")),
    )
    @click.argument(
        "file",
        metavar=messages.text(say("FILE")),
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
    )
    @language_option(messages)
    def show_text(file: Path) -> None:
        sys.exit(_show_text(file, messages))

    return show_text


def _show_text(file: Path, messages: Messages) -> int:
    """The exit code of printing a Word file as text."""
    report = Report()
    text = _text(file, report)
    click.echo(text, nl=False)
    show_problems(report, messages, on_error_stream=True)
    return ERRORS if report.has_errors else FINE


def _text(file: Path, report: Report) -> str:
    """The Word file as text, "" with a problem."""
    from memo.word.files import read_file, report_too_large, report_unreadable
    from memo.word.package import PackageFault, PackageTooLarge, read_parts
    from memo.word.view import view
    from memo.word.xml import XmlFault

    name = file.as_posix()
    data = read_file(file, name, report)
    if data is None:
        return ""
    try:
        return view(read_parts(data))
    except PackageTooLarge:
        report_too_large(name, report)
    except (PackageFault, XmlFault):
        report_unreadable(name, report)
    return ""
