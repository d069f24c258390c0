"""What stands between two paragraphs: empty lines, and --- for a new page."""

from __future__ import annotations

from collections.abc import Sequence

from memo.flat import Flat
from memo.markdown.layout import Place


class Separating:
    """Finds the lines between paragraphs, of which those `kept` stay.

    `apart` where there is always an empty one.
    """

    def __init__(
        self, lines: list[str], places: Sequence[Place], kept: set[Place], *, apart: bool
    ) -> None:
        self._lines = lines
        self._places = places
        self._apart = apart
        self._kept = kept
        self._index = {place: number for number, place in enumerate(places)}
        points = [
            self._gap(place)
            for number, place in enumerate(places[1:], 1)
            if place.kind == "point" and places[number - 1].kind == "point"
        ]
        self._is_tight = sum(not gap for gap in points) * 2 >= len(points)

    def head(self, place: Place | None) -> list[str]:
        """The lines before the first paragraph."""
        first = self._places[0].first if self._places else 0
        head = self._lines[:first]
        if place and place is not self._places[0]:
            return head + ([] if any(map(_is_break, head)) else self._breaks(place))
        return head

    def tail(self, last: Place | None) -> str:
        """What stands behind the last paragraph, with the line break before it."""
        end = self._places[-1].end if self._places else 0
        if not self._places or (last is None and not self._lines[end:]):
            return "\n" * (len("\n".join(self._lines)) - len("\n".join(self._lines).rstrip("\n")))
        rest = self._lines[end:]
        return "".join(f"\n{line}" for line in rest)

    def kept(self, last: Place | None, place: Place | None) -> list[str]:
        """The lines between two lines that are paragraphs, where they stood so."""
        return self._gap(place) if place and self._follows(last, place) else []

    def between(
        self, above: Flat | None, last: Place | None, flat: Flat | None, place: Place | None,
        quote: str,
    ) -> list[str]:  # fmt: skip
        """The lines between a paragraph and the one above it; None is a footnote's text.

        `quote` is what an empty line between them begins with, if they stand in one quotation.
        """
        if place and self._follows(last, place):
            gap = self._gap(place)
            if gap or not self._apart or (above, flat) == (None, None):
                return gap
            return gap if self._stays(above, flat, last, place) else [quote]
        breaks = self._breaks(place)
        if breaks:
            return breaks
        if above and flat and above.kind == flat.kind == "point" and not self._apart:
            return [] if self._tight(last, place) else [quote]
        in_quote = above and flat and above.quotes and flat.quotes
        return [quote if in_quote else ""]

    def _stays(
        self, above: Flat | None, flat: Flat | None, last: Place | None, place: Place
    ) -> bool:
        """Whether both are of the kind that they were, so that nothing need come between."""
        return all(
            each and was and (each.kind, each.level, each.label) == (was.kind, was.level, was.label)
            for each, was in ((above, last), (flat, place))
        )

    def _tight(self, last: Place | None, place: Place | None) -> bool:
        """Whether there is no empty line between points, as in the list round them."""
        for each in (place, self._next(last), last):
            at = self._index.get(each) if each else None
            if each and at and each.kind == self._places[at - 1].kind == "point":
                return not self._gap(each)
        return self._is_tight

    def _next(self, place: Place | None) -> Place | None:
        at = self._index.get(place, len(self._places)) + 1 if place else len(self._places)
        return self._places[at] if at < len(self._places) else None

    def _follows(self, last: Place | None, place: Place) -> bool:
        at = self._index.get(place)
        return at is not None and at > 0 and self._places[at - 1] is last

    def _gap(self, place: Place) -> list[str]:
        """The lines before a place, from the one above it on."""
        at = self._index.get(place)
        if not at:
            return []
        return self._lines[self._places[at - 1].end : place.first]

    def _breaks(self, place: Place | None) -> list[str]:
        """The lines with a page break before a place, or before what has gone from above it."""
        at = self._index.get(place) if place else None
        while at is not None and at >= 0:
            gap = self._gap(self._places[at])
            if any(map(_is_break, gap)):
                return gap
            at -= 1
            if at < 0 or self._places[at] in self._kept:
                break
        return []


def _is_break(line: str) -> bool:
    text = line.strip()
    return len(text) >= 3 and set(text) == {"-"}
