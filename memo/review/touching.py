"""Which changes touch which lines of the base."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from memo.word.revised import Fragment, RevisedParagraph

Row = tuple[int, int]
"""The number of a table in the document, and of a row in it."""


class Touching:
    """The changes on the lines of the base, and the lines in each row of a table.

    `lists` tell one list of points from another, and `marks` are the changes that took out the mark
    of a line, or put another into its text.
    """

    def __init__(self, paragraphs: Iterable[RevisedParagraph]) -> None:
        self.ids: defaultdict[int, set[str]] = defaultdict(set)
        self.rows: defaultdict[Row, list[int]] = defaultdict(list)
        self.lists: dict[int, str] = {}
        self.marks: defaultdict[int, set[str]] = defaultdict(set)
        self._removed: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
        for paragraph in paragraphs:
            self._note(paragraph)

    def _note(self, paragraph: RevisedParagraph) -> None:
        lines = set() if paragraph.base is None else {paragraph.base}
        if paragraph.base is not None:
            self.lists[paragraph.base] = paragraph.list_was
        if paragraph.base is not None and paragraph.cell is not None:
            self.rows[paragraph.cell.table, paragraph.cell.row].append(paragraph.base)
        for fragment in paragraph.fragments:
            if fragment.place is not None:
                lines.add(fragment.place[0])
                self._note_kept(fragment, *fragment.place)
        ids = {paragraph.added, paragraph.removed, paragraph.altered}
        ids |= {fragment.added for fragment in paragraph.fragments}
        for line in lines:
            self.ids[line] |= ids - {""}
            self.marks[line] |= {paragraph.added, paragraph.removed} - {""}

    def _note_kept(self, fragment: Fragment, line: int, first: int) -> None:
        self.ids[line] |= {fragment.removed, fragment.altered} - {""}
        if fragment.removed:
            length = len(fragment.piece.text) if fragment.piece.kind == "text" else 1
            places = range(first, first + length)
            self._removed[line] += [(place, fragment.removed) for place in places]

    def removed_outside(self, line: int, ranges: Collection[tuple[int, int]]) -> set[str]:
        """The changes that take something out of the line outside the ranges."""
        return {
            id
            for place, id in self._removed[line]
            if not any(start <= place < end for start, end in ranges)
        }
