"""A reviewed document: all that it was built with and all that has come in since, side by side.

Whatever was taken out is still there, marked with the change that took it; whatever was put in is
marked with the change that put it in, tracked or not. So the document can be read with any of the
changes taken and the others undone.
"""

from __future__ import annotations

from msgspec import Struct

from memo.word.acts import ChangeKind
from memo.word.lines import Line, Piece

Place = tuple[int, int]
"""The number of a line of the base, and an offset in its text, in which each thing is one sign."""


class Change(Struct, frozen=True):
    """A change with its id (`æ7`), the same at every reading of the file.

    `date` is as the file has it, "" where it has none; what was not tracked has neither author nor
    date. Of a formatting, `before` and `after` are the text that it is on; of a move, what was
    moved. A paragraph mark is "\\n". `is_shown` where the paragraphs tell all of it; what they do
    not tell (the margins of a page, the space above a paragraph) cannot be undone from them.
    `at` is the number of the paragraph that it begins in, or stands next to.
    """

    id: str
    kind: ChangeKind
    author: str
    date: str
    is_tracked: bool
    before: str
    after: str
    is_shown: bool
    at: int


class Fragment(Struct, frozen=True):
    """Text or a thing in a paragraph, with the ids of the changes that are on it.

    `piece` is what it is now, or was when it was taken out; `was` is what it was when the document
    was built, None where it has come in since. They differ where a change `altered` its look, its
    link, or what it is (the description of a picture). `place` is where it stood in the base.
    What one has put in and another taken out is both `added` and `removed`. `note` is the number
    of the note that it is the mark of.
    """

    piece: Piece
    was: Piece | None = None
    place: Place | None = None
    added: str = ""
    removed: str = ""
    altered: str = ""
    note: int | None = None


class Cell(Struct, frozen=True):
    """A cell: the number of its table, row and column among all that there are, taken out or not.

    Tables are counted through the document, the rows in their table, the cells in their row.
    """

    table: int
    row: int
    column: int


class RevisedParagraph(Struct, frozen=True):
    """What stands before one paragraph mark, and the mark.

    `line` tells style, point, place and so on as they are now; its pieces are those of the
    fragments. `was` is the same for the paragraph of the base whose mark this is, and `base` its
    number there; None where the mark has come in since. `list` and `list_was` tell one list from
    another (a `w:num` and its level), "" outside lists. `added`, `removed` and `altered` are the
    ids of changes of the mark: of the row, too, that came in or went with it. `note` is the number
    of the note that it stands in; notes are counted through all that there are, taken out or not.
    """

    line: Line
    was: Line | None
    base: int | None
    fragments: tuple[Fragment, ...]
    list: str = ""
    list_was: str = ""
    cell: Cell | None = None
    added: str = ""
    removed: str = ""
    altered: str = ""
    note: int | None = None
