"""What is wanted in the place of what: paragraphs and tables, each with where it stood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from memo.flat import Flat
from memo.markdown.layout import Place


@dataclass(eq=False)
class Unit:
    """A wanted paragraph, or the cells of a wanted table; `place` is where it stood, if it did."""

    flats: tuple[Flat, ...]
    place: Place | None = None

    @property
    def is_table(self) -> bool:
        """Whether it is a table."""
        return self.flats[0].cell is not None


def units(wanted: Sequence[Flat], places: Sequence[Place]) -> list[Unit]:
    """The paragraphs and tables that are wanted, with the places that they had."""
    body = [flat for flat in wanted if flat.note is None]
    result = []
    for table, group in groupby(body, lambda flat: flat.cell[0] if flat.cell else None):
        cells = tuple(group)
        result += [Unit(cells)] if table is not None else [Unit((flat,)) for flat in cells]
    owners: dict[int, Place] = {}
    for place in places:
        for cell in (cell for row in place.rows for cell in row.cells):
            owners[cell.number] = place
        if place.kind != "note":
            owners[place.number] = place
    assign(result, owners)
    _match_empty(result, places)
    return result


def assign(wanted: list[Unit], owners: dict[int, Place]) -> None:
    """Nothing; gives each unit the place that most of its text comes from, each place once."""
    claims = []
    for number, unit in enumerate(wanted):
        for place, count in shares(unit.flats, owners).items():
            if (place.kind == "table") == unit.is_table:
                claims.append((-count, number, place))
    taken: set[Place] = set()
    for _, number, place in sorted(claims, key=lambda claim: claim[:2]):
        if place not in taken and wanted[number].place is None:
            wanted[number].place = place
            taken.add(place)


def shares(flats: Sequence[Flat], owners: dict[int, Place]) -> Counter[Place]:
    """How many characters of the flats come from each place."""
    counts: Counter[Place] = Counter()
    for flat in flats:
        for stretch in flat.stretches:
            if stretch.origin and stretch.origin[0] in owners:
                counts[owners[stretch.origin[0]]] += len(stretch.run.text)
    return counts


def _match_empty(wanted: list[Unit], places: Sequence[Place]) -> None:
    """Nothing; points without text are those that follow the same as before."""
    following: dict[Place | None, Place] = {}
    before: Place | None = None
    for place in places:
        following[before] = place
        before = place
    last: Place | None = None
    for unit in wanted:
        if unit.place is None and not unit.is_table and not unit.flats[0].stretches:
            found = following.get(last)
            if found and found.kind == "point" and not found.content:
                unit.place = found
        last = unit.place or last
