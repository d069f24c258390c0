"""Lines cut into units: parts of strands, and marks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from memo.word.lines import Piece
from memo.word.story import Reading


class Unit(Struct, frozen=True):
    """Some of a strand, or with `piece` None the mark of a paragraph.

    `strand` is its number in the line, `start` where it begins in that strand.
    """

    reading: Reading
    strand: int
    piece: Piece | None = None
    start: int = 0


class Pair(Struct, frozen=True):
    """What was and what is instead; `is_whole` where its table, row or note has no counterpart."""

    before: Unit | None
    after: Unit | None
    is_whole: bool = False


def units(reading: Reading) -> Iterator[Unit]:
    """The line's strands as they are, and its mark."""
    for number, strand in enumerate(reading.strands):
        yield Unit(reading, number, strand.piece)
    yield mark_of(reading)


Part = tuple[Reading, int, int]


class Cutter:
    """Cuts parts of lines into units; the strands of each line are measured once."""

    def __init__(self) -> None:
        self._starts: dict[int, list[int]] = {}

    def _of(self, reading: Reading) -> list[int]:
        if id(reading) not in self._starts:
            lengths = (length_of(strand.piece) for strand in reading.strands)
            self._starts[id(reading)] = [0, *accumulate(lengths)]
        return self._starts[id(reading)]

    def length(self, reading: Reading) -> int:
        """How long the line is, a thing counted as one character."""
        return self._of(reading)[-1]

    def cut(self, part: Part) -> Iterator[Unit]:
        """The units of what stands between two offsets of a line."""
        reading, start, end = part
        starts = self._of(reading)
        number = bisect_right(starts, start) - 1
        while start < end:
            own, following = starts[number], starts[number + 1]
            if start < following:
                unit = Unit(reading, number, reading.strands[number].piece)
                yield part_of(unit, start - own, min(end, following) - own)
            start, number = max(start, following), number + 1


def part_of(unit: Unit, start: int, end: int) -> Unit:
    """What stands in the unit between two offsets; a thing is one character, and a mark none."""
    piece = unit.piece
    if piece is None or piece.kind != "text" or (start == 0 and end == len(piece.text)):
        return unit
    return replace(unit, piece=replace(piece, text=piece.text[start:end]), start=unit.start + start)


def length_of(piece: Piece | None) -> int:
    """How many characters it has; a thing has one."""
    if piece is None:
        return 0
    return len(piece.text) if piece.kind == "text" else 1


def mark_of(reading: Reading) -> Unit:
    """The mark of the paragraph."""
    return Unit(reading, len(reading.strands))
