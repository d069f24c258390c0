"""Reads a document into lines: the body, its notes, and the headers and footers of its pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from memo.word.appearance import Appearance, Properties, Region
from memo.word.inline import InlineReader, picture_hash
from memo.word.lines import Line, Piece
from memo.word.measures import half_millimetres, measure
from memo.word.package import main_part, related_parts, relationships, relationships_part
from memo.word.points import Counting, Numbering
from memo.word.table_styles import TableStyle
from memo.word.tracking import View, resolve
from memo.word.xml import Element, R, is_on, parse, value_of, w

# The kinds of parts that a document is read from, besides its main one.
_KINDS = (
    "styles",
    "theme",
    "numbering",
    "footnotes",
    "endnotes",
    "header",
    "footer",
    "comments",
    "commentsExtended",
)

_PAGE_BREAK = Piece("", kind="break", detail="page")


def read_lines(parts: Mapping[str, bytes], view: View) -> tuple[Line, ...]:
    """The lines of the document: the body, then notes, then headers and footers.

    Raises PackageFault and XmlFault.
    """
    return tuple(_Document(parts, view).lines())


def parts_to_read(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """What is needed to read the lines and comments again; of a picture, what it is known by.

    Raises PackageFault and XmlFault.
    """
    main = main_part(parts)
    found = {}
    for name in ("", main, *related_parts(parts, main, *_KINDS)):
        for each in (name, relationships_part(name)):
            if each in parts:
                found[each] = parts[each]
        for picture in related_parts(parts, name, "image"):
            found[picture] = picture_hash(parts[picture]).encode()
    return found


class _Document:
    """The parts of a document, each read once."""

    def __init__(self, parts: Mapping[str, bytes], view: View) -> None:
        self._parts, self._view = parts, view
        self._main = main_part(parts)
        self._appearance = Appearance(self._related("styles"), self._related("theme"))
        self._numbering = Numbering(self._related("numbering"), self._appearance)
        self._notes = {
            kind: _notes(self._related(f"{kind}s"), kind) for kind in ("footnote", "endnote")
        }

    def _related(self, kind: str) -> Element | None:
        for name in related_parts(self._parts, self._main, kind):
            return self._resolved(name)
        return None

    def _resolved(self, name: str) -> Element:
        root = parse(self._parts[name])
        resolve(root, self._view)
        return root

    def lines(self) -> Iterator[Line]:
        """All lines, in the order of `read_lines`."""
        root = self._resolved(self._main)
        body = self._story(self._main, "body")
        yield from body.read(root)
        for kind in ("footnote", "endnote"):
            story = self._story(self._note_part(kind), kind)
            for id in [id for of, id in body.notes if of == kind]:
                note = self._notes[kind].get(id)
                if note is not None:
                    yield from story.read(note)
        yield from self._edges(root)

    def _note_part(self, kind: str) -> str:
        return next(iter(related_parts(self._parts, self._main, f"{kind}s")), "")

    def _edges(self, root: Element) -> Iterator[Line]:
        """The headers and footers of each section that has others than the one before.

        A section that names none has those of the one before: LibreOffice names them again.
        """
        targets = {each.id: each.target for each in relationships(self._parts, self._main)}
        current: dict[str, tuple[Line, ...]] = {}
        for section in root.iter(w("sectPr")):
            has_first = is_on(section.find(w("titlePg")))
            for kind in ("header", "footer"):
                for reference in section.iterfind(w(f"{kind}Reference")):
                    type = value_of(reference, "type")
                    if type == "first" and not has_first:
                        continue
                    story = f"{kind} {type}"
                    name = targets.get(reference.get(f"{{{R}}}id", ""), "")
                    lines = self._edge(name, story)
                    if lines != current.get(story, ()):
                        yield from lines or (Line(story),)
                    current[story] = lines

    def _edge(self, name: str, story: str) -> tuple[Line, ...]:
        if name not in self._parts:
            return ()
        lines = tuple(self._story(name, story).read(self._resolved(name)))
        return lines if any(line.pieces for line in lines) else ()

    def _story(self, part: str, story: str) -> _Story:
        targets = {each.id: each.target for each in relationships(self._parts, part)}
        inline = InlineReader(self._appearance, targets, self._picture)
        return _Story(story, inline, self._appearance, self._numbering)

    def _picture(self, name: str) -> str:
        data = self._parts.get(name)
        return name if data is None else picture_hash(data)


def _notes(root: Element | None, kind: str) -> dict[str, Element]:
    """The notes by their ids; what has a type is one of the lines that Word draws above them."""
    if root is None:
        return {}
    return {
        value_of(note, "id"): note
        for note in root.iterfind(w(kind))
        if value_of(note, "type") in ("", "normal")
    }


class _Story:
    """Reads the paragraphs of one story; the points of its lists are counted through it."""

    def __init__(
        self, name: str, inline: InlineReader, appearance: Appearance, numbering: Numbering
    ) -> None:
        self._name, self._inline = name, inline
        self._appearance, self._numbering = appearance, numbering
        self._counting: Counting = numbering.count()
        self._lines: list[Line] = []
        self._breaks: tuple[Piece, ...] = ()

    @property
    def notes(self) -> list[tuple[str, str]]:
        """The notes that the story refers to, as kind and id, in its order."""
        return self._inline.notes

    def read(self, root: Element) -> list[Line]:
        """The lines of what stands in the element."""
        self._lines = []
        self._blocks(root, self._name)
        if self._breaks:
            self._lines.append(Line(self._name, pieces=self._breaks))
        return self._lines

    def _blocks(
        self, container: Element, story: str, place: str = "", cell: Region = ({}, {})
    ) -> None:
        """Nothing; adds the lines. `place` is that of the first: those after it are indented."""
        for child in container:
            if child.tag == w("p"):
                self._paragraph(child, story, place, cell)
            elif child.tag == w("tbl"):
                self._table(child, story, place)
            elif child.tag == w("sectPr"):
                self._lines.append(_section(child))
            elif child.tag == w("altChunk"):
                self._lines.append(Line(story, place, pieces=(Piece("", kind="altChunk"),)))
            elif child.tag == w("tcPr"):
                continue
            else:
                self._blocks(child, story, place, cell)
            place = " " * len(place)

    def _table(self, table: Element, story: str, place: str) -> None:
        heights = _heights(table)
        rows = table.findall(w("tr"))
        style = TableStyle(table, self._appearance, rows)
        for number, row in enumerate(rows):
            sign = "+"
            cells = row.findall(w("tc"))
            for column, cell in enumerate(cells):
                height = heights.get(cell, 1)
                if height:
                    own = f"{place}{sign}{_columns(cell)}x{height} "
                    text, paragraph = style.cell(number, column, len(cells))
                    paragraph |= self._appearance.of_cell(cell.find(w("tcPr")))
                    self._blocks(cell, story, own, (text, paragraph))
                    place, sign = " " * len(place), "|"

    def _paragraph(self, paragraph: Element, story: str, place: str, cell: Region) -> None:
        properties = paragraph.find(w("pPr"))
        id = value_of(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))
        direct = self._appearance.of_paragraph(properties)
        said = self._appearance.paragraph(id, direct, cell[1])
        pieces = self._broken(self._inline.read(paragraph, id, cell[0]), said)
        line = Line(
            story,
            place,
            self._appearance.style(id).name,
            measure(said.get("heading")),
            self._counting.next(said, id),
            said.get("align", ""),
            self._indents(direct, said, id),
            pieces,
            said.get("fill", ""),
        )
        section = properties.find(w("sectPr")) if properties is not None else None
        # Where only a section ends in it, LibreOffice drops the paragraph and keeps the section.
        if pieces or section is None:
            self._lines.append(line)
        boxes, self._inline.boxes = self._inline.boxes, []
        for box in boxes:
            self._blocks(box, "textbox")
        if section is not None:
            self._lines.append(_section(section))

    def _broken(self, pieces: tuple[Piece, ...], said: Properties) -> tuple[Piece, ...]:
        """The pieces with all page breaks at the beginning that come between two paragraphs.

        LibreOffice writes them at the end of the one, whether they stood there, were the first of
        the other, or a property of it.
        """
        end = len(pieces)
        while end and pieces[end - 1] == _PAGE_BREAK:
            end -= 1
        own = (_PAGE_BREAK,) if said.get("break") else ()
        before, self._breaks = self._breaks, pieces[end:]
        return (*before, *own, *pieces[:end])

    def _indents(self, direct: Properties, said: Properties, id: str) -> tuple[int, int, int]:
        # A list goes before the style that names it not, and the paragraph itself before both.
        of_list = self._numbering.indent(said, id)
        found = said | of_list | direct if "numId" in direct else of_list | said
        left, right, first = (measure(found.get(side)) for side in ("left", "right", "first"))
        return half_millimetres(left), half_millimetres(right), half_millimetres(first)


def _columns(cell: Element) -> int:
    span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    return 1 if span is None else measure(value_of(span))


def _heights(table: Element) -> dict[Element, int]:
    """How many rows the cells cover that cover more than one; 0 for one that is covered."""
    heights: dict[Element, int] = {}
    above: dict[int, Element] = {}
    for row in table.iterfind(w("tr")):
        column = 0
        begun: dict[int, Element] = {}
        for cell in row.iterfind(w("tc")):
            merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
            if merge is not None:
                top = above.get(column)
                if value_of(merge) != "restart" and top is not None:
                    heights[cell] = 0
                    heights[top] = heights.get(top, 1) + 1
                else:
                    top = cell
                begun[column] = top
            column += _columns(cell)
        above = begun
    return heights


def _section(section: Element) -> Line:
    """The form of a section's pages as a line of its own: size, margins, columns."""
    columns = measure(value_of(section.find(w("cols")), "num"))
    found = [f"columns {max(1, columns)}"]
    for path, names in (("pgSz", ("w", "h")), ("pgMar", ("top", "right", "bottom", "left"))):
        for element in section.iterfind(w(path)):
            for name in names:
                found.append(f"{name} {half_millimetres(measure(value_of(element, name)))}")
    return Line("section", " ".join(found))
