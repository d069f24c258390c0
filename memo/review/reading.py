"""Paragraphs of a reviewed document as paragraphs of the values that they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from memo.blocks import Run
from memo.flat import THING, Flat, Stretch, without_origins
from memo.review.base_values import BaseValue
from memo.review.looks import Sign, changed, is_sayable, joined, signs_of
from memo.review.placing import Labels, Placing
from memo.review.printed import Occurrence, Printed, Slot
from memo.word.lines import Piece
from memo.word.revised import Place, RevisedParagraph


class Reader:
    """Reads paragraphs of one document as it printed its values."""

    def __init__(self, printed: Printed, value: Callable[[Occurrence], BaseValue]) -> None:
        self.printed = printed
        self.value = value
        self.placing = Placing(printed, value)

    def flat(self, paragraph: RevisedParagraph, occurrence: Occurrence, labels: Labels) -> Flat:
        """The paragraph as one of that prose."""
        value = self.value(occurrence)
        place = self.placing.place(paragraph, occurrence)
        style = paragraph.line.style
        stretches = self._stretches(signs_of(paragraph.fragments), value, style, paragraph.base)
        if paragraph.line.story == "footnote":
            stretches = _behind_number(stretches)
        return labels.label(replace(place, stretches=stretches), paragraph)

    def line(self, signs: Iterable[Sign], slot: Slot) -> Flat:
        """The signs as the text of a value that stands in a line."""
        value = self.value(self.printed.occurrence(slot))
        style = self.printed.base[slot.line].style
        return Flat(self._stretches(signs, value, style, slot.line))

    def alone(self, paragraph: RevisedParagraph) -> Flat:
        """A paragraph that is of no value of the document yet."""
        signs = signs_of(paragraph.fragments)
        return Flat(self._stretches(signs, None, paragraph.line.style, None))

    def is_another(self, occurrence: Occurrence, flats: Sequence[Flat]) -> bool:
        """Whether the paragraphs are others than those that were printed."""
        return _said(self.value(occurrence).flats) != _said(flats)

    def _stretches(
        self, signs: Iterable[Sign], value: BaseValue | None, style: str, base: int | None
    ) -> tuple[Stretch, ...]:
        signs = list(signs)
        lines = {sign.place[0] for sign in signs if sign.place} | ({base} - {None})
        known: dict[Place, Stretch] = {}
        for line in lines:
            known |= value.stretches(line) if value and line is not None else {}
        whole = _whole_references(signs, known)
        found: list[Stretch] = []
        beside = next((_look(s, known[s.place]) for s in signs if s.place in known), None)
        beside = beside or self._was(base, known)
        last: tuple[Sign, Stretch] | None = None
        for sign in signs:
            stretch = known.get(sign.place) if sign.place else None
            if stretch is not None and stretch.origin in whole:
                if not found or found[-1].origin != stretch.origin:
                    found.append(stretch)
            elif stretch is not None:
                last = sign, stretch
                found.append(_kept(sign, stretch))
            elif sign.text != THING:
                look = _look(*last) if last else beside
                found.append(self._written(sign, look, style))
        return joined(found)

    def _was(self, line: int | None, known: Mapping[Place, Stretch]) -> tuple[Piece, Run] | None:
        """How the value began in a line of the base that has been typed over."""
        at = 0
        for piece in () if line is None else self.printed.base[line].pieces:
            length = len(piece.text) if piece.kind == "text" else 1
            for place in range(at, at + length):
                stretch = known.get((line or 0, place))
                if stretch is not None and piece.kind == "text":
                    return piece, replace(stretch.run, text="", language="", offsets=None)
            at += length
        return None

    def _written(self, sign: Sign, beside: tuple[Piece, Run] | None, style: str) -> Stretch:
        """What the reviewer has written, with its look as far as Markdown can say it."""
        was, run = beside or self.placing.plain_look(style)
        return Stretch(replace(changed(run, was, sign.fragment.piece), text=sign.text))


def _look(sign: Sign, stretch: Stretch) -> tuple[Piece, Run]:
    """What the sign was printed as, and what it is in Markdown."""
    piece = sign.fragment.was or sign.fragment.piece
    return piece, replace(stretch.run, text="", language="", offsets=None)


def _kept(sign: Sign, stretch: Stretch) -> Stretch:
    if stretch.thing == "footnote":
        return stretch
    was = sign.fragment.was or sign.fragment.piece
    run = stretch.run if stretch.run.text == sign.text else replace(stretch.run, text=sign.text)
    run = changed(run, was, sign.fragment.piece)
    if stretch.thing:  # what is left of the number of a reference is text like any other
        return Stretch(run)
    return stretch if run is stretch.run else replace(stretch, run=run)


def _whole_references(signs: list[Sign], known: dict[Place, Stretch]) -> set[object]:
    """The origins of the references all of whose signs are still there."""
    places: defaultdict[object, set[Place]] = defaultdict(set)
    for place, stretch in known.items():
        if stretch.thing == "reference":
            places[stretch.origin].add(place)
    kept = {sign.place for sign in signs if sign.place}
    return {origin for origin, own in places.items() if own <= kept}


def _behind_number(stretches: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """The text of a footnote without the space that the program puts behind its number."""
    first = stretches[0] if stretches else None
    if first is None or first.origin is not None or not first.run.text.startswith(" "):
        return stretches
    rest = first.run.text[1:]
    return (*((replace(first, run=replace(first.run, text=rest)),) if rest else ()), *stretches[1:])


def _said(flats: Sequence[Flat]) -> list[Flat]:
    return [without_origins(flat) for flat in flats if flat.text]


def unsayable(paragraph: RevisedParagraph) -> set[str]:
    """The changes of the looks in a paragraph that Markdown cannot say, and of things in it."""
    found = set()
    for fragment in paragraph.fragments:
        if fragment.was is not None and fragment.altered:
            if not is_sayable(fragment.was, fragment.piece):
                found.add(fragment.altered)
        elif fragment.was is None and fragment.piece.kind != "text":
            found.add(fragment.added)
    return found
