"""What a schema says, as fields: the keywords of JSON Schema that we follow, and our own.

`contentMediaType: text/markdown` is prose, and then:

`x-en-linje: true`         the prose is one line, as a heading: bold and italic, no lists
`x-en-side: true`          the group, mostly an item of a list, must fit one page
`x-register: NAME`         the value is a key in NAME.yaml in the content folder
`x-begynder-med: FIELD`    the value begins with that of the field beside it
`x-hentes-fra: FIELD`      where absent, taken from the content file that the field beside it names
`x-nummereres: WORD`       the number of each item of a list; where absent, the next one
`x-raekke: true`           the group of fields is printed as a list of labelled texts
`x-ord: WORDS`             at the root: what the template prints as {{ ord.NAME }}, by language
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

from memo.fields import Field, SchemaFault
from memo.formats import FORMATS
from memo.problems import Message, say
from memo.source import data

_Path = tuple[str | int, ...]

# What a prose may be, in a file of its own. Each kind's schema refers to it by this path, which the
# author's editor follows from the templates folder.
_PROSE = "../memo/tekst.schema.yaml"

# Schemas refer to their own parts; one that refers to itself would never end.
_MAX_DEPTH = 20


def read_field(document: dict[str, Any]) -> Field:
    """The field of a whole schema, with all that is in it. Raises SchemaFault."""
    return _Part(document, document, (), 0).field()


def retrieve(uri: str) -> dict[str, Any]:
    """The schema of prose, of which the path has become an address; nothing else is fetched.

    Raises SchemaFault.
    """
    if not uri.endswith(_PROSE.removeprefix("..")):
        raise SchemaFault(say('"{reference}" is not a part of this file', reference=uri), ())
    return _prose_schema()


@cache
def _prose_schema() -> dict[str, Any]:
    found: dict[str, Any] = data(
        (Path(__file__).parent.parent / Path(_PROSE).name).read_text("utf-8")
    )
    return found


@dataclass(frozen=True)
class _Part:
    """A part of a schema. `path` leads to it in its file, and `document` is all of that."""

    content: Any
    document: dict[str, Any]
    path: _Path
    depth: int

    def fault(self, reason: Message, keyword: str = "") -> SchemaFault:
        """What is wrong with the part, or with one of its keywords."""
        return SchemaFault(reason, (*self.path, keyword) if keyword else self.path)

    def below(self, *steps: str) -> Field:
        """The field of a part of this part."""
        found = self.content
        for step in steps:
            found = found[step]
        return _Part(found, self.document, (*self.path, *steps), self.depth + 1).field()

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
        title, description = self.text("title"), self.text("description")
        return replace(self._shape(), title=title, description=description)

    def _referred(self) -> _Part:
        """The part that is referred to, with what stands beside the reference."""
        rest = {key: value for key, value in self.content.items() if key != "$ref"}
        reference = self.content["$ref"]
        if reference == _PROSE:
            found = _prose_schema()
            return _Part({**found, **rest}, found, self.path, self.depth + 1)
        steps = tuple(reference.removeprefix("#/").split("/"))
        part: Any = self.document
        for step in steps:
            part = part.get(step) if isinstance(part, dict) else None
        if not isinstance(part, dict):
            reason = say('"{reference}" is not a part of this file', reference=reference)
            raise self.fault(reason, "$ref")
        path = self.path if self.document is _prose_schema() else steps
        return _Part({**part, **rest}, self.document, path, self.depth + 1)

    def _shape(self) -> Field:
        """The field without its words, and with what is in it."""
        if "object" in self.types:
            return self._record()
        if self.kind_of_text == "prose":
            has_parts = "array" in self.types and "items" in self.content
            return Field("prose", items=self.below("items") if has_parts else None)
        if "array" in self.types:
            items = self.below("items") if "items" in self.content else Field("text")
            return Field("list", items=items)
        for keyword in ("x-hentes-fra", "x-nummereres"):
            is_plain = self.kind_of_text == "text" and not self.content.get("format")
            if self.content.get(keyword) and not is_plain:
                raise self.fault(say("only a plain text can have this keyword"), keyword)
        return Field(
            self.kind_of_text,
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
            {name: self.below("properties", name) for name in self.content.get("properties", {})},
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
        return record

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
