"""What a schema says, as fields: the keywords of JSON Schema that we follow, and our own.

`contentMediaType: text/markdown` is prose, and then:

`x-en-linje: true`         the prose is one line, as a heading: bold and italic, no lists
`x-en-side: true`          the group, mostly an item of a list, must fit one page
`x-register: NAME`         the value is a key in NAME.yaml in the content folder
`x-begynder-med: FIELD`    the value begins with that of the field beside it
`x-hentes-fra: FIELD`      where absent, taken from the content file that the field beside it names
`x-nummereres: WORD`       the number of each item of a list; where absent, the next one
`x-raekke: true`           the group of fields is printed as a list of labelled texts
`x-fortroligt: VALUES`     by language, what the public version prints in its place where marked
`x-personlige-egenskaber:` at the root: the document properties that the final version leaves out
`x-ord: WORDS`             at the root: what the template prints as {{ ord.NAME }}, by language

In the place of a group that holds one field at a time (`tabel:`, `figur:`) stands what may stand in
the place of the whole group.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from memo.confidential import CONFIDENTIAL_KEY, TEXT_KEY
from memo.fields import Field, SchemaFault, StandIn
from memo.formats import FORMATS
from memo.problems import Message, say
from memo.schema.files import PROSE, File, entries, prose_file
from memo.source.nodes import Node, plain

_Path = tuple[str | int, ...]

STAND_INS_KEY = "x-fortroligt"

# Schemas refer to their own parts; one that refers to itself would never end.
_MAX_DEPTH = 20


def read_field(file: File) -> Field:
    """The field of a whole schema, with all that is in it. Raises SchemaFault."""
    return _Part(file.data, entries(file.source.root), file, (), 0).field()


class _Part(Struct, frozen=True):
    """A part of a schema. `path` leads to it, and `nodes` are its keywords as they stand there.

    `whole` is the group in whose place its stand-in stands, where that is not the part itself, and
    `stand_ins_file` is where that is given, where it is not the file of the part.
    """

    content: Any
    nodes: dict[str, Node]
    file: File
    path: _Path
    depth: int
    whole: dict[str, Any] | None = None
    stand_ins_file: File | None = None

    def fault(self, reason: Message, keyword: str = "") -> SchemaFault:
        """What is wrong with the part, or with one of its keywords."""
        return SchemaFault(reason, (*self.path, keyword) if keyword else self.path)

    def below(self, *steps: str) -> Field:
        """The field of a part of this part."""
        found, nodes = self.content, self.nodes
        for step in steps:
            found, nodes = found[step], entries(nodes.get(step))
        # One of the fields of such a group is but a way of writing the group.
        whole = self.content if self.content.get("maxProperties") == 1 else None
        path = (*self.path, *steps)
        return _Part(found, nodes, self.file, path, self.depth + 1, whole).field()

    def field(self) -> Field:
        """The field. Raises SchemaFault."""
        if self.depth > _MAX_DEPTH:
            raise self.fault(say("its references lead round in a ring"))
        if not isinstance(self.content, dict):
            raise self.fault(say("a group of keywords is missing here"))
        if "$ref" in self.content:
            return self._referred().field()
        format = self.content.get("format", "")
        if format and format not in FORMATS:
            known = ", ".join(sorted(FORMATS))
            reason = say('"{format}" is not one of the formats {known}', format=format, known=known)
            raise self.fault(reason, "format")
        if self.flag("x-en-side") and ("object" not in self.types or self.depth == 0):
            raise self.fault(say("only a group inside the document can fit a page"), "x-en-side")
        shape = self._shape()
        if shape.may_be_marked and self.content.get("additionalProperties") is not False:
            raise self.fault(
                say("a group that may be marked needs additionalProperties: false, to find slips")
            )
        return replace(
            shape,
            title=self.text("title"),
            description=self.text("description"),
            stand_ins=self._stand_ins(),
        )

    def _referred(self) -> _Part:
        """The part that is referred to, with what stands beside the reference."""
        rest = {key: value for key, value in self.content.items() if key != "$ref"}
        reference = self.content["$ref"]
        name, _, pointer = reference.partition("#")
        file = prose_file() if name == PROSE else self.file
        steps = tuple(pointer.removeprefix("/").split("/")) if pointer else ()
        part: Any = file.data if name in ("", PROSE) else None
        nodes = entries(file.source.root)
        for step in steps:
            part = part.get(step) if isinstance(part, dict) else None
            nodes = entries(nodes.get(step))
        if not isinstance(part, dict):
            reason = say('"{reference}" is not a part of this file', reference=reference)
            raise self.fault(reason, "$ref")
        path = self.path if file is prose_file() else steps
        merged = {**part, **rest}, {**nodes, **self.nodes}
        given_in = (self.stand_ins_file or self.file) if STAND_INS_KEY in self.nodes else None
        return _Part(*merged, file, path, self.depth + 1, self.whole, given_in)

    def _shape(self) -> Field:
        """The field without its words, and with what is in it."""
        if "object" in self.types and not self._is_text_or_group:
            return self._record()
        if self.kind_of_text == "prose":
            has_parts = "array" in self.types and "items" in self.content
            items = self.below("items") if has_parts else None
            return Field("prose", self._properties(), items)
        if "array" in self.types:
            items = self.below("items") if "items" in self.content else Field("text")
            return Field("list", items=items)
        for keyword in ("x-hentes-fra", "x-nummereres"):
            is_plain = self.kind_of_text == "text" and not self.content.get("format")
            if self.content.get(keyword) and not is_plain:
                raise self.fault(say("only a plain text can have this keyword"), keyword)
        if self._is_text_or_group and self.content.get("format"):
            raise self.fault(say("only a plain text can have this keyword"), "format")
        return Field(
            self.kind_of_text,
            self._properties(),
            format=self.content.get("format", ""),
            options=tuple(str(option) for option in self.content.get("enum", [])),
            register=self.text("x-register"),
            fetched_from=self.text("x-hentes-fra"),
            begins_with=self.text("x-begynder-med"),
            numbered=self.text("x-nummereres"),
            example=str(next(iter(self.content.get("examples", [])), "")),
        )

    def _record(self) -> Field:
        needs = self.content.get("dependentRequired", {})
        record = Field(
            "cell" if self.kind_of_text == "prose" else "record",
            self._properties(),
            next(self._items(), None),
            is_row=self.flag("x-raekke"),
            one_page=self.flag("x-en-side"),
            required=tuple(self.content.get("required", [])),
            needs={key: tuple(names) for key, names in needs.items()},
        )
        for name, field in record.properties.items() if record.is_row else ():
            if field.kind != "text" or field.register or not field.title:
                reason = say(
                    '"{name}" stands in a row, so it must be a text with a title', name=name
                )
                raise SchemaFault(reason, (*self.path, "properties", name))
        for name in record.required:
            sub = record.properties.get(name)
            if sub and sub.may_be_marked and not sub.stand_ins:
                reason = say(
                    '"{name}" must be there and may be marked, so it needs {keyword}',
                    name=name,
                    keyword=STAND_INS_KEY,
                )
                raise SchemaFault(reason, (*self.path, "properties", name))
        return record

    def _properties(self) -> dict[str, Field]:
        return {name: self.below("properties", name) for name in self.content.get("properties", {})}

    @property
    def _is_text_or_group(self) -> bool:
        """Whether the value is a text that may be written as a group, to be marked."""
        return "string" in self.types and {CONFIDENTIAL_KEY, TEXT_KEY} <= set(
            self.content.get("properties", {})
        )

    def _stand_ins(self) -> dict[str, StandIn]:
        """What stands in the place of a value that is marked. Raises SchemaFault."""
        given = entries(self.nodes.get(STAND_INS_KEY))
        if STAND_INS_KEY in self.content and not given:
            reason = say("{keyword} must be a group of languages", keyword=STAND_INS_KEY)
            raise self.fault(reason, STAND_INS_KEY)
        for code, node in given.items():
            validator = self.file.validator_of(self.whole or self.content)
            for error in validator.iter_errors(plain(node)):
                reason = say("{words}", words=error.message)
                raise SchemaFault(reason, (*self.path, STAND_INS_KEY, code, *error.instance_path))
        return {code: self._stand_in(code, node) for code, node in given.items()}

    def _stand_in(self, code: str, node: Node) -> StandIn:
        source = (self.stand_ins_file or self.file).source
        place = source.span(node.start)
        blank = "\n" * (place.line - 1) + " " * (place.column - 1)
        found = StandIn(source.name, blank + source.raw(node))
        if plain(found.node) != plain(node):  # a number behind | counts from what stands round it
            reason = say("begin the text below | without a number that says how far it is indented")
            raise SchemaFault(reason, (*self.path, STAND_INS_KEY, code))
        return found

    def _items(self) -> Iterator[Field]:
        """The field of entries with free keys, or of the rows that may stand instead of a group."""
        for keyword in ("additionalProperties", "items"):
            if isinstance(self.content.get(keyword), dict):
                yield self.below(keyword)

    @property
    def types(self) -> list[str]:
        """The types that the value may have."""
        types = self.content.get("type", "object" if "properties" in self.content else "string")
        return types if isinstance(types, list) else [types]

    @property
    def kind_of_text(self) -> Literal["text", "line", "prose"]:
        """What the value is where it is a text."""
        if self.content.get("contentMediaType") != "text/markdown":
            return "text"
        return "line" if self.flag("x-en-linje") else "prose"

    def flag(self, keyword: str) -> bool:
        """The keyword, which says yes or no. Raises SchemaFault."""
        value = self.content.get(keyword, False)
        if not isinstance(value, bool):
            raise self.fault(say("{keyword} must be true or false", keyword=keyword), keyword)
        return value

    def text(self, keyword: str) -> str:
        """The keyword, which is a text, "" where it is not there. Raises SchemaFault."""
        value = self.content.get(keyword, "")
        if not isinstance(value, str):
            raise self.fault(say("{keyword} must be a text", keyword=keyword), keyword)
        return value
