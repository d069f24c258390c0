"""The files that schemas stand in: that of a kind, and the program's own of what a prose may be."""

from __future__ import annotations

from collections.abc import Mapping as Mapped
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from memo.fields import SchemaFault
from memo.formats import FORMATS
from memo.problems import Report, say
from memo.source import data, parse
from memo.source.nodes import Mapping, Node, Source

if TYPE_CHECKING:
    from jsonschema_rs import Validator

PROSE: Final = "../memo/tekst.schema.yaml"
"""How each kind's schema refers to what a prose may be: the author's editor follows the path."""

# A part of a schema is validated from here, so that what it refers to is found.
_ADDRESS = "memo:///templates/schema.yaml"
_PART = "x-memo"

_NO_OTHERS: Mapped[str, dict[str, Any]] = {}


class File(Struct, frozen=True, eq=False):
    """A schema as it is validated, and as it stands in its file."""

    data: dict[str, Any]
    source: Source

    def validator_of(self, part: dict[str, Any]) -> Validator:
        """What validates against a part of this schema alone."""
        definitions = {**self.data.get("$defs", {}), _PART: part}
        document = {**self.data, "$defs": definitions}
        return validator(
            {"$ref": f"{_ADDRESS}#/$defs/{_PART}"},
            prose_file().data,
            {_ADDRESS: document},
        )


def validator(
    document: dict[str, Any],
    prose: dict[str, Any],
    others: Mapped[str, dict[str, Any]] = _NO_OTHERS,
) -> Validator:
    """What validates against the schema, formats too.

    It may refer to the schema of `prose`, of which the path has become an address, and to `others`
    by their addresses; nothing else is fetched. Raises ValueError.
    """
    import jsonschema_rs  # a run in which nothing has changed validates nothing

    def retriever(uri: str) -> dict[str, Any]:
        if uri in others:
            return others[uri]
        if uri.endswith(PROSE.removeprefix("..")):
            return prose
        raise SchemaFault(say('"{reference}" is not a part of this file', reference=uri), ())

    formats = {key: known.is_valid for key, known in FORMATS.items()}
    return jsonschema_rs.validator_for(
        document, formats=formats, validate_formats=True, retriever=retriever
    )


@cache
def prose_file() -> File:
    """The program's own file of what a prose may be."""
    path = Path(__file__).parent.parent / Path(PROSE).name
    text = path.read_text("utf-8")
    source = parse(text, PROSE.removeprefix("../"), Report())
    assert source is not None
    return File(data(text), source)


def entries(node: Node | None) -> dict[str, Node]:
    """What stands in a node by its keys, if it has any."""
    return node.entries if isinstance(node, Mapping) else {}
