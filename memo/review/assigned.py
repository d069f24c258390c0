"""Which paragraphs of a reviewed document are of which value.

A paragraph is of the value whose text stands in it. What the reviewer has written between two
paragraphs is of the prose before it, else of that behind it; a new row is of the table round it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from memo.review.listed import gaps_of_lists, is_item
from memo.review.printed import Occurrence, Printed
from memo.review.touching import Row, Touching
from memo.spreadsheet import is_sheet
from memo.word.revised import RevisedParagraph


class Paragraph(Struct, eq=False):
    """A paragraph of the reviewed document, and the lines of the base whose text stands in it."""

    revised: RevisedParagraph
    lines: list[int]

    @property
    def ids(self) -> frozenset[str]:
        """The changes that put in what is new in it."""
        found = {fragment.added for fragment in self.revised.fragments}
        return frozenset((found | {self.revised.added}) - {""})

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not self.revised.fragments


class NewRow(Struct, frozen=True):
    """A row that has come in behind the row of the `neighbour`, or before it.

    `neighbour` is None where no value stands in a row beside it.
    """

    cells: tuple[tuple[Paragraph, ...], ...]
    neighbour: Occurrence | None
    is_behind: bool

    @property
    def ids(self) -> frozenset[str]:
        """The changes that put it in."""
        return frozenset[str]().union(*(each.ids for cell in self.cells for each in cell))


class Assigned:
    """The paragraphs of a reviewed document, each with its value.

    `owners` are the values that have new paragraphs. `new_rows` and `strangers` are what no value
    holds yet; a stranger comes with the value that stands before it as an item of a list in a
    paragraph of the same style, if there is one.
    """

    def __init__(
        self, paragraphs: Sequence[RevisedParagraph], printed: Printed, touching: Touching
    ) -> None:
        self._printed, self._rows = printed, touching.rows
        self.paragraphs = _with_lines(paragraphs, printed)
        self.of_line: defaultdict[int, list[Paragraph]] = defaultdict(list)
        self._of: defaultdict[Occurrence, list[Paragraph]] = defaultdict(list)
        self.new_rows: list[NewRow] = []
        self.strangers: list[tuple[Paragraph, Occurrence | None]] = []
        self.owners: set[Occurrence] = set()
        for paragraph in self.paragraphs:
            for line in paragraph.lines:
                self.of_line[line].append(paragraph)
        self._before, self._behind = self._nearest(-1), self._nearest(1)
        self._notes: defaultdict[Paragraph, list[Paragraph]] = defaultdict(list)
        self._assign(self._owners(), _with_marks(self.paragraphs))

    def _assign(self, owners: dict[Paragraph, Occurrence], marks: dict[int, Paragraph]) -> None:
        """Nothing; gives each paragraph to its value."""
        for paragraph in self.paragraphs:
            note = paragraph.revised.note
            # What stands in a note is of the text that its mark stands in.
            around = paragraph if note is None else marks.get(note)
            lines = around.lines if around else []
            if around and around is not paragraph:
                self._notes[around].append(paragraph)
            found = {prose for line in lines if (prose := self._printed.prose(line))}
            if around in owners:
                found.add(owners[around])
            if not paragraph.lines:
                self.owners |= found
            for occurrence in found:
                self._of[occurrence].append(paragraph)

    def of(self, occurrence: Occurrence) -> list[Paragraph]:
        """The paragraphs that hold text of that prose, or new text that is of it."""
        return self._of.get(occurrence, [])

    def with_notes(self, paragraph: Paragraph) -> list[Paragraph]:
        """The paragraph, and behind it those of the notes whose marks stand in it."""
        return [paragraph, *self._notes.get(paragraph, [])]

    def _owners(self) -> dict[Paragraph, Occurrence]:
        """The prose that each new paragraph is of."""
        owners: dict[Paragraph, Occurrence] = {}
        rows: defaultdict[Row, list[Paragraph]] = defaultdict(list)
        for at, paragraph in enumerate(self.paragraphs):
            if paragraph.lines or paragraph.revised.note is not None:
                continue
            cell = paragraph.revised.cell
            if cell is not None and (cell.table, cell.row) not in self._rows:
                rows[cell.table, cell.row].append(paragraph)
            elif not paragraph.is_empty:
                owner = self._owner(at)
                if owner is not None:
                    owners[paragraph] = owner
                else:
                    self.strangers.append((paragraph, self._item_before(at)))
        for (table, row), new in rows.items():
            found = self._new_row(table, row, new)
            if found.neighbour is not None and found.neighbour.form == "prose":
                owners |= dict.fromkeys(new, found.neighbour)
            else:
                self.new_rows.append(found)
        return owners

    def _owner(self, at: int) -> Occurrence | None:
        for step in (-1, 1):
            near = self._near(at, step)
            prose = self._printed.prose(near.lines[0]) if near else None
            if prose is not None:
                return prose
        cell = self.paragraphs[at].revised.cell
        if cell is None:
            return None
        # An empty cell of a table in Markdown is of the same text as the cells beside it.
        beside = (self._printed.prose(line) for line in self._rows[cell.table, cell.row])
        return next((prose for prose in beside if prose and prose.form == "prose"), None)

    def _near(self, at: int, step: int) -> Paragraph | None:
        """The next paragraph that is not new, in the same cell of the same story."""
        near = self._before if step < 0 else self._behind
        found = near[at]
        return None if found is None else self.paragraphs[found]

    def _nearest(self, step: int) -> dict[int, int | None]:
        """For each paragraph the number of the next that is not new, where it has one."""
        found: dict[int, int | None] = {}
        numbers = range(len(self.paragraphs))
        for at in numbers if step < 0 else reversed(numbers):
            found[at] = None
            if (beside := at + step) in numbers and self._place(beside) == self._place(at):
                found[at] = beside if self.paragraphs[beside].lines else found[beside]
        return found

    def _place(self, at: int) -> tuple[object, ...]:
        revised = self.paragraphs[at].revised
        return revised.line.story, revised.cell

    def _item_before(self, at: int) -> Occurrence | None:
        before = self._near(at, -1)
        slots = self._printed.slots[before.lines[0]] if before else []
        if before is None or not slots or len(gaps_of_lists(slots)) < len(slots) - 1:
            return None
        last, style = slots[-1], self.paragraphs[at].revised.line.style
        is_last = not last.anchor.after and before.revised.line.style == style
        return self._printed.occurrence(last) if is_last and is_item(last) else None

    def _new_row(self, table: int, row: int, paragraphs: list[Paragraph]) -> NewRow:
        columns: defaultdict[int, list[Paragraph]] = defaultdict(list)
        for paragraph in paragraphs:
            assert paragraph.revised.cell is not None
            columns[paragraph.revised.cell.column].append(paragraph)
        cells = tuple(tuple(columns[column]) for column in sorted(columns))
        for is_behind in (True, False):
            neighbour = self._beside(table, row, is_behind=is_behind)
            if neighbour is not None:
                return NewRow(cells, neighbour, is_behind)
        return NewRow(cells, None, True)

    def _beside(self, table: int, row: int, *, is_behind: bool) -> Occurrence | None:
        """A value of the next row, above or below, that a row of the YAML or of Markdown holds."""
        rows = sorted((n for of, n in self._rows if of == table), reverse=is_behind)
        for number in (n for n in rows if (n < row) == is_behind):
            for line in self._rows[table, number]:
                for slot in self._printed.slots[line]:
                    found = self._printed.occurrence(slot)
                    address = found.address
                    is_row = "rækker" in address.steps or is_sheet(address.file)
                    if found.form == "prose" or is_row:
                        return found
        return None


def _with_marks(paragraphs: Sequence[Paragraph]) -> dict[int, Paragraph]:
    """The paragraphs that the marks of the notes stand in, by the numbers of the notes."""
    return {
        fragment.note: paragraph
        for paragraph in paragraphs
        for fragment in paragraph.revised.fragments
        if fragment.note is not None
    }


def _with_lines(paragraphs: Sequence[RevisedParagraph], printed: Printed) -> list[Paragraph]:
    """The paragraphs with the lines whose text they hold.

    One with no text of the base is that whose mark it has, where that has its text nowhere else:
    then all of it was typed over. A line that is no place of a value, and empty, holds nothing.
    """
    found = [
        Paragraph(each, list(dict.fromkeys(f.place[0] for f in each.fragments if f.place)))
        for each in paragraphs
    ]
    held = {line for paragraph in found for line in paragraph.lines}
    for paragraph in found:
        base = paragraph.revised.base
        if paragraph.lines or base is None or base in held:
            continue
        if printed.slots[base] or printed.text(base) or paragraph.is_empty:
            paragraph.lines.append(base)
    return found
