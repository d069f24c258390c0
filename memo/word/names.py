"""The styles that prose is written in, by their names: the writers ask a template for these only.

Most are Word's own, which it calls otherwise in Danish: docs/skabeloner.md has both names.
"""

from __future__ import annotations

from typing import Final

from memo.blocks import RowRole
from memo.word.styles import StyleName

QUOTE: Final = StyleName("Quote")
CAPTION: Final = StyleName("caption")
FIGURE: Final = StyleName("Figur")
TABLE: Final = StyleName("Tabel", "table")
TABLE_NOTE: Final = StyleName("Tabel note")
CELLS: Final[dict[RowRole, StyleName]] = {
    "head": StyleName("Tabel hoved"),
    "body": StyleName("Tabel tekst"),
    "group": StyleName("Tabel gruppe"),
    "sum": StyleName("Tabel sum"),
}
FOOTNOTE_TEXT: Final = StyleName("footnote text")
FOOTNOTE_MARK: Final = StyleName("footnote reference", "character")
LINK: Final = StyleName("Hyperlink", "character")
STRONG: Final = StyleName("Strong", "character")
EMPHASIS: Final = StyleName("Emphasis", "character")

# Word has no more of its own; prose has headings of three levels below those of the template.
_LISTS = 5
_HEADINGS = 9
_HEADINGS_OF_PROSE = 3


def heading(level: int) -> StyleName:
    """The name of a heading's style; levels count from 1."""
    return StyleName(f"heading {level}")


def points(depth: int, *, is_numbered: bool) -> StyleName:
    """The name of the style of a list's points; the outermost list has depth 1."""
    return StyleName(f"{'List Number' if is_numbered else 'List Bullet'}{_suffix(depth)}")


def under_points(depth: int) -> StyleName:
    """The name of the style of what stands under a point without a number of its own."""
    return StyleName(f"List Continue{_suffix(depth)}")


def _suffix(depth: int) -> str:
    return f" {depth}" if depth > 1 else ""


def styles_of_points() -> tuple[StyleName, ...]:
    """The names of the styles of all points that prose can have."""
    depths = range(1, _LISTS + 1)
    return tuple(points(depth, is_numbered=yes) for yes in (False, True) for depth in depths)


def styles_of_prose(above: int, *, in_body: bool) -> tuple[StyleName, ...]:
    """The names of all styles that prose can need below a heading of level `above`.

    Only where it stands in the body of the page can it have footnotes.
    """
    last = min(above + _HEADINGS_OF_PROSE, _HEADINGS)
    headings = tuple(heading(level) for level in range(above + 1, last + 1))
    under = tuple(under_points(depth) for depth in range(1, _LISTS + 1))
    notes = (FOOTNOTE_TEXT, FOOTNOTE_MARK) if in_body else ()
    others = (QUOTE, CAPTION, TABLE, *CELLS.values(), TABLE_NOTE, FIGURE)
    return (*headings, *styles_of_points(), *under, *others, *notes, *STYLES_OF_A_LINE)


STYLES_OF_A_LINE: Final = (STRONG, EMPHASIS, LINK)
"""The names of all styles that one line of Markdown can need."""
