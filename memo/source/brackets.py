"""Lists and mappings between brackets: items taken away, put in and moved."""

from __future__ import annotations

import re

from memo.source.acts import Insert, Move, Plan
from memo.source.edits import Edit
from memo.source.items import bracketed, example
from memo.source.nodes import Mapping, Sequence, Source
from memo.source.places import Place
from memo.source.rows import Taken, runs

_COMMA = re.compile(r"\s*,")


def bracket_edits(source: Source, place: Place, plan: Plan, taken: Taken) -> list[Edit]:
    """The edits that carry the plan out in a list or mapping that is written with brackets."""
    node = place.node
    spans, names = _items(node)
    away = plan.gone | plan.moved
    gone = runs([index for index, name in enumerate(names) if name in away])

    def text(act: Insert | Move) -> str:
        if isinstance(act, Move):
            return taken(act.index, *spans[act.index])
        model = example(node, max(0, act.index - 1)) if isinstance(node, Sequence) else None
        return bracketed(act.item, model)

    coming: dict[int, list[str]] = {}
    for index, acts in sorted(plan.coming.items()):
        at = next((end for start, end in gone if start <= index <= end), index)
        coming.setdefault(at, []).extend(text(act) for act in acts)
    if gone == [(0, len(spans))] or not spans:
        joined = ", ".join(text for texts in coming.values() for text in texts)
        return [_all(source, place, spans, joined)]
    edits = [_without(source.text, spans, start, end) for start, end in gone]
    for index, texts in coming.items():
        if index < len(spans):
            edits.append(Edit(spans[index][0], spans[index][0], "".join(f"{x}, " for x in texts)))
        elif gone and _keeps_comma(source.text, spans, *gone[-1]):
            edits.append(Edit(spans[gone[-1][0]][0], spans[gone[-1][0]][0], ", ".join(texts)))
        else:
            edits.append(Edit(spans[-1][1], spans[-1][1], "".join(f", {x}" for x in texts)))
    return edits


def _items(node: object) -> tuple[list[tuple[int, int]], list[str]]:
    """Where each item, or key with its value, begins and ends; and their steps."""
    if isinstance(node, Mapping):
        pairs = node.entries.items()
        spans = [(node.keys[key].start, max(node.keys[key].end, value.end)) for key, value in pairs]
        return spans, list(node.entries)
    items = node.items if isinstance(node, Sequence) else []
    return [(item.start, item.end) for item in items], [str(index) for index in range(len(items))]


def _all(source: Source, place: Place, spans: list[tuple[int, int]], text: str) -> Edit:
    """The new items in the place of all between the brackets."""
    if not spans:
        at = place.node.start + 1
        return Edit(at, at, text)
    end = spans[-1][1]
    if not text:
        rest = source.text[end : place.node.end - 1]
        end += len(rest) if rest.strip() in ("", ",") else 0
    return Edit(spans[0][0], end, text)


def _without(text: str, spans: list[tuple[int, int]], start: int, end: int) -> Edit:
    """The items of a run away with the commas behind them, or of the last run before them."""
    if end < len(spans):
        return Edit(spans[start][0], spans[end][0], "")
    if not _keeps_comma(text, spans, start, end):
        return Edit(spans[start - 1][1], spans[-1][1], "")
    comma = _COMMA.match(text, spans[-1][1])
    return Edit(spans[start][0], comma.end() if comma else spans[-1][1], "")


def _keeps_comma(text: str, spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether the comma before the items of the last run stays, with a comment behind it."""
    is_last = start > 0 and end == len(spans)
    return is_last and "#" in text[spans[start - 1][1] : spans[start][0]]
