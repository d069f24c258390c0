"""Where the pieces of a YAML text begin and end: items with their comments, and what holds them."""

from __future__ import annotations

import re

from msgspec import Struct

from memo.source.nodes import Mapping, Node, Scalar, Sequence, Source

_BETWEEN = re.compile(r"(?:[ \t\r\n]+|#[^\r\n]*)*")
_BLANK = re.compile(r"(?:[ \t]*\r?\n)*")


class Place(Struct, frozen=True):
    """Where a node stands.

    `column` is that of the dash or key that holds it, counted from 0, and -1 where nothing does.
    `holder_end` is where that dash, or the key's colon, ends. `is_flow` is whether the node stands
    between brackets; its own do not count.
    """

    node: Node
    column: int = -1
    holder_end: int = 0
    is_item: bool = False
    is_flow: bool = False


class Chunk(Struct, frozen=True):
    """An item, or a key with its value: whole lines, with the comments that belong to it.

    These are those on its lines, those right above it in its column, and those right below it that
    stand further in. `mark` is the dash, or where the key begins; it is `compact` where it stands
    behind another dash on the line, and then the chunk begins with the mark. It `keeps` blank lines
    where its text takes them in, as + says.
    """

    start: int
    mark: int
    end: int
    compact: bool
    keeps: bool


def has_brackets(source: Source, node: Node) -> bool:
    """Whether it is a list or a mapping written as [...] or {...}."""
    return not isinstance(node, Scalar) and source.text[node.start : node.start + 1] in ("[", "{")


def place_of(source: Source, steps: tuple[str, ...]) -> Place | None:
    """Where the node at the steps stands; None where there is none."""
    if source.root is None:
        return None
    place = Place(source.root)
    for step in steps:
        node = place.node
        is_flow = place.is_flow or has_brackets(source, node)
        if isinstance(node, Mapping) and step in node.entries:
            child, mark = node.entries[step], node.keys[step].start
            end = next_sign(source.text, node.keys[step].end) + 1
        elif isinstance(node, Sequence) and step.isdecimal() and int(step) < len(node.items):
            child = node.items[int(step)]
            mark = child.start if is_flow else marks(source, node)[int(step)]
            end = mark + 1
        else:
            return None
        column = place.column if is_flow else column_of(source.text, mark)
        place = Place(child, column, end, isinstance(node, Sequence), is_flow)
    return place


def marks(source: Source, node: Node) -> list[int]:
    """Where each item's dash stands, and where each key begins, in a node without brackets."""
    if isinstance(node, Mapping):
        return [key.start for key in node.keys.values()]
    found: list[int] = []
    at = node.start
    for item in node.items if isinstance(node, Sequence) else ():
        found.append(next_sign(source.text, at))
        at = item.end
    return found


def chunks(source: Source, node: Node) -> list[Chunk]:
    """The pieces of a list or a mapping without brackets."""
    values = list(node.entries.values()) if isinstance(node, Mapping) else []
    values = node.items if isinstance(node, Sequence) else values
    found: list[Chunk] = []
    for mark, value in zip(marks(source, node), values, strict=True):
        text, column = source.text, column_of(source.text, mark)
        line = mark - column
        compact = text[line:mark].strip(" ") != ""
        floor = found[-1].end if found else 0
        start = mark if compact else _with_comments_above(text, line, column, floor)
        end = with_comments_below(text, line_end(text, value.end), column)
        keeps = text[value.end - 1 : value.end] == "\n"
        found.append(Chunk(start, mark, end, compact, keeps))
    return found


def column_of(text: str, offset: int) -> int:
    """How far in the line the offset is, counted from 0."""
    return offset - (text.rfind("\n", 0, offset) + 1)


def next_sign(text: str, offset: int) -> int:
    """Where the next sign stands that is neither space nor in a comment."""
    match = _BETWEEN.match(text, offset)
    return match.end() if match else offset


def blank_lines_end(text: str, offset: int) -> int:
    """Where the blank lines end that begin at the offset."""
    match = _BLANK.match(text, offset)
    return match.end() if match else offset


def blank_lines_start(text: str, offset: int, floor: int) -> int:
    """Where the blank lines begin that end at the offset; not above the floor."""
    while offset > floor:
        line = text.rfind("\n", 0, offset - 1) + 1
        if line < floor or text[line:offset].strip():
            break
        offset = line
    return offset


def line_break(text: str) -> str:
    """What ends the lines of the file."""
    return "\r\n" if "\r\n" in text else "\n"


def content_end(text: str, offset: int) -> int:
    """Where the line that holds the offset ends, before its line break."""
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return end - (end > offset and text[end - 1] == "\r")


def line_end(text: str, offset: int) -> int:
    """Where the line of the text that ends at the offset ends, behind its line break."""
    if offset and text[offset - 1] == "\n":
        return offset  # blank lines that belong to a text, as + says
    end = text.find("\n", offset)
    return len(text) if end < 0 else end + 1


def _with_comments_above(text: str, line: int, column: int, floor: int) -> int:
    """Where the comment lines right above begin; those at the top are the file's own."""
    start = line
    while start > floor:
        above = text.rfind("\n", 0, start - 1) + 1
        if above < floor or not text.startswith(" " * column + "#", above):
            break
        start = above
    return start if start else line


def with_comments_below(text: str, end: int, column: int) -> int:
    """Where the comment lines end that begin at the offset and stand further in than the column."""
    while text[end : end + column + 1] == " " * (column + 1):
        line = content_end(text, end)
        if not text[end:line].lstrip(" ").startswith("#"):
            break
        end = line_end(text, line)
    return end
