"""Comments put round some of the text of a document."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence

from lxml import etree
from msgspec import Struct, field

from memo.word.inline import text_in_run
from memo.word.xml import Element, value_of, w

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class _Unit(Struct):
    """A run, or all of a field: when Word updates it, what stands inside it is gone."""

    elements: list[Element] = field(default_factory=list)
    text: str = ""

    @property
    def run(self) -> Element | None:
        """The run, None where it is a field."""
        is_run = len(self.elements) == 1 and self.elements[0].tag == w("r")
        return self.elements[0] if is_run else None


def text_of_paragraph(paragraph: Element) -> str:
    """The text of the paragraph, less that of text boxes that hang on it."""
    return "".join(unit.text for unit in _units(paragraph))


def mark(first: Element, start: int, last: Element, stop: int, ids: Sequence[int]) -> None:
    """Nothing; puts the comments of those ids round text, from `start` in the first paragraph.

    It ends with `stop` in the last, which may be the same.
    """
    _end(last, _ends_at(last, stop), ids)
    _begin(first, _begins_at(first, start), ids)


def mark_all(paragraph: Element, ids: Sequence[int]) -> None:
    """Nothing; puts the comments of those ids round all that stands in the paragraph."""
    units = _units(paragraph)
    _end(paragraph, units[-1].elements[-1] if units else None, ids)
    _begin(paragraph, units[0].elements[0] if units else None, ids)


def mark_run(run: Element, ids: Sequence[int]) -> None:
    """Nothing; puts the comments of those ids round the run."""
    _end(run, run, ids)
    _begin(run, run, ids)


def _begin(paragraph: Element, before: Element | None, ids: Sequence[int]) -> None:
    starts = [_element("commentRangeStart", id) for id in ids]
    if before is not None:
        for start in starts:
            before.addprevious(start)
        return
    ends = (child for child in paragraph if child.tag == w("commentRangeEnd"))
    place = next(ends, None)
    for start in starts:
        paragraph.append(start) if place is None else place.addprevious(start)


def _end(paragraph: Element, after: Element | None, ids: Sequence[int]) -> None:
    for id in ids:
        stop, run = _element("commentRangeEnd", id), etree.Element(w("r"))
        # Without a style of its own: nothing is to be seen there.
        run.append(_element("commentReference", id))
        if after is None:
            paragraph.append(stop)
        else:
            after.addnext(stop)
        stop.addnext(run)
        after = run


def _element(name: str, id: int) -> Element:
    return etree.Element(w(name), {w("id"): str(id)})


def _begins_at(paragraph: Element, offset: int) -> Element | None:
    """What the text from that offset begins with, cut off from what stands before it."""
    at = 0
    for unit in _units(paragraph):
        inside, at = offset - at, at + len(unit.text)
        if offset < at:
            is_cut = unit.run is not None and inside > 0
            return _cut(unit.run, inside) if is_cut and unit.run is not None else unit.elements[0]
    return None


def _ends_at(paragraph: Element, offset: int) -> Element | None:
    """What the text up to that offset ends with, cut off from what stands behind it."""
    at = 0
    for unit in _units(paragraph):
        inside, at = offset - at, at + len(unit.text)
        if offset <= at and unit.text:
            if unit.run is not None and offset < at:
                _cut(unit.run, inside)
            return unit.elements[-1]
    return None


def _units(paragraph: Element) -> list[_Unit]:
    """What the text of the paragraph consists of."""
    units: list[_Unit] = []
    depth = 0
    for element in _runs(paragraph):
        if depth == 0 or element.getparent() is not units[-1].elements[0].getparent():
            units.append(_Unit())
        units[-1].elements.append(element)
        runs = [element] if element.tag == w("r") else list(element.iter(w("r")))
        units[-1].text += "".join(text_in_run(child) for run in runs for child in run)
        for mark in element.findall(w("fldChar")):
            depth += {"begin": 1, "end": -1}.get(value_of(mark, "fldCharType"), 0)
    return units


def _runs(element: Element) -> Iterator[Element]:
    """The runs of the paragraph and its simple fields, each as a whole."""
    for child in element:
        if child.tag in (w("r"), w("fldSimple")):
            yield child
        elif child.tag != w("pPr"):
            yield from _runs(child)


def _cut(run: Element, offset: int) -> Element:
    """The new run with the text from that offset on, behind the run that has lost it."""
    right = etree.Element(w("r"))
    properties = run.find(w("rPr"))
    if properties is not None:
        right.append(copy.deepcopy(properties))
    at = 0
    for child in [child for child in run if child is not properties]:
        text = text_in_run(child)
        if at >= offset and (text or at > offset):
            right.append(child)
        elif at < offset < at + len(text):
            rest = etree.SubElement(right, w("t"))
            for piece, part in ((child, text[: offset - at]), (rest, text[offset - at :])):
                piece.text = part
                piece.set(_XML_SPACE, "preserve")
        at += len(text)
    run.addnext(right)
    return right
