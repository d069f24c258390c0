"""All checks of the prose, and what they find in a document."""

from __future__ import annotations

from memo.blocks import Record
from memo.checks import (
    case_numbers,
    confidential,
    cpr_numbers,
    dashes,
    double_spaces,
    full_slides,
    hard_spaces,
    headings,
    help_text,
    link_texts,
    marks,
    quotation_marks,
    references,
    table_heads,
    weekdays,
)
from memo.checks.check import Check
from memo.checks.paper import read_paper
from memo.content import Content
from memo.edition import Edition
from memo.problems import Problem, Severity
from memo.schema import Schema
from memo.source.edits import Edit
from memo.source.nodes import Source

CHECKS: tuple[Check, ...] = (
    case_numbers.CHECK,
    confidential.CHECK,
    cpr_numbers.CHECK,
    dashes.CHECK,
    double_spaces.CHECK,
    full_slides.CHECK,
    hard_spaces.CHECK,
    headings.CHECK,
    help_text.CHECK,
    link_texts.CHECK,
    marks.CHECK,
    quotation_marks.CHECK,
    references.CHECK,
    table_heads.CHECK,
    weekdays.CHECK,
)


def stopping(edition: Edition) -> tuple[Check, ...]:
    """The checks of a build: those that find errors, and what matters to that edition."""
    public = (confidential.CHECK,) if edition is Edition.PUBLIC else ()
    return (*(check for check in CHECKS if check.severity is Severity.ERROR), *public)


SWITCHABLE = frozenset(
    {
        *(check.code for check in CHECKS),
        # Warnings of other modules, about what stands at a place in the content.
        "afsnit-smelter-sammen",
        "billede-drejet",
        "ens-numre",
        "fylder-for-meget",
        "liste-ved-et-tilfaelde",
        "nummer-forskudt",
        "nummer-i-afsnit",
        "oedelagte-bogstaver",
        "punkt-i-teksten",
        "tabel-for-bred",
        "tal-delt-af-komma",
        "tegn-som-tekst",
        "tekst-efter-havelaage",
    }
)
"""The codes of the checks that an author may switch off."""


def run_checks(
    path: str,
    source: Source,
    record: Record,
    schema: Schema,
    content: Content,
    *,
    checks: tuple[Check, ...],
) -> list[tuple[Problem, Edit | None]]:
    """What the checks find in a composed document, each with the edit that mends it.

    `path` is its place below the `content` folder, `record` its values.
    """
    paper = read_paper(path, source, record, schema, content)
    return [found for check in checks for found in check.problems(paper)]
