"""Tables from a spreadsheet, saved as CSV."""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass

from memo.blocks import Address, Cell, Paragraph, Passage, Run
from memo.nodes import Source
from memo.problems import Report, Span, say
from memo.source import only_allowed_characters


@dataclass(frozen=True)
class SheetCell:
    """A cell of the file: plain text, in which no sign means anything."""

    text: str
    address: Address

    def cell(self) -> Cell:
        """The cell of a table in a document."""
        if not self.text:
            return Cell()
        return Cell((Passage((Paragraph((Run(self.text),)),), self.address),))


def read_rows(data: bytes, path: str, name: str, report: Report) -> list[list[SheetCell]]:
    """The rows of the file, empty ones left out; none with a problem.

    `path` is the file's place below the content folder, `name` what the user sees it called. The
    cells are divided by semicolons, as Danish Excel does it, else by tabs or commas.
    """
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        help = say('save it again in Excel as "CSV UTF-8 (semikolonsepareret)"')
        report.error("ikke-utf8", Span(name), say("the file is not saved as UTF-8"), help)
        return []
    if not only_allowed_characters(Source(name, text), report):
        return []
    first = text.partition("\n")[0]
    divider = next((sign for sign in ";\t," if sign in first), ";")
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=divider, strict=True))
    except csv.Error as error:
        _refuse(name, str(error), report)
        return []
    rows = [
        [
            SheetCell(cell.strip(), Address(path, f"/{row}/{column}", cell))
            for column, cell in enumerate(line)
        ]
        for row, line in enumerate(lines)
        if any(cell.strip() for cell in line)
    ]
    if not rows:
        _refuse(name, say("it is empty"), report)
    return rows


def _refuse(name: str, reason: object, report: Report) -> None:
    report.error(
        "ugyldig-csv",
        Span(name),
        say("the table in the file cannot be read: {reason}", reason=reason),
        say("save it again from the spreadsheet as CSV UTF-8"),
    )
