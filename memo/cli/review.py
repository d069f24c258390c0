"""`review`: what people have done in Word files, each with its place in the YAML."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from memo.cli.findings import Findings, as_object
from memo.cli.options import (
    ERRORS,
    FINE,
    as_typed,
    content_option,
    files_argument,
    format_option,
    language_option,
    output_option,
    templates_option,
)
from memo.cli.report import chosen_paint, show_problems
from memo.messages import Messages
from memo.problems import Report, say

if TYPE_CHECKING:
    from memo.review.found import ReviewedFile


def review_command(messages: Messages) -> click.Command:
    """The command `review`."""
    text = messages.text
    about = text(
        say("Shows what people have done in the Word files, each with its place in the YAML.")
    )

    @click.command(
        name="review", help=about, short_help=about, options_metavar=text(say("[OPTIONS]"))
    )
    @files_argument(messages)
    @format_option(messages)
    @content_option(messages)
    @output_option(messages)
    @templates_option(messages)
    @language_option(messages)
    def review(
        file: tuple[Path, ...], form: str, content: Path, output: Path, templates: Path
    ) -> None:
        report = Report()
        found = reviewed_files(file, content, templates, report)
        if form == "json":
            click.echo(json.dumps([as_object(one, messages) for one in found], indent=2))
        else:
            for line in _lines(found, messages):
                click.echo(line)
        show_problems(report, messages, on_error_stream=True)
        folders = {"content": content, "output": output, "templates": templates}
        if form == "text":
            for line in _what_next(found, folders, messages):
                click.echo(line)
        sys.exit(ERRORS if report.has_errors else FINE)

    return review


def reviewed_files(
    files: Iterable[Path], content: Path, templates: Path, report: Report
) -> list[ReviewedFile]:
    """What was found in each of the files that can be read; a file named twice counts once."""
    from memo.papers import Papers
    from memo.review.reviewing import review

    # Each sees the content by itself: what one has read of it would hold it in memory for the next.
    found = (review(file, Papers(content, templates), report) for file in dict.fromkeys(files))
    return [one for one in found if one is not None]


def _lines(files: list[ReviewedFile], messages: Messages) -> Iterator[str]:
    paint = chosen_paint()
    for reviewed in files:
        findings = Findings(reviewed, messages, paint)
        yield findings.heading()
        if not (reviewed.changes or reviewed.comments):
            nothing = say("no changes and no comments")
            yield f"  {messages.text(nothing)}"
        for change in reviewed.changes:
            yield ""
            yield from findings.change(change)
        for comment in reviewed.comments:
            yield ""
            yield from findings.comment(comment)
        yield ""


def _what_next(
    files: list[ReviewedFile], folders: dict[str, Path], messages: Messages
) -> Iterator[str]:
    """How much there is, and what to do about it; nothing where there is nothing."""
    counted = ", ".join([*_changes(files, messages), *_comments(files, messages)])
    if not counted:
        return
    yield counted
    still_open = [id for file in files for id in open_ids(file)]
    if not still_open:
        has_changes = any(file.changes for file in files)
        done = say("all is decided: build the document anew")
        yield messages.text(done if has_changes else say("there is nothing left to decide"))
        return
    command = as_typed(["apply", *(file.file for file in files)], folders)
    yield messages.text(say("take them into the YAML with: {command}", command=command))
    choose = say(
        "--dry-run shows first what would become of it; --only and --reject choose, as in "
        "--reject {id}",
        id=still_open[0],
    )
    yield messages.text(choose)


def _changes(files: list[ReviewedFile], messages: Messages) -> Iterator[str]:
    from memo.review.found import Decision

    found = [change for file in files for change in file.changes]
    if not found:
        return
    taken = sum(one.decision is Decision.TAKEN for one in found)
    refused = sum(one.decision is Decision.REFUSED for one in found)
    still = [one for one in found if one.decision is Decision.OPEN]
    conflicts = sum(one.conflict is not None for one in still)
    stuck = sum(not one.returns and one.conflict is None for one in still)
    parts = [
        messages.text(say("taken in: {number}", number=taken)) if taken else "",
        messages.text(say("refused: {number}", number=refused)) if refused else "",
        messages.text(say("in conflict: {number}", number=conflicts)) if conflicts else "",
        messages.text(say("cannot come back: {number}", number=stuck)) if stuck else "",
    ]
    yield _with(messages.count("{number} change", "{number} changes", len(found)), parts)


def _comments(files: list[ReviewedFile], messages: Messages) -> Iterator[str]:
    found = [comment for file in files for comment in file.comments]
    if not found:
        return
    resolved = sum(one.comment.is_resolved for one in found)
    parts = [messages.text(say("resolved: {number}", number=resolved)) if resolved else ""]
    yield _with(messages.count("{number} comment", "{number} comments", len(found)), parts)


def _with(counted: str, parts: list[str]) -> str:
    told = ", ".join(filter(None, parts))
    return f"{counted} ({told})" if told else counted


def open_ids(file: ReviewedFile) -> list[str]:
    """The ids of what nobody has decided on yet."""
    from memo.review.found import Decision

    changes = [one.change.id for one in file.changes if one.decision is Decision.OPEN]
    return changes + [one.id for one in file.comments if one.decision is Decision.OPEN]
