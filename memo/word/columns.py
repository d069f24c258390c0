"""The columns of a table: their widths, and where the numbers in them are aligned."""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from memo.blocks import Alignment, Block, Cell, List, Paragraph, Passage, Table
from memo.language import Language
from memo.word.amounts import behind, is_dash
from memo.word.fonts import Font

# What is wanted beyond a text's width: some is bold, and fonts differ a little.
_AIR = 60
_BOLD = 1.06

_WORD_ENDS = re.compile(r"[ \n\t\u00ad-]")


class Column(Struct, frozen=True):
    """A column: its width in twips, and the room that its numbers need behind the whole part.

    `least` is the width below which what stands in it cannot be read.
    """

    width: int
    align: Alignment
    font: Font
    language: Language
    behind: int = 0
    least: int = 0

    @property
    def is_too_narrow(self) -> bool:
        """Whether words in it are cut off, and not only divided."""
        return self.width < self.least

    def right(self, text: str) -> int | None:
        """The indent that puts the comma of a number under the one above; None for a text."""
        if not self.behind:
            return None
        rest = behind(text, self.language)
        return None if rest is None else max(0, self.behind - self.font.width(rest))


def columns(table: Table, font: Font, language: Language, margins: int, room: int) -> list[Column]:
    """The columns of the table: as wide as what stands in them, if there is room for it.

    `margins` are both those of a cell; all measures are in twips.
    """
    found, wanted, least, divided = [], [], [], []
    width = font.width
    for given, cells in zip(table.alignments, _texts(table), strict=True):
        texts = ["", *(text for text, _ in cells)]
        rests = _rests([text for text, in_head in cells if not in_head], language)
        align = given or ("left" if rests is None else "right")
        needed = max(map(width, rests or [""])) if align == "right" else 0
        words = {word: width(word) for word in _WORD_ENDS.split("\n".join(texts))}
        shortest = _unbroken(words)
        column = Column(0, align, font, language, needed, shortest + margins)
        numbers = [
            width(text) + right for text in texts if (right := column.right(text)) is not None
        ]
        found.append(column)
        wanted.append(max([*map(width, "\n".join(texts).split("\n")), *numbers]))
        least.append(max([*words.values(), *numbers]))
        divided.append(max([shortest, *numbers]))
    widths = _widths([_around(texts, margins) for texts in (wanted, least, divided)], room)
    return [replace(column, width=width) for column, width in zip(found, widths, strict=True)]


def text_of_cell(cell: Cell) -> str:
    """The text of a cell, its paragraphs on lines of their own."""
    return _text(cell.blocks)


def _text(blocks: tuple[Block, ...]) -> str:
    if len(blocks) == 1:  # as in most cells
        only = blocks[0]
        if isinstance(only, Passage):
            return _text(only.blocks)
        if isinstance(only, Paragraph):
            return only.text
    return "\n".join(_paragraphs(blocks))


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


def _texts(table: Table) -> list[list[tuple[str, bool]]]:
    """Of each column the texts of the cells in it alone, and whether each stands in the head."""
    found: list[list[tuple[str, bool]]] = [[] for _ in table.alignments]
    for row in table.rows:
        place = 0
        for cell in row.cells:
            if cell.columns == 1 and row.role != "group" and place < len(found):
                found[place].append((text_of_cell(cell), row.role == "head"))
            place += cell.columns
    return found


def _unbroken(words: dict[str, int]) -> int:
    """How wide the words must be able to stand: a long one is divided by a hyphen, a number never.

    They are given with their widths.
    """
    most = 0
    for word, width in words.items():
        if width > most:
            most = max(most, width // (2 if sum(map(str.isalpha, word)) > 5 else 1))
    return most


def _rests(texts: list[str], language: Language) -> list[str] | None:
    """What stands behind the whole parts of a column's numbers; None where it holds words."""
    rests = [rest for text in texts if (rest := behind(text, language)) is not None]
    return None if len(rests) < len(texts) or all(map(is_dash, texts)) else rests


def _around(texts: list[int], margins: int) -> list[int]:
    """The widths of columns that hold texts so wide."""
    return [round(text * _BOLD) + margins + _AIR for text in texts]


def _widths(measures: list[list[int]], room: int) -> list[int]:
    """The widths between two of the measures, which go from the widest to the narrowest."""
    if sum(measures[0]) <= room:
        return measures[0]
    for wide, narrow in pairwise(measures):
        more, spare = sum(wide) - sum(narrow), room - sum(narrow)
        if spare > 0:
            return [
                low + spare * (high - low) // more for low, high in zip(narrow, wide, strict=True)
            ]
    narrowest = measures[-1]  # too many columns: what stands in them is cut off
    return [room * width // sum(narrowest) for width in narrowest]
