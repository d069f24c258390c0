"""YAML nodes that know where they stand.

Every scalar is the text that the author typed. Offsets count characters in the file's text, which
is kept as it is on disk, but for a byte order mark.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import Any

from msgspec import Struct, field

from memo.problems import Span


class Scalar(Struct, eq=False):
    """A text. `style` is how it is written: "" (plain), "'", '"', "|" or ">"."""

    start: int
    end: int
    value: str
    style: str


class Sequence(Struct, eq=False):
    """A list of nodes."""

    start: int
    end: int
    items: list[Node] = field(default_factory=list)


class Mapping(Struct, eq=False):
    """Nodes by their keys, in the author's order; `keys` are the keys' own nodes."""

    start: int
    end: int
    entries: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Scalar] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


def below(node: Node) -> list[Node]:
    """What stands directly in the node."""
    if isinstance(node, Mapping):
        return list(node.entries.values())
    return node.items if isinstance(node, Sequence) else []


def plain(node: Node) -> Any:
    """The node as mappings, lists and strings, without places."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.entries.items()}


class Source:
    """The text of a YAML file; `root` is None where the file holds nothing."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.root: Node | None = None
        self._lines: dict[int, str] = {}  # many problems may stand in one long line
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", text))]

    @cached_property
    def small_letters(self) -> str:
        """The text in small letters."""
        return self.text.lower()

    def at(self, steps: tuple[str, ...]) -> Node | None:
        """The node at those keys and indexes, as in a JSON pointer; None where there is none."""
        node = self.root
        for step in steps:
            if isinstance(node, Mapping):
                node = node.entries.get(step)
            elif isinstance(node, Sequence) and step.isdecimal() and int(step) < len(node.items):
                node = node.items[int(step)]
            else:
                return None
        return node

    def span(self, start: int, end: int | None = None) -> Span:
        """The place from one offset to another; the end of the line where there is no other."""
        line, column = self._position(start)
        excerpt = self._line(line)
        if end is None:
            return Span(self.name, line, column, line, max(column, len(excerpt) + 1), excerpt)
        end_line, end_column = self._position(max(start, end))
        return Span(self.name, line, column, end_line, end_column, excerpt)

    def node_span(self, node: Node) -> Span:
        """The place of a node. A list or a group of fields is shown by its first line."""
        if isinstance(node, Scalar) and node.style not in ("|", ">"):
            return self.span(node.start, node.end)
        return self.span(node.start)

    def raw(self, node: Node) -> str:
        """The node's text as it stands in the file, quotation marks and all."""
        return self.text[node.start : node.end]

    def offset(self, line: int, column: int) -> int:
        """The offset of a place; lines and columns count from 1."""
        return self._line_starts[line - 1] + column - 1

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def _line(self, number: int) -> str:
        if number not in self._lines:
            self._lines[number] = self._cut_line(number)
        return self._lines[number]

    def _cut_line(self, number: int) -> str:
        start = self._line_starts[number - 1]
        end = self._line_starts[number] if number < len(self._line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")
