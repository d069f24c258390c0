"""Changes of a YAML file as edits of exact ranges: what is not edited stays byte for byte."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from msgspec import Struct

from memo.problems import Report
from memo.source.nodes import Node, Scalar, Sequence, Source, plain
from memo.source.reading import parse
from memo.source.scalars import offsets


class Edit(Struct, frozen=True, order=True):
    """Text that comes in the place of what stands from one offset to another."""

    start: int
    end: int
    text: str


def safe_edits(source: Source, edits: Iterable[Edit]) -> list[Edit]:
    """Those of the edits that change just the text that they mean to, in their order.

    Of two that overlap the first is taken. They are tried: a text may be written in a way in which
    a sign means something to YAML.
    """
    chosen: list[Edit] = []
    for edit in sorted(set(edits)):
        if not chosen or edit.start >= chosen[-1].end:
            chosen.append(edit)
    return _safe(source, chosen)


def _safe(source: Source, edits: list[Edit]) -> list[Edit]:
    """The edits if they are safe together, else what is safe of each half of them."""
    if _is_safe(source, edits):
        return edits
    if len(edits) == 1:
        return []
    half = len(edits) // 2
    left = [*_safe(source, edits[:half]), *_safe(source, edits[half:])]
    return left if _is_safe(source, left) else []


def edited(text: str, edits: list[Edit]) -> str:
    """The text with the edits made; they are sorted and do not overlap."""
    pieces, at = [], 0
    for edit in edits:
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:]])


def _is_safe(source: Source, edits: list[Edit]) -> bool:
    """Whether the file, edited and read again, holds what the edited texts should be."""
    again = parse(edited(source.text, edits), source.name, Report())
    if again is None or source.root is None or again.root is None:
        return False
    return bool(_expected(source, source.root, edits) == plain(again.root))


def _expected(source: Source, node: Node, edits: list[Edit]) -> object:
    if isinstance(node, Scalar):
        first = bisect_left(edits, node.start, key=_start)
        own = edits[first : bisect_right(edits, node.end, key=_start)]
        return edited(node.value, _in_value(source, node, own)) if own else node.value
    if isinstance(node, Sequence):
        return [_expected(source, item, edits) for item in node.items]
    return {key: _expected(source, value, edits) for key, value in node.entries.items()}


def _in_value(source: Source, scalar: Scalar, edits: list[Edit]) -> list[Edit]:
    """The same as edits of the value: what they replace stands there as it does in the file."""
    places: dict[int, int] = {}
    for place, offset in enumerate(offsets(source.text, scalar)):
        places.setdefault(offset, place)
    starts = [places[edit.start] for edit in edits]
    return [
        Edit(start, start + edit.end - edit.start, edit.text)
        for start, edit in zip(starts, edits, strict=True)
    ]


def _start(edit: Edit) -> int:
    return edit.start
