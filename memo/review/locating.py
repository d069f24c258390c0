"""Where in today's YAML a change or a comment belongs, and where it stands in the document."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from memo.blocks import Address, steps_of
from memo.flat import Stretch
from memo.markdown.flat import HEADER
from memo.problems import Message, Span, say
from memo.review.opening import Opened
from memo.review.planning import Planner
from memo.review.printed import Slot
from memo.review.results import Key
from memo.source.nodes import Scalar, Source
from memo.source.scalars import offsets
from memo.source.sheets import start_of
from memo.spreadsheet import is_sheet
from memo.word.comments import Comment
from memo.word.revised import Change, Place, RevisedParagraph

_STORIES = {
    "body": say("in the text"),
    "header": say("in the header"),
    "footer": say("in the footer"),
    "footnote": say("in a footnote"),
    "endnote": say("in an endnote"),
    "textbox": say("in a text box"),
    "section": say("in the form of the pages"),
}
_EXCERPT = 40


class Locator:
    """Finds places of one reviewed document."""

    def __init__(self, opened: Opened, planner: Planner) -> None:
        self._opened = opened
        self._planner = planner
        self._by_paragraph: dict[int, dict[str, Place | None]] = {}

    def span(self, change: Change) -> Span | None:
        """Where the change belongs in the YAML, None where it belongs to no value."""
        place = self.place(change)
        return self.span_at(place) if place else None

    def place(self, change: Change) -> Place | None:
        """Where the change begins in the base, or what stands before it there."""
        paragraphs = self._opened.revision.paragraphs
        if not paragraphs or not 0 <= change.at < len(paragraphs):
            return None
        own = self._places(change.at).get(change.id, self._ends[change.at])
        return own or self._ends_above[change.at]

    def _places(self, number: int) -> dict[str, Place | None]:
        """Where each change in a paragraph stands: its own text, or what stands before it."""
        if number not in self._by_paragraph:
            self._by_paragraph[number] = _places_in(self._opened.revision.paragraphs[number])
        return self._by_paragraph[number]

    @cached_property
    def _ends(self) -> list[Place | None]:
        """Where what was printed ends in each paragraph; None in one that is new."""
        return [_end_of(paragraph) for paragraph in self._opened.revision.paragraphs]

    @cached_property
    def _ends_above(self) -> list[Place | None]:
        """Where what stands above each paragraph ends."""
        found: list[Place | None] = []
        last: Place | None = None
        for end in self._ends:
            found.append(last)
            last = end or last
        return found

    def span_at(self, place: Place) -> Span | None:
        """Where what stands at that place of the base belongs in today's YAML."""
        slot = self._slot(place)
        if slot is None:
            return None
        address = slot.anchor.address
        if is_sheet(address.file):
            return self._in_sheet(address)
        source = self._planner.source(address.file)
        pointer = self._planner.today((address.file, address.path))
        node = source.at(steps_of(pointer)) if source and pointer is not None else None
        if source is None:
            return Span(f"{self._planner.folder}/{address.file}")
        if not isinstance(node, Scalar):
            return source.node_span(node) if node else source.span(0)
        return self._in_value(source, node, slot, place)

    def _in_sheet(self, address: Address) -> Span:
        """Where a cell of a spreadsheet stands."""
        sheets = self._planner.sheets
        text, place = sheets.text(address.file), sheets.today((address.file, address.path))
        at = start_of(text, *place) if place else 0
        return Source(f"{self._planner.folder}/{address.file}", text).span(at)

    def address(self, change: Change) -> Key | None:
        """The file and the pointer of the value that the change belongs to, as it was built."""
        place = self.place(change)
        slot = self._slot(place) if place else None
        return None if slot is None else (slot.anchor.address.file, slot.anchor.address.path)

    def _slot(self, place: Place) -> Slot | None:
        """The value that stands there, or nearest to it in the line."""
        line, at = place
        slots = self._opened.printed.slots[line]
        return min(slots, key=lambda each: _distance(each, at), default=None)

    def _in_value(self, source: Source, node: Scalar, slot: Slot, place: Place) -> Span:
        value = self._opened.value(self._opened.printed.occurrence(slot))
        line, at = place
        here = value.stand_at(place)
        stand = here or value.stand_at((line, at - 1))
        if value.value is None or stand is None or stand.stretch.origin is None:
            return source.node_span(node)
        number, offset = stand.stretch.origin
        if not stand.stretch.thing:
            offset += (at if here else at - 1) - stand.start
        typed = _typed(value.flats[number].stretches, offset)
        if value.occurrence.form == "plain":
            typed = offset
        if here is None:
            typed += 1
        today = _moved(typed, value.value, node.value)
        found = offsets(source.text, node)
        return source.span(found[min(today, len(found) - 1)])

    def span_on(self, comment: Comment) -> Span | None:
        """Where the words that the comment is on belong in today's YAML."""
        words = comment.on.words.partition("\n")[0]
        for name in comment.on.anchors:
            slot = self._opened.printed.slot(name)
            if slot is not None:
                at = self._opened.printed.text(slot.line).find(words)
                return self.span_at((slot.line, max(at, slot.start)))
        return None

    def where(self, change: Change) -> Message:
        """Where the change stands in the document, in words."""
        paragraphs = self._opened.revision.paragraphs
        if not 0 <= change.at < len(paragraphs):
            return say("in the document as a whole")
        line = paragraphs[change.at].line
        story = _STORIES.get(line.story.partition(" ")[0], _STORIES["body"])
        text = line.text if len(line.text) <= _EXCERPT else f"{line.text[:_EXCERPT]}..."
        return say('{story}: "{text}"', story=story, text=text) if text else story


def _distance(slot: Slot, at: int) -> int:
    return max(slot.start - at, at - slot.end, 0)


def _places_in(paragraph: RevisedParagraph) -> dict[str, Place | None]:
    """Where the changes of what is in the paragraph stand: their text, or what is before it."""
    found: dict[str, Place | None] = {}
    last: Place | None = None if paragraph.base is None else (paragraph.base, 0)
    for fragment in paragraph.fragments:
        for id in (fragment.added, fragment.removed, fragment.altered):
            found.setdefault(id, fragment.place or last)
        last = _end(fragment.place, fragment.piece.text) or last
    return found


def _end(place: Place | None, text: str) -> Place | None:
    return place and (place[0], place[1] + max(1, len(text)))


def _end_of(paragraph: RevisedParagraph) -> Place | None:
    found = [_end(each.place, each.piece.text) for each in paragraph.fragments if each.place]
    if found:
        return found[-1]
    return None if paragraph.base is None else (paragraph.base, 0)


def _typed(stretches: Iterable[Stretch], offset: int) -> int:
    """Where in a value the sign of that number in a paragraph stands."""
    last, at = 0, 0
    for stretch in stretches:
        length = len(stretch.run.text)
        if stretch.run.offsets is not None:
            # The value was read as a file that has a line of its own before it.
            typed = [max(0, each - len(HEADER)) for each in stretch.run.offsets()]
            if at <= offset < at + length:
                return typed[offset - at]
            last = typed[-1]
        at += length
    return last


def _moved(at: int, was: str, now: str) -> int:
    """Where the place in the old text is in the new one, as near as its ends tell."""
    if was[:at] == now[:at]:
        return at
    behind = was[at:]
    return len(now) - len(behind) if behind and now.endswith(behind) else 0
