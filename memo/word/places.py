"""Where in a template a prose is printed: what room there is, and below which heading."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from memo.word.styles import Style, Styles
from memo.word.xml import Element, number, value_of, w


class Place(Struct, frozen=True):
    """The paragraph of a template that prose takes the place of; measures in twips.

    `turned_width` is the width of the text on the same page laid on its side, 0 where it lies so
    already. `in_body` is False in headers, footers and tables, where a page cannot end.
    `heading` is the level of the heading above, 0 where there is none.
    """

    style: Style
    width: int
    height: int
    turned_width: int
    in_body: bool
    heading: int


# A4 with ordinary margins, for a template that tells nothing of its pages.
_NO_SECTION = (11906, 16838, 1418, 1418, 1418, 1418)


def places(root: Element, styles: Styles) -> list[Place]:
    """The places of all paragraphs of a part, in their order. Raises XmlFault."""
    found: list[Place] = []
    section = _NO_SECTION
    is_body = root.tag == w("document")
    for element in reversed(list(root.iter(w("p"), w("sectPr")))):
        if element.tag == w("sectPr"):
            section = _section(element)
        else:
            found.append(_place(element, styles, section, is_body))
    return _below_headings(found[::-1])


def _section(element: Element) -> tuple[int, int, int, int, int, int]:
    """The width and height of the page, and its margins: left, right, top, bottom."""
    page, margins = element.find(w("pgSz")), element.find(w("pgMar"))
    width, height, *rest = _NO_SECTION
    left, right, top, bottom = rest
    if page is not None:
        width, height = number(page, "w"), number(page, "h")
    if margins is not None:
        left, right = number(margins, "left"), number(margins, "right")
        top, bottom = number(margins, "top"), number(margins, "bottom")
    return width, height, left, right, abs(top), abs(bottom)


def _place(
    paragraph: Element, styles: Styles, section: tuple[int, int, int, int, int, int], is_body: bool
) -> Place:
    style = styles.by_id(value_of(paragraph.find(f"{w('pPr')}/{w('pStyle')}")))
    page_width, page_height, left, right, top, bottom = section
    width, height = page_width - left - right, page_height - top - bottom
    cell = next(paragraph.iterancestors(w("tc")), None)
    frame = paragraph.find(f"{w('pPr')}/{w('framePr')}")
    measure = frame if cell is None else cell.find(f"{w('tcPr')}/{w('tcW')}")
    if measure is not None:
        width = _width(measure, width) or width
    in_body = is_body and cell is None and frame is None
    # The side that the binding or the letterhead takes is free on a page that lies on its side.
    can_turn = in_body and page_width < page_height and section is not _NO_SECTION
    turned = page_height - 2 * left if can_turn else 0
    return Place(style, width - style.left - style.right, height, turned, in_body, 0)


def _width(measure: Element, room: int) -> int:
    """The width of a cell or frame, 0 where Word finds it itself. Raises XmlFault."""
    if measure.get(w("w"), "").endswith("%"):
        return 0
    width = number(measure, "w")
    # Word counts in fiftieths of a per cent.
    return room * width // 5000 if measure.get(w("type")) == "pct" else width


def _below_headings(found: list[Place]) -> list[Place]:
    """The places with the levels of the headings above them."""
    level, result = 0, []
    for place in found:
        level = place.style.heading or level
        result.append(replace(place, heading=level))
    return result
