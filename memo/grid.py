"""The grid of a table: cells that cover several columns or rows, put in their places."""

from __future__ import annotations

from collections import deque

from memo.blocks import Cell, Row, RowRole
from memo.cells import check_columns, report_count
from memo.problems import Report, say
from memo.source.nodes import Node, Source


class Grid:
    """Rows of one table as they are added. The first tells how many columns there are."""

    def __init__(self, source: Source, report: Report) -> None:
        self.columns = 0
        self._source = source
        self._report = report
        self._rows: list[Row] = []
        # By column, the cells that reach below the last row, and where their rows are written.
        self._covered: dict[int, tuple[Cell, Node]] = {}

    def add(self, cells: list[Cell], role: RowRole, node: Node) -> None:
        """Nothing; adds a row. `node` is where it is written."""
        if self._rows and self._rows[-1].role == "head" != role:
            self._report_overlap()  # Word repeats the head on each page, and a cell of it whole
        waiting, placed, column = deque(cells), [], 0
        while waiting or column in self._covered:
            if column in self._covered:
                above, origin = self._covered.pop(column)
                cell = Cell(columns=above.columns, rows=above.rows - 1, continued=True)
            else:
                cell, origin = waiting.popleft(), node
            if cell.rows > 1:
                self._covered[column] = (cell, origin)
            placed.append(cell)
            column += cell.columns
        if not self.columns:
            self.columns = column
            check_columns(column, self._source.node_span(node), self._report)
        if column != self.columns:
            self._report_count(column, node)
        self._rows.append(Row(tuple(placed), role))

    def add_group(self, cell: Cell, node: Node) -> None:
        """Nothing; adds a row whose only cell covers all columns."""
        self._report_overlap()
        self._covered.clear()
        self._rows.append(Row((Cell(cell.blocks, columns=self.columns),), "group"))

    def rows(self) -> tuple[Row, ...]:
        """All rows; reports a cell that reaches below the last."""
        self._report_overlap()
        return tuple(self._rows)

    def _report_count(self, count: int, node: Node) -> None:
        help = say(
            "put a text with a comma in quotation marks, and write an empty cell as {empty}",
            empty='""',
        )
        report_count(count, self.columns, self._source.node_span(node), help, self._report)

    def _report_overlap(self) -> None:
        for _, origin in self._covered.values():
            self._report.error(
                "celle-for-hoej",
                self._source.node_span(origin),
                say("a cell of this row reaches further down than there are rows for"),
                say("write a smaller number at its rækker:"),
            )
