"""The command line: the only place that prints."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from memo import __version__
from memo.messages import LANGUAGES, Messages, system_language
from memo.problems import Message, Report, Severity, Span, say

if TYPE_CHECKING:
    from memo.project import Built, Project

ROOT = Path(__file__).resolve().parent.parent

# A wrong command line is 2: the library exits with it by itself.
FINE, ERRORS, LEFT_AS_IT_IS = 0, 1, 3

# From so many documents on, a person who watches sees a bar instead of waiting.
_MANY = 20


def main() -> None:
    """Never returns; runs the command line and exits with its code."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        # A console of Windows may lack a letter that stands in the content.
        stream.reconfigure(errors="replace")
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


class _Commands(click.Group):
    """Commands of which `build` is meant where none is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments, with `build` put before paths and options that are not the group's own."""
        place = 0
        while place < len(args) and args[place].split("=")[0] == "--lang":
            place += 1 if "=" in args[place] else 2
        own = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        command = self._named_command(args, place)
        if command is not None:
            name = args[command]
            args = [*args[:place], name, *args[place:command], *args[command + 1 :]]
        elif place >= len(args) or _is_path_or_option(args[place], own):
            args = [*args[:place], "build", *args[place:]]
        return super().parse_args(ctx, args)

    def _named_command(self, args: list[str], place: int) -> int | None:
        """Where the command stands, which may also come after its options and their values."""
        while place < len(args) and args[place] in _WITH_VALUE:
            place += 2
        return place if place < len(args) and args[place] in self.commands else None


_WITH_VALUE = ("--content", "-o", "--output", "--templates", "--lang")


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
    @_language_option(messages)
    def commands() -> None:
        pass

    commands.add_command(_build_command(messages))
    commands.add_command(_text_command(messages))
    return commands


def _build_command(messages: Messages) -> click.Command:
    text = messages.text

    about = text(say("Builds the documents in PATH, or all of them, into the output folder."))

    @click.command(help=about, short_help=about, options_metavar=text(say("[OPTIONS]")))
    @click.argument(
        "path",
        nargs=-1,
        metavar=text(say("[PATH]...")),
        type=click.Path(exists=True, path_type=Path),
    )
    @_folder_options(messages)
    @_language_option(messages)
    def build(path: tuple[Path, ...], content: Path, output: Path, templates: Path) -> None:
        from memo.project import Project

        _check_folders(path, content, output, templates, messages)
        project = Project(content, templates, output)
        sys.exit(_build(project, path or (content,), messages))

    return build


def _check_folders(
    paths: tuple[Path, ...], content: Path, output: Path, templates: Path, messages: Messages
) -> None:
    """Nothing; a command line that mixes up the folders is wrong."""
    for path in paths:
        if not path.resolve().is_relative_to(content.resolve()):
            message = say(
                "{path} is not inside the content folder {folder}", path=path, folder=content
            )
            raise click.UsageError(messages.text(message))
    for source in (content, templates):
        if output.resolve().is_relative_to(source.resolve()):
            message = say(
                "the output folder {path} lies inside {folder}", path=output, folder=source
            )
            raise click.UsageError(messages.text(message))


def _text_command(messages: Messages) -> click.Command:
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
    @_language_option(messages)
    def show_text(file: Path) -> None:
        sys.exit(_show_text(file, messages))

    return show_text


def _language_option(messages: Messages) -> Callable[[Any], Any]:
    # The value is read before all else, by `_chosen_language`.
    return click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        expose_value=False,
        help=messages.text(say("The language of messages; that of the system where not given.")),
    )


def _folder_options(messages: Messages) -> Callable[[Any], Any]:
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


def _build(project: Project, paths: Iterable[Path], messages: Messages) -> int:
    """The exit code of building the documents in the paths."""
    from memo.output import Outcome

    report = Report()
    built = []
    for one in _watched(project.documents(paths, report), project):
        report.include(one.report)
        built.append(one)
    for one in built:
        click.echo(messages.text(_line(one)))
    report.include(project.register_problems())
    report.include(project.page_problems())
    for problem in report.problems():
        click.echo(messages.problem(problem), err=True)
    click.echo(_summary(built, report, messages))
    if any(one.outcome is Outcome.LEFT for one in built):
        return LEFT_AS_IT_IS
    return ERRORS if report.has_errors else FINE


def _show_text(file: Path, messages: Messages) -> int:
    """The exit code of printing a Word file as text."""
    from memo.word.package import PackageFault, read_parts
    from memo.word.view import view
    from memo.word.xml import XmlFault

    try:
        click.echo(view(read_parts(file.read_bytes())), nl=False)
    except (PackageFault, XmlFault, OSError):
        report = Report()
        report.error(
            "ikke-en-word-fil",
            Span(file.as_posix()),
            say("the file cannot be read as a Word file"),
            say("check that it is a .docx, and that Word can open it"),
        )
        for problem in report.problems():
            click.echo(messages.problem(problem), err=True)
        return ERRORS
    return FINE


def _watched(documents: list[str], project: Project) -> Iterator[Built]:
    """What becomes of each document, with a bar where there are many and a person is watching."""
    if len(documents) < _MANY or not sys.stderr.isatty():
        yield from map(project.build, documents)
        return
    with click.progressbar(documents, file=sys.stderr) as bar:
        yield from map(project.build, bar)


def _line(one: Built) -> Message:
    from memo.output import Outcome

    line = {
        Outcome.WRITTEN: say("{content} -> {output}"),
        Outcome.LEFT: say("{content}: {output} was left as it is"),
        Outcome.FAILED: say("{content}: not built"),
    }[one.outcome]
    return line.filled(content=one.content, output=one.output)


def _summary(built: list[Built], report: Report, messages: Messages) -> str:
    from memo.output import Outcome

    written = sum(one.outcome is Outcome.WRITTEN for one in built)
    counts = [
        messages.count("{number} document built", "{number} documents built", written),
        messages.count("{number} error", "{number} errors", report.count(Severity.ERROR)),
        messages.count("{number} warning", "{number} warnings", report.count(Severity.WARNING)),
    ]
    return ", ".join(counts)
