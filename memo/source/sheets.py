"""The text of a CSV file with other cells and rows: what is not touched stays byte for byte."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from memo.source.edits import Edit, edited
from memo.source.places import line_break


class SetCell(Struct, frozen=True):
    """The text of a cell becomes another; rows and columns count from 0, empty rows too."""

    row: int
    column: int
    text: str


class RemoveRow(Struct, frozen=True):
    """A row is taken away."""

    row: int


class InsertRow(Struct, frozen=True):
    """A row comes before that with the number; where there is none, last."""

    row: int
    cells: tuple[str, ...]


SheetAct = SetCell | RemoveRow | InsertRow


def divider(text: str) -> str:
    """The sign between the cells of the file, as its first line has it."""
    line = text.partition("\n")[0]
    return next((sign for sign in ";\t," if sign in line), ";")


def rewrite_sheet(text: str, acts: Iterable[SheetAct]) -> str | None:
    """The text of the file with the acts done; None where they cannot be done, or not together.

    All numbers are those of the file as it is. A new row gets as many cells as its neighbour has,
    and quotation marks where all of that one's have them.
    """
    acts = list(acts)
    sheet = _Sheet(text)
    if not all(sheet.suits(act) for act in acts):
        return None
    edits = sheet.edits(acts)
    if any(one.end > other.start for one, other in pairwise(edits)):
        return None
    new = edited(text, edits)
    sign = divider(text)
    return new if cells_of(new, sign) == _expected(cells_of(text, sign), acts) else None


def start_of(text: str, row: int, column: int) -> int:
    """The offset in the file of a cell; 0 where there is none."""
    rows = _Sheet(text).rows
    cells = rows[row] if row < len(rows) else []
    return cells[column][0] if column < len(cells) else 0


class _Sheet:
    def __init__(self, text: str) -> None:
        self.text, self.sign, self.eol = text, divider(text), line_break(text)
        sign = re.escape(self.sign)
        cell = re.compile(rf'("[^"]*(?:""[^"]*)*"|[^{sign}\r\n]*)({sign}|\r\n|\n|\Z)')
        self.rows: list[list[tuple[int, int]]] = []
        self.ends: list[int] = []
        at, is_new = 0, True
        while (at < len(text) or not is_new) and (match := cell.match(text, at)):
            if is_new:
                self.rows.append([])
            self.rows[-1].append(match.span(1))
            at, is_new = match.end(), match[2] != self.sign
            if is_new:
                self.ends.append(at)

    def suits(self, act: SheetAct) -> bool:
        """Whether the file has what the act speaks of."""
        if isinstance(act, InsertRow):
            neighbour = self._neighbour(act.row)
            return 0 <= act.row <= len(self.rows) and len(act.cells) <= max(1, len(neighbour))
        if not 0 <= act.row < len(self.rows):
            return False
        return isinstance(act, RemoveRow) or 0 <= act.column < len(self.rows[act.row])

    def edits(self, acts: Sequence[SheetAct]) -> list[Edit]:
        """The acts as edits; those at one place in the order of the acts."""
        gone = {act.row for act in acts if isinstance(act, RemoveRow)}
        made: list[Edit] = [Edit(self._start(row), self.ends[row], "") for row in gone]
        # A row that comes at an empty cell comes before what is written into the cell.
        made += [self._row(act, gone) for act in acts if isinstance(act, InsertRow)]
        made += [
            self._cell(act) for act in acts if isinstance(act, SetCell) and act.row not in gone
        ]
        return sorted(made, key=lambda edit: (edit.start, edit.end))

    def _cell(self, act: SetCell) -> Edit:
        start, end = self.rows[act.row][act.column]
        raw = self.text[start:end]
        text = act.text.replace("\n", "\r\n") if "\r\n" in raw else act.text
        if raw.startswith('"'):
            return Edit(start, end, _quoted(text))
        new = self._text(text)
        # The spaces round a text are not part of it; round a quoted one none may stand.
        inner = "" if new.startswith('"') else raw.strip()
        return Edit(start, end, raw.replace(inner, new, 1) if inner else new)

    def _row(self, act: InsertRow, gone: set[int]) -> Edit:
        neighbour = [self.text[start:end] for start, end in self._neighbour(act.row)]
        is_quoted = bool(neighbour) and all(raw.startswith('"') for raw in neighbour)
        cells = [*act.cells, *[""] * (len(neighbour) - len(act.cells))]
        row = self.sign.join(_quoted(cell) if is_quoted else self._text(cell) for cell in cells)
        if act.row < len(self.rows):
            at = self._start(act.row)
            return Edit(at, at, row + self.eol)
        is_open = not self.text.endswith("\n") and len(self.rows) - 1 not in gone and self.text
        return Edit(len(self.text), len(self.text), (self.eol if is_open else "") + row + self.eol)

    def _start(self, row: int) -> int:
        return self.ends[row - 1] if row else 0

    def _neighbour(self, row: int) -> list[tuple[int, int]]:
        """The row above, or below where there is none; the nearest that is not empty."""
        order = [*reversed(self.rows[:row]), *self.rows[row:]]
        return next((cells for cells in order if len(cells) > 1), order[0] if order else [])

    def _text(self, text: str) -> str:
        special = text.startswith('"') or any(sign in text for sign in (self.sign, "\n", "\r"))
        return _quoted(text) if special else text


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def cells_of(text: str, sign: str = "") -> list[list[str]] | None:
    """The cells of the file, less the spaces round them; None where it cannot be read.

    `sign` stands between them; it is that of the file where none is given.
    """
    stream = io.StringIO(text.replace("\r\n", "\n"), newline="")
    try:
        rows = list(csv.reader(stream, delimiter=sign or divider(text), strict=True))
    except csv.Error:
        return None
    return [[cell.strip() for cell in row] for row in rows]


def _expected(rows: list[list[str]] | None, acts: list[SheetAct]) -> list[list[str]] | None:
    if rows is None:
        return None
    gone = {act.row for act in acts if isinstance(act, RemoveRow)}
    cells = {(act.row, act.column): act.text.strip() for act in acts if isinstance(act, SetCell)}
    result: list[list[str]] = []
    for number in range(len(rows) + 1):
        for act in acts:
            if isinstance(act, InsertRow) and act.row == number:
                order = [*reversed(rows[:number]), *rows[number:]]
                width = next((len(row) for row in order if len(row) > 1), len(act.cells))
                texts = [cell.strip() for cell in act.cells]
                result.append([*texts, *[""] * (width - len(texts))])
        if number < len(rows) and number not in gone:
            row = enumerate(rows[number])
            result.append([cells.get((number, column), cell) for column, cell in row])
    return result
