"""A part put right as a whole: sections, pages, and tables that nothing may leave empty."""

from __future__ import annotations

import re

from memo.word.repair import repair_tables
from memo.word.sections import UPRIGHT_ENDS, divide, lift_page_breaks
from memo.word.styles import Styles
from memo.word.template import TaggedPart
from memo.word.xml import parse

_TABLE, _TABLE_ENDS = "<w:tbl>", "</w:tbl>"
_PAGE_BREAK = "<w:pageBreakBefore/>"
_STANDS_FOR_ONE = f"{_TABLE}<w:tr><w:tc><w:p/></w:tc></w:tr>{_TABLE_ENDS}"

# What content leaves empty, and how the parser writes that.
_EMPTY = (
    (' xml:space="preserve"></w:t>', ' xml:space="preserve"/>'),
    ('"></wp:docPr>', '"/>'),
)

# What else the parser may write otherwise.
_FOR_THE_PARSER = ('"></', "&#", "\r")
_EMPTIED = re.compile("<[a-zA-Z:]+></")


def whole(text: str, part: TaggedPart, styles: Styles) -> str:
    """The part with what can be put right only when all of it is there.

    A part with tables comes out as the parser writes it. To parse the tables of the content takes
    most of the time, and they are whole; those of the template may have been emptied by a loop.
    """
    moves = UPRIGHT_ENDS in text or _PAGE_BREAK in text
    if _TABLE_ENDS not in text and not moves:
        return text
    if part.has_tables:
        return repaired(text, styles)
    return (None if moves else at_first_sight(text)) or without_tables(text, styles)


def at_first_sight(text: str) -> str | None:
    """The part as the parser writes it, None where that needs the parser itself.

    Nothing in it asks for another page.
    """
    written = _as_parsed(text)
    if any(sign in written for sign in _FOR_THE_PARSER) or _EMPTIED.search(written):
        return None
    behind = written.split(_TABLE_ENDS)[1:]
    return written if all(each.startswith(("<w:p>", "<w:p ")) for each in behind) else None


def without_tables(text: str, styles: Styles) -> str:
    """The part put right, while something small stands for each of its tables."""
    head, *pieces = text.split(_TABLE)
    tables, rest = [], [head]
    for piece in pieces:
        table, _, behind = piece.partition(_TABLE_ENDS)
        tables.append(_as_parsed(table))
        rest += [_STANDS_FOR_ONE, behind]
    first, *others = repaired("".join(rest), styles).split(_STANDS_FOR_ONE)
    out = [first]
    for table, behind in zip(tables, others, strict=True):
        out += [_TABLE, table, _TABLE_ENDS, behind]
    return "".join(out)


def repaired(text: str, styles: Styles) -> str:
    """The part read by the parser, put right and written again."""
    root = parse(text)
    lift_page_breaks(root, styles.headings())
    if UPRIGHT_ENDS in text:
        divide(root, styles.headings())
    return repair_tables(root)


def _as_parsed(xml: str) -> str:
    """The XML with what content leaves empty, and quotes in its text, as the parser writes them."""
    for empty, written in _EMPTY:
        xml = xml.replace(empty, written)
    *pieces, last = xml.split("&quot;")
    out, is_text = [], True
    for piece in pieces:
        begin, end = piece.rfind("<"), piece.rfind(">")
        if begin != end:
            is_text = end > begin
        out += [piece, '"' if is_text else "&quot;"]
    return "".join((*out, last))
