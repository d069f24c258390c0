"""One content file while its values are composed."""

from __future__ import annotations

from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from memo.blocks import Address, Line, Passage, Text
from memo.captions import Captions
from memo.confidential import is_marked
from memo.content import Content
from memo.edition import Edition
from memo.fields import Field, StandIn
from memo.formats import is_path_below
from memo.language import Language
from memo.markdown import read_line, read_lines, read_prose
from memo.problems import Report, nearest, say
from memo.provenance import Drawing, hashed
from memo.source.nodes import Node, Scalar, Source
from memo.source.scalars import offsets


class Context(Struct, frozen=True):
    """A content file, and what its values are composed with.

    `path` is its place below the content folder.
    """

    path: str
    source: Source
    content: Content
    captions: Captions
    drawing: Drawing
    language: Language
    edition: Edition
    report: Report

    def leaves_out(self, node: Node) -> bool:
        """Whether the node is marked, and this edition must not show it."""
        return self.edition is Edition.PUBLIC and is_marked(node)

    def stand_in(self, field: Field) -> StandIn | None:
        """What stands in the place of a value that is left out, if anything does."""
        return field.stand_ins.get(self.language.code)

    def of(self, stand_in: StandIn) -> Context:
        """The context of what stands in a schema, of which nothing is left out again."""
        source = stand_in.source
        return replace(self, path=source.name, source=source, edition=Edition.FINAL)

    def is_blank(self, scalar: Scalar) -> bool:
        """Whether there are only spaces in the scalar; reports it. An empty one is the schema's."""
        blank = bool(scalar.value) and not scalar.value.strip()
        if blank:
            self.report.error(
                "tomt-felt",
                self.source.node_span(scalar),
                say("there are only spaces here"),
                say("write a text, or leave the field out"),
            )
        return blank

    def address(self, scalar: Scalar, pointer: str) -> Address:
        """The address of a value; `pointer` is its JSON pointer."""
        return Address(self.path, pointer, self.source.raw(scalar))

    def text(self, scalar: Scalar, pointer: str) -> Text:
        """The text as it is printed; the line break that ends one below | is YAML's."""
        find = partial(offsets, self.source.text, scalar)
        return Text(scalar.value.rstrip("\n"), self.address(scalar, pointer), offsets=find)

    def passage(self, scalar: Scalar, pointer: str, *, in_cell: bool = False) -> Passage:
        """The prose of one text."""
        blocks = read_prose(self.source, scalar, self.captions, self.report, in_cell=in_cell)
        return Passage(blocks, self.address(scalar, pointer), "cell" if in_cell else "prose")

    def lines(self, scalar: Scalar, pointer: str) -> Passage:
        """The prose of a text whose lines are paragraphs; reports a blank one."""
        self.is_blank(scalar)
        paragraphs = read_lines(self.source, scalar, self.captions, self.report)
        return Passage(paragraphs, self.address(scalar, pointer), "lines")

    def line(self, scalar: Scalar, pointer: str) -> Line:
        """The prose of a text that is one line; reports a blank one."""
        self.is_blank(scalar)
        paragraph = read_line(self.source, scalar, self.captions, self.report)
        return Line(paragraph, self.address(scalar, pointer), self.source.node_span(scalar))

    def named_file(self, scalar: Scalar) -> str | None:
        """The path below the content folder of the file that the scalar names, if it is there."""
        if not is_path_below(scalar.value):
            return None  # the validator has reported it
        for path in self.content.places(self.path, scalar.value):
            is_there = self.content.has(path)
            self.drawing.presence(path, is_there=is_there)
            if is_there:
                return path
        if any(map(self.content.leads_out, self.content.places(self.path, scalar.value))):
            self.report.error(
                "uden-for-mappen",
                self.source.node_span(scalar),
                say('"{file}" is a link that leads out of the content folder', file=scalar.value),
                say("copy the file itself into the content folder"),
            )
            return None
        self.report.error(
            "fil-findes-ikke",
            self.source.node_span(scalar),
            say('the file "{file}" is not in the content folder', file=scalar.value),
            nearest(
                scalar.value,
                self.content.neighbours(self.path),
                say("put the file beside the document, or take the line away"),
            ),
        )
        return None

    def data(self, path: str, limit: int) -> bytes | None:
        """The bytes of the file at that path below the content folder, or None with a problem.

        It may have at most `limit` bytes.
        """
        data = self.content.data(path, limit, self.report)
        if data is not None:
            self.drawing.whole(path, hashed(data))
        return data
