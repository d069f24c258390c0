"""How many columns and rows the cells of a table cover, and the form of the pages of a section."""

from __future__ import annotations

from memo.word.lines import Line
from memo.word.measures import half_millimetres, measure
from memo.word.xml import Element, value_of, w


def columns_of(cell: Element) -> int:
    """How many columns the cell covers."""
    span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    return 1 if span is None else measure(value_of(span))


def heights_of(table: Element) -> dict[Element, int]:
    """How many rows the cells cover that cover more than one; 0 for one that is covered."""
    heights: dict[Element, int] = {}
    above: dict[int, Element] = {}
    for row in table.iterfind(w("tr")):
        column = 0
        begun: dict[int, Element] = {}
        for cell in row.iterfind(w("tc")):
            merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
            if merge is not None:
                top = above.get(column)
                if value_of(merge) != "restart" and top is not None:
                    heights[cell] = 0
                    heights[top] = heights.get(top, 1) + 1
                else:
                    top = cell
                begun[column] = top
            column += columns_of(cell)
        above = begun
    return heights


def section_line(section: Element) -> Line:
    """The form of a section's pages as a line of its own: size, margins, columns."""
    columns = measure(value_of(section.find(w("cols")), "num"))
    found = [f"columns {max(1, columns)}"]
    for path, names in (("pgSz", ("w", "h")), ("pgMar", ("top", "right", "bottom", "left"))):
        for element in section.iterfind(w(path)):
            for name in names:
                found.append(f"{name} {half_millimetres(measure(value_of(element, name)))}")
    return Line("section", " ".join(found))
