"""The document model: what a paper says, before anything is known of Word.

Values are what a template may print. Each that stands in the content carries its address.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from memo.problems import Span


@dataclass(frozen=True, slots=True)
class Address:
    """Where a value stands: its content file, its JSON pointer (RFC 6901) and its source text.

    `file` is the path below the content folder, `source` the YAML as it stands there, quotation
    marks and all: the base of a later merge.
    """

    file: str
    path: str
    source: str


@dataclass(frozen=True, slots=True)
class Text:
    """A value that is printed inside a paragraph. `filter` tells how a printed form was made."""

    text: str
    address: Address | None = None
    filter: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """Values with the language's own words between them, as in "A, B og C"."""

    pieces: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one appearance; a line break in it is "\\n"."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs that stand together."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The text without its appearance."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Item:
    """A point of a list: the paragraph with the number or bullet, and what stands under it.

    `number` is the author's, None under a bullet.
    """

    paragraph: Paragraph
    blocks: tuple[Block, ...] = ()
    number: int | None = None


@dataclass(frozen=True, slots=True)
class List:
    """Points. `delimiter` is what stands after the number: "." or ")", and "" under bullets."""

    items: tuple[Item, ...]
    delimiter: str = ""


Block = Paragraph | List


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs and lists that the author wrote as one value."""

    blocks: tuple[Block, ...]
    address: Address
    span: Span


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph that is printed inside a paragraph of the template, as in a heading."""

    paragraph: Paragraph
    address: Address
    span: Span


@dataclass(frozen=True, slots=True)
class Record:
    """Values by the names that the template knows them under; `span` is where they stand."""

    span: Span
    values: dict[str, Value] = field(default_factory=dict)


Value = Text | Joined | Line | Prose | Record | tuple["Value", ...]
