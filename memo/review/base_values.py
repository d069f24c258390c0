"""The values that a document printed, as they were in the YAML when it was built."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from memo.blocks import Run
from memo.flat import Flat, Stretch
from memo.markdown.flat import flatten
from memo.review.printed import Occurrence, Printed
from memo.word.revised import Place


class BaseValue:
    """A value in one of its places, with the place of each of its signs in the document.

    `value` is None where the source does not tell it.
    """

    def __init__(self, occurrence: Occurrence, value: str | None, printed: Printed) -> None:
        self.occurrence = occurrence
        self.value = value
        self._printed = printed
        self._stretches: dict[int, dict[Place, Stretch]] = {}

    @cached_property
    def flats(self) -> tuple[Flat, ...]:
        """The paragraphs of the value."""
        if self.value is None:
            return ()
        if self.occurrence.form == "plain":
            text = self.occurrence.slots[0].anchor.printed
            return (Flat((Stretch(Run(text), origin=(0, 0)),)),) if text else ()
        return flatten(self.value, self.occurrence.form)

    def stretches(self, line: int) -> dict[Place, Stretch]:
        """Each sign of a line that is of the value, by its place, as a stretch with its origin.

        All figures of a number that stands for a reference are that reference.
        """
        if line not in self._stretches:
            self._stretches[line] = {
                (line, at): stretch
                for slot in self.occurrence.slots
                if slot.line == line and slot.anchor.block < len(self.flats)
                if not slot.anchor.role
                for at, stretch in _placed(
                    self.flats[slot.anchor.block],
                    slot.anchor.block,
                    self._printed.text(line),
                    slot.start,
                )
            }
        return self._stretches[line]

    def flat_at(self, line: int) -> Flat | None:
        """The paragraph that stands in that line."""
        for slot in self.occurrence.slots:
            if slot.line == line and slot.anchor.block < len(self.flats):
                return self.flats[slot.anchor.block]
        return None


def _placed(flat: Flat, number: int, text: str, start: int) -> Iterator[tuple[int, Stretch]]:
    """The signs of a paragraph with their places in the line that printed it."""
    at, offset = start, 0
    for index, stretch in enumerate(flat.stretches):
        if stretch.thing == "reference":
            following = flat.stretches[index + 1].run.text if flat.stretches[index + 1 :] else ""
            end = text.find(following, at + 1) if following else len(text)
            end = end if end >= 0 else len(text)
            for place in range(at, end):
                yield place, replace(stretch, origin=(number, offset))
            at, offset = end, offset + 1
            continue
        runs: dict[str, Run] = {}
        for sign in stretch.run.text:
            if sign not in runs:
                runs[sign] = replace(stretch.run, text=sign)
            yield at, Stretch(runs[sign], stretch.thing, stretch.name, (number, offset))
            at, offset = at + 1, offset + 1
