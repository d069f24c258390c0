"""Reads one story of a document: the body, a note, a header or a footer."""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from memo.word.appearance import Appearance, Properties, Region
from memo.word.frames import in_reading_order
from memo.word.inline import InlineReader, Strand
from memo.word.keys import anchors_of, key_of
from memo.word.lines import Line, Piece, joined
from memo.word.measures import half_millimetres, measure
from memo.word.points import Counting, Numbering
from memo.word.spans import columns_of, heights_of, section_line
from memo.word.table_styles import TableStyle
from memo.word.xml import Element, local_name, value_of, w

NOTES: Final = ("footnote", "endnote")

_PAGE_BREAK = Piece("", kind="break", detail="page")

# The part that a story is in, and what refers to it there: a note's mark, a section.
Origin = tuple[str, int, str]
# What a paragraph stands in, from without: stories, tables, rows, cells and text boxes.
Path = tuple[tuple[str, Origin, int], ...]


class Reading(Struct, frozen=True):
    """A line as it is read, and where in the file its parts stand.

    `strands` are the pieces as the file has them. With `origin`, `key` is the number of the
    paragraph, as that of a strand is of its run; 0 of what is no element. `list` tells one list
    from another, "" outside lists.
    """

    line: Line
    strands: tuple[Strand, ...]
    path: Path
    origin: Origin
    key: int
    list: str = ""


class Story:
    """Reads the paragraphs of one story; the points of its lists are counted through it."""

    def __init__(
        self, name: str, inline: InlineReader, appearance: Appearance, numbering: Numbering
    ) -> None:
        self._name, self._inline = name, inline
        self._appearance, self._numbering = appearance, numbering
        self._counting: Counting = numbering.count()
        self._readings: list[Reading] = []
        self._breaks: tuple[Strand, ...] = ()
        self._origin: Origin = ("", 0, "")
        self._path: Path = ()

    @property
    def notes(self) -> list[tuple[str, str, int]]:
        """The notes that the story refers to, as kind, id and run, in its order."""
        return self._inline.notes

    def read(self, root: Element, origin: Origin) -> list[Reading]:
        """The lines of what stands in the element."""
        self._readings, self._origin = [], origin
        self._path = ((self._name, origin, 0),)
        self._blocks(root, self._name)
        if self._breaks:
            self._add(Line(self._name), 0, self._breaks)
        return self._readings

    def _add(self, line: Line, key: int, strands: tuple[Strand, ...] = (), list: str = "") -> None:
        if strands:
            line = replace(line, pieces=tuple(joined(strand.piece for strand in strands)))
        self._readings.append(Reading(line, strands, self._path, self._origin, key, list))

    def _within(
        self, element: Element, story: str, place: str = "", cell: Region = ({}, {})
    ) -> None:
        """Nothing; adds the lines of a cell or box."""
        outside = self._path
        self._path = (*outside, self._step(element))
        self._blocks(element, story, place, cell)
        self._path = outside

    def _step(self, element: Element) -> tuple[str, Origin, int]:
        return local_name(element), self._origin, key_of(element)

    def _blocks(
        self, container: Element, story: str, place: str = "", cell: Region = ({}, {})
    ) -> None:
        """Nothing; adds the lines. `place` is that of the first: those after it are indented."""
        for child in in_reading_order(container):
            if child.tag == w("p"):
                self._paragraph(child, story, place, cell)
            elif child.tag == w("tbl"):
                self._table(child, story, place)
            elif child.tag == w("sectPr"):
                self._add(section_line(child), key_of(child))
            elif child.tag == w("altChunk"):
                chunk = Strand(Piece("", kind="altChunk"), key_of(child))
                self._add(Line(story, place), key_of(child), (chunk,))
            elif child.tag == w("tcPr"):
                continue
            else:
                self._blocks(child, story, place, cell)
            place = " " * len(place)

    def _table(self, table: Element, story: str, place: str) -> None:
        heights = heights_of(table)
        rows = table.findall(w("tr"))
        style = TableStyle(table, self._appearance, rows)
        outside = self._path
        for number, row in enumerate(rows):
            sign = "+"
            cells = row.findall(w("tc"))
            self._path = (*outside, self._step(table), self._step(row))
            for column, cell in enumerate(cells):
                height = heights.get(cell, 1)
                if height:
                    own = f"{place}{sign}{columns_of(cell)}x{height} "
                    text, paragraph = style.cell(number, column, len(cells))
                    paragraph |= self._appearance.of_cell(cell.find(w("tcPr")))
                    self._within(cell, story, own, (text, paragraph))
                    place, sign = " " * len(place), "|"
        self._path = outside

    def _paragraph(self, paragraph: Element, story: str, place: str, cell: Region) -> None:
        properties = paragraph.find(w("pPr"))
        id = value_of(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))
        direct = self._appearance.of_paragraph(properties)
        said = self._appearance.paragraph(id, direct, cell[1])
        strands = self._broken(self._inline.read(paragraph, id, cell[0]), said, key_of(paragraph))
        line = Line(
            story,
            place,
            self._appearance.style(id).name,
            measure(said.get("heading")),
            self._counting.next(said, id),
            said.get("align", ""),
            self._indents(direct, said, id),
            fill=said.get("fill", ""),
            anchors=anchors_of(paragraph),
        )
        section = properties.find(w("sectPr")) if properties is not None else None
        # Where only a section ends in it, LibreOffice drops the paragraph and keeps the section.
        if strands or section is None:
            list = f"{said['numId']} {line.point.level}" if line.point else ""
            self._add(line, key_of(paragraph), strands, list)
        boxes, self._inline.boxes = self._inline.boxes, []
        for box in boxes:
            self._within(box, "textbox")
        if section is not None:
            self._add(section_line(section), key_of(section))

    def _broken(
        self, strands: tuple[Strand, ...], said: Properties, key: int
    ) -> tuple[Strand, ...]:
        """The strands with all page breaks at the beginning that come between two paragraphs.

        LibreOffice writes them at the end of the one, whether they stood there, were the first of
        the other, or a property of it.
        """
        end = len(strands)
        while end and strands[end - 1].piece == _PAGE_BREAK:
            end -= 1
        own = (Strand(_PAGE_BREAK, key),) if said.get("break") else ()
        before, self._breaks = self._breaks, strands[end:]
        return (*before, *own, *strands[:end])

    def _indents(self, direct: Properties, said: Properties, id: str) -> tuple[int, int, int]:
        # A list goes before the style that names it not, and the paragraph itself before both.
        of_list = self._numbering.indent(said, id)
        found = said | of_list | direct if "numId" in direct else of_list | said
        left, right, first = (measure(found.get(side)) for side in ("left", "right", "first"))
        return half_millimetres(left), half_millimetres(right), half_millimetres(first)
