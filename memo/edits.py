"""Changes of a YAML file as edits of exact ranges: what is not edited stays byte for byte."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from memo.nodes import Node, Scalar, Sequence, Source, plain
from memo.problems import Report
from memo.scalars import offsets
from memo.source import parse


@dataclass(frozen=True, order=True)
class Edit:
    """Text that comes in the place of what stands from one offset to another."""

    start: int
    end: int
    text: str


def safe_edits(source: Source, edits: Iterable[Edit]) -> list[Edit]:
    """Those of the edits that change just the text that they mean to, in their order.

    Of two that overlap the first is taken. Each is tried: a text may be written in a way in which
    a sign means something to YAML.
    """
    chosen: list[Edit] = []
    for edit in sorted(set(edits)):
        if not chosen or edit.start >= chosen[-1].end:
            chosen.append(edit)
    if _is_safe(source, chosen):
        return chosen
    return [edit for edit in chosen if _is_safe(source, [edit])]


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
        own = [edit for edit in edits if node.start <= edit.start and edit.end <= node.end]
        return edited(node.value, [_in_value(source, node, edit) for edit in own])
    if isinstance(node, Sequence):
        return [_expected(source, item, edits) for item in node.items]
    return {key: _expected(source, value, edits) for key, value in node.entries.items()}


def _in_value(source: Source, scalar: Scalar, edit: Edit) -> Edit:
    """The same edit as one of the value: what it replaces stands there as it does in the file."""
    start = offsets(source.text, scalar).index(edit.start)
    return Edit(start, start + edit.end - edit.start, edit.text)
