"""Words changed inside a line of text: the smallest edits, where no sign of Markdown is near."""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace

from memo.flat import Flat, Stretch
from memo.markdown.composing import SIGNS
from memo.markdown.flat import offsets_in_value

Edit = tuple[int, int, str]


def splices(flat: Flat, old: Flat, number: int) -> list[Edit] | None:
    """The edits of the value that make the old paragraph, of that number, into the wanted one.

    Each replaces what stands from one offset to another. None where it is not so simple: then it is
    for the careful to write the paragraph anew.
    """
    edits: list[Edit | None] = []
    at = 0
    new: Stretch | None = None
    for stretch in flat.stretches:
        if stretch.origin is None:
            if new is not None or stretch.thing:
                return None
            new = stretch
            continue
        if stretch.origin[0] != number or not _is_old(stretch, old):
            return None
        start = stretch.origin[1]
        edits.append(_edit(old, (at, start), new))
        at, new = start + len(stretch.run.text), None
    edits.append(_edit(old, (at, len(old.text)), new))
    found = [edit for edit in edits if edit]
    return [edit for edit in found if edit[1]] if len(found) == len(edits) else None


def _edit(old: Flat, part: tuple[int, int], new: Stretch | None) -> Edit | None:
    """The edit that puts the new text in the place of that part; None where it is not simple."""
    start, end = part
    text = new.run.text if new else ""
    holder, begin = _holder(old, start)
    if start == end and not text:
        return 0, 0, ""
    if holder is None or SIGNS & {*text} or "\n" in text or end < start:
        return None
    last = begin + len(holder.run.text)
    if end > last or (end == last and end != len(old.text)):
        return None
    around = old.text[start - 1] + text + old.text[end : end + 1]
    is_doubled = any(one.isspace() and other.isspace() for one, other in pairwise(around))
    if is_doubled or (not text and around[-1].isspace()) or (new and _look(new) != _look(holder)):
        return None
    places = offsets_in_value(holder)
    return (places[start - 1 - begin] + 1, places[end - begin], text) if places else None


def _holder(old: Flat, start: int) -> tuple[Stretch | None, int]:
    """The stretch that the character before `start` is in, and where it begins."""
    begin = 0
    for stretch in old.stretches:
        if begin < start <= begin + len(stretch.run.text):
            return stretch, begin
        begin += len(stretch.run.text)
    return None, 0


def _is_old(stretch: Stretch, old: Flat) -> bool:
    """Whether the stretch is a part of one of the old, and looks as it did."""
    start = stretch.origin[1] if stretch.origin else 0
    holder, begin = _holder(old, start + 1)
    if holder is None or start + len(stretch.run.text) > begin + len(holder.run.text):
        return False
    same = holder.run.text.startswith(stretch.run.text, start - begin)
    return same and _look(holder) == _look(stretch)


def _look(stretch: Stretch) -> Stretch:
    return replace(stretch, run=replace(stretch.run, text="", offsets=None), origin=None)
