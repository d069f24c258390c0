"""What a reviewer does to tables."""

from __future__ import annotations

import copy
from collections.abc import Sequence

from tests.reviewer.file import File, Where
from tests.reviewer.xml import Element, W, new_run, remove, runs_of


class Tables(File):
    """Rows put in and taken out; what stands in cells are words."""

    def insert_row(self, after: Where, texts: Sequence[str] | None = None) -> Element:
        """The row, as RP010-Inserted-Table-Row.docx: below another, with its cells or those texts."""
        row = self._row(after)
        new = copy.deepcopy(row)
        row.addnext(new)
        for mark in list(new.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            remove(mark)
        for cell, text in zip(new.findall(f"{W}tc"), texts or [], strict=False):
            _fill(cell, text)
        self._mark_row(new, "ins")
        return new

    def delete_row(self, text: Where) -> None:
        """Nothing; as RP009-Deleted-Table-Row.docx."""
        row = self._row(text)
        if self.tracking:
            self._mark_row(row, "del")
        else:
            remove(row)

    def _row(self, text: Where) -> Element:
        return next(self.paragraph(text).iterancestors(f"{W}tr"))


def _fill(cell: Element, text: str) -> None:
    """Nothing; the first paragraph of the cell holds the text, and there is no other."""
    first, *others = cell.findall(f"{W}p")
    for each in others:
        remove(each)
    look = next(runs_of(first), None)
    for child in list(first):
        if child.tag != f"{W}pPr":
            first.remove(child)
    if text:
        first.append(new_run(text, look))
