"""A part put right as a whole: sections, pages, and tables that nothing may leave empty."""

from __future__ import annotations

import re

from memo.word.repair import repair_tables
from memo.word.sections import UPRIGHT_ENDS, divide, lift_page_breaks
from memo.word.styles import Styles
from memo.word.template import TaggedPart
from memo.word.xml import parse

_TABLE_ENDS = "</w:tbl>"
# What content leaves empty, and how the parser writes that.
_EMPTY = (
    (' xml:space="preserve"></w:t>', ' xml:space="preserve"/>'),
    ('"></wp:docPr>', '"/>'),
)

# What else the parser may write otherwise, and what moves pages and sections about.
_FOR_THE_PARSER = ("<w:pageBreakBefore", UPRIGHT_ENDS, '"></', "&#", "\r")
_EMPTIED = re.compile("<[a-zA-Z:]+></")


def whole(text: str, part: TaggedPart, styles: Styles) -> str:
    """The part with what can be put right only when all of it is there.

    A part with tables comes out as the parser writes it; most need no parser for that.
    """
    # A page on its side is that of a table.
    if _TABLE_ENDS not in text and "<w:pageBreakBefore/>" not in text:
        return text
    return at_first_sight(text, part) or repaired(text, styles)


def at_first_sight(text: str, part: TaggedPart) -> str | None:
    """The part as the parser writes it, None where that needs the parser itself.

    The tables of the content are whole, each by itself; a loop may empty those of the template.
    """
    if part.has_tables or not text.startswith(part.root):
        return None
    inner = text[len(part.root) :]
    for empty, written in _EMPTY:
        inner = inner.replace(empty, written)
    if any(sign in inner for sign in _FOR_THE_PARSER) or _EMPTIED.search(inner):
        return None
    if not all(after.startswith(("<w:p>", "<w:p ")) for after in inner.split(_TABLE_ENDS)[1:]):
        return None
    return part.root + _unquoted(inner)


def _unquoted(xml: str) -> str:
    """The XML with quotes as they are, except in the attributes of elements."""
    *pieces, last = xml.split("&quot;")
    out, is_text = [], True
    for piece in pieces:
        begin, end = piece.rfind("<"), piece.rfind(">")
        if begin != end:
            is_text = end > begin
        out += [piece, '"' if is_text else "&quot;"]
    return "".join((*out, last))


def repaired(text: str, styles: Styles) -> str:
    """The part read by the parser, put right and written again."""
    root = parse(text)
    lift_page_breaks(root, styles.headings())
    if UPRIGHT_ENDS in text:
        divide(root, styles.headings())
    return repair_tables(root)
