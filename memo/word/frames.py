"""The frames of a page in an order of their own, whatever paragraph they are written beside."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from math import inf

from memo.word.measures import measure
from memo.word.xml import Element, value_of, w


def in_reading_order(container: Element) -> Iterator[Element]:
    """What stands in it, frames that stand side by side from the top of the page.

    Word keeps them as they are written. LibreOffice writes them in another order where the text
    that they stand beside has a tracked change.
    """
    for is_framed, group in groupby(container, lambda child: _frame(child) is not None):
        children = list(group)
        yield from sorted(children, key=_height) if is_framed else children


def _frame(child: Element) -> Element | None:
    return child.find(f"{w('pPr')}/{w('framePr')}") if child.tag == w("p") else None


def _height(paragraph: Element) -> float:
    """How far below the top its frame is; LibreOffice writes a number for the bottom."""
    frame = _frame(paragraph)
    is_last = value_of(frame, "yAlign") == "bottom"
    return inf if is_last else measure(value_of(frame, "y"))
