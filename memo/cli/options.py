"""What several commands take on the command line, and the codes that they exit with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from memo.messages import LANGUAGES, Messages
from memo.problems import say

ROOT = Path(__file__).resolve().parent.parent.parent

# A wrong command line is 2: the library exits with it by itself.
FINE, ERRORS, LEFT_AS_IT_IS = 0, 1, 3


def language_option(messages: Messages) -> Callable[[Any], Any]:
    # The value is read before all else, by `_chosen_language`.
    return click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        expose_value=False,
        help=messages.text(say("The language of messages; that of the system where not given.")),
    )


def folder_options(messages: Messages) -> Callable[[Any], Any]:
    text = messages.text
    existing = click.Path(exists=True, file_okay=False, path_type=Path)
    folder = text(say("DIR"))
    options = [
        click.option(
            "--content",
            metavar=folder,
            type=existing,
            default=ROOT / "content",
            help=text(say("The content folder; content/ beside build.py where not given.")),
        ),
        click.option(
            "-o",
            "--output",
            metavar=folder,
            type=click.Path(file_okay=False, path_type=Path),
            default=ROOT / "output",
            help=text(say("The output folder; output/ beside build.py where not given.")),
        ),
        click.option(
            "--templates",
            metavar=folder,
            type=existing,
            default=ROOT / "templates",
            help=text(say("The templates folder; templates/ beside build.py where not given.")),
        ),
    ]

    def decorate(function: Any) -> Any:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate
