"""A document as lines, one for each paragraph: what a reader sees, however a program wrote it.

Word and LibreOffice write the same document in many ways: other ids, other parts, split runs. Two
readings are equal where a reader sees no difference, so they tell whether somebody has worked in a
file. Left out on purpose, for LibreOffice changes it by opening and saving: spacing between lines
and paragraphs, places and order of frames, the look of empty paragraphs, tab stops, borders,
widths.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from memo.compared import Compared
from memo.word.points import Point


class Piece(Struct, frozen=True):
    """Text of one look, or a thing in the text.

    `kind` is "text", or "picture", "footnote", "endnote", "field", "formula", "break" or the name
    of another thing. `text` is what can be read: of a picture its alternative text, of a formula
    its signs. `detail` tells things of a kind apart: a picture's hash and size, a field's name.
    `look` and `link` belong to text.
    """

    text: str
    look: tuple[str, ...] = ()
    link: str = ""
    kind: str = "text"
    detail: str = ""


class Line(Compared, frozen=True, eq=False):
    """A paragraph, or with the story "section" the form of pages, in `place`.

    `story` is "body", "textbox", "footnote", "endnote", or "header" or "footer" with the pages it
    is for. `place` tells where in a table the paragraph stands: "+" begins a row and "|" a cell,
    with the columns and rows that it spans. `style` is a name in small letters, `heading` counts
    from 1 and is 0 where it is none. Indents (left, right, first line) are in half millimetres.
    `fill` is the colour behind the paragraph or its cell, "" where it has none. `anchors` are the
    names of our bookmarks that begin in the paragraph; programs rename and delete them.
    """

    story: str
    place: str = ""
    style: str = ""
    heading: int = 0
    point: Point | None = None
    alignment: str = ""
    indents: tuple[int, int, int] = (0, 0, 0)
    pieces: tuple[Piece, ...] = ()
    fill: str = ""
    anchors: tuple[str, ...] = ()

    _compared = attrgetter(
        *("story", "place", "style", "heading", "point", "alignment", "indents", "pieces", "fill")
    )

    @property
    def text(self) -> str:
        """The text of the line, without the things in it."""
        return "".join(piece.text for piece in self.pieces if piece.kind == "text")


def joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, with texts of one look as one."""
    last: Piece | None = None
    texts: list[str] = []
    for piece in pieces:
        if last is not None and is_of_one_look(last, piece):
            texts.append(piece.text)
            continue
        if last is not None:
            yield replace(last, text="".join(texts)) if len(texts) > 1 else last
        last, texts = piece, [piece.text]
    if last is not None:
        yield replace(last, text="".join(texts)) if len(texts) > 1 else last


def is_of_one_look(left: Piece, right: Piece) -> bool:
    """Whether both are texts that nobody can tell apart where they meet."""
    return left.kind == right.kind == "text" and left.look == right.look and left.link == right.link
