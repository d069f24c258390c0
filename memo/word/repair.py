"""Tables whose rows or cells a loop has emptied, made whole: Word cannot open them as they are."""

from __future__ import annotations

from lxml import etree

from memo.word.xml import Element, serialize, w


def repair_tables(root: Element) -> str:
    """The part as text: a table without rows is gone, and each cell ends with a paragraph."""
    for row in list(root.iter(w("tr"))):
        if row.find(w("tc")) is None and row.find(w("sdt")) is None:
            _remove(row)
    for table in list(root.iter(w("tbl"))):
        if table.find(w("tr")) is None and table.find(w("sdt")) is None:
            _remove(table)
    for cell in root.iter(w("tc")):
        blocks = [child.tag for child in cell if child.tag in (w("p"), w("tbl"), w("sdt"))]
        if not blocks or blocks[-1] == w("tbl"):
            etree.SubElement(cell, w("p"))
    return serialize(root)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
