"""A composed document as the checks of prose see it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import accumulate

from msgspec import Struct, field

from memo.blocks import (
    Address,
    Block,
    Caption,
    Figure,
    Footnote,
    Inline,
    Line,
    List,
    Paragraph,
    Passage,
    Prose,
    Quote,
    Record,
    Table,
    Text,
    Value,
)
from memo.captions import Captions
from memo.checks.wordings import Role, Wording
from memo.content import Content
from memo.fields import Field
from memo.labels import Label
from memo.language import Language
from memo.markdown import read_prose
from memo.problems import Report
from memo.schema import Schema
from memo.source.nodes import Scalar, Source

# No content holds it, and it is neither a space nor part of a word.
_BETWEEN = "\0"


class Paper(Struct, dict=True):
    """A document: its texts in their order, and what they stand in.

    `path` is its place below the `content` folder, `root` the field of its schema, and `words` are
    those of the template by their names.
    """

    path: str
    source: Source
    root: Field
    language: Language
    words: dict[str, str]
    content: Content
    wordings: list[Wording] = field(default_factory=list)
    """What is printed from this file and its spreadsheets, one for each paragraph."""
    headings: list[list[Wording]] = field(default_factory=list)
    """The headings of each prose that has any."""
    labels: list[Label] = field(default_factory=list)
    """What stands before the points of all lists, bullets aside."""
    tables: list[Table] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """All that is printed from this file, with a sign between each two texts that none has."""
        return _BETWEEN.join(wording.text for wording in self.wordings)

    @cached_property
    def _starts(self) -> list[int]:
        """Where each of the texts begins in all of them, and where one more would."""
        return [0, *accumulate(len(wording.text) + len(_BETWEEN) for wording in self.wordings)]

    def matches(self, pattern: re.Pattern[str]) -> Iterator[tuple[Wording, re.Match[str]]]:
        """What the pattern finds in each of the texts; it must not ask where one begins or ends.

        It is sought in all of them at once, and then in those that may hold it.
        """
        at = 0
        while found := pattern.search(self.text, at):
            number = bisect_right(self._starts, found.start()) - 1
            for match in pattern.finditer(self.wordings[number].text):
                yield self.wordings[number], match
            at = self._starts[number + 1]


def read_paper(
    path: str, source: Source, record: Record, schema: Schema, content: Content
) -> Paper:
    """The composed document, `record`, as the checks see it."""
    paper = _unread(path, source, schema, content)
    _Reader(paper).value(record)
    return paper


def read_texts(
    path: str, source: Source, schema: Schema, content: Content, texts: Iterable[Scalar]
) -> Paper:
    """The document as the checks see it where it is not composed: those texts of it, as prose."""
    paper = _unread(path, source, schema, content)
    reader = _Reader(paper)
    for text in texts:
        blocks = read_prose(source, text, Captions(), Report())
        reader.value(Prose(blocks, source.node_span(text)))
    return paper


def _unread(path: str, source: Source, schema: Schema, content: Content) -> Paper:
    language = schema.vocabulary.language_of(source)
    words = schema.vocabulary.words_in(language)
    return Paper(path, source, schema.root, language, words, content)


class _Reader:
    """Goes through the values of a document in their order."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        # Where a cell of a spreadsheet belongs: its own file is not YAML.
        self._otherwise = 0
        self._role: Role = ""

    def value(self, value: Value) -> None:
        """Nothing; takes in a value and all that is in it."""
        if isinstance(value, Record):
            self._values(value.values.values())
        elif isinstance(value, tuple):
            self._values(value)
        elif isinstance(value, Prose):
            first = len(self.paper.wordings)
            self._blocks(value.blocks)
            headings = [found for found in self.paper.wordings[first:] if found.heading]
            self.paper.headings += [headings] if headings else []
        elif isinstance(value, Line):
            if value.address.file == self.paper.path:
                self._paragraph(value.paragraph)
        elif isinstance(value, Text) and value.address and self._is_text(value.address):
            self._add((value,))

    def _is_text(self, address: Address) -> bool:
        """Whether the value is of this file, and no date, name of a file or the like."""
        field = self.paper.root.at(address.steps)
        is_code = field is not None and bool(field.format or field.options)
        return address.file == self.paper.path and not is_code

    def _values(self, values: Iterable[Value]) -> None:
        for value in values:
            self.value(value)

    def _blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if isinstance(block, Paragraph):
                self._paragraph(block)
            elif isinstance(block, Passage):
                self._blocks(block.blocks)
            else:
                self._block(block)

    def _block(self, block: Block) -> None:
        if isinstance(block, List):
            for item in block.items:
                self.paper.labels += [item.label] if item.label else []
                self._blocks((item.paragraph, *item.blocks))
        elif isinstance(block, Quote):
            with self._in("quote"):
                self._blocks(block.blocks)
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Figure):
            self._caption(block.caption)
            with self._in("description"):
                self._values((block.description,) if block.description else ())

    def _table(self, table: Table) -> None:
        self.paper.tables.append(table)
        self._caption(table.caption)
        outer = self._otherwise
        self._otherwise = self.paper.source.offset(table.span.line, table.span.column)
        for row in table.rows:
            for cell in row.cells:
                self._blocks(cell.blocks)
        self._otherwise = outer
        self._blocks((table.notes,) if table.notes else ())

    def _caption(self, caption: Caption | None) -> None:
        if caption:
            self.paper.captions.append(caption)
            self.value(caption.title)
            self._values((caption.unit,) if caption.unit else ())

    def _paragraph(self, paragraph: Paragraph) -> None:
        self._add(paragraph.inlines, paragraph.heading)
        for inline in paragraph.inlines:
            if isinstance(inline, Footnote):
                self._blocks(inline.paragraphs)

    def _add(self, inlines: tuple[Inline | Text, ...], heading: int = 0) -> None:
        text = "".join([inline.text for inline in inlines])
        self.paper.wordings.append(
            Wording(inlines, text, self.paper.source, self._otherwise, heading, self._role)
        )

    @contextmanager
    def _in(self, role: Role) -> Iterator[None]:
        outer, self._role = self._role, role
        yield
        self._role = outer
