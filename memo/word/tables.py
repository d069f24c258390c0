"""Tables as WordprocessingML."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct, field

from memo.blocks import Cell, Row, RowRole, Table
from memo.problems import Report, say
from memo.word.columns import Column, text_of_cell
from memo.word.paragraphs import Look
from memo.word.xml import escape_in_attribute

_LINE = 'w:val="single" w:sz="{size}" w:space="0" w:color="auto"'

# Of a table with no more rows than this a reader wants all of it on one page.
_SHORT = 15

CellWriter = Callable[[Cell, RowRole, Look], str]


def warn_of_narrow_columns(table: Table, columns: list[Column], report: Report) -> None:
    """Nothing; warns of a table that nobody can read."""
    if any(column.is_too_narrow for column in columns):
        report.warning(
            "tabel-for-bred",
            table.span,
            say("the table is so wide that words and numbers in it are broken"),
            say("write liggende: ja for a page on its side, or shorten its words"),
        )


def table_xml(
    table: Table, columns: list[Column], style: str, left: int, content: CellWriter
) -> str:
    """The table; `style` is the id of its style, and `content` gives what stands in a cell."""
    heads = sum(row.role == "head" for row in table.rows)
    writer = _Rows(columns, content)
    rows = []
    for number, row in enumerate(table.rows):
        below = heads - number if row.role == "head" and heads > 1 else 0
        rows.append(writer.row(row, keep_next=_stays_with_next(table, number), heads=below))
    grid = "".join(f'<w:gridCol w:w="{column.width}"/>' for column in columns)
    properties = _properties(table, columns, style, left)
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _properties(table: Table, columns: list[Column], style: str, left: int) -> str:
    width = sum(column.width for column in columns)
    title = table.caption.title.paragraph.text if table.caption else ""
    return (
        f'<w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{width}" w:type="dxa"/>'
        + (f'<w:tblInd w:w="{left}" w:type="dxa"/>' if left else "")
        + '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        + (f'<w:tblCaption w:val="{escape_in_attribute(title)}"/>' if title else "")
        + "</w:tblPr>"
    )


def _stays_with_next(table: Table, number: int) -> bool:
    """Whether no page should end below the row: in a short table, below a head, above a sum."""
    row = table.rows[number]
    if number + 1 == len(table.rows):
        return table.notes is not None
    return (
        len(table.rows) <= _SHORT
        or row.role in ("head", "group")
        or table.rows[number + 1].role == "sum"
    )


class _Rows(Struct, frozen=True):
    """Writes the rows of a table; `content` gives what stands in a cell.

    Cells that differ in nothing but that have the same `w:tcPr`, which is found once.
    """

    columns: list[Column]
    content: CellWriter
    _properties: dict[tuple[object, ...], str] = field(default_factory=dict)

    def row(self, row: Row, *, keep_next: bool, heads: int) -> str:
        """The row; `heads` is how many rows of a head there are from it on, 0 for the usual one."""
        head = "<w:tblHeader/>" if row.role == "head" else ""
        cells: list[str] = []
        place = 0
        for cell in row.cells:
            own = self.columns[place : place + cell.columns]
            key = (place, cell.columns, cell.rows, cell.continued, row.role, heads)
            properties = self._properties.get(key)
            if properties is None:
                properties = self._properties[key] = _cell_properties(cell, row, own, heads)
            place += cell.columns
            right = _right(cell, row, own)
            look = Look(keep_next=keep_next, align=_align(cell, row, own), right=right)
            cells += ("<w:tc>", properties, self.content(cell, row.role, look), "</w:tc>")
        return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(cells)}</w:tr>"


def _cell_properties(cell: Cell, row: Row, columns: list[Column], heads: int) -> str:
    width = sum([column.width for column in columns])
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    merge = ""
    if cell.continued:
        merge = "<w:vMerge/>"
    elif cell.rows > 1:
        merge = '<w:vMerge w:val="restart"/>'
    borders = _borders(cell, row, heads)
    bottom = '<w:vAlign w:val="bottom"/>' if row.role == "head" else ""
    return f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{borders}{bottom}</w:tcPr>'


def _borders(cell: Cell, row: Row, heads: int) -> str:
    """The lines that the table's style cannot draw: it knows one row of a head, and no sums."""
    if row.role == "sum":
        return f"<w:tcBorders><w:top {_LINE.format(size=4)}/></w:tcBorders>"
    if not heads:
        return ""
    if cell.rows >= heads:  # the head ends below this cell
        return f"<w:tcBorders><w:bottom {_LINE.format(size=6)}/></w:tcBorders>"
    line = _LINE.format(size=4) if cell.columns > 1 else 'w:val="nil"'
    return f"<w:tcBorders><w:bottom {line}/></w:tcBorders>"


def _align(cell: Cell, row: Row, columns: list[Column]) -> str:
    if cell.columns > 1:
        return "center" if row.role == "head" else ""
    align = columns[0].align if columns else ""
    return "" if align == "left" else align


def _right(cell: Cell, row: Row, columns: list[Column]) -> int | None:
    if row.role == "head" or len(columns) != 1 or not columns[0].behind:
        return None
    return columns[0].right(text_of_cell(cell))
