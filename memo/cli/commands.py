"""All commands, and the words on the command line before one of them runs."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import click

from memo import __version__
from memo.cli.apply import apply_command
from memo.cli.build import build_command
from memo.cli.check import check_command
from memo.cli.new import new_command
from memo.cli.options import Commands, language_option
from memo.cli.review import review_command
from memo.cli.status import status_command
from memo.cli.template import template_command
from memo.cli.text import text_command
from memo.messages import LANGUAGES, Messages, system_language
from memo.problems import say


def main() -> None:
    """Never returns; runs the command line and exits with its code."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        # A console of Windows may lack a letter that stands in the content.
        stream.reconfigure(errors="replace")
    # Most of what a command makes lives as long as it: there is little to collect so often.
    gc.set_threshold(50_000, 20, 50)
    messages = Messages(_chosen_language(sys.argv[1:]))
    messages.install()
    command_line(messages).main(prog_name="build.py")


def _chosen_language(arguments: list[str]) -> str:
    """The language of `--lang`, read before all else: the help is in that language too."""
    chosen = ""
    for this, after in zip(arguments, [*arguments[1:], ""], strict=False):
        name, _, value = this.partition("=")
        if name == "--lang":
            chosen = value or after
    return chosen if chosen in LANGUAGES else system_language()


class _Commands(Commands):
    """Commands of which `build` is meant where none is named."""

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

    commands.add_command(build_command(messages))
    commands.add_command(check_command(messages))
    commands.add_command(status_command(messages))
    commands.add_command(review_command(messages))
    commands.add_command(apply_command(messages))
    commands.add_command(new_command(messages))
    commands.add_command(text_command(messages))
    commands.add_command(template_command(messages))
    return commands
