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
    language_option,
    paths_argument,
    templates_option,
)
from memo.cli.report import as_json, counts, show_problems
from memo.messages import Messages
from memo.problems import Report, say

if TYPE_CHECKING:
    from memo.papers import Papers


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
    @content_option(messages)
    @templates_option(messages)
    @cache_option(messages)
    @language_option(messages)
    def check(
        *,
        path: tuple[Path, ...],
        form: str,
        fix: bool,
        content: Path,
        templates: Path,
        cache: Cache,
    ) -> None:
        from memo.mending import mend_all
        from memo.papers import Papers

        check_inside(path, content, messages)
        paths = path or (content,)
        report = Report()
        mended = mend_all(content, templates, cache, paths, report) if fix else Counter[str]()
        count = _check(Papers(content, templates, cache), paths, report)
        if form == "json":
            click.echo(as_json(report, messages))
        else:
            _show(mended, count, report, messages)
        sys.exit(ERRORS if report.has_errors else FINE)

    return check


def _check(papers: Papers, paths: tuple[Path, ...], report: Report) -> int:
    """The number of documents that have been checked; their problems go to the report."""
    documents = papers.documents((p for p in paths if not papers.is_register(p)), report)
    for document in documents:
        _check_document(papers, document, report)
    papers.read_registers(paths, report)
    report.include(papers.register_problems())
    report.include(papers.page_problems())
    return len(documents)


def _check_document(papers: Papers, document: str, report: Report) -> None:
    draft = papers.draft(document, warnings=True)
    report.include(draft.report)
    papers.measure(document, lambda: draft.data)


def _show(mended: Counter[str], count: int, report: Report, messages: Messages) -> None:
    show_problems(report, messages, on_error_stream=False)
    for file, places in sorted(mended.items()):
        line = messages.count("{number} place mended", "{number} places mended", places)
        click.echo(f"{file}: {line}")
    documents = messages.count("{number} document checked", "{number} documents checked", count)
    click.echo(", ".join([documents, *counts(report, messages)]))
