"""Where the tokens of a prose stand in the YAML file."""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate

from markdown_it.token import Token
from msgspec import Struct

from memo.problems import Span
from memo.source.nodes import Scalar, Source
from memo.source.scalars import offsets


class Piece(Struct, frozen=True):
    """Text that is printed, and the position from which on it stands in what the author typed.

    Between its characters may stand signs of Markdown. Not `is_typed` is what the program adds.
    """

    position: int
    text: str
    is_typed: bool = True


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
        return self._source.span(self.content(inline)[position])

    def offsets(self, inline: Token, pieces: list[Piece]) -> list[int]:
        """The offset in the file of each character of the pieces, and of their end."""
        found = self.content(inline)
        result: list[int] = []
        at = 0
        for piece in pieces:
            places = _places(inline.content, piece) if piece.is_typed else [at] * len(piece.text)
            # Of what cannot stand here, such as ~~~, the library's positions may be too far on.
            at = min(places[-1] + 1, len(inline.content)) if places else at
            result += (found[place] for place in places)
        return [*result, found[at]]

    def content(self, inline: Token) -> list[int]:
        """The offset in the file of each character of a paragraph's content, and of its end."""
        # Each of its runs asks, and there may be thousands.
        if "offsets" not in inline.meta:
            inline.meta["offsets"] = self._found(inline)
        found: list[int] = inline.meta["offsets"]
        return found

    def _found(self, inline: Token) -> list[int]:
        result: list[int] = []
        first = inline.map[0] if inline.map else 0
        for number, line in enumerate(inline.content.split("\n"), first):
            # Of a tab before the line, the library has made spaces; they are not in the source.
            text = line.lstrip(" ")
            written = self._lines[number]
            start = self._line_starts[number] + inline.meta.get("column", written.rfind(text))
            before = range(start - (len(line) - len(text)), start)
            result += (self._offsets[max(0, place)] for place in before)
            places = _places(written, Piece(start - self._line_starts[number], text))
            result += (self._offsets[self._line_starts[number] + place] for place in places)
            end = places[-1] + 1 if places else start - self._line_starts[number]
            result.append(self._offsets[self._line_starts[number] + end])
        return result

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


def _places(typed: str, piece: Piece) -> list[int]:
    """The position of each character of the piece in what the author typed."""
    if typed.startswith(piece.text, piece.position):
        return list(range(piece.position, piece.position + len(piece.text)))
    result = []
    at = piece.position
    for char in piece.text:
        broken = char == " " and typed[at : at + 1] == "\n"
        found = at if broken else typed.find(char, at)
        at = found if found >= 0 else at  # what the library has put into another form
        result.append(min(at, len(typed)))
        at += 1
    return result
