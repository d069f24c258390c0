"""Numbers for the elements of a part, so that two readings of it can be held side by side.

A reading takes elements out and joins paragraphs; what has the same number in another reading is
the same run or paragraph.
"""

from __future__ import annotations

from typing import Final

from memo.word.addresses import BOOKMARK_PREFIX
from memo.word.xml import Element, parse, value_of, w

_KEY: Final = "memo-key"
_ANCHORS: Final = "memo-anchors"

_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_NUMBERED: Final = (
    *map(w, ("p", "r", "fldSimple", "tbl", "tr", "tc", "txbxContent", "sectPr", "altChunk")),
    f"{_M}oMath",
    f"{_M}oMathPara",
)


def parse_numbered(data: bytes) -> Element:
    """The root of the part; numbered from 1 is what is read of it. Raises XmlFault."""
    root = parse(data)
    for number, element in enumerate(root.iter(*_NUMBERED), 1):
        element.set(_KEY, str(number))
    return root


def key_of(element: Element) -> int:
    """The number of the element, 0 where it has none."""
    return int(element.get(_KEY, "0"))


def note_anchors(root: Element) -> None:
    """Nothing; each paragraph remembers the bookmarks of ours that begin in it, or just before."""
    waiting: list[str] = []
    for element in root.iter(w("p"), w("bookmarkStart")):
        if element.tag == w("p"):
            if waiting:
                element.set(_ANCHORS, " ".join(waiting))
                waiting = []
        elif value_of(element, "name").startswith(BOOKMARK_PREFIX):
            name = value_of(element, "name")
            paragraph = next(element.iterancestors(w("p")), None)
            if paragraph is None:
                waiting.append(name)
            else:
                paragraph.set(_ANCHORS, f"{paragraph.get(_ANCHORS, '')} {name}".strip())


def anchors_of(paragraph: Element) -> tuple[str, ...]:
    """The names of our bookmarks that begin in the paragraph."""
    return tuple(paragraph.get(_ANCHORS, "").split())
