"""Which place in its prose a paragraph of Word has: what its style and its list say in Markdown."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from memo.blocks import Run
from memo.flat import Flat
from memo.labels import Label
from memo.review.base_values import BaseValue
from memo.review.printed import Occurrence, Printed
from memo.word import names
from memo.word.lines import Line, Piece
from memo.word.revised import RevisedParagraph

_FIRST = Label("", 1, "decimal", ".")
_DEPTHS = range(1, 6)


class Placing:
    """Knows what each style stands for in the documents of a template, from what it printed."""

    def __init__(self, printed: Printed, value: Callable[[Occurrence], BaseValue]) -> None:
        self._printed = printed
        self._value = value
        self._styles = _usual_styles()
        self._looks: dict[str, tuple[Piece, Run]] = {}

    def place(self, paragraph: RevisedParagraph, occurrence: Occurrence) -> Flat:
        """The place of the paragraph in that prose, as a flat without text or label."""
        line, was = paragraph.line, paragraph.was
        own = None if paragraph.base is None else self._value(occurrence).flat_at(paragraph.base)
        if own is not None and was is not None and _placed(line) == _placed(was):
            return replace(own, stretches=())
        found = self._by_style(line, occurrence)
        if own is None or was is None:
            return found
        if own.kind == "point" and line.style == was.style and line.point and was.point:
            level = own.level + line.point.level - was.point.level
            found = replace(found, kind="point", level=max(1, level))
        return replace(found, cell=own.cell, note=own.note)

    def _by_style(self, line: Line, occurrence: Occurrence) -> Flat:
        if line.heading:
            return Flat((), "heading", line.heading - self.heading_above(occurrence))
        found = self._styles.get(line.style, Flat(()))
        if line.point is None:
            # A point whose number or bullet is gone is a text under the point above, or none.
            return replace(found, kind="text") if found.kind == "point" else found
        level = found.level if found.kind == "point" else line.point.level + 1
        return replace(found, kind="point", level=level)

    def heading_above(self, occurrence: Occurrence) -> int:
        """The level of the heading that the prose stands under."""
        first = min(occurrence.lines)
        for line in occurrence.lines:
            flat, heading = self._value(occurrence).flat_at(line), self._printed.base[line].heading
            if flat is not None and flat.kind == "heading" and heading:
                return heading - flat.level
        for line in range(first, -1, -1):
            heading = self._printed.base[line].heading
            if heading and self._printed.prose(line) is None:
                return heading
        return 0

    def plain_look(self, style: str) -> tuple[Piece, Run]:
        """Text that was printed in a paragraph of that style, and what it is in Markdown."""
        if style not in self._looks:
            self._looks[style] = self._found_look(style) or (Piece(""), Run(""))
        return self._looks[style]

    def _found_look(self, style: str) -> tuple[Piece, Run] | None:
        for number, line in enumerate(self._printed.base):
            occurrence = self._printed.prose(number) if line.style == style else None
            if occurrence is None or not line.pieces or line.pieces[0].kind != "text":
                continue
            stand = self._value(occurrence).stand_at((number, 0))
            if stand is not None:
                return line.pieces[0], replace(stand.stretch.run, text="", language="")
        return None


class Labels:
    """Gives the points of one prose their numbers anew, as Word counts them."""

    def __init__(self, lists: dict[str, Label]) -> None:
        self._next = dict(lists)

    def label(self, flat: Flat, paragraph: RevisedParagraph) -> Flat:
        """The paragraph with its label, if it is a numbered point; they come in their order."""
        point = paragraph.line.point
        if flat.kind != "point" or point is None or point.counter in ("bullet", "none"):
            return replace(flat, label=None)
        label = self._next.get(paragraph.list, _FIRST)
        self._next[paragraph.list] = replace(label, number=label.number + 1)
        return replace(flat, label=label)


def _placed(line: Line) -> tuple[object, ...]:
    point = line.point and (line.point.level, line.point.counter)
    return line.style, line.heading, point


def _usual_styles() -> dict[str, Flat]:
    """What the styles that prose is written in stand for, by their names in small letters."""
    found = {names.QUOTE.name.lower(): Flat((), quotes=1)}
    for depth in _DEPTHS:
        for is_numbered in (False, True):
            name = names.points(depth, is_numbered=is_numbered)
            found[name.name.lower()] = Flat((), "point", depth)
        found[names.under_points(depth).name.lower()] = Flat((), "text", depth)
    return found
