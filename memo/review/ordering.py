"""The paragraphs of a prose in the order in which Markdown has them, counted anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from memo.flat import Flat, Stretch
from memo.word.revised import RevisedParagraph


def in_order(flats: Sequence[tuple[Flat, RevisedParagraph]]) -> tuple[Flat, ...]:
    """The paragraphs, each footnote behind the paragraph that refers to it.

    Tables, rows and footnotes are counted from 0 again, whatever has come in or gone.
    """
    return tuple(_with_notes(_with_rows(flats)))


def _with_rows(flats: Sequence[tuple[Flat, RevisedParagraph]]) -> list[Flat]:
    tables: dict[int, dict[int, int]] = {}
    found = []
    for flat, revised in flats:
        cell = revised.cell
        if cell is not None:
            rows = tables.setdefault(cell.table, {})
            row = rows.setdefault(cell.row, len(rows))
            flat = replace(flat, cell=(list(tables).index(cell.table), row, cell.column))
        found.append(flat)
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
        stretches: list[Stretch] = []
        own: list[Flat] = []
        for stretch in flat.stretches:
            if stretch.thing == "footnote":
                own += [replace(note, note=count) for note in notes[stretch.name]]
                stretch = replace(stretch, name=str(count))
                count += 1
            stretches.append(stretch)
        found += [replace(flat, stretches=tuple(stretches)), *own]
    return found
