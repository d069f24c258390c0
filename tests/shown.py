"""What a document shows to its reader: paragraphs, and tables of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

NOTE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a text where it has the number of a footnote."""


@dataclass(frozen=True)
class Shown:
    """A paragraph. `kind` is "text", "heading2", "bullet" or the counter of a label.

    `depth` is how many lists it is in.
    """

    text: str
    kind: str = "text"
    label: str = ""
    depth: int = 0


@dataclass(frozen=True)
class Cell:
    """A cell of a table, where it begins."""

    shown: tuple[Shown, ...]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Table:
    """The rows of a table, each with the cells that begin in it; `head` is how many are its head."""

    rows: tuple[tuple[Cell, ...], ...]
    head: int


def flat(written: Iterable[Shown | Table]) -> Iterator[Shown]:
    """All paragraphs in the order of reading, empty ones left out."""
    for part in written:
        if isinstance(part, Table):
            for row in part.rows:
                for cell in row:
                    yield from flat(cell.shown)
        elif part.text:
            yield part
