"""Fields: what a schema says of each value, as composing and templates need it."""

from __future__ import annotations

from functools import cached_property
from typing import Final, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from memo.confidential import CONFIDENTIAL_KEY
from memo.problems import Message, Report, Span
from memo.source import parse
from memo.source.nodes import Node, Source

ROW_LABEL: Final = "etiket"
ROW_TEXT: Final = "tekst"
"""What a template calls the two halves of each thing in a row."""

DRAFT_KEY: Final = "udkast"
"""What a template calls the mark that tells a draft from a final version."""


class SchemaFault(Exception):
    """A schema that says something this program cannot follow; `path` leads to it."""

    def __init__(self, reason: Message, path: tuple[str | int, ...]) -> None:
        super().__init__(reason.msgid)
        self.reason = reason
        self.path = path


class StandIn(Struct, frozen=True, dict=True):
    """What is printed in the place of what is left out.

    `text` is the `file` of the schema in which all but that value is blank.
    """

    file: str
    text: str

    @cached_property
    def source(self) -> Source:
        """The value, at its place in the file."""
        source = parse(self.text, self.file, Report())
        assert source is not None, "the schema that holds it has been read"
        return source

    @property
    def node(self) -> Node:
        """The value."""
        assert self.source.root is not None
        return self.source.root


class Field(Struct, frozen=True, dict=True):
    """What the schema says of one value: the part that composing and templates need.

    `items` is the field of each item of a list, or of each entry of a record with free keys.
    `options` are the only texts that are allowed, where the schema says so. A record that `is_row`
    is printed as a list of labelled texts. `numbered` is the word that a number belongs to, as
    "bilag" in "bilag 1". A record that is `one_page` must fit one page. A cell is a record that may
    also be written as one text. `required` are the names of the properties that must be there, and
    `needs` the fields without which that field means nothing. A text or a prose that has
    `properties` may also be written as a group, to be marked. `stand_ins` are, by the codes of
    languages, what the public version prints in the place of one that is marked.
    """

    kind: Literal["text", "line", "prose", "list", "record", "cell"]
    properties: dict[str, Field] = field(default_factory=dict)
    items: Field | None = None
    title: str = ""
    description: str = ""
    format: str = ""
    options: tuple[str, ...] = ()
    register: str = ""
    fetched_from: str = ""
    begins_with: str = ""
    numbered: str = ""
    is_row: bool = False
    example: str = ""
    one_page: bool = False
    required: tuple[str, ...] = ()
    needs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    stand_ins: dict[str, StandIn] = field(default_factory=dict)

    @property
    def may_be_marked(self) -> bool:
        """Whether the author may mark the value as confidential."""
        return CONFIDENTIAL_KEY in self.properties

    @property
    def inner(self) -> list[Field]:
        """The fields of what may stand directly in it."""
        return [*self.properties.values(), *([self.items] if self.items else [])]

    @cached_property
    def is_bound(self) -> bool:
        """Whether it, or anything in it, must fit one page."""
        return self.one_page or any(field.is_bound for field in self.inner)

    @cached_property
    def has_numbers(self) -> bool:
        """Whether it, or a field in it, is the number of an item."""
        return bool(self.numbered) or any(field.has_numbers for field in self.inner)

    @cached_property
    def has_beginnings(self) -> bool:
        """Whether a field in it begins as the one beside it."""
        return bool(self.begins_with) or any(field.has_beginnings for field in self.inner)

    def at(self, path: tuple[str | int, ...]) -> Field | None:
        """The field of the value at that path of keys and indexes, if the schema has one."""
        found: Field | None = self
        for step in path:
            if found is None:
                return None
            found = found.properties.get(str(step), found.items)
        return found

    def printed(self) -> Field:
        """The field as a template sees it, with each row as the list that is printed."""
        if self.is_row:
            halves = {ROW_LABEL: Field("text"), ROW_TEXT: Field("text")}
            return Field("list", items=Field("record", halves))
        is_group = self.kind in ("record", "cell")
        return replace(
            self,
            properties={n: sub.printed() for n, sub in self.properties.items() if is_group},
            items=self.items and self.items.printed(),
            stand_ins={},
        )


class Located(Struct, frozen=True):
    """A field with its place in the schema: `titel`, `afsnit[].tekst`, `afsender.enhed`."""

    path: str
    field: Field

    def with_field(self, field: Field) -> Located:
        """The same place, where another field stands: the entry of a register, a printed form."""
        return Located(self.path, field)

    @property
    def properties(self) -> dict[str, Located]:
        """What stands in the field, by name."""
        before = f"{self.path}." if self.path else ""
        return {
            name: Located(f"{before}{name}", sub) for name, sub in self.field.properties.items()
        }

    @property
    def items(self) -> Located | None:
        """Each item of the list."""
        return Located(f"{self.path}[]", self.field.items) if self.field.items else None


class Printed(Struct, frozen=True):
    """A place in a template that prints the field of that path: see `Located`."""

    path: str
    span: Span
