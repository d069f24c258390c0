"""How many cells a table and a row of it may have, in whichever form the table is written."""

from __future__ import annotations

from memo.problems import Message, Report, Span, say

# With more, Word says that the file is damaged.
_MOST_COLUMNS = 63

# Some hundred pages of numbers: nobody reads more on paper, and Word is slow with them.
_MOST_CELLS = 50_000


def report_count(count: int, columns: int, span: Span, help: Message, report: Report) -> None:
    """Nothing; reports a row that has not as many cells as the table has columns."""
    report.error(
        "forkert-antal-celler",
        span,
        say(
            "cells in this row: {count}; columns of the table: {columns}",
            count=count,
            columns=columns,
        ),
        help,
    )


def check_columns(columns: int, span: Span, report: Report) -> None:
    """Nothing; reports a table with more columns than Word can open."""
    if columns > _MOST_COLUMNS:
        report.error(
            "for-mange-kolonner",
            span,
            say(
                "this table has {columns} columns, and Word opens at most {most}",
                columns=columns,
                most=_MOST_COLUMNS,
            ),
            say("divide it into several tables, or let rows and columns change places"),
        )


def check_cells(cells: int, span: Span, report: Report) -> bool:
    """Whether so many cells can be one table; reports where there are too many."""
    if cells > _MOST_CELLS:
        report.error(
            "for-mange-celler",
            span,
            say("this table has more than {most} cells", most=_MOST_CELLS),
            say("print what the text needs of it, and refer to the rest"),
        )
    return cells <= _MOST_CELLS
