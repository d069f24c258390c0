"""A table without heads above its columns.

A screen reader says the head of the column with each cell; the law on the accessibility of public
websites asks for them.
"""

from __future__ import annotations

from collections.abc import Iterator

from memo.blocks import Block, Paragraph, Passage, Table
from memo.checks.check import Check, Finding
from memo.checks.paper import Paper
from memo.problems import Severity, say


def _find(paper: Paper) -> Iterator[Finding]:
    for table in paper.tables:
        if not _has_head(table):
            yield Finding(
                table.span,
                say("this table has no heads above its columns"),
                say("write in its first row what each column holds"),
            )


def _has_head(table: Table) -> bool:
    return any(
        _has_words(block)
        for row in table.rows
        if row.role == "head"
        for cell in row.cells
        for block in cell.blocks
    )


def _has_words(block: Block) -> bool:
    if isinstance(block, Passage):
        return any(map(_has_words, block.blocks))
    return not isinstance(block, Paragraph) or bool(block.text.strip())


CHECK = Check("tabel-uden-hoved", Severity.ERROR, _find)
