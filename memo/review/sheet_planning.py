"""What is to be done to a spreadsheet, for its cells to be what they should be."""

from __future__ import annotations

from memo.blocks import steps_of
from memo.problems import say
from memo.review.found import Conflict
from memo.review.plans import Clash, Plan, has_come
from memo.review.results import Result
from memo.review.returned import Addition, Fault
from memo.review.sheets import Sheets
from memo.source.sheets import InsertRow, RemoveRow, SetCell

NEEDED = say("the paper cannot be without this")


class SheetPlanner:
    """Plans for the spreadsheets of the content folder, as they are today."""

    def __init__(self, sheets: Sheets) -> None:
        self._sheets = sheets

    def change(self, result: Result, value: str, plan: Plan) -> None:
        """Nothing; a cell gets another text."""
        file, _ = result.key
        place = self._sheets.today(result.key)
        today = None if place is None else self._sheets.cell(file, place)
        if place is None or today not in (result.was.strip(), value.strip()):
            plan.clashes.append(Clash(result.ids, Conflict(result.was, value, today or "")))
        elif today != value.strip():
            plan.acts[file].append((SetCell(*place, value), result.ids))

    def remove(self, pointer: str, values: list[Result], plan: Plan) -> None:
        """Nothing; takes away a row, unless the file has gone on there."""
        ids = frozenset[str]().union(*(each.ids for each in values))
        if len(steps_of(pointer)) > 1:  # of a cell that is gone, others of its row are there
            plan.faults.append(Fault(ids, NEEDED))
            return
        places = [(each, self._sheets.today(each.key)) for each in values]
        left = [(each, place) for each, place in places if place is not None]
        for result, place in left:
            today = self._sheets.cell(result.key[0], place)
            if today != result.was.strip():
                plan.clashes.append(Clash(ids, Conflict(result.was, "", today)))
                return
        if left:  # else it is gone already
            plan.acts[values[0].key[0]].append((RemoveRow(left[0][1][0]), ids))

    def add(self, addition: Addition, plan: Plan) -> None:
        """Nothing; puts in a row, unless the same has come in already."""
        file = addition.neighbour.address.file
        place = self._sheets.today((file, addition.neighbour.address.path))
        cells = tuple("\n".join(flat.text for flat in cell) for cell in addition.cells)
        if place is None:
            plan.clashes.append(Clash(addition.ids, Conflict("", "\n".join(cells), "")))
            return
        row = place[0] + addition.is_behind
        rows = [[cell for cell in own if cell] for own in self._sheets.rows(file)]
        new = [cell.strip() for cell in cells if cell.strip()]
        known = self._sheets.todays_rows(file).values()
        if not has_come(new, rows, known, row, is_behind=addition.is_behind):
            plan.acts[file].append((InsertRow(row, cells), addition.ids))
