"""What stands in a paragraph: its text as pieces, and the text boxes that hang on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from msgspec import Struct

from memo.word.appearance import Appearance, Properties
from memo.word.keys import key_of
from memo.word.lines import Piece
from memo.word.measures import half_millimetres, measure
from memo.word.xml import TEXT_OF_ELEMENT, Element, R, local_name, value_of, w

_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_TEXT_BOX = w("txbxContent")

# Their results are another at each opening, or on each page.
# fmt: off
_VOLATILE = frozenset((
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "DATE",
    "TIME", "CREATEDATE", "PRINTDATE", "SAVEDATE", "EDITTIME", "FILENAME",
    "FILESIZE", "LASTSAVEDBY", "NUMCHARS", "NUMWORDS", "REVNUM", "TITLE",
    "SUBJECT", "AUTHOR", "KEYWORDS", "COMMENTS", "USERNAME", "USERINITIALS",
))
# fmt: on

# In a run, but not to be seen, or written by the program itself.
UNSEEN_IN_RUN = frozenset(
    w(name)
    for name in (
        "rPr",
        "lastRenderedPageBreak",
        "annotationRef",
        "footnoteRef",
        "endnoteRef",
        "separator",
        "continuationSeparator",
        "commentReference",
    )
)
_NOTES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_DRAWINGS = frozenset((w("drawing"), w("pict"), w("object")))


class Strand(Struct, frozen=True):
    """A piece as the file has it, and the number of the run that it is in.

    `note` is the id of the note that it refers to, "" where it refers to none.
    """

    piece: Piece
    key: int
    note: str = ""


class _Field:
    """A field that is being read; `link` is where its result leads to, if it is a link."""

    def __init__(self) -> None:
        self.code: list[str] = []
        self.is_in_result = False
        self.name = ""
        self.link = ""

    def begin_result(self) -> None:
        """Nothing; the code is complete."""
        self.is_in_result = True
        words = "".join(self.code).split()
        self.name = words[0].upper() if words else ""
        if self.name == "HYPERLINK" and len(words) > 1:
            self.link = words[1].strip('"')

    @property
    def is_volatile(self) -> bool:
        """Whether its result is not the author's."""
        return self.name in _VOLATILE


class InlineReader:
    """Reads the paragraphs of one part in their order: a field may run over several.

    `targets` are the part's relationships by their ids; `picture` gives what a part's picture is
    known by.
    """

    def __init__(
        self, appearance: Appearance, targets: Mapping[str, str], picture: Callable[[str], str]
    ) -> None:
        self._appearance = appearance
        self._targets = targets
        self._picture = picture
        self._fields: list[_Field] = []
        self._hidden = 0
        self._strands: list[Strand] = []
        self._floating: list[Strand] = []
        self._key = 0
        self._style = ""
        self._cell: tuple[tuple[str, str], ...] = ()
        self.boxes: list[Element] = []
        self.notes: list[tuple[str, str, int]] = []

    def read(self, paragraph: Element, style: str, cell: Properties) -> tuple[Strand, ...]:
        """What is in a paragraph of the style of that id, in a cell of that look.

        The text boxes on it are added to `boxes`, its notes to `notes`: kind, id, and the run.
        """
        self._strands, self._style, self._cell = [], style, tuple(sorted(cell.items()))
        self._floating = []
        self._children(paragraph, "")
        return (*self._floating, *self._strands)

    def _children(self, element: Element, link: str) -> None:
        for child in element:
            if child.tag == w("r"):
                self._run(child, link)
            elif child.tag == w("hyperlink"):
                self._children(child, self._target(child) or link)
            elif child.tag == w("fldSimple"):
                self._simple_field(child, link)
            elif child.tag in (f"{_M}oMath", f"{_M}oMathPara"):
                self._key = key_of(child)
                signs = "".join(str(node.text or "") for node in child.iter(f"{_M}t"))
                self._add(Piece("".join(signs.split()), kind="formula"))
            elif child.tag != w("pPr"):
                self._children(child, link)

    def _target(self, hyperlink: Element) -> str:
        # LibreOffice renames bookmarks, and leaves a slash out that ends an address.
        outside = self._targets.get(hyperlink.get(f"{{{R}}}id", ""), "").rstrip("/")
        return outside or ("#" if value_of(hyperlink, "anchor") else "")

    def _add(self, piece: Piece, note: str = "") -> None:
        if not self._hidden:
            self._strands.append(Strand(piece, self._key, note))

    def _simple_field(self, element: Element, link: str) -> None:
        field = _Field()
        field.code.append(value_of(element, "instr"))
        self._fields.append(field)
        self._key = key_of(element)
        self._hidden += 1
        self._begin_result(field)
        self._children(element, field.link or link)
        self._end_field()

    def _begin_result(self, field: _Field) -> None:
        field.begin_result()
        self._hidden -= 1
        if field.is_volatile:
            self._add(Piece("", kind="field", detail=field.name))
            self._hidden += 1

    def _end_field(self) -> None:
        if not self._fields:  # more ends than beginnings
            return
        field = self._fields[-1]
        if not field.is_in_result:
            self._begin_result(field)
        if field.is_volatile:
            self._hidden -= 1
        self._fields.pop()

    def _run(self, run: Element, link: str) -> None:
        look: tuple[str, ...] | None = None
        self._key = key_of(run)
        for child in run:
            text = text_in_run(child)
            if text:
                if look is None:
                    look = self._appearance.text(self._style, run.find(w("rPr")), self._cell)
                leads_to = self._fields[-1].link if self._fields else ""
                self._add(Piece(text, _in_own_font(child, look), link or leads_to))
            elif child.tag not in UNSEEN_IN_RUN:
                self._thing(child)

    def _thing(self, element: Element) -> None:
        if element.tag == w("fldChar"):
            self._field_mark(value_of(element, "fldCharType"))
        elif element.tag in (w("instrText"), w("delInstrText")):
            if self._fields:
                self._fields[-1].code.append(element.text or "")
        elif element.tag in (w("t"), w("delText")):
            pass  # an empty one
        elif element.tag in _NOTES:
            kind = _NOTES[str(element.tag)]
            id = value_of(element, "id")
            self._add(Piece("", kind=kind), id)
            if not self._hidden:
                self.notes.append((kind, id, self._key))
        elif element.tag == w("br"):
            self._add(Piece("", kind="break", detail=value_of(element, "type")))
        elif element.tag in _DRAWINGS:
            self._drawing(element)
        elif element.tag == w("ruby"):
            for base in element.iterfind(w("rubyBase")):
                self._children(base, "")
        else:
            # What has no namespace is not Word's, but a mark of our own (`keys.py`).
            said = sorted((name, value) for name, value in element.items() if name[0] == "{")
            detail = " ".join(str(value) for _, value in said)
            self._add(Piece("", kind=local_name(element), detail=detail))

    def _field_mark(self, type: str) -> None:
        if type == "begin":
            self._fields.append(_Field())
            self._hidden += 1
        elif self._fields and type == "separate" and not self._fields[-1].is_in_result:
            self._begin_result(self._fields[-1])
        elif type == "end":
            self._end_field()

    def _drawing(self, drawing: Element) -> None:
        text, size, details = "", "", []
        strands = self._strands
        for element in _outside_boxes(drawing):
            name = local_name(element)
            if name == "docPr" or (name == "shape" and element.get("alt")):
                text = text or element.get("descr", "") or element.get("alt", "")
            elif name == "extent":
                # 635 of the units of drawings are a twip.
                sides = (measure(element.get(side)) // 635 for side in ("cx", "cy"))
                size = "x".join(str(half_millimetres(side)) for side in sides)
            elif name == "anchor":
                # Where in its paragraph it hangs is not to be seen, and LibreOffice moves it.
                strands = self._floating
            elif name in ("blip", "imagedata"):
                ids = (element.get(f"{{{R}}}{key}") for key in ("embed", "link", "id"))
                id = next((id for id in ids if id), "")
                details.append(self._picture(self._targets.get(id, "")))
            elif element.tag == _TEXT_BOX and not self._hidden:
                self.boxes.append(element)
        kind = "picture" if details else local_name(drawing)
        if not self._hidden:
            piece = Piece(text, kind=kind, detail=" ".join([*details, size]))
            strands.append(Strand(piece, self._key))


def _outside_boxes(drawing: Element) -> Iterator[Element]:
    """What is in the drawing, in its order; of a text box nothing but the box itself."""
    waiting = [drawing]
    while waiting:
        element = waiting.pop()
        yield element
        if element.tag != _TEXT_BOX:
            waiting += reversed(element)


def text_in_run(element: Element) -> str:
    """The text that an element of a run stands for, "" where it is a thing."""
    if element.tag in (w("t"), w("delText")):
        text = element.text or ""
        return text if element.get(_XML_SPACE) == "preserve" else text.strip(" \t\r\n")
    if element.tag == w("br"):
        return "\n" if value_of(element, "type") in ("", "textWrapping") else ""
    if element.tag == w("ptab"):
        return "\t"
    if element.tag == w("sym"):
        return _sign(value_of(element, "char"))
    return TEXT_OF_ELEMENT.get(str(element.tag), "")


def _sign(code: str) -> str:
    """The sign of a symbol font, which programs also write as text in that font."""
    try:
        return chr(int(code[:4], 16))
    except ValueError:
        return "\ufffd"


def _in_own_font(element: Element, look: tuple[str, ...]) -> tuple[str, ...]:
    if element.tag != w("sym"):
        return look
    font = f"font:{value_of(element, 'font').lower()}"
    return tuple(sorted([font, *(each for each in look if not each.startswith("font:"))]))
