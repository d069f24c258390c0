"""The columns of a table: their widths, and where the numbers in them are aligned."""

from __future__ import annotations

import re
from dataclasses import dataclass

from memo.blocks import Alignment, Block, Cell, List, Paragraph, Passage, Table
from memo.word.fonts import Font

# A number as it is written in Danish, with its unit or a mark of a note behind it.
_NUMBER = re.compile(
    r"(?P<whole>[-+\u2212\u2013]?[ \u00a0]?(?:[0-9]{1,3}(?:[.\u00a0][0-9]{3})+|[0-9]+))"
    r"(?P<rest>(?:,[0-9]+)?(?:[ \u00a0]?(?:%|pct\.|kr\.|mio\.|mia\.|t\.kr\.))*\**)"
)
_NO_NUMBER = ("", "-", "\u2013", "\u2014", "\u2212", ".", "..", "...")
# What is wanted beyond a text's width: some is bold, and fonts differ a little.
_AIR = 60
_BOLD = 1.06


@dataclass(frozen=True)
class Column:
    """A column: its width in twips, and the room that its numbers need behind the whole part."""

    width: int
    align: Alignment
    font: Font
    behind: int = 0


def columns(table: Table, font: Font, margins: int, room: int) -> list[Column]:
    """The columns of the table: as wide as what stands in them, if there is room for it.

    `margins` are both those of a cell; all measures are in twips.
    """
    count = len(table.alignments)
    aligns, room_behind, wanted, least = [], [], [], []
    for number in range(count):
        texts, rests = _texts(table, number), _rests(table, number)
        align = table.alignments[number] or ("left" if rests is None else "right")
        needed = max(map(font.width, rests or [""])) if align == "right" else 0
        numbers = [font.width(text) - font.width(behind(text)) + needed for text in texts if needed]
        aligns.append(align)
        room_behind.append(needed)
        wanted.append(max([*map(font.width, _lines(texts)), *numbers]))
        least.append(max([*map(font.width, _words(texts)), *numbers]))
    widths = _widths(_around(wanted, margins), _around(least, margins), room)
    return [
        Column(width, align, font, needed)
        for width, align, needed in zip(widths, aligns, room_behind, strict=True)
    ]


def is_number(text: str) -> bool:
    """Whether the text of a cell is a number, or the dash that stands for one."""
    return text in _NO_NUMBER or _NUMBER.fullmatch(text) is not None


def behind(text: str) -> str:
    """What stands in a number behind its whole part: decimals, unit, marks of notes."""
    match = _NUMBER.fullmatch(text)
    return match["rest"] if match else ""


def text_of_cell(cell: Cell) -> str:
    """The text of a cell, its paragraphs on lines of their own."""
    return "\n".join(_paragraphs(cell.blocks))


def _paragraphs(blocks: tuple[Block, ...]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block.text)
        elif isinstance(block, Passage):
            found += _paragraphs(block.blocks)
        elif isinstance(block, List):
            for item in block.items:
                label = item.label.text if item.label else "\u2022"
                found += [f"{label}  {item.paragraph.text}", *_paragraphs(item.blocks)]
    return found


def _cells(table: Table, number: int) -> list[tuple[Cell, bool]]:
    """The cells of one column alone, each with whether it stands in the head."""
    found = []
    for row in table.rows:
        place = 0
        for cell in row.cells:
            if place == number and cell.columns == 1 and row.role != "group":
                found.append((cell, row.role == "head"))
            place += cell.columns
    return found


def _texts(table: Table, number: int) -> list[str]:
    return ["", *(text_of_cell(cell) for cell, _ in _cells(table, number))]


def _lines(texts: list[str]) -> list[str]:
    return [line for text in texts for line in text.split("\n")]


def _words(texts: list[str]) -> list[str]:
    return [word for text in texts for word in re.split(r"[ \n\t\u00ad-]", text)]


def _rests(table: Table, number: int) -> list[str] | None:
    """What stands behind the whole parts of a column's numbers; None where it holds words."""
    texts = [text_of_cell(cell) for cell, in_head in _cells(table, number) if not in_head]
    if not all(map(is_number, texts)) or not any(text not in _NO_NUMBER for text in texts):
        return None
    return [behind(text) for text in texts]


def _around(texts: list[int], margins: int) -> list[int]:
    """The widths of columns that hold texts so wide."""
    return [round(text * _BOLD) + margins + _AIR for text in texts]


def _widths(wanted: list[int], least: list[int], room: int) -> list[int]:
    if sum(wanted) <= room:
        return wanted
    spare = room - sum(least)
    if spare <= 0:  # too many columns: Word breaks words where it must
        return [room * width // sum(least) for width in least]
    more = sum(wanted) - sum(least)
    return [low + spare * (high - low) // more for low, high in zip(least, wanted, strict=True)]
