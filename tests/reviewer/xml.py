"""The XML of a Word file: names, runs, and the selection of text in a paragraph."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MARKUP = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Element = etree._Element

_GONE = (f"{W}del", f"{W}moveFrom")
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}noBreakHyphen": "\u2011"}


def element(xml: str) -> Element:
    """The element, with Word's usual prefixes."""
    spaces = (
        ("w", W[1:-1]),
        ("w14", W14[1:-1]),
        ("r", OFFICE),
        ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
        ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
        ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
    )
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in spaces)
    return next(iter(etree.fromstring(f"<x {declared}>{xml}</x>")))


def text_of(node: Element) -> str:
    """The text in the element, deleted text too."""
    return "".join(str(each.text or "") for each in node.iter(f"{W}t", f"{W}delText"))


def shown(node: Element) -> str:
    """The text that a reviewer sees in the element; a tab or a line break is one character."""
    return "".join(map(_shown, runs_of(node)))


def runs_of(node: Element) -> Iterator[Element]:
    """The runs that a reviewer sees in a paragraph or its part: none that is struck out."""
    for run in [node] if node.tag == f"{W}r" else node.iter(f"{W}r"):
        # A text box anchored in the paragraph has paragraphs of its own.
        inside = node.tag != f"{W}p" or next(run.iterancestors(f"{W}p")) is node
        if inside and next(run.iterancestors(*_GONE), None) is None:
            yield run


def _shown(run: Element) -> str:
    return "".join(
        str(child.text or "") if child.tag == f"{W}t" else _SIGNS.get(str(child.tag), "")
        for child in run
    )


def new_run(text: str, like: Element | None = None) -> Element:
    """A run of that text, with the look of another."""
    run = element("<w:r/>")
    look = None if like is None else like.find(f"{W}rPr")
    if look is not None:
        run.append(copy.deepcopy(look))
        for change in run.findall(f"{W}rPr/{W}rPrChange"):
            run[0].remove(change)
    node = element("<w:t/>")
    node.text = text
    node.set(SPACE, "preserve")
    run.append(node)
    return run


def selected(paragraph: Element, start: int, end: int) -> list[Element]:
    """The runs of just those characters: what stands round them is split off, as in 019 and RP025."""
    found, at = [], 0
    for run in list(runs_of(paragraph)):
        for piece in _cut(run, start - at, end - at):
            size = len(_shown(piece))
            if size and start <= at and at + size <= end:
                found.append(piece)
            at += size
    return found


def _cut(run: Element, *places: int) -> list[Element]:
    """The run, cut at those of the places that lie within it."""
    inner = sorted(place for place in set(places) if 0 < place < len(_shown(run)))
    if not inner:
        return [run]
    pieces, at = [], 0
    for child in [child for child in run if child.tag != f"{W}rPr"]:
        text = str(child.text or "") if child.tag == f"{W}t" else ""
        cuts = [0, *(place - at for place in inner if 0 < place - at < len(text)), len(text)]
        for first, last in pairwise(cuts):
            pieces.append(new_run(text[first:last], run))
        if child.tag != f"{W}t":
            pieces[-1].replace(pieces[-1][-1], child)
        at += len(text) or len(_SIGNS.get(str(child.tag), ""))
    for piece in pieces:
        run.addprevious(piece)
    remove(run)
    return pieces


def remove(node: Element) -> None:
    """Nothing; the element is gone."""
    parent = node.getparent()
    assert parent is not None
    parent.remove(node)


def unwrap(node: Element) -> None:
    """Nothing; what stood in the element stands in its place."""
    for child in list(node):
        node.addprevious(child)
    remove(node)


def wrap(nodes: Sequence[Element], wrapper: Element) -> None:
    """Nothing; neighbours stand together in the wrapper."""
    nodes[0].addprevious(wrapper)
    wrapper.extend(nodes)


def neighbours(runs: Sequence[Element]) -> list[list[Element]]:
    """The runs, those that stand next to each other together."""
    found: list[list[Element]] = []
    for run in runs:
        if found and found[-1][-1].getnext() is run:
            found[-1].append(run)
        else:
            found.append([run])
    return found


def properties_of(owner: Element, name: str, *, last: bool = False) -> Element:
    """The properties of that name, made if there are none."""
    found = owner.find(f"{W}{name}")
    if found is None:
        found = element(f"<w:{name}/>")
        owner.insert(len(owner) if last else 0, found)
    return found
