"""The paragraphs of a prose in the order in which Markdown has them, counted anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from memo.flat import Flat, Stretch
from memo.word.revised import RevisedParagraph


def in_order(flats: Sequence[tuple[Flat, RevisedParagraph]]) -> tuple[Flat, ...]:
    """The paragraphs, each footnote behind the paragraph that refers to it.

    Tables, rows and footnotes are counted from 0 again, whatever has come in or gone.
    """
    named = [(_named(flat, revised), revised) for flat, revised in flats]
    return tuple(_with_notes(_with_rows(named)))


def texts_of_notes(flats: Sequence[Flat]) -> dict[str, str]:
    """The text of each footnote, by the name of its mark."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for flat in flats:
        if flat.note is not None:
            found[str(flat.note)].append(flat.text)
    return {name: "\n".join(texts) for name, texts in found.items()}


def _named(flat: Flat, revised: RevisedParagraph) -> Flat:
    """The paragraph with the numbers that footnotes have in the reviewed document."""
    names = iter([each.note for each in revised.fragments if each.piece.kind == "footnote"])
    stretches = tuple(
        replace(each, name=str(next(names, each.name))) if each.thing == "footnote" else each
        for each in flat.stretches
    )
    return replace(flat, stretches=stretches, note=revised.note)


def _with_rows(flats: Sequence[tuple[Flat, RevisedParagraph]]) -> list[Flat]:
    # A template may also have a prose in a cell of its own.
    own = [revised.cell.table for flat, revised in flats if flat.cell and revised.cell]
    tables: dict[int, dict[int, int]] = {table: {} for table in own}
    found = []
    for flat, revised in flats:
        cell = revised.cell
        if cell is None or cell.table not in tables:
            found.append(flat)
            continue
        rows = tables[cell.table]
        row = rows.setdefault(cell.row, len(rows))
        found.append(replace(flat, cell=(list(tables).index(cell.table), row, cell.column)))
    return found


def _with_notes(flats: Sequence[Flat]) -> list[Flat]:
    notes: defaultdict[str, list[Flat]] = defaultdict(list)
    for flat in flats:
        if flat.note is not None:
            notes[str(flat.note)].append(flat)
    found: list[Flat] = []
    count = 0
    for flat in flats:
        if flat.note is not None:
            continue
        marks = [each.name for each in flat.stretches if each.thing == "footnote"]
        numbers = {name: number for number, name in enumerate(marks, count)}
        count += len(marks)
        found.append(replace(flat, stretches=tuple(_numbered(flat, numbers))))
        for name in marks:
            found += [replace(note, note=numbers[name]) for note in notes[name]]
    return found


def _numbered(flat: Flat, numbers: Mapping[str, int]) -> Iterator[Stretch]:
    for stretch in flat.stretches:
        is_mark = stretch.thing == "footnote"
        yield replace(stretch, name=str(numbers[stretch.name])) if is_mark else stretch
