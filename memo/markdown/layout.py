"""Where in the lines of a value each of its paragraphs stands, and how it is set in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from markdown_it.token import Token
from msgspec import Struct, field

from memo.blocks import Form
from memo.flat import Flat
from memo.labels import Label
from memo.markdown.characters import Char, Unsayable, characters
from memo.markdown.flat import flatten
from memo.markdown.grammar import block_tokens

_HASHES = re.compile(r"#+[ \t]*")

PlaceKind = Literal["text", "heading", "point", "table", "note"]


class Place(Struct, eq=False):
    """The lines of a paragraph, of a table, or of a footnote's text with `paragraphs` in it.

    `content` is what is typed of a paragraph less its indents; `indents` stand before each line of
    it, the first with the sign of a point or heading, and `tail` behind it. `before` is what stands
    before the sign. `around` are the quotations (q) and points (p) that it stands in, `under` the
    innermost point. `number` is that of its flat; of a table, the cells in its `rows` have one.
    """

    kind: PlaceKind
    first: int
    end: int
    around: str = ""
    level: int = 0
    label: Label | None = None
    content: str = ""
    indents: tuple[str, ...] = ("",)
    tail: str = ""
    before: str = ""
    sign: str = ""
    number: int = -1
    name: str = ""
    paragraphs: list[Place] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    under: Place | None = None
    _chars: list[Char] | None = None

    @property
    def chars(self) -> list[Char]:
        """The characters of the paragraph; raises `Unsayable`."""
        if self._chars is None:
            self._chars = _with_indents(characters(self.content), self.indents)
        return self._chars


class Row(Struct, eq=False):
    """A row of a table: its line, and the places of its cells. `is_marked` where it is all bold."""

    line: int
    cells: list[Place]
    is_marked: bool = False


@lru_cache(maxsize=16)
def layout(value: str, form: Form) -> tuple[list[Place], tuple[str, ...]]:
    """The places of all that has a flat, in the order of the lines; the labels of the footnotes.

    Raises `Unsayable` where that cannot be told.
    """
    lines, flats = value.split("\n"), flatten(value, form)
    if not value.strip():
        return [], ()
    if form == "lines":
        places = [_line(number, line) for number, line in enumerate(lines) if line.strip()]
    elif form == "line" or (form == "cell" and "\n" not in value.strip(" \t\n")):
        places = [_whole(value, lines)]
    else:
        places = list(_Walk(lines).places(iter(block_tokens(value))))
    counting = _Counting(flats, {place.name: place for place in places if place.kind == "note"})
    counting.number(places)
    return places, tuple(counting.labels)


def labels_of(value: str, form: Form) -> tuple[str, ...]:
    """The labels of the value's footnotes in the order in which they are printed; none in doubt."""
    try:
        return layout(value, form)[1]
    except Unsayable:
        return ()


def _line(number: int, line: str) -> Place:
    content = line.strip()
    start = line.index(content)
    return Place(
        "text", number, number + 1, content=content, indents=(line[:start],),
        tail=line[start + len(content) :],
    )  # fmt: skip


def _whole(value: str, lines: list[str]) -> Place:
    content = value.strip("\n")
    first = value.count("\n", 0, value.index(content))
    count = content.count("\n") + 1
    return Place("text", first, first + count, content=content, indents=("",) * count)


def _with_indents(chars: list[Char], indents: tuple[str, ...]) -> list[Char]:
    line = 0
    for char in chars:
        if char.typed is not None and char.typed.endswith("\n"):
            line += 1
            char.indent = indents[line] if line < len(indents) else ""
    if line != len(indents) - 1:
        raise Unsayable("a line break inside a sign")
    return chars


class _Walk:
    """Goes through the block tokens of a value."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def places(
        self, tokens: Iterator[Token], closing: str = "", around: str = ""
    ) -> Iterator[Place]:
        """The places up to a closing token, those of lists and quotations among them."""
        for token in tokens:
            if token.type == closing:
                return
            if token.type == "inline":
                yield self._paragraph(token, around)
            elif token.type == "heading_open":
                yield self._paragraph(next(tokens), around, token.markup)
                next(tokens)
            elif token.type == "list_open":
                for item in tokens:
                    if item.type == "list_close":
                        break
                    yield from self._item(item, tokens, around)
            elif token.type == "blockquote_open":
                yield from self.places(tokens, "blockquote_close", around + "q")
            elif token.type == "table_open":
                yield self._table(token, tokens, around)
            elif token.type == "footnote_reference_open":
                first, end = token.map or (0, 0)
                inner = list(self.places(tokens, "footnote_reference_close"))
                end = inner[-1].end if inner else end
                yield Place("note", first, end, name=token.meta["label"], paragraphs=inner)
            elif token.type != "hr":
                raise Unsayable(token.type)

    def _paragraph(self, inline: Token, around: str, hashes: str = "") -> Place:
        """The place of a paragraph, or of a heading that begins with those signs."""
        first, end = inline.map or (0, 0)
        indents, tail = self._indents(inline, first, bool(hashes))
        place = Place(
            "text", first, end, around, around.count("p"), None, inline.content, indents, tail,
            indents[0],
        )  # fmt: skip
        if hashes:
            place.kind, place.level, place.sign = "heading", len(hashes), hashes
            place.before = indents[0][: indents[0].index("#")]
        return place

    def _indents(self, inline: Token, first: int, is_heading: bool) -> tuple[tuple[str, ...], str]:
        """What stands before each line of a paragraph's content, and behind the last."""
        indents, tail = [], ""
        for number, written in enumerate(inline.content.split("\n"), first):
            line, text = self._lines[number], written.lstrip(" ")
            if is_heading:
                hashes = _HASHES.search(line)
                at = line.find(text, hashes.end() if hashes else 0)
            else:
                at = line.rfind(text)
            if at < 0 or ("\t" in line[:at] and "\t" in text):
                raise Unsayable(line)
            indents.append(line[:at])
            tail = line[at + len(text) :]
        return tuple(indents), tail

    def _item(self, item: Token, tokens: Iterator[Token], around: str) -> Iterator[Place]:
        inner = list(self.places(tokens, "list_item_close", around + "p"))
        first = item.map[0] if item.map else 0
        line, label = self._lines[first], item.meta["label"]
        head = inner[0] if inner else None
        if head and head.kind == "text" and head.around == around + "p" and head.first == first:
            place = inner.pop(0)
            start = place.indents[0]
        elif head and head.first == first:  # another point, or a quotation, in the same line
            start = head.before.rstrip(" \t>")
            place = Place("point", first, first, indents=(start,))
        elif (
            head and head.kind == "text" and head.first == first + 1 and self._is_bare(line, label)
        ):
            place, start = inner.pop(0), line
            place.first = first
            place.indents = (f"{line}\n{place.indents[0]}", *place.indents[1:])
        else:
            place, start = Place("point", first, first + 1, indents=(line,)), line
        place.sign = label.text if label else start.rstrip(" \t")[-1:]
        if place.sign not in start or not place.sign:
            raise Unsayable(line)
        place.before = start[: start.rindex(place.sign)]
        place.kind, place.around, place.level = "point", around, around.count("p") + 1
        place.label = label
        yield place
        for each in inner:
            each.under = each.under or place
            yield each

    def _is_bare(self, line: str, label: Label | None) -> bool:
        return line.strip(" \t>").endswith(label.text if label else ("-", "+", "*"))

    def _table(self, opening: Token, tokens: Iterator[Token], around: str) -> Place:
        first, end = opening.map or (0, 0)
        place = Place("table", first, end, around, around.count("p"))
        for token in tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                place.rows.append(Row(token.map[0] if token.map else 0, []))
            elif token.type == "inline":
                line = place.rows[-1].line
                place.rows[-1].cells.append(Place("text", line, line + 1, content=token.content))
        above = self._lines[first]
        place.before = above[: len(above) - len(above.lstrip(" \t>"))]
        return place


class _Counting:
    """Gives each place the number of its flat."""

    def __init__(self, flats: tuple[Flat, ...], notes: dict[str, Place]) -> None:
        self._flats = flats
        self._notes = notes
        self._next = 0
        self.labels: list[str] = []

    def number(self, places: list[Place]) -> None:
        """Nothing; counts the places, which are all that there are."""
        for place in places:
            if place.kind == "table":
                for row in place.rows:
                    self._row(row)
            elif place.kind != "note":
                self._paragraph(place)
        if self._next != len(self._flats):
            raise Unsayable("the places are not those of the flats")

    def _row(self, row: Row) -> None:
        for cell in row.cells:
            if self._has(row, cell):
                self._paragraph(cell)

    def _has(self, row: Row, cell: Place) -> bool:
        """Whether the cell has a flat: beside the head of a group, there are none."""
        flat = self._flats[self._next] if self._next < len(self._flats) else None
        return bool(flat and flat.cell and flat.cell[2] == row.cells.index(cell))

    def _paragraph(self, place: Place) -> None:
        if self._next >= len(self._flats):
            raise Unsayable("the places are not those of the flats")
        flat = self._flats[self._next]
        if flat.cell is None and flat.note is None and (flat.kind, flat.level, flat.label) != (
            place.kind, place.level, place.label,
        ):  # fmt: skip
            raise Unsayable("the places are not those of the flats")
        place.number = self._next
        self._next += 1
        for char in place.chars if "[^" in place.content else ():
            if char.thing == "footnote":
                self.labels.append(char.name)
                for paragraph in self._notes[char.name].paragraphs:
                    self._paragraph(paragraph)


def cells_of(line: str, before: str) -> list[tuple[int, int]]:
    """From where to where each cell of a table's line goes, with the spaces at its edges."""
    text = line[len(before) :]
    bounds = [at for at, char in enumerate(text) if char == "|" and text[at - 1 : at] != "\\"]
    starts = [0, *(at + 1 for at in bounds)]
    ends = [*bounds, len(text)]
    spans = list(zip(starts, ends, strict=True))
    if text.startswith("|"):
        spans = spans[1:]
    if spans and not text[slice(*spans[-1])].strip():
        spans = spans[:-1]
    return [(start + len(before), end + len(before)) for start, end in spans]
