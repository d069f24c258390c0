"""Values that come from a spreadsheet: cells of a CSV file, as it is today."""

from __future__ import annotations

import re

from memo.blocks import steps_of
from memo.content import Content
from memo.problems import Report
from memo.review.results import Key
from memo.source.encodings import decode
from memo.source.sheets import cells_of
from memo.spreadsheet import MAX_BYTES


class Sheets:
    """The spreadsheets of the content folder, each read once."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._texts: dict[str, str] = {}

    def text(self, file: str) -> str:
        """The text of the file, "" where it cannot be read any more."""
        if file not in self._texts:
            report = Report()
            data = self._content.data(file, MAX_BYTES, report)
            text = None if data is None else decode(data, file, None, report)
            self._texts[file] = text or ""
        return self._texts[file]

    def cell(self, key: Key) -> str | None:
        """What stands today in the cell where a value stood; None where there is none."""
        file, pointer = key
        place = place_of(pointer)
        if place is None:
            return None
        row, column = place
        cells = cells_of(self.text(file)) or []
        own = cells[row] if row < len(cells) else []
        return own[column] if column < len(own) else None


def place_of(pointer: str) -> tuple[int, int] | None:
    """The row and column of the cell, from 0; None where the pointer is not one to a cell.

    A reviewed file tells the pointer, and it is not to be trusted.
    """
    steps = steps_of(pointer)
    if len(steps) != 2 or not all(re.fullmatch("[0-9]{1,9}", str(step)) for step in steps):
        return None
    return int(steps[0]), int(steps[1])
