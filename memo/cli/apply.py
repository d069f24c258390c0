"""`apply`: what people have done in Word files, into the YAML."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from memo.cli.choosing import Chosen, choose
from memo.cli.findings import Findings, decision_of_change, decision_of_comment
from memo.cli.options import (
    ERRORS,
    FINE,
    LEFT_AS_IT_IS,
    as_typed,
    content_option,
    files_argument,
    language_option,
    output_option,
    templates_option,
)
from memo.cli.report import chosen_paint, show_problems
from memo.cli.review import open_ids, reviewed_files
from memo.cli.wordings import shown_text
from memo.messages import Messages, Paint, Role, visible
from memo.problems import Message, Report, say

if TYPE_CHECKING:
    from memo.review.found import Applied, ReviewedFile, Rewritten

_ONLY = say("Takes only this, by its id or its author; repeated for more.")
_REJECT = say("Refuses this, by its id or its author; repeated for more.")
_DRY_RUN = say("Shows what would change in the YAML, and writes nothing.")


def apply_command(messages: Messages) -> click.Command:
    """The command `apply`."""
    text = messages.text
    about = text(say("Takes what people have done in the Word files into the YAML."))

    @click.command(
        name="apply", help=about, short_help=about, options_metavar=text(say("[OPTIONS]"))
    )
    @files_argument(messages)
    @_choice("--only", _ONLY, messages)
    @_choice("--reject", _REJECT, messages)
    @click.option("--dry-run", is_flag=True, help=text(_DRY_RUN))
    @content_option(messages)
    @output_option(messages)
    @templates_option(messages)
    @language_option(messages)
    def apply(
        *,
        file: tuple[Path, ...],
        only: tuple[str, ...],
        reject: tuple[str, ...],
        dry_run: bool,
        content: Path,
        output: Path,
        templates: Path,
    ) -> None:
        report = Report()
        found = reviewed_files(file, content, templates, report)
        try:
            chosen = choose(only, reject, found, messages)
        except click.UsageError:
            # What is named may stand in a file that cannot be read.
            show_problems(report, messages, on_error_stream=True)
            raise
        folders = {"content": content, "output": output, "templates": templates}
        sys.exit(_Apply(folders, report, messages, dry_run=dry_run).run(found, chosen))

    return apply


def _choice(name: str, help: Message, messages: Messages) -> Callable[[Any], Any]:
    metavar = messages.text(say("ID|AUTHOR"))
    return click.option(name, multiple=True, metavar=metavar, help=messages.text(help))


class _Apply:
    """One run of the command."""

    def __init__(
        self, folders: dict[str, Path], report: Report, messages: Messages, *, dry_run: bool
    ) -> None:
        self._folders = folders
        self._report = report
        self._messages = messages
        self._paint = chosen_paint()
        self._dry_run = dry_run

    def run(self, files: list[ReviewedFile], chosen: list[Chosen]) -> int:
        """The exit code of taking in the files, one after the other."""
        done: list[Applied] = []
        for before, one in zip(files, chosen, strict=True):
            applied = self._applied(before.file, one)
            if applied is None:
                continue
            for line in self._lines(before, applied, one):
                click.echo(line)
            done.append(applied)
        show_problems(self._report, self._messages, on_error_stream=True)
        if done:
            self._say_what_next(done)
        if any(applied.left for applied in done):
            return LEFT_AS_IT_IS
        return ERRORS if self._report.has_errors else FINE

    def _applied(self, file: str, chosen: Chosen) -> Applied | None:
        from memo.papers import Papers
        from memo.review.applying import apply
        from memo.review.wish import Wish

        # Anew for each file: the one before may have changed the content.
        papers = Papers(self._folders["content"], self._folders["templates"])
        wish = Wish(only=lambda id, _: id in chosen.take, reject=lambda id, _: id in chosen.refuse)
        return apply(Path(file), papers, self._report, wish, dry_run=self._dry_run)

    def _lines(self, before: ReviewedFile, applied: Applied, chosen: Chosen) -> Iterator[str]:
        findings = Findings(applied.reviewed, self._messages, self._paint)
        yield findings.heading()
        decided = list(self._decided(before, applied, chosen, findings))
        yield from decided
        for change in applied.reviewed.changes:
            if change.change.id in applied.left:
                yield ""
                yield from findings.change(change)
        if not decided and not applied.left:
            nothing = say("there is nothing left to decide")
            yield f"  {self._text(nothing)}"
        yield ""
        for file in applied.files:
            yield from self._file(file)

    def _decided(
        self, before: ReviewedFile, applied: Applied, chosen: Chosen, findings: Findings
    ) -> Iterator[str]:
        """A line for each change and comment that was decided just now."""
        known = {one.change.id: one.decision for one in before.changes}
        known |= {one.id: one.decision for one in before.comments}
        for change in applied.reviewed.changes:
            decision = decision_of_change(change.decision)
            if decision and known.get(change.change.id) is not change.decision:
                yield self._line(change.change.id, decision, findings.wording(change))
        for comment in applied.reviewed.comments:
            decision = decision_of_comment(comment.decision)
            # One that is refused is kept too, as resolved.
            if comment.id in chosen.refuse:
                decision = say("refused")
            if decision and known.get(comment.id) is not comment.decision:
                yield self._line(comment.id, decision, f'"{shown_text(comment.comment.text)}"')

    def _line(self, id: str, decision: Message, what: str) -> str:
        return f"  {self._paint('place', id)}  {self._text(decision)}: {what}"

    def _file(self, file: Rewritten) -> Iterator[str]:
        """What has become of a file of the content, or would become of it."""
        if not self._dry_run:
            yield self._text(say("{file}: written", file=file.name))
            return
        yield from difference(file, self._paint)
        yield ""

    def _say_what_next(self, done: list[Applied]) -> None:
        from memo.papers import shown

        left = sum(len(applied.left) for applied in done)
        still_open = sum(len(open_ids(applied.reviewed)) for applied in done)
        if left:
            told = self._messages.count(
                "{number} change is left: put it into the YAML by hand, or refuse it with --reject",
                "{number} changes are left: put them into the YAML by hand, or refuse them with "
                "--reject",
                left,
            )
            click.echo(told)
        if still_open > left:
            others = say("not asked for, and still open: {number}", number=still_open - left)
            click.echo(self._text(others))
        if self._dry_run:
            click.echo(self._text(say("nothing is written: leave --dry-run out to write it")))
        elif not still_open:
            documents = dict.fromkeys(applied.reviewed.content for applied in done)
            paths = [shown(self._folders["content"] / document) for document in documents]
            command = as_typed(["build", *paths], self._folders)
            click.echo(self._text(say("build anew with: {command}", command=command)))

    def _text(self, message: Message) -> str:
        return self._messages.text(message)


def difference(file: Rewritten, paint: Paint) -> Iterator[str]:
    """The lines of a unified diff of the file."""
    roles: dict[str, Role] = {"-": "removed", "+": "added", "@": "help"}
    before, after = _lines_of(file.before or ""), _lines_of(file.after)
    for line in unified_diff(before, after, file.name, file.name, lineterm=""):
        role = roles.get(line[0])
        yield paint(role, visible(line)) if role else visible(line)


def _lines_of(text: str) -> list[str]:
    """The lines as YAML has them; Windows ends them in a sign of its own."""
    lines = text.removesuffix("\n").split("\n") if text else []
    return [line.removesuffix("\r") for line in lines]
