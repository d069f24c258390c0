"""Where the tokens of a prose stand in the YAML file."""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate

from markdown_it.token import Token

from memo.nodes import Scalar, Source
from memo.problems import Span
from memo.scalars import offsets


class Places:
    """The places of one value's tokens."""

    def __init__(self, source: Source, scalar: Scalar) -> None:
        self._source = source
        self._scalar = scalar

    def block(self, token: Token) -> Span:
        """The place of the first line of a block, from its first character."""
        return self.line(token.map[0] if token.map else 0)

    def line(self, number: int) -> Span:
        """The place of a line of the value, from its first character that is no space."""
        line = self._lines[number]
        return self._span(number, len(line) - len(line.lstrip(" \t")))

    def inline(self, inline: Token, position: int) -> Span:
        """The place of a position in a paragraph's content."""
        before = inline.content[:position]
        number = before.count("\n")
        line = (inline.map[0] if inline.map else 0) + number
        content = inline.content.split("\n")[number]
        # Of a tab before the line, the library has made spaces; they are not in the source.
        text = content.lstrip(" ")
        column = len(before) - (before.rfind("\n") + 1) - (len(content) - len(text))
        return self._span(line, max(0, self._lines[line].rfind(text)) + max(0, column))

    def text(self, number: int) -> str:
        """A line of the value."""
        return self._lines[number]

    def _span(self, line: int, column: int) -> Span:
        return self._source.span(self._offsets[self._line_starts[line] + column])

    @cached_property
    def _lines(self) -> list[str]:
        return self._scalar.value.split("\n")

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self._lines)]

    @cached_property
    def _offsets(self) -> list[int]:
        return offsets(self._source.text, self._scalar)
