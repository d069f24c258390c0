"""Lists and mappings that stand in lines of their own: rows taken away, put in and moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from memo.source.acts import Insert, Move, Plan
from memo.source.edits import Edit
from memo.source.items import example, lines
from memo.source.nodes import Mapping, Sequence, Source
from memo.source.places import (
    Place,
    blank_lines_end,
    blank_lines_start,
    chunks,
    column_of,
    line_break,
    line_end,
    with_comments_below,
)

Taken = Callable[[int, int, int], str]
"""The text of the item at an index, from one offset to another, as the acts inside it make it."""


def filled(source: Source, place: Place, plan: Plan) -> list[Edit]:
    """The edits that put items into an empty list, below its key or dash."""
    node, eol = place.node, line_break(source.text)
    indent = " " * (place.column + 2 if place.column >= 0 else 0)
    acts = [act for act in plan.coming.get(0, ()) if isinstance(act, Insert)]
    rows = [row and indent + row for act in acts for row in lines(act.item, "- ", source, None)]
    text = eol.join(rows)
    if place.column < 0:
        last = eol if node.end == len(source.text) else ""
        return [Edit(node.start, node.end, text + last)]
    end = with_comments_below(source.text, line_end(source.text, node.end), place.column)
    is_open = not source.text[:end].endswith("\n")
    text = (eol if is_open else "") + text + eol
    return [Edit(place.holder_end, node.end, ""), Edit(end, end, text)]


def block_edits(source: Source, place: Place, plan: Plan, taken: Taken) -> list[Edit]:
    """The edits that carry the plan out in a list or mapping without brackets."""
    return list(_Rows(source, place, plan, taken).edits())


class _Rows:
    def __init__(self, source: Source, place: Place, plan: Plan, taken: Taken) -> None:
        self.source, self.text, self.place = source, source.text, place
        self.taken, self.eol = taken, line_break(source.text)
        self.chunks = chunks(source, place.node)
        node = place.node
        names = list(node.entries) if isinstance(node, Mapping) else []
        names = names or [str(index) for index in range(len(self.chunks))]
        away = plan.gone | plan.moved
        self.runs = runs([index for index, name in enumerate(names) if name in away])
        self.indent = " " * column_of(self.text, self.chunks[0].mark)
        # What comes between items that go comes below them.
        self.coming: dict[int, list[Insert | Move]] = {}
        for index, acts in sorted(plan.coming.items()):
            run = next((end for start, end in self.runs if start <= index <= end), index)
            self.coming.setdefault(run, []).extend(acts)

    def edits(self) -> Iterator[Edit]:
        """All edits, those at one offset in their order."""
        count = len(self.chunks)
        is_empty = self.runs == [(0, count)] and not self.coming
        compact = self.chunks[0].compact
        if is_empty:
            yield self._empty()
        for start, end in self.runs:
            if start == 0 and compact:
                yield from self._without_compact(end)
            else:
                yield from self._without(start, end)
        for index in self.coming:
            if not (compact and self.runs[:1] == [(0, index)]):
                yield self._with(index)

    def _empty(self) -> Edit:
        first = self.chunks[0]
        brackets = "{}" if isinstance(self.place.node, Mapping) else "[]"
        if first.compact:
            return Edit(first.mark, first.mark, brackets + self.eol)
        if self.place.column < 0:
            return Edit(first.start, first.start, brackets + self.eol)
        return Edit(self.place.holder_end, self.place.holder_end, f" {brackets}")

    def _without(self, start: int, end: int) -> Iterator[Edit]:
        """The rows of a run away, and the fewer of the blank lines round them."""
        first, last = self.chunks[start], self.chunks[end - 1]
        for chunk in self.chunks[start : end - 1]:
            yield Edit(chunk.start, blank_lines_end(self.text, chunk.end), "")
        yield Edit(last.start, last.end, "")
        floor = self.chunks[start - 1].end if start else self.place.holder_end
        above = blank_lines_start(self.text, first.start, floor)
        below = blank_lines_end(self.text, last.end)
        is_below_fewer = start == 0 or below - last.end <= first.start - above
        keeps = start > 0 and self.chunks[start - 1].keeps
        if (end == len(self.chunks) or not is_below_fewer) and not keeps:
            yield Edit(above, first.start, "")
        else:
            yield Edit(last.end, below, "")

    def _without_compact(self, end: int) -> Iterator[Edit]:
        """The first rows away, where the dash of what holds them stands on their line."""
        start = self.chunks[0].mark
        stop = self.chunks[end - 1].end
        text = "".join(self._texts(end))
        if end < len(self.chunks):
            stop = blank_lines_end(self.text, stop)
            stop += len(self.indent) if self.text.startswith(self.indent, stop) else 0
            yield Edit(start, stop, text[len(self.indent) :] + (self.indent if text else ""))
        else:
            yield Edit(start, stop, text[len(self.indent) :])

    def _with(self, index: int) -> Edit:
        """The new rows before the index."""
        texts = self._texts(index)
        blank = self._blank_lines()
        if index == 0 and self.chunks[0].compact:
            at = self.chunks[0].mark
            text = blank.join([*texts, ""])
            return Edit(at, at, text[len(self.indent) :] + self.indent)
        if index < len(self.chunks):
            at = self.chunks[index].start
            return Edit(at, at, blank.join([*texts, ""]))
        at = self.chunks[-1].end
        text = ("" if self.chunks[-1].keeps else blank) + blank.join(texts)
        if not self.text[:at].endswith("\n"):
            text = text if self.runs[-1:] and self.runs[-1][1] == index else self.eol + text
        return Edit(at, at, text)

    def _texts(self, index: int) -> list[str]:
        """The lines of each item that comes before the index."""
        return [
            self._new(act) if isinstance(act, Insert) else self._moved(act.index)
            for act in self.coming.get(index, ())
        ]

    def _new(self, act: Insert) -> str:
        node = self.place.node
        assert isinstance(node, Sequence)
        beside = max(0, act.index - 1)
        dash = self.text[self.chunks[beside].mark : node.items[beside].start]
        dash = dash if dash.strip() == "-" and "\n" not in dash and len(dash) > 1 else "- "
        rows = lines(act.item, dash, self.source, example(node, beside))
        return "".join((row and self.indent + row) + self.eol for row in rows)

    def _moved(self, index: int) -> str:
        chunk = self.chunks[index]
        text = self.taken(index, chunk.start, chunk.end)
        text = self.indent + text if chunk.compact else text
        return text if text.endswith("\n") else text + self.eol

    def _blank_lines(self) -> str:
        """The blank lines that stand between all neighbours."""
        pairs = zip(self.chunks, self.chunks[1:], strict=False)
        counts = [
            self.text[above.end : blank_lines_end(self.text, above.end)].count("\n")
            for above, _ in pairs
        ]
        return self.eol * min(counts, default=0)


def runs(indexes: list[int]) -> list[tuple[int, int]]:
    """The indexes as runs, each from its first to behind its last."""
    runs: list[tuple[int, int]] = []
    for index in indexes:
        if runs and runs[-1][1] == index:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return runs
