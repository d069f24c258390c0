"""Values that come from a spreadsheet: cells of a CSV file, as it is today."""

from __future__ import annotations

import re
from collections.abc import Mapping

from memo.aligning import todays_rows
from memo.blocks import steps_of
from memo.content import Content
from memo.problems import Report
from memo.review.results import Key
from memo.source.encodings import decode
from memo.source.sheets import cells_of
from memo.spreadsheet import MAX_BYTES

Cell = tuple[int, int]
"""The row and the column of a cell, from 0."""


class Sheets:
    """The spreadsheets of the content folder, each read once.

    `was` has what was printed of each file, by its pointers: so a row is found where it is today.
    """

    def __init__(self, content: Content, was: Mapping[str, Mapping[str, str]]) -> None:
        self._content = content
        self._was = was
        self._texts: dict[str, str] = {}
        self._cells: dict[str, list[list[str]]] = {}
        self._todays: dict[str, dict[int, int]] = {}

    def text(self, file: str) -> str:
        """The text of the file, "" where it cannot be read any more."""
        if file not in self._texts:
            self._texts[file] = text_of_sheet(self._content, file)
        return self._texts[file]

    def rows(self, file: str) -> list[list[str]]:
        """The cells of each row as they are today."""
        if file not in self._cells:
            self._cells[file] = cells_of(self.text(file)) or []
        return self._cells[file]

    def todays_rows(self, file: str) -> dict[int, int]:
        """Where each row that was printed is today; those that are gone are not in it."""
        if file not in self._todays:
            places = {place_of(path): text for path, text in self._was.get(file, {}).items()}
            known = {place: text for place, text in places.items() if place is not None}
            self._todays[file] = todays_rows(known, self.rows(file))
        return self._todays[file]

    def today(self, key: Key) -> Cell | None:
        """Where the cell in which a value stood is today; None where it is gone."""
        place = place_of(key[1])
        row = None if place is None else self.todays_rows(key[0]).get(place[0])
        return None if place is None or row is None else (row, place[1])

    def cell(self, file: str, place: Cell) -> str:
        """What stands in a cell today, "" where there is none."""
        row, column = place
        own = self.rows(file)[row]
        return own[column] if column < len(own) else ""


def text_of_sheet(content: Content, file: str) -> str:
    """The text of the spreadsheet, "" where it cannot be read any more."""
    report = Report()
    data = content.data(file, MAX_BYTES, report)
    return (decode(data, file, None, report) if data is not None else None) or ""


def place_of(pointer: str) -> Cell | None:
    """The row and column of the cell, from 0; None where the pointer is not one to a cell.

    A reviewed file tells the pointer, and it is not to be trusted.
    """
    steps = steps_of(pointer)
    if len(steps) != 2 or not all(re.fullmatch("[0-9]{1,9}", str(step)) for step in steps):
        return None
    return int(steps[0]), int(steps[1])
