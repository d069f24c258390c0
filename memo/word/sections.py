"""Where a page begins that the author asks for, and pages that lie on their side.

Such pages stand between those of the template's own section. While the document is printed, two
marks say where they begin and end. Word keeps the form of pages at their end: in the last paragraph
of a section.
"""

from __future__ import annotations

import copy

from memo.word.paragraphs import TINY
from memo.word.xml import Element, W, parse, remove, value_of, w

_MARK = "memo"
# What stands before w:pageBreakBefore among the properties of a paragraph.
_BEFORE_PAGE_BREAK = (w("pStyle"), w("keepNext"), w("keepLines"))

UPRIGHT_ENDS = f'<w:p w:{_MARK}="upright"/>'
"""Here the pages of the template's section end."""

TURNED_ENDS = f'<w:p w:{_MARK}="turned"/>'
"""Here the pages that lie on their side end."""


def divide(root: Element, headings: set[str]) -> None:
    """Nothing; puts sections in the place of the marks in a document's body.

    `headings` are the ids of the styles of headings: those right above such a page stand on it.
    """
    marks: list[tuple[Element, Element]] = []
    section: Element | None = None
    for element in reversed(list(root.iter(w("p"), w("sectPr")))):
        if element.tag == w("sectPr"):
            section = element
        elif element.get(w(_MARK)) and section is not None:
            marks.append((element, section))
    begun: set[Element] = set()
    for mark, own in reversed(marks):
        is_turned = mark.get(w(_MARK)) == "turned"
        piece = copy.deepcopy(own)
        if is_turned:
            _turn(piece)
        if own in begun:
            _go_on(piece)
        if is_turned and mark.getnext() is own:  # nothing follows: what ends here is the document
            _turn(own)
            remove(mark)
        elif _end(mark, piece, set() if is_turned else headings):
            begun.add(own)
    for own in begun:
        _go_on(own)


def lift_page_breaks(root: Element, headings: set[str]) -> None:
    """Nothing; a new page that is asked for right below a heading begins above it."""
    for mark in list(root.iter(w("pageBreakBefore"))):
        first = paragraph = next(mark.iterancestors(w("p")))
        while (above := first.getprevious()) is not None and _style(above) in headings:
            first = above
        if first is not paragraph:
            properties = list(first.iterfind(f"{w('pPr')}/*"))
            place = [element for element in properties if element.tag in _BEFORE_PAGE_BREAK][-1]
            for own in first.findall(f"{w('pPr')}/{w('pageBreakBefore')}"):
                remove(own)
            place.addnext(mark)


def _turn(section: Element) -> None:
    """Nothing; lays the pages of the section on their side."""
    page, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    if page is not None:
        width, height = page.get(w("w"), ""), page.get(w("h"), "")
        page.set(w("w"), height)
        page.set(w("h"), width)
        page.set(w("orient"), "landscape")
    if margins is not None:
        margins.set(w("right"), margins.get(w("left"), ""))


def _go_on(section: Element) -> None:
    """Nothing; the section goes on with the one before: no first page of its own, no new count."""
    for name in ("titlePg", "type"):
        for element in section.findall(w(name)):
            section.remove(element)
    for count in section.findall(w("pgNumType")):
        count.attrib.pop(w("start"), "")


def _end(mark: Element, section: Element, headings: set[str]) -> bool:
    """Whether a section ends where the mark stands, in the paragraph before if there is one."""
    last = mark.getprevious()
    while last is not None and _style(last) in headings:
        last = last.getprevious()
    remove(mark)
    if last is None:
        return False  # nothing stands before: the document begins with the page on its side
    properties = last.find(w("pPr"))
    if properties is not None and properties.find(w("sectPr")) is not None:
        return False  # nor between this page and one before that lies on its side too
    if not _can_end(last):
        tiny = parse(f'<w:p xmlns:w="{W}">{TINY.xml()}</w:p>')
        last.addnext(tiny)
        last, properties = tiny, tiny.find(w("pPr"))
    if properties is None:
        properties = parse(f'<w:pPr xmlns:w="{W}"/>')
        last.insert(0, properties)
    properties.append(section)
    return True


def _can_end(element: Element) -> bool:
    """Whether a section can end in the element.

    Not in a caption: where a section ends in it, LibreOffice empties the bookmark round the number,
    and with it every reference to it.
    """
    in_frame = element.find(f"{w('pPr')}/{w('framePr')}") is not None
    return element.tag == w("p") and not in_frame and element.find(f".//{w('fldChar')}") is None


def _style(element: Element) -> str:
    return value_of(element.find(f"{w('pPr')}/{w('pStyle')}"))
