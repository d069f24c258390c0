"""Tables from a spreadsheet, saved as CSV."""

from __future__ import annotations

import csv
import io
from collections import Counter

from msgspec import Struct

from memo.blocks import Address, Cell, Paragraph, Passage, Run
from memo.cells import check_cells, report_count
from memo.problems import Message, Report, Span, say
from memo.source import only_allowed_characters
from memo.source.encodings import decode
from memo.source.nodes import Source
from memo.source.sheets import divider

# Far more than anybody prints.
MAX_BYTES = 10_000_000


def is_sheet(file: str) -> bool:
    """Whether the file is one that `read_rows` reads, by its name."""
    return file.lower().endswith(".csv")


class SheetCell(Struct, frozen=True):
    """A cell of the file: plain text, in which no sign means anything."""

    text: str
    address: Address

    def cell(self) -> Cell:
        """The cell of a table in a document."""
        runs = (Run(self.text),) if self.text else ()
        return Cell((Passage((Paragraph(runs),), self.address, form="plain"),))


def read_rows(data: bytes, path: str, name: str, report: Report) -> list[list[SheetCell]]:
    """The rows of the file, empty ones left out; none with a problem.

    `path` is the file's place below the content folder, `name` what the user sees it called. The
    cells are divided by semicolons, as Danish Excel does it, else by tabs or commas.
    """
    help = say('save it again in Excel as "CSV UTF-8 (semikolonsepareret)"')
    text = decode(data, name, help, report)
    if text is None:
        return []
    text = text.replace("\r\n", "\n")
    if not only_allowed_characters(Source(name, text), report):
        return []
    lines = text.split("\n")
    found = _found(text, lines, path, name, report)
    if found is None:
        return []
    if not found:
        _refuse(Span(name), say("it is empty"), report)
    # Where a title stands above the head, it is that line which differs from all others.
    counts = Counter(len(row) for _, row in found)
    columns = max(counts, key=counts.__getitem__, default=0)
    uneven = [(line, len(row)) for line, row in found if len(row) != columns]
    for line, count in uneven:
        help = say("let the head be the first line, and give each row as many cells as it has")
        report_count(count, columns, _span(name, line, lines), help, report)
    return [] if uneven else _without_empty_columns([row for _, row in found])


def _found(
    text: str, lines: list[str], path: str, name: str, report: Report
) -> list[tuple[int, list[SheetCell]]] | None:
    """The rows that are not empty, each with its line counted from 0; None with a problem."""
    stream = io.StringIO(text, newline="")
    reader = csv.reader(stream, delimiter=divider(text), strict=True)
    found: list[tuple[int, list[SheetCell]]] = []
    line = cells = 0
    try:
        for number, row in enumerate(reader):
            cells += len(row)
            if not check_cells(cells, _span(name, line, lines), report):
                return None
            if any(cell.strip() for cell in row):
                found.append((line, _cells(row, number, path)))
            line = reader.line_num
    except csv.Error as error:
        reason = say("a quotation mark is opened and not closed")
        if "limit" in str(error):
            reason = say("a cell holds more than {most} signs", most=csv.field_size_limit())
        _refuse(_span(name, line, lines), reason, report)
        return None
    return found


def _without_empty_columns(rows: list[list[SheetCell]]) -> list[list[SheetCell]]:
    """The rows less what Excel saves of columns that were once touched: empty ones at the right."""
    width = max((n for row in rows for n, cell in enumerate(row, 1) if cell.text), default=0)
    return [row[:width] for row in rows]


def _cells(row: list[str], number: int, path: str) -> list[SheetCell]:
    return [
        SheetCell(cell.strip(), Address(path, f"/{number}/{column}", cell))
        for column, cell in enumerate(row)
    ]


def _span(name: str, line: int, lines: list[str]) -> Span:
    """The place of a line, counted from 0."""
    return Span(name, line + 1, 1, line + 1, len(lines[line]) + 1, lines[line])


def _refuse(span: Span, reason: Message, report: Report) -> None:
    report.error(
        "ugyldig-csv",
        span,
        say("the table in the file cannot be read: {reason}", reason=reason),
        say("save it again from the spreadsheet as CSV UTF-8"),
    )
