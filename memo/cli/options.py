"""What several commands take on the command line, and the codes that they exit with."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import click

from memo.cache import Cache
from memo.messages import LANGUAGES, Messages
from memo.problems import say

ROOT = Path(__file__).resolve().parent.parent.parent

# A wrong command line is 2: the library exits with it by itself.
FINE, ERRORS, LEFT_AS_IT_IS = 0, 1, 3


class Commands(click.Group):
    """Commands, before which their options may stand too."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments, with the command before its options."""
        command = self.named_command(args, 0)
        if command is not None:
            args = [args[command], *args[:command], *args[command + 1 :]]
        return super().parse_args(ctx, args)

    def named_command(self, args: list[str], place: int) -> int | None:
        """Where the command stands, which may also come after its options and their values."""
        while place < len(args) and args[place].startswith("-"):
            option = self._options.get(args[place].partition("=")[0])
            if option is None:
                return None
            place += 1 if option.is_flag or "=" in args[place] else 2
        return place if place < len(args) and args[place] in self.names else None

    @property
    def names(self) -> Collection[str]:
        """The names of the commands."""
        return self.commands

    @cached_property
    def _options(self) -> dict[str, click.Option]:
        """The options of all the commands, by what they are written as."""
        made = (self.get_command(click.Context(self), name) for name in self.names)
        return {
            name: option
            for command in made
            for option in (command.params if command else ())
            if isinstance(option, click.Option)
            for name in option.opts
        }


_FOLDER = say("DIR")
_EXISTING = click.Path(exists=True, file_okay=False, path_type=Path)


def language_option(messages: Messages) -> Callable[[Any], Any]:
    """The language of messages; the value is read before all else, by `_chosen_language`."""
    return click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        expose_value=False,
        help=messages.text(say("The language of messages; that of the system where not given.")),
    )


def paths_argument(messages: Messages) -> Callable[[Any], Any]:
    """The files and folders of the content that a command is about, as `path`; none means all."""
    return click.argument(
        "path",
        nargs=-1,
        metavar=messages.text(say("[PATH]...")),
        type=click.Path(exists=True, path_type=Path),
    )


def check_inside(paths: tuple[Path, ...], content: Path, messages: Messages) -> None:
    """Nothing; a command line that names a file outside the content folder is wrong."""
    for path in paths:
        # Not Path.resolve: of links that lead round in a ring it makes an error.
        if not Path(os.path.realpath(path)).is_relative_to(content.resolve()):
            message = say(
                "{path} is not inside the content folder {folder}: name a content file or a folder",
                path=str(path),
                folder=str(content),
            )
            raise click.UsageError(messages.text(message))


def content_option(messages: Messages) -> Callable[[Any], Any]:
    """The content folder, as `content`."""
    return click.option(
        "--content",
        metavar=messages.text(_FOLDER),
        type=_EXISTING,
        default=ROOT / "content",
        help=messages.text(say("The content folder; content/ beside build.py where not given.")),
    )


def output_option(messages: Messages) -> Callable[[Any], Any]:
    """The output folder, as `output`; it need not exist."""
    return click.option(
        "-o",
        "--output",
        metavar=messages.text(_FOLDER),
        type=click.Path(file_okay=False, path_type=Path),
        default=ROOT / "output",
        help=messages.text(say("The output folder; output/ beside build.py where not given.")),
    )


def format_option(messages: Messages) -> Callable[[Any], Any]:
    """Whether a person or a program reads what is printed, as `form`: `text` or `json`."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        help=messages.text(say("How it is printed: as text, or as JSON for programs.")),
    )


def templates_option(messages: Messages) -> Callable[[Any], Any]:
    """The templates folder, as `templates`."""
    help = say("The templates folder; templates/ beside build.py where not given.")
    return click.option(
        "--templates",
        metavar=messages.text(_FOLDER),
        type=_EXISTING,
        default=ROOT / "templates",
        help=messages.text(help),
    )


def cache_option(messages: Messages) -> Callable[[Any], Any]:
    """What is kept of templates and schemas from run to run, as `cache`."""

    def cache(_: click.Context, __: click.Parameter, is_off: object) -> Cache:
        return Cache(None) if is_off else Cache.of_user()

    help = say("Reads all templates anew, and keeps nothing of them for the next time.")
    return click.option(
        "--no-cache", "cache", is_flag=True, callback=cache, help=messages.text(help)
    )


def jobs_option(messages: Messages) -> Callable[[Any], Any]:
    """How many processes work at many documents, as `jobs`; 0 where not given."""
    help = say("How many processes work side by side; for many files one a core where not given.")
    return click.option(
        "--jobs",
        type=_Jobs(messages),
        default=0,
        metavar=messages.text(say("NUMBER")),
        help=messages.text(help),
    )


class _Jobs(click.ParamType[int]):
    """A number of processes."""

    name = "number"

    def __init__(self, messages: Messages) -> None:
        self._messages = messages

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; fails with what to write instead."""
        if value == 0:  # the default; what a person writes is a string
            return 0
        number = int(value) if str(value).isdecimal() else 0
        if number < 1:
            message = say('"{value}" is no number of processes; write 1, 2 or more', value=value)
            self.fail(self._messages.text(message), param, ctx)
        return number


def files_argument(messages: Messages) -> Callable[[Any], Any]:
    """The reviewed Word files that a command is about, as `file`; they may lie anywhere."""
    return click.argument(
        "file",
        nargs=-1,
        required=True,
        metavar=messages.text(say("FILE...")),
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
    )


def as_typed(words: Iterable[str], folders: Mapping[str, Path]) -> str:
    """The command of those words as a person types it in the project's folder.

    The `folders` are named by their options; those that a command takes by itself are left out.
    """
    from memo.papers import shown

    command = [_python(), "build.py", *words]
    for option, folder in folders.items():
        if folder != ROOT / option:
            command += [f"--{option}", shown(folder)]
    return " ".join(f'"{word}"' if " " in word else word for word in command)


def _python() -> str:
    """The program that runs this, as a person in the project's folder starts it."""
    program = Path(sys.executable)
    # Windows takes no command with / in it.
    return str(program.relative_to(ROOT)) if program.is_relative_to(ROOT) else "python"
