"""The document model: what a paper says, before anything is known of Word.

Values are what a template may print. Each that stands in the content carries its address.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Literal

from msgspec import Struct, field

from memo.captions import Captions
from memo.compared import Compared
from memo.labels import Label
from memo.pictures import Picture
from memo.problems import Span


class Address(Struct, frozen=True):
    """Where a value stands: its content file, its JSON pointer (RFC 6901) and its source text.

    `file` is the path below the content folder, `source` the YAML as it stands there, quotation
    marks and all: the base of a later merge. Of a cell of a spreadsheet the path is that of its row
    and column, and the source is its text.
    """

    file: str
    path: str
    source: str

    @property
    def steps(self) -> tuple[str, ...]:
        """The keys and indexes of the pointer."""
        return steps_of(self.path)


def steps_of(pointer: str) -> tuple[str, ...]:
    """The keys and indexes of a JSON pointer (RFC 6901)."""
    steps = pointer.split("/")[1:]
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in steps)


def pointer_of(steps: tuple[str, ...]) -> str:
    """The JSON pointer (RFC 6901) of the keys and indexes."""
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)


Offsets = Callable[[], list[int]]
"""Finds where each character of a text stands in the content file, and where the text ends.

What the program itself adds to a text has the offset of what stands before it.
"""


class Text(Compared, frozen=True, eq=False):
    """A value that is printed inside a paragraph. `filter` tells how a printed form was made.

    `offsets` is None where the text does not stand in the content as it is printed.
    """

    text: str
    address: Address | None = None
    filter: str = ""
    offsets: Offsets | None = None

    _compared = attrgetter("text", "address", "filter")


class Joined(Struct, frozen=True):
    """Values with the language's own words between them, as in "A, B og C"."""

    pieces: tuple[Text, ...]


class Run(Compared, frozen=True, eq=False):
    """Text of one appearance; a line break in it is "\\n".

    `language` is "" where it is that of the document, and `link` an address on the web or "".
    `offsets` is None for what is not of a content file, as a cell of a spreadsheet.
    """

    text: str
    bold: bool = False
    italic: bool = False
    position: Position = ""
    language: str = ""
    link: str = ""
    offsets: Offsets | None = None

    _compared = attrgetter("text", "bold", "italic", "position", "language", "link")

    @property
    def is_plain(self) -> bool:
        """Whether it looks as the text round it, as most do."""
        return not (self.bold or self.italic or self.position or self.language or self.link)


class Footnote(Struct, frozen=True):
    """A note at the foot of the page; in the line of text it is only its number."""

    paragraphs: tuple[Paragraph, ...]
    span: Span

    @property
    def text(self) -> str:
        """Nothing: the number is Word's, and the note stands elsewhere."""
        return ""


class Reference(Struct, frozen=True):
    """The number of the table or figure of that name, wherever it stands in the document.

    `look` is a run without text, of the same appearance.
    """

    name: str
    captions: Captions
    look: Run

    @property
    def text(self) -> str:
        """The number, "" where there is no such table or figure."""
        return self.captions.number(self.name)


class Paragraph(Struct, frozen=True):
    """Inlines that stand together. `heading` is its level, 0 where it is no heading."""

    inlines: tuple[Inline, ...]
    heading: int = 0

    @property
    def text(self) -> str:
        """The text without its appearance."""
        if len(self.inlines) == 1:
            return self.inlines[0].text
        return "".join([inline.text for inline in self.inlines])


class Item(Struct, frozen=True):
    """A point of a list: the paragraph with the number or bullet, and what stands under it.

    `label` is None under a bullet.
    """

    paragraph: Paragraph
    blocks: tuple[Block, ...] = ()
    label: Label | None = None


class List(Struct, frozen=True):
    """Points, all with bullets or all with labels."""

    items: tuple[Item, ...]


class Quote(Struct, frozen=True):
    """Words of another."""

    blocks: tuple[Block, ...]


class PageBreak(Struct, frozen=True):
    """What follows begins on a new page."""

    span: Span


class Passage(Struct, frozen=True):
    """Blocks that the author wrote as one text, with its address and how it is read."""

    blocks: tuple[Block, ...]
    address: Address
    form: Form = "prose"


class Cell(Struct, frozen=True):
    """A cell of a table, over so many columns and rows.

    `continued` where it goes on from the one above; `rows` are those from here on.
    """

    blocks: tuple[Block, ...] = ()
    columns: int = 1
    rows: int = 1
    continued: bool = False


class Row(Struct, frozen=True):
    """A row of a table: its cells fill all the columns."""

    cells: tuple[Cell, ...]
    role: RowRole = "body"


class Caption(Struct, frozen=True):
    """What is said of a table or figure. `kind` is the word for it in `Language.word`."""

    kind: CaptionKind
    number: str
    title: Line
    unit: Line | None = None


class Table(Struct, frozen=True):
    """A table; `alignments` has one for each column."""

    rows: tuple[Row, ...]
    alignments: tuple[Alignment, ...]
    span: Span
    caption: Caption | None = None
    notes: Passage | None = None
    landscape: bool = False


class Figure(Struct, frozen=True):
    """A picture; `description` is its alternative text, None where it is mere decoration.

    `address` is that of the name of its file.
    """

    picture: Picture
    address: Address
    description: Text | None
    caption: Caption | None = None


Form = Literal["plain", "line", "lines", "cell", "prose"]
"""How a text is read: as it is, or as Markdown: a line, lines that are paragraphs, a cell, all."""

Position = Literal["", "superscript", "subscript"]
RowRole = Literal["head", "body", "group", "sum"]
Alignment = Literal["", "left", "center", "right"]
CaptionKind = Literal["tabel", "figur"]
Inline = Run | Footnote | Reference
Block = Paragraph | List | Quote | Table | Figure | PageBreak | Passage


class Prose(Struct, frozen=True):
    """Blocks that the author wrote as one value: a text, or several with tables between."""

    blocks: tuple[Block, ...]
    span: Span


class Line(Struct, frozen=True):
    """One paragraph that is printed inside a paragraph of the template, as in a heading."""

    paragraph: Paragraph
    address: Address
    span: Span


class Record(Struct, frozen=True):
    """Values by the names that the template knows them under; `span` is where they stand."""

    span: Span
    values: dict[str, Value] = field(default_factory=dict)


Value = Text | Joined | Line | Prose | Record | tuple["Value", ...]
