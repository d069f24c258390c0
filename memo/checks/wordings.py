"""The texts of a document as they are printed, each with the way back to its place in the YAML."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import groupby
from typing import Literal

from msgspec import Struct

from memo.blocks import Inline, Run, Text
from memo.problems import Span
from memo.source.edits import Edit
from memo.source.nodes import Source

Role = Literal["", "quote", "description"]


HARD_SPACE = "\u00a0"
"""The space at which no line ends."""


class Wording(Struct, frozen=True, eq=False, dict=True):
    """What is printed in one paragraph.

    The `text` is without its appearance; a footnote is nothing in it, and a reference its number.
    `otherwise` is the offset of what has none of its own, as a cell of a spreadsheet. `heading` is
    the level of a heading in a prose, 0 where it is none. A `role` is what else sets a text apart:
    words of another, or the alternative text of a picture.
    """

    inlines: tuple[Inline | Text, ...]
    text: str
    source: Source
    otherwise: int
    heading: int = 0
    role: Role = ""

    @property
    def is_field(self) -> bool:
        """Whether it is a field such as a title, and no prose."""
        return isinstance(self.inlines[0], Text) if self.inlines else False

    @property
    def is_in_yaml(self) -> bool:
        """Whether it stands in the content file itself, and in no spreadsheet."""
        return any(isinstance(inline, Run | Text) and inline.offsets for inline in self.inlines)

    def is_typed(self, place: int) -> bool:
        """Whether the character there stands in the content file, and has not been filled in."""
        end = 0
        for inline in self.inlines:
            end += len(inline.text)
            if place < end:
                return isinstance(inline, Run | Text) and inline.offsets is not None
        return False

    def span(self, start: int, end: int) -> Span:
        """The place of a part of the text."""
        found = self._offsets(start, end)
        return self.source.span(*(found or (self.otherwise,)))

    def raw(self, start: int, end: int) -> str:
        """What stands in the content file for a part of the text; "" for what does not."""
        found = self._offsets(start, end)
        return self.source.text[slice(*found)] if found else ""

    def begins_line(self, place: int) -> bool:
        """Whether the character is the first in its line of the content file."""
        at = self._places[place] or 0
        return not self.source.text[self.source.text.rfind("\n", 0, at) + 1 : at].strip()

    def offset(self, place: int) -> int:
        """The offset in the file of the character there, or of what it stands in."""
        found = self._places[place]
        return self.otherwise if found is None else found

    def edit(self, start: int, end: int, text: str) -> Edit | None:
        """What puts other text in the place of a part; None where that does not stand as such."""
        if start == end:
            at = self._places[start]
            return None if at is None else Edit(at, at, text)
        found = self._offsets(start, end)
        if found and self.raw(start, end) == self.text[start:end] and not self._is_escaped(start):
            return Edit(*found, text)
        return None

    def _is_escaped(self, place: int) -> bool:
        """Whether a \\ that is not printed stands before the character."""
        at = self._places[place] or 0
        before = self._places[place - 1] if place else None
        return self.source.text[at - 1 : at] == "\\" and before != at - 1

    def links(self) -> Iterator[tuple[int, int]]:
        """Where each link begins and ends in the text."""
        end = 0
        for address, inlines in groupby(self.inlines, link_of):
            start, end = end, end + sum(len(inline.text) for inline in inlines)
            if address:
                yield start, end

    def _offsets(self, start: int, end: int) -> tuple[int, int] | None:
        """The offsets in the file of a part of the text."""
        first, last = self._places[start], self._places[max(start, end - 1)]
        return None if first is None or last is None else (first, last + 1)

    @cached_property
    def _places(self) -> list[int | None]:
        """The offset of each character, and of the end."""
        places: list[int | None] = []
        end: int | None = None
        for inline in self.inlines:
            known: list[int] | None = None
            if isinstance(inline, Run | Text) and inline.offsets:
                *known, end = inline.offsets()
            places += known or [None] * len(inline.text)
        return [*places, end]


def link_of(inline: Inline | Text) -> str:
    """The address that it leads to, "" where it is no link."""
    return inline.link if isinstance(inline, Run) else ""
