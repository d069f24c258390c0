"""`template`: what the keeper of the templates asks."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from memo.cli.options import ERRORS, FINE, Commands, language_option, templates_option
from memo.cli.report import counts, show_problems
from memo.messages import Messages
from memo.problems import Report, Span, say

if TYPE_CHECKING:
    from memo.contract import Contract
    from memo.templates import Templates

# Where a terminal tells no width, or a foolish one.
_NARROWEST = 40


def template_command(messages: Messages) -> click.Group:
    """The command `template`, with its own commands."""
    text = messages.text

    @click.group(
        cls=Commands,
        name="template",
        options_metavar=text(say("[OPTIONS]")),
        subcommand_metavar=text(say("COMMAND [ARGUMENTS]...")),
        help=text(say("Looks at the Word templates, for the person who keeps them.")),
    )
    @language_option(messages)
    def template() -> None:
        pass

    template.add_command(_check_command(messages))
    template.add_command(_fields_command(messages))
    return template


def _check_command(messages: Messages) -> click.Command:
    text = messages.text

    about = text(say("Finds what is wrong with the templates in NAME, or with all of them."))

    @click.command("check", help=about, short_help=about, options_metavar=text(say("[OPTIONS]")))
    @click.argument("name", nargs=-1, metavar=text(say("[NAME]...")))
    @templates_option(messages)
    @language_option(messages)
    def check(name: tuple[str, ...], templates: Path) -> None:
        sys.exit(_check(name, _templates(templates), messages))

    return check


def _fields_command(messages: Messages) -> click.Command:
    text = messages.text

    about = text(say("Prints the fields of a kind, and where its template prints them."))

    @click.command("fields", help=about, short_help=about, options_metavar=text(say("[OPTIONS]")))
    @click.argument("name", metavar=text(say("NAME")))
    @templates_option(messages)
    @language_option(messages)
    def fields(name: str, templates: Path) -> None:
        sys.exit(_fields(name, _templates(templates), messages))

    return fields


def _templates(folder: Path) -> Templates:
    from memo.cache import Cache
    from memo.kinds import Kinds
    from memo.papers import shown
    from memo.templates import Templates

    return Templates(Kinds(folder, shown(folder), Cache.of_user()))


def _check(names: tuple[str, ...], templates: Templates, messages: Messages) -> int:
    """The exit code of checking the templates of those names, or all and the registers' schemas."""
    report = Report()
    asked = list(dict.fromkeys(names)) or templates.names()
    for name in asked if names else [*asked, *templates.registers()]:
        templates.check(name, report)
    show_problems(report, messages, on_error_stream=False)
    checked = messages.count("{number} template checked", "{number} templates checked", len(asked))
    click.echo(", ".join([checked, *counts(report, messages)]))
    return ERRORS if report.has_errors else FINE


def _fields(name: str, templates: Templates, messages: Messages) -> int:
    """The exit code of printing the contract of a kind."""
    report = Report()
    contract = templates.contract(name, report)
    if contract:
        for line in _table(contract, messages):
            click.echo(line)
    show_problems(report, messages, on_error_stream=True)
    return ERRORS if report.has_errors else FINE


def _table(contract: Contract, messages: Messages) -> Iterator[str]:
    """The lines of the contract: for each field its columns, and below it the places."""
    text = messages.text
    yes, no, word = say("required"), say("may be left out"), say("word of the template")
    rows = [(one, text(one.type), text(yes if one.is_required else no)) for one in contract.fields]
    rows += [(one, text(word), "") for one in contract.words]
    first = max((len(one.path) for one, *_ in rows), default=0)
    second = max((len(kind) for _, kind, _ in rows), default=0)
    for one, kind, needed in rows:
        yield f"{one.path:{first}}  {kind:{second}}  {needed}".rstrip()
        # Two headers may print the same in the same paragraph.
        for place in dict.fromkeys(_place(place, messages) for place in one.places):
            yield from textwrap.wrap(
                place,
                max(shutil.get_terminal_size().columns, _NARROWEST),
                initial_indent="    ",
                subsequent_indent="      ",
                break_on_hyphens=False,
            )
        if contract.is_placed and not one.is_printed:
            yield "    " + text(say("not printed"))


def _place(place: Span, messages: Messages) -> str:
    """The place with the text of its paragraph."""
    return ": ".join(filter(None, (messages.part(place), place.excerpt)))
