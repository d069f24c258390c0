"""Paragraphs of a reviewed document as paragraphs of the values that they belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from msgspec.structs import replace

from memo.blocks import Run
from memo.flat import THING, Flat, Stretch, without_origins
from memo.markdown.layout import labels_of
from memo.review.base_values import BaseValue, Stand
from memo.review.looks import Sign, changed, is_sayable, joined, part_of, signs_of
from memo.review.ordering import texts_of_notes
from memo.review.placing import Labels, Placing
from memo.review.printed import Occurrence, Printed, Slot
from memo.word.lines import Piece
from memo.word.revised import RevisedParagraph


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
        if paragraph.note is not None:
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
        stretches = self._stretches(signs, None, paragraph.line.style, None)
        return Flat(_behind_number(stretches) if paragraph.note is not None else stretches)

    def labelled(self, flats: Sequence[Flat]) -> tuple[Flat, ...]:
        """The paragraphs, in which a footnote that stood elsewhere has the label it had there."""
        if not any(each.thing and each.origin is None for flat in flats for each in flat.stretches):
            return tuple(flats)
        texts = texts_of_notes(flats)
        labels = self._labels
        return tuple(
            replace(
                flat,
                stretches=tuple(
                    replace(each, label=labels.get(texts.get(each.name, ""), ""))
                    if each.thing == "footnote" and each.origin is None
                    else each
                    for each in flat.stretches
                ),
            )
            for flat in flats
        )

    @cached_property
    def _labels(self) -> dict[str, str]:
        """The labels of all footnotes by their texts."""
        found: dict[str, str] = {}
        for occurrence in self.printed.occurrences:
            value = self.value(occurrence)
            if value.value and "[^" in value.value and occurrence.form != "plain":
                labels = labels_of(value.value, occurrence.form)
                texts = texts_of_notes(value.flats)
                found |= {texts[str(n)]: label for n, label in enumerate(labels) if str(n) in texts}
        return found

    def is_another(self, occurrence: Occurrence, flats: Sequence[Flat]) -> bool:
        """Whether the paragraphs are others than those that were printed."""
        return _said(self.value(occurrence).flats) != _said(flats)

    def _stretches(
        self, signs: Iterable[Sign], value: BaseValue | None, style: str, base: int | None
    ) -> tuple[Stretch, ...]:
        parts = [part for sign in signs for part in _parts(sign, value)]
        whole = _whole_references(parts)
        beside = next((_look(sign, stand) for sign, stand in parts if stand), None)
        beside = beside or self._was(base, value)
        found: list[Stretch] = []
        last: tuple[Piece, Run] | None = None
        for sign, stand in parts:
            if stand is not None and stand in whole:
                if not found or found[-1] is not stand.stretch:
                    found.append(stand.stretch)
            elif stand is not None:
                last = _look(sign, stand)
                found.append(_kept(sign, stand))
            elif sign.fragment.piece.kind == "footnote":
                found.append(Stretch(Run(THING), "footnote", str(sign.fragment.note)))
            elif sign.text != THING:
                found.append(self._written(sign, last or beside, style))
        return joined(found)

    def _was(self, line: int | None, value: BaseValue | None) -> tuple[Piece, Run] | None:
        """How the value began in a line of the base that has been typed over."""
        if line is None or value is None:
            return None
        at = 0
        for piece in self.printed.base[line].pieces:
            end = at + (len(piece.text) if piece.kind == "text" else 1)
            for stand in value.stands(line) if piece.kind == "text" else ():
                if stand.start < end and at < stand.end:
                    return piece, _without_text(stand.stretch.run)
            at = end
        return None

    def _written(self, sign: Sign, beside: tuple[Piece, Run] | None, style: str) -> Stretch:
        """What the reviewer has written, with its look as far as Markdown can say it."""
        was, run = beside or self.placing.plain_look(style)
        return Stretch(replace(changed(run, was, sign.fragment.piece), text=sign.text))


def _parts(sign: Sign, value: BaseValue | None) -> Iterator[tuple[Sign, Stand | None]]:
    """The signs cut where one stretch of the value ends, each part with its stretch."""
    at, start = 0, sign.place[1] if sign.place else 0
    for stand in value.stands(sign.place[0]) if value and sign.place else ():
        begin, end = max(stand.start - start, at), min(stand.end - start, len(sign.text))
        if begin < end:
            if at < begin:
                yield part_of(sign, at, begin), None
            yield part_of(sign, begin, end), stand
            at = end
    if at < len(sign.text):
        yield part_of(sign, at, len(sign.text)), None


def _without_text(run: Run) -> Run:
    return replace(run, text="", language="", offsets=None)


def _look(sign: Sign, stand: Stand) -> tuple[Piece, Run]:
    """What the signs were printed as, and what they are in Markdown."""
    return sign.fragment.was or sign.fragment.piece, _without_text(stand.stretch.run)


def _kept(sign: Sign, stand: Stand) -> Stretch:
    if stand.stretch.thing == "footnote":
        return stand.stretch
    was = sign.fragment.was or sign.fragment.piece
    if stand.stretch.thing:  # what is left of the number of a reference is text like any other
        run = replace(stand.stretch.run, text=sign.text)
        return Stretch(changed(run, was, sign.fragment.piece))
    stretch = stand.part(sign.place[1] if sign.place else stand.start, sign.text)
    run = changed(stretch.run, was, sign.fragment.piece)
    return stretch if run is stretch.run else replace(stretch, run=run)


def _whole_references(parts: Iterable[tuple[Sign, Stand | None]]) -> set[Stand]:
    """The references all of whose signs are still there."""
    kept: Counter[Stand] = Counter()
    for sign, stand in parts:
        if stand is not None and stand.stretch.thing == "reference":
            kept[stand] += len(sign.text)
    return {stand for stand, count in kept.items() if count == stand.end - stand.start}


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
        elif fragment.was is None and fragment.piece.kind not in ("text", "footnote"):
            found.add(fragment.added)
    return found
