"""`new`: a content file to begin with, every field explained."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from memo.cli.asking import ask, in_words
from memo.cli.options import (
    ERRORS,
    FINE,
    LEFT_AS_IT_IS,
    as_typed,
    check_inside,
    content_option,
    language_option,
    templates_option,
)
from memo.cli.report import show_problems
from memo.messages import Messages
from memo.problems import Message, Report, nearest, say

if TYPE_CHECKING:
    from memo.content import Content
    from memo.kinds import Kinds
    from memo.skeleton import Skeleton


def new_command(messages: Messages) -> click.Command:
    """The command `new`."""
    text = messages.text
    about = text(say("Writes a new content file of that KIND to PATH, with every field explained."))

    @click.command(name="new", help=about, short_help=about, options_metavar=text(say("[OPTIONS]")))
    @click.argument("kind", metavar=text(say("KIND")))
    @click.argument(
        "path", metavar=text(say("PATH")), type=click.Path(dir_okay=False, path_type=Path)
    )
    @click.option(
        "--set",
        "settings",
        metavar=text(say("FIELD=VALUE")),
        multiple=True,
        help=text(
            say("What a field holds; repeated for more fields, and for each item of a list.")
        ),
    )
    @content_option(messages)
    @templates_option(messages)
    @language_option(messages)
    def new(
        kind: str, path: Path, settings: tuple[str, ...], content: Path, templates: Path
    ) -> None:
        sys.exit(_New(messages, content, templates).write(kind, path, settings))

    return new


class _New:
    """One run of the command."""

    def __init__(self, messages: Messages, content: Path, templates: Path) -> None:
        from memo.cache import Cache
        from memo.content import Content
        from memo.kinds import Kinds
        from memo.papers import shown

        self.messages = messages
        self.kinds: Kinds = Kinds(templates, shown(templates), Cache.of_user())
        self.content: Content = Content(content, shown(content), self.kinds)

    def write(self, kind: str, path: Path, settings: tuple[str, ...]) -> int:
        """The exit code of writing the file."""
        from memo.output import Outcome, is_taken, write_new_file
        from memo.papers import shown

        self._check(kind, path)
        report = Report()
        skeleton = self._skeleton(kind, path, report)
        if skeleton is None:
            show_problems(report, self.messages, on_error_stream=True)
            return ERRORS
        skeleton = self._with_settings(skeleton, settings)
        outcome = Outcome.LEFT
        if not is_taken(path, shown(path), report):
            # A stream that is closed is None.
            if all(stream and stream.isatty() for stream in (sys.stdin, sys.stdout)):
                skeleton = ask(skeleton, self.messages)
            data = skeleton.text(self._schema_address(kind, path)).encode("utf-8")
            outcome = write_new_file(path, shown(path), data, report)
        show_problems(report, self.messages, on_error_stream=True)
        if outcome is Outcome.WRITTEN:
            self._say_what_next(path)
        return {Outcome.WRITTEN: FINE, Outcome.LEFT: LEFT_AS_IT_IS}.get(outcome, ERRORS)

    def _check(self, kind: str, path: Path) -> None:
        """Nothing; a command line with a kind or a path that cannot be built is wrong."""
        names = self.kinds.names()
        if kind not in names:
            message = say(
                'there is no template called "{name}" in {folder}',
                name=kind,
                folder=self.kinds.name,
            )
            otherwise = say("the folder holds no templates: see that --templates is right")
            self._refuse(message, nearest(kind, names, otherwise))
        check_inside((path,), self.content.folder, self.messages)
        if fault := self._fault_of_name(path):
            name = str(path)
            self._refuse(fault.filled(path=ascii(name)[1:-1] if _is_odd(path) else name))

    def _fault_of_name(self, path: Path) -> Message | None:
        """Why a build would not take a file of that name for a document."""
        from memo.content import CONTENT_ENDING, document_of, is_set_aside
        from memo.formats import is_path_below

        below = Path(os.path.realpath(path)).relative_to(self.content.folder.resolve()).as_posix()
        faults = {
            say("{path} holds characters that are no text"): _is_odd(path),
            say("{path}: no file or folder can be called so in Windows"): not is_path_below(below),
            say(
                "{path} would not be built: a name that begins with _, . or ~ is set aside"
            ): is_set_aside(below),
            say("{path} would not be built: its name does not end in .yaml"): not below.endswith(
                CONTENT_ENDING
            ),
            say("{path} is the place of a register, and not of a document"): (
                self.content.is_register(below)
            ),
            say("{path} is the place of what is said of a document, and not of one"): (
                document_of(below) is not None
            ),
        }
        return next((fault for fault, is_so in faults.items() if is_so), None)

    def _refuse(self, message: Message, help: Message | None = None) -> NoReturn:
        words = [self.messages.text(words) for words in (message, help) if words]
        raise click.UsageError("; ".join(words))

    def _skeleton(self, kind: str, path: Path, report: Report) -> Skeleton | None:
        """The file as it would be without a word from the author."""
        from memo.skeleton import Skeleton

        schema = self.kinds.schema(kind, report)
        if schema is None:
            return None
        return Skeleton(
            kind, schema, self._keys_of, date.today(), {}, Path(os.path.realpath(path)).parent.name
        )

    def _keys_of(self, name: str) -> list[str]:
        """The keys of a register. Building says what is wrong with one that cannot be read."""
        register = self.content.register(name, Report())
        return list(register.entries) if register else []

    def _with_settings(self, skeleton: Skeleton, settings: tuple[str, ...]) -> Skeleton:
        """The skeleton with what the command line says; a command line that it refuses is wrong."""
        fields = {".".join(keys): keys for keys in skeleton.settable()}
        given: dict[str, list[str]] = {}
        for setting in settings:
            name, sign, value = setting.partition("=")
            if not sign:
                self._refuse(say("--set {setting} says no value: write field=value", setting=name))
            if name not in fields:
                self._refuse_field(name, skeleton, list(fields))
            given.setdefault(name, []).append(value.replace("\r\n", "\n"))
        for name, texts in given.items():
            if len(texts) > 1 and skeleton.settable()[fields[name]].kind != "list":
                self._refuse(say("{name} holds one text, and --set gives it more", name=name))
            skeleton = skeleton.with_answer(fields[name], texts)
        refused = [
            f"{name}: {in_words(problem, self.messages)}"
            for name in given
            for problem in skeleton.problems(fields[name])
        ]
        if refused:
            raise click.UsageError("\n".join(refused))
        return skeleton

    def _refuse_field(self, name: str, skeleton: Skeleton, known: list[str]) -> NoReturn:
        if skeleton.schema.root.at(tuple(name.split("."))):
            self._refuse(say("{name} holds groups of fields: write it in the file", name=name))
        message = say('"{name}" is not a field here', name=name)
        self._refuse(message, nearest(name, known, say("take it away")))

    def _schema_address(self, kind: str, path: Path) -> str:
        """Where the author's editor finds the schema: from the file's folder, if it can be said."""
        from memo.kinds import SCHEMA_ENDING

        schema = Path(os.path.abspath(self.kinds.folder / f"{kind}{SCHEMA_ENDING}"))
        try:
            address = Path(os.path.relpath(schema, os.path.abspath(path.parent))).as_posix()
        except ValueError:  # on Windows there is no way from one drive to another
            return schema.as_uri()
        # The editor reads the address up to the first space.
        return schema.as_uri() if " " in address else address

    def _say_what_next(self, path: Path) -> None:
        from memo.papers import shown

        folders = {"content": self.content.folder, "templates": self.kinds.folder}
        message = say(
            "{path} is written; build it with: {command}",
            path=shown(path),
            command=as_typed(["build", shown(path)], folders),
        )
        click.echo(self.messages.text(message))


def _is_odd(path: Path) -> bool:
    return not str(path).isprintable()
