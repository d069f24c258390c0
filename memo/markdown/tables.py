"""Tables in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.rules_block.table import escapedSplit, headerLineRe
from markdown_it.token import Token
from msgspec.structs import replace

from memo.blocks import Alignment, Cell, Inline, Paragraph, Row, Run, Table
from memo.cells import check_columns, report_count
from memo.markdown.inlines import Inlines
from memo.markdown.places import Places
from memo.problems import Report, say

_DIVIDER = re.compile(r"(?<!\\)\||$")
_ALIGNMENTS: dict[str, Alignment] = {
    "text-align:left": "left",
    "text-align:center": "center",
    "text-align:right": "right",
}


def read_table(
    opening: Token, tokens: Iterator[Token], inlines: Inlines, places: Places, report: Report
) -> Table:
    """The table; takes its tokens up to the closing one.

    A row in which all that is written is bold is a total, or the head of a group where only its
    first cell is written.
    """
    rows: list[Row] = []
    cells: list[Cell] = []
    alignments: list[Alignment] = []
    head = False
    columns: Iterator[int] = iter(())
    row = opening
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            cells = []
            row = token
            _check_width(token, len(alignments), places, report)
        elif token.type in ("th_open", "td_open"):
            head = token.type == "th_open"
            if head:
                alignments.append(_ALIGNMENTS.get(str(token.attrs.get("style", "")), ""))
        elif token.type == "inline":
            if not cells:
                columns = _columns(row, token.content, places)
            token.meta["column"] = next(columns, 0)
            cells.append(Cell((Paragraph(inlines.read(token)),)))
        elif token.type == "tr_close":
            rows.append(Row(_light(cells), "head") if head else _row(cells))
    check_columns(len(alignments), places.block(opening), report)
    return Table(tuple(rows), tuple(alignments), places.block(opening))


def is_failed_table(lines: list[str]) -> bool:
    """Whether the lines of a paragraph were meant as a table.

    The second is one of dashes, or both the first begin with |.
    """
    if len(lines) < 2 or "|" not in lines[0] or "|" not in lines[1]:
        return False
    if lines[0].startswith("|") and lines[1].lstrip().startswith("|"):
        return True
    marks = [mark.strip() for mark in lines[1].strip().strip("|").split("|")]
    return all(headerLineRe.match(mark) for mark in marks)


def _columns(row: Token, first: str, places: Places) -> Iterator[int]:
    """Where the text of each cell begins in the line; two cells may hold the same text.

    The table may stand in a quotation; but a sign > may also begin the text of the first cell.
    """
    line = places.text(row.map[0] if row.map else 0)
    start = len(line) - len(line.lstrip(" \t" if first.startswith(">") else "> \t"))
    start += line.startswith("|", start)
    for divider in _DIVIDER.finditer(line, start):
        cell = line[start : divider.start()]
        yield start + len(cell) - len(cell.lstrip())
        start = divider.end()


def _check_width(row: Token, columns: int, places: Places, report: Report) -> None:
    """Nothing; the library drops the cells of a row that has more than the head."""
    line = row.map[0] if row.map else 0
    text = places.text(line).lstrip("> \t").rstrip()  # the table may stand in a quotation
    written = escapedSplit(text.removeprefix("|"))
    count = len(written) - (not written[-1].strip())
    if columns and count > columns:
        help = say("take cells away, or write \\| where the sign | is part of a text")
        report_count(count, columns, places.line(line), help, report)


def _row(cells: list[Cell]) -> Row:
    inlines = [_inlines(cell) for cell in cells]
    written = [found for found in inlines if found]
    if not written or not all(_is_bold(inline) for found in written for inline in found):
        return Row(tuple(cells))
    if len(written) == 1 and inlines[0] and len(cells) > 1:
        return Row((replace(_light(cells)[0], columns=len(cells)),), "group")
    return Row(_light(cells), "sum")


def _light(cells: list[Cell]) -> tuple[Cell, ...]:
    """The cells less the bold that marks them: the style is bold, and in Word two cancel out."""
    return tuple(
        replace(cell, blocks=(Paragraph(tuple(map(_unmarked, _inlines(cell)))),)) for cell in cells
    )


def _unmarked(inline: Inline) -> Inline:
    return replace(inline, bold=False) if isinstance(inline, Run) else inline


def _inlines(cell: Cell) -> tuple[Inline, ...]:
    block = cell.blocks[0]
    return block.inlines if isinstance(block, Paragraph) else ()


def _is_bold(inline: Inline) -> bool:
    return isinstance(inline, Run) and inline.bold
