"""`check`: all problems of the documents, without writing them."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from memo.cache import Cache
from memo.cli.options import (
    ERRORS,
    FINE,
    cache_option,
    check_inside,
    content_option,
    format_option,
    jobs_option,
    language_option,
    paths_argument,
    templates_option,
)
from memo.cli.report import as_json, counts, show_problems, watched
from memo.messages import Messages
from memo.problems import Report, say

if TYPE_CHECKING:
    from memo.papers import Checks


_FIX = say("Mends in the YAML what is safe to mend, such as spaces and dashes.")


def check_command(messages: Messages) -> click.Command:
    """The command `check`."""
    text = messages.text
    about = text(say("Tells all that is wrong in the documents in PATH, and writes none of them."))

    @click.command(
        name="check", help=about, short_help=about, options_metavar=text(say("[OPTIONS]"))
    )
    @paths_argument(messages)
    @format_option(messages)
    @click.option("--fix", is_flag=True, help=text(_FIX))
    @jobs_option(messages)
    @content_option(messages)
    @templates_option(messages)
    @cache_option(messages)
    @language_option(messages)
    def check(
        *,
        path: tuple[Path, ...],
        form: str,
        fix: bool,
        jobs: int,
        content: Path,
        templates: Path,
        cache: Cache,
    ) -> None:
        from memo.mending import mend_all
        from memo.papers import Checks

        check_inside(path, content, messages)
        paths = path or (content,)
        report = Report()
        mended = mend_all(content, templates, cache, paths, report) if fix else Counter[str]()
        count = _check(Checks(content, templates, cache), paths, jobs, report)
        if form == "json":
            click.echo(as_json(report, messages))
        else:
            _show(mended, count, report, messages)
        sys.exit(ERRORS if report.has_errors else FINE)

    return check


def _check(checks: Checks, paths: tuple[Path, ...], jobs: int, report: Report) -> int:
    """The number of documents that have been checked; their problems go to the report."""
    from memo.batch import all_done

    papers, count = checks.papers(), 0
    candidates = papers.candidates(path for path in paths if not papers.is_register(path))
    for done in watched(all_done(checks, papers, candidates, jobs), len(candidates)):
        report.include(done.report)
        if done.result is not None:
            report.include(done.result)
            count += 1
    papers.read_registers(paths, report)
    report.include(papers.register_problems())
    report.include(papers.page_problems())
    return count


def _show(mended: Counter[str], count: int, report: Report, messages: Messages) -> None:
    show_problems(report, messages, on_error_stream=False)
    for file, places in sorted(mended.items()):
        line = messages.count("{number} place mended", "{number} places mended", places)
        click.echo(f"{file}: {line}")
    documents = messages.count("{number} document checked", "{number} documents checked", count)
    click.echo(", ".join([documents, *counts(report, messages)]))
