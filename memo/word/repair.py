"""Tables made whole: whose rows or cells a loop has emptied, or that nothing follows.

Word cannot open the former. Of two tables that touch it makes one, and a text that ends with a
table gets a paragraph from each program in a way of its own: LibreOffice tells it as a change.
"""

from __future__ import annotations

from lxml import etree

from memo.word.paragraphs import TINY
from memo.word.xml import Element, W, parse, remove, serialize, w

_BLOCKS = (w("p"), w("tbl"), w("sdt"))


def repair_tables(root: Element) -> str:
    """The part as text: no table without rows, no cell without a paragraph, no table touches one.

    What stands round a table, be it a cell or the whole text, does not end with it.
    """
    for row in list(root.iter(w("tr"))):
        if row.find(w("tc")) is None and row.find(w("sdt")) is None:
            remove(row)
    for table in list(root.iter(w("tbl"))):
        if table.find(w("tr")) is None and table.find(w("sdt")) is None:
            remove(table)
    for cell in root.iter(w("tc")):
        if not any(child.tag in _BLOCKS for child in cell):
            etree.SubElement(cell, w("p"))
    for table in list(root.iter(w("tbl"))):
        following = next(table.itersiblings(*_BLOCKS), None)
        if following is None or following.tag == w("tbl"):
            table.addnext(parse(f'<w:p xmlns:w="{W}">{TINY.xml()}</w:p>'))
    return serialize(root)
