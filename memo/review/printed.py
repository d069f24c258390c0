"""What a document printed when it was built: which text of it is of which value.

That is read from its base, where every bookmark stands as it was written: nothing is guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from memo.blocks import Address, Form
from memo.flat import THING
from memo.word.addresses import Anchor
from memo.word.lines import Line, Piece

# Whole paragraphs are of one value only where they are written as prose is.
_OF_PARAGRAPHS: frozenset[Form] = frozenset(("prose", "cell", "lines"))


class Slot(Struct, frozen=True):
    """Where a value stands: the number of the line in the base, and a range of its signs."""

    anchor: Anchor
    line: int
    start: int
    end: int


class Occurrence(Struct, eq=False):
    """A value in one of the places that print it; its slots are in the order of printing."""

    address: Address
    form: Form
    slots: list[Slot] = field(default_factory=list)

    @property
    def is_prose(self) -> bool:
        """Whether its paragraphs are its own, without text of the template in them."""
        return self.form in _OF_PARAGRAPHS

    @property
    def lines(self) -> list[int]:
        """The numbers of the lines that it stands in, in the order of printing."""
        return list(dict.fromkeys(slot.line for slot in self.slots))


class Printed:
    """The lines of the base with the values in them."""

    def __init__(self, base: tuple[Line, ...], anchors: Mapping[str, Anchor]) -> None:
        self.base = base
        self.slots: defaultdict[int, list[Slot]] = defaultdict(list)
        for number, line in enumerate(base):
            known = [anchors[name] for name in line.anchors if name in anchors]
            self.slots[number] = _slots(number, line, known) if known else []
        self.occurrences = _occurrences(slot for slots in self.slots.values() for slot in slots)
        self._owners = {
            slot.anchor.name: occurrence
            for occurrence in self.occurrences
            for slot in occurrence.slots
        }

    def slot(self, name: str) -> Slot | None:
        """Where the value of the anchor of that name stands."""
        occurrence = self._owners.get(name)
        own = occurrence.slots if occurrence else []
        return next((slot for slot in own if slot.anchor.name == name), None)

    def occurrence(self, slot: Slot) -> Occurrence:
        """The occurrence that the slot is of."""
        return self._owners[slot.anchor.name]

    def prose(self, line: int) -> Occurrence | None:
        """The prose that the line is a paragraph of, if it is one."""
        slots = self.slots[line]
        found = self.occurrence(slots[0]) if len(slots) == 1 else None
        return found if found and found.is_prose else None

    def text(self, line: int) -> str:
        """The signs of a line of the base."""
        return signs(self.base[line].pieces)


def signs(pieces: Iterable[Piece]) -> str:
    """The text of the pieces, with one sign for each thing in it."""
    return "".join(piece.text if piece.kind == "text" else THING for piece in pieces)


def _slots(number: int, line: Line, anchors: list[Anchor]) -> list[Slot]:
    """Where the values of a line stand in it; their text goes on where that of the last ends."""
    text = signs(line.pieces)
    found: list[Slot] = []
    end = 0
    for anchor in anchors:
        start, end = _range(text, anchor, end)
        found.append(Slot(anchor, number, start, end))
    return found


def _range(text: str, anchor: Anchor, behind: int) -> tuple[int, int]:
    """Where the value stands in the signs of a line, behind the value before it."""
    if anchor.role:
        start = max(0, text.find(THING, behind))
        return start, start + 1
    if anchor.form in _OF_PARAGRAPHS:
        # All of the paragraph; the text of a note has a space before it, behind its number.
        return (1 if text[:1] == " " != anchor.printed[:1] else 0), len(text)
    start = behind + (len(anchor.before) if text.startswith(anchor.before, behind) else 0)
    found = text.find(anchor.printed, start)
    return (start, start) if found < 0 else (found, found + len(anchor.printed))


def _occurrences(slots: Iterable[Slot]) -> list[Occurrence]:
    """The slots by the printings of values, in the order of printing."""
    found: list[Occurrence] = []
    last: dict[tuple[str, str], Occurrence] = {}
    for slot in sorted(slots, key=_order):
        anchor = slot.anchor
        key = anchor.address.file, anchor.address.path
        occurrence = last.get(key)
        if occurrence is None or slot.anchor.block == 0:
            occurrence = last[key] = Occurrence(anchor.address, anchor.form)
            found.append(occurrence)
        occurrence.slots.append(slot)
    return found


def _order(slot: Slot) -> int:
    return int(slot.anchor.name.removeprefix("_m") or 0)
