"""A part as it reads with all its tracked changes accepted, all rejected, or nothing taken out."""

from __future__ import annotations

from typing import Final, Literal

from lxml import etree

from memo.word.xml import Element, remove, w

View = Literal["accepted", "rejected", "united"]
ACCEPTED: Final = "accepted"
REJECTED: Final = "rejected"
UNITED: Final = "united"
"""All that was put in and all that was taken out; the look is that of the accepted."""

_COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CHOICE = f"{_COMPATIBILITY}Choice"
_FALLBACK = f"{_COMPATIBILITY}Fallback"

# What is put in and what is taken away: round runs, on the mark of a paragraph, on a row.
ADDED: Final = (w("ins"), w("moveTo"))
TAKEN: Final = (w("del"), w("moveFrom"))
CELL_ADDED: Final = w("cellIns")
CELL_TAKEN: Final = w("cellDel")
CELL_MERGED: Final = w("cellMerge")

# Each stands last in the properties that were changed, and holds them as they were.
PROPERTY_CHANGES: Final = tuple(
    w(f"{name}Change")
    for name in ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "trPr", "tcPr", "tblGrid", "numbering")
)
# What such a change does not cover stays: the mark of the paragraph, the headers of a section.
_NOT_COVERED = {
    w("pPr"): {w("rPr"), w("sectPr")},
    w("sectPr"): {w("headerReference"), w("footerReference")},
}

# Marks between paragraphs and runs that a reader does not see.
_UNSEEN = tuple(
    w(name)
    for name in (
        "bookmarkStart",
        "bookmarkEnd",
        "proofErr",
        "permStart",
        "permEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
        *(
            f"customXml{kind}Range{end}"
            for kind in ("Ins", "Del", "MoveFrom", "MoveTo")
            for end in ("Start", "End")
        ),
        "sdtPr",
        "sdtEndPr",
        "customXmlPr",
        "smartTagPr",
    )
)
# What only stands round paragraphs or runs.
_WRAPPERS = (
    *(w(name) for name in ("sdt", "sdtContent", "customXml", "smartTag", "dir", "bdo")),
    f"{_COMPATIBILITY}AlternateContent",
    _CHOICE,
    _FALLBACK,
)


def resolve(root: Element, view: View) -> None:
    """Nothing; leaves no tracked change in the part, and nothing that a reader does not see."""
    etree.strip_elements(root, *_UNSEEN, with_tail=False)
    choose(root)
    gone = {ACCEPTED: TAKEN, REJECTED: ADDED, UNITED: ()}[view]
    joined = [mark for mark in root.iter(w("p")) if _has(mark, ("pPr", "rPr"), gone)]
    _resolve_tables(root, view, gone)
    _resolve_properties(root, view)
    if gone:
        etree.strip_elements(root, *gone, with_tail=False)
    etree.strip_tags(root, *ADDED, *TAKEN, *_WRAPPERS)
    # From the last: each piece of text then moves once, however many paragraphs are joined.
    for paragraph in reversed(joined):
        _join_with_next(paragraph)


def choose(root: Element) -> None:
    """Nothing; of the ways to show the same thing, leaves the first, as Word does."""
    for choice in list(root.iter(_CHOICE)):
        for other in list(choice.itersiblings(_CHOICE, _FALLBACK)):
            remove(other)


def _has(element: Element, path: tuple[str, ...], names: tuple[str, ...]) -> bool:
    properties = element.find("/".join(map(w, path)))
    return properties is not None and any(child.tag in names for child in properties)


def _resolve_tables(root: Element, view: View, gone: tuple[str, ...]) -> None:
    cell_gone = {ACCEPTED: CELL_TAKEN, REJECTED: CELL_ADDED, UNITED: ""}[view]
    for row in list(root.iter(w("tr"))):
        if _has(row, ("trPr",), gone):
            remove(row)
    for cell in list(root.iter(w("tc"))):
        if _has(cell, ("tcPr",), (cell_gone,)):
            remove(cell)
    for name, content in ((w("tr"), w("tc")), (w("tbl"), w("tr"))):
        for element in list(root.iter(name)):
            if next(element.iter(content), None) is None:
                remove(element)
    for merge in list(root.iter(CELL_MERGED)):
        _resolve_merge(merge, view)


def _resolve_merge(merge: Element, view: View) -> None:
    """Nothing; says as `w:vMerge` whether the cell goes on with the one above."""
    value = merge.get(w("vMergeOrig" if view == REJECTED else "vMerge"))
    properties = merge.getparent()
    if value and properties is not None:
        for old in properties.findall(w("vMerge")):
            properties.remove(old)
        full = {"rest": "restart", "cont": "continue"}.get(value, value)
        etree.SubElement(properties, w("vMerge")).set(w("val"), full)
    remove(merge)


def _resolve_properties(root: Element, view: View) -> None:
    if view == REJECTED:
        for change in list(root.iter(*PROPERTY_CHANGES)):
            _restore(change)
        for properties in list(root.iter(w("numPr"))):
            if properties.find(w("ins")) is not None:
                remove(properties)
    etree.strip_elements(root, *PROPERTY_CHANGES, with_tail=False)


def _restore(change: Element) -> None:
    """Nothing; puts the properties back that the change holds."""
    properties = change.getparent()
    old = next(iter(change), None)
    # `w:numberingChange` holds only a text; and in a damaged file one may stand anywhere.
    if properties is None or old is None or change.tag != f"{properties.tag}Change":
        return
    stays = _NOT_COVERED.get(str(properties.tag), set())
    for child in list(properties):
        if child is not change and child.tag not in stays:
            properties.remove(child)
    for child in list(old):
        change.addprevious(child)


def _join_with_next(paragraph: Element) -> None:
    """Nothing; the mark of the paragraph is gone: its text belongs to the next paragraph.

    The joined paragraph looks as the next, whose mark is left. The last paragraph of a cell or of
    the document has none after it: it goes where nothing is left in it.
    """
    following = paragraph.getnext()
    content = [child for child in paragraph if child.tag != w("pPr")]
    if following is not None and following.tag == w("p"):
        # Not by `find`, which looks on for another through all that has been joined already.
        first = next(iter(following), None)
        start = int(first is not None and first.tag == w("pPr"))
        for child in reversed(content):
            following.insert(start, child)
        remove(paragraph)
    elif _is_empty(content) and _is_spare(paragraph, following):
        remove(paragraph)


def _is_empty(content: list[Element]) -> bool:
    return not any(part.tag != w("rPr") for element in content for part in element)


def _is_spare(paragraph: Element, following: Element | None) -> bool:
    """Whether a paragraph is left without this one; a cell must end with one."""
    if following is not None and following.tag == w("tbl"):
        return True
    above = paragraph.getprevious()
    return above is not None and above.tag == w("p")
