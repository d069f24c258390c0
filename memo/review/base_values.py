"""The values that a document printed, as they were in the YAML when it was built."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from memo.blocks import Run
from memo.flat import Flat, Stretch
from memo.markdown.flat import flatten
from memo.review.printed import Occurrence, Printed
from memo.word.revised import Place


class Stand(Struct, frozen=True):
    """Where a stretch of a value was printed: the signs of a line from `start`, up to `end`.

    All figures of a number that stands for a reference are that reference.
    """

    start: int
    end: int
    stretch: Stretch

    def part(self, start: int, text: str) -> Stretch:
        """The stretch of just that text, which begins at that place of the line."""
        assert self.stretch.origin, "it is of the value"
        if self.stretch.thing or self.stretch.run.text == text:
            return self.stretch
        number, offset = self.stretch.origin
        run = replace(self.stretch.run, text=text)
        return replace(self.stretch, run=run, origin=(number, offset + start - self.start))


class BaseValue:
    """A value in one of its places, with the place of each of its signs in the document.

    `value` is None where the source does not tell it.
    """

    def __init__(self, occurrence: Occurrence, value: str | None, printed: Printed) -> None:
        self.occurrence = occurrence
        self.value = value
        self._printed = printed
        self._stands: dict[int, tuple[Stand, ...]] = {}

    @cached_property
    def flats(self) -> tuple[Flat, ...]:
        """The paragraphs of the value."""
        if self.value is None:
            return ()
        if self.occurrence.form == "plain":
            text = self.occurrence.slots[0].anchor.printed
            return (Flat((Stretch(Run(text), origin=(0, 0)),)),) if text else ()
        return flatten(self.value, self.occurrence.form)

    def stands(self, line: int) -> tuple[Stand, ...]:
        """The stretches of the value in a line, as they follow each other there."""
        if line not in self._stands:
            found = [
                stand
                for slot in self.occurrence.slots
                if slot.line == line and slot.anchor.block < len(self.flats)
                if not slot.anchor.role
                for stand in _stands(
                    self.flats[slot.anchor.block],
                    slot.anchor.block,
                    self._printed.text(line),
                    slot.start,
                )
            ]
            self._stands[line] = tuple(sorted(found, key=lambda stand: stand.start))
        return self._stands[line]

    def stand_at(self, place: Place) -> Stand | None:
        """The stretch of the value that was printed at the place."""
        line, at = place
        return next((each for each in self.stands(line) if each.start <= at < each.end), None)

    def flat_at(self, line: int) -> Flat | None:
        """The paragraph that stands in that line."""
        for slot in self.occurrence.slots:
            if slot.line == line and slot.anchor.block < len(self.flats):
                return self.flats[slot.anchor.block]
        return None


def _stands(flat: Flat, number: int, text: str, start: int) -> Iterator[Stand]:
    """The stretches of a paragraph where they stand in the line that printed it."""
    at, offset = start, 0
    for index, stretch in enumerate(flat.stretches):
        end = at + len(stretch.run.text)
        if stretch.thing == "reference":
            following = flat.stretches[index + 1].run.text if flat.stretches[index + 1 :] else ""
            end = text.find(following, at + 1) if following else len(text)
            end = end if end >= 0 else len(text)
        yield Stand(at, end, replace(stretch, origin=(number, offset)))
        at, offset = end, offset + len(stretch.run.text)
