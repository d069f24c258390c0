"""What is wanted in the place of what: paragraphs and tables, each with where it stood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct

from memo.flat import Flat
from memo.markdown.layout import Place


class Unit(Struct, eq=False):
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
    _match_rewritten(result, places)
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


def _match_rewritten(wanted: list[Unit], places: Sequence[Place]) -> None:
    """Nothing; what is all new, or empty, stands for what has gone from just there."""
    body = [place for place in places if place.kind != "note"]
    following = dict(zip([None, *body], body, strict=False))
    taken = {unit.place for unit in wanted}
    last: Place | None = None
    for unit in wanted:
        place = following.get(last)
        if unit.place is None and place and place not in taken and _is_alike(unit, place):
            unit.place = place
        last = unit.place or last


def _is_alike(unit: Unit, place: Place) -> bool:
    if unit.is_table or place.kind == "table":
        return False
    flat = unit.flats[0]
    quotes = place.around.count("q")
    return (flat.kind, flat.level, flat.quotes) == (place.kind, place.level, quotes)
