"""The block rule for lists: bullets, and the labels that committee papers use.

As in CommonMark, what belongs to a point is indented below its text. It is enough to indent it by
three columns where the label is longer, and a list that goes on with the next label may begin right
below the text of another point.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from msgspec import Struct

from memo.labels import Label
from memo.markdown.labels import label_at
from memo.markdown.lines import is_plain

_BULLET = re.compile(r"[-+*](?=[ \t]|$)", re.MULTILINE)
# As far as a sub-point must be indented at most.
_INDENT = 3


class _Marker(Struct, frozen=True):
    """What a line begins with; `end` is the place in the text behind it."""

    bullet: str
    label: Label | None
    end: int

    def goes_on_from(self, other: _Marker) -> bool:
        """Whether both belong to one list."""
        if self.label is None or other.label is None:
            return self.bullet == other.bullet
        mine, others = self.label, other.label
        dots = mine.before.count("."), others.before.count(".")
        return (mine.counter, mine.after, mine.before[:2].isalpha(), dots[0]) == (
            others.counter,
            others.after,
            others.before[:2].isalpha(),
            dots[1],
        )


def list_rule(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:
    """Whether a list begins in that line; unless `silent`, its tokens are added.

    Each point's token has its label in `meta`, None under a bullet.
    """
    marker = _marker(state, line, None)
    if marker is None or not _may_begin(state, line, marker, silent):
        return False
    if not silent:
        _read(state, line, end_line, marker)
    return True


def _marker(state: StateBlock, line: int, above: Label | None) -> _Marker | None:
    start, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    if match := _BULLET.match(state.src, start, end):
        return _Marker(match[0], None, match.end())
    above = above or _seen(state).get(state.sCount[line])
    label = label_at(state.src, start, above)
    return _Marker("", label, start + len(label.text)) if label else None


def _may_begin(state: StateBlock, line: int, marker: _Marker, silent: bool) -> bool:
    if (
        state.listIndent >= 0
        and state.sCount[line] - state.listIndent >= 4
        and state.sCount[line] < state.blkIndent
    ):
        return False  # indented so far that it only goes on with the paragraph above
    label = marker.label
    if label is None:
        return not _in_paragraph(state, line, silent) or _has_text(state, line, marker)
    last = _seen(state).get(state.sCount[line])
    goes_on = last is not None and last.form == label.form
    if _in_paragraph(state, line, silent):
        is_next = goes_on and last is not None and last.number + 1 == label.number
        begins = (is_next and state.listIndent >= 0) or _is_point_by_itself(state, label)
        return begins and _has_text(state, line, marker)
    # "f. eks." and "d. 4. oktober" begin no list.
    return goes_on or label.number == 1 or label.counter != "lowerLetter" or label.after == ")"


def _in_paragraph(state: StateBlock, line: int, silent: bool) -> bool:
    """Whether the line would cut a paragraph in two: there only a first point begins a list."""
    return silent and state.parentType == "paragraph" and state.sCount[line] >= state.blkIndent


def _has_text(state: StateBlock, line: int, marker: _Marker) -> bool:
    return bool(state.src[marker.end : state.eMarks[line]].strip())


def _is_point_by_itself(state: StateBlock, label: Label) -> bool:
    """Whether the label means a point in the midst of a text, whatever stands above it.

    In a list, 12.30 may be a time and 2.4 an amount, unless they count below a point: 2.4 below 2.
    """
    if state.listIndent < 0:
        return label.number == 1
    if "." in label.before:
        return any(point and point.first_number == label.first_number for point in _open(state))
    letter = label.counter != "decimal" and label.after == ")"
    return label.number == 1 or bool(label.before) or letter


def _open(state: StateBlock) -> list[Label | None]:
    """The labels of the points that are being read, from the outermost; None under a bullet."""
    labels: list[Label | None] = state.env.setdefault("open", [])
    return labels


def _seen(state: StateBlock) -> dict[int, Label]:
    """The last label at each column of the text."""
    seen: dict[int, Label] = state.env.setdefault("labels", {})
    return seen


def _read(state: StateBlock, line: int, end_line: int, marker: _Marker) -> None:
    opening = state.push("list_open", "", 1)
    first_line, column = line, state.sCount[line]
    parent, state.parentType = state.parentType, "list"
    ends = state.md.block.ruler.getRules("list")
    while True:
        _read_item(state, line, end_line, marker, column)
        line = state.line
        if line >= end_line or state.sCount[line] < state.blkIndent:
            break
        if not is_plain(state, line) and any(rule(state, line, end_line, True) for rule in ends):
            break
        following = _marker(state, line, marker.label)
        if following is None or not following.goes_on_from(marker):
            break
        marker = following
    state.parentType = parent
    opening.map = [first_line, line]
    state.push("list_close", "", -1)


def _read_item(
    state: StateBlock, line: int, end_line: int, marker: _Marker, list_column: int
) -> None:
    opening = state.push("list_item_open", "", 1)
    opening.meta = {"label": marker.label}
    if marker.label is not None:
        _seen(state)[state.sCount[line]] = marker.label
    width = marker.end - (state.bMarks[line] + state.tShift[line])
    column, place = state.sCount[line] + width, marker.end
    while place < state.eMarks[line] and state.src[place] in " \t":
        column += 4 - column % 4 if state.src[place] == "\t" else 1
        place += 1
    spaces = column - state.sCount[line] - width
    indent = width + (spaces if place < state.eMarks[line] and spaces <= 4 else 1)
    if marker.label is not None:
        indent = min(indent, _INDENT)

    kept = state.bMarks[line], state.tShift[line], state.sCount[line]
    outside = state.listIndent, state.blkIndent
    # Not the library's blkIndent, which a list below the text of a long label is far right of.
    state.listIndent, state.blkIndent = list_column, state.sCount[line] + indent
    # The line now begins behind its marker, which may be wider than the indent.
    state.bMarks[line], state.tShift[line], state.sCount[line] = place, 0, column
    if place >= state.eMarks[line] and line + 1 < end_line and state.isEmpty(line + 1):
        state.line = min(line + 2, end_line)  # a point may begin with at most one empty line
    else:
        _open(state).append(marker.label)
        state.md.block.tokenize(state, line, end_line)
        _open(state).pop()
    state.bMarks[line], state.tShift[line], state.sCount[line] = kept
    state.listIndent, state.blkIndent = outside
    opening.map = [line, state.line]
    state.push("list_item_close", "", -1)
