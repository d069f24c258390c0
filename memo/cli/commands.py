"""All commands, and the words on the command line before one of them runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

from memo import __version__
from memo.cli.options import Commands, language_option
from memo.messages import LANGUAGES, Messages, system_language
from memo.problems import say

# Each is made by a module of its name.
_NAMES = ("build", "check", "status", "review", "apply", "new", "text", "template")


def main() -> None:
    """Never returns; runs the command line and raises SystemExit with its code."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        # A console of Windows may lack a letter that stands in the content.
        stream.reconfigure(errors="replace")
    messages = Messages(_chosen_language(sys.argv[1:]))
    messages.install()
    command_line(messages).main(prog_name="build.py")


def leave(end: SystemExit) -> NoReturn:
    """Never returns; ends the process at once, where nothing is left to say or to close.

    To take the program apart, module by module, takes Python as long as to build a memo.
    """
    for stream in filter(None, (sys.stdout, sys.stderr)):
        stream.flush()
    if isinstance(end.code, int | None):
        os._exit(end.code or 0)
    raise end


def _chosen_language(arguments: list[str]) -> str:
    """The language of `--lang`, read before all else: the help is in that language too."""
    chosen = ""
    for this, after in zip(arguments, [*arguments[1:], ""], strict=False):
        name, _, value = this.partition("=")
        if name == "--lang":
            chosen = value or after
    return chosen if chosen in LANGUAGES else system_language()


class _Commands(Commands):
    """Commands of which `build` is meant where none is named.

    A command is made when it is asked for: most runs need one.
    """

    def __init__(self, messages: Messages, **settings: Any) -> None:
        super().__init__(**settings)
        self._messages = messages

    @property
    def names(self) -> Collection[str]:
        """The names of the commands."""
        return _NAMES

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, as the help lists them."""
        return sorted(_NAMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, None where there is none."""
        if cmd_name in _NAMES and cmd_name not in self.commands:
            module = import_module(f"memo.cli.{cmd_name}")
            self.add_command(getattr(module, f"{cmd_name}_command")(self._messages))
        return super().get_command(ctx, cmd_name)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments, with `build` put before paths and options that are not the group's own."""
        place = 0
        while place < len(args) and args[place].split("=")[0] == "--lang":
            place += 1 if "=" in args[place] else 2
        own = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        command = self.named_command(args, place)
        if command is not None:
            name = args[command]
            args = [*args[:place], name, *args[place:command], *args[command + 1 :]]
        elif place >= len(args) or _is_path_or_option(args[place], own):
            args = [*args[:place], "build", *args[place:]]
        return click.Group.parse_args(self, ctx, args)


def _is_path_or_option(word: str, own: set[str]) -> bool:
    if word.startswith("-"):
        return word not in own
    return Path(word).exists() or "/" in word or "\\" in word or word.endswith(".yaml")


def command_line(messages: Messages) -> click.Group:
    """The commands, with their help in the language of the messages."""
    text = messages.text

    @click.group(
        cls=_Commands,
        messages=messages,
        options_metavar=text(say("[OPTIONS]")),
        subcommand_metavar=text(say("COMMAND [ARGUMENTS]...")),
        help=text(
            say("Builds committee papers: YAML in content/ is merged into the Word templates.")
        ),
        epilog=text(say("Without a command, everything is built.")),
    )
    @click.version_option(__version__, prog_name="memo")
    @language_option(messages)
    def commands() -> None:
        pass

    return commands
