"""What the style of a table says of the text in each of its cells.

Word computes it anew at each showing; LibreOffice writes it into each run when it saves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from memo.word.appearance import Appearance, Properties, Region
from memo.word.xml import Element, is_on, value_of, w

# What of its style a table shows, and the bits of the older form of the same.
_PARTS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}


class TableStyle:
    """The style of one table with those rows."""

    def __init__(self, table: Element, appearance: Appearance, rows: Sequence[Element]) -> None:
        look = table.find(f"{w('tblPr')}/{w('tblLook')}")
        style = value_of(table.find(f"{w('tblPr')}/{w('tblStyle')}"))
        self._style = appearance.table_style(style)
        self._shown = {name for name, bit in _PARTS.items() if _shows(look, name, bit)}
        self._rows = len(rows)
        # LibreOffice takes all rows that are repeated on each page for the first one.
        self._head = max(1, len(list(takewhile(_is_repeated, rows))))

    def cell(self, row: int, column: int, columns: int) -> Region:
        """What is said of text and of paragraphs in the cell; rows and columns count from 0."""
        text: Properties = dict(self._style.of_text)
        paragraph: Properties = dict(self._style.of_paragraph)
        if self._style.regions:
            for region in self._regions(row, column, columns):
                of_text, of_paragraph = self._style.regions.get(region, ({}, {}))
                text |= of_text
                paragraph |= of_paragraph
        return text, paragraph

    def _regions(self, row: int, column: int, columns: int) -> Iterator[str]:
        """The regions that the cell lies in, the weaker first (ECMA-376, 17.7.6)."""
        is_first_row = row < self._head and "firstRow" in self._shown
        is_first_column = column == 0 and "firstColumn" in self._shown
        is_last_row = row == self._rows - 1 and "lastRow" in self._shown
        is_last_column = column == columns - 1 and "lastColumn" in self._shown
        if "noVBand" not in self._shown and not (is_first_column or is_last_column):
            yield f"band{(column - ('firstColumn' in self._shown)) % 2 + 1}Vert"
        if "noHBand" not in self._shown and not (is_first_row or is_last_row):
            yield f"band{(row - ('firstRow' in self._shown)) % 2 + 1}Horz"
        for name, is_in in (
            ("firstCol", is_first_column),
            ("lastCol", is_last_column),
            ("firstRow", is_first_row),
            ("lastRow", is_last_row),
            ("neCell", is_first_row and is_last_column),
            ("nwCell", is_first_row and is_first_column),
            ("seCell", is_last_row and is_last_column),
            ("swCell", is_last_row and is_first_column),
        ):
            if is_in:
                yield name


def _is_repeated(row: Element) -> bool:
    return any(map(is_on, row.iterfind(f"{w('trPr')}/{w('tblHeader')}")))


def _shows(look: Element | None, name: str, bit: int) -> bool:
    if value_of(look, name):
        return is_on(look, name)
    try:
        return bool(int(value_of(look)[:8] or "0", 16) & bit)
    except ValueError:
        return False
