"""The files that schemas stand in: that of a kind, and the program's own of what a prose may be."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

import jsonschema_rs
from msgspec import Struct

from memo.fields import SchemaFault
from memo.formats import FORMATS
from memo.problems import Report, say
from memo.source import data, parse
from memo.source.nodes import Mapping, Node, Source

PROSE: Final = "../memo/tekst.schema.yaml"
"""How each kind's schema refers to what a prose may be: the author's editor follows the path."""

# A part of a schema is validated from here, so that what it refers to is found.
_ADDRESS = "memo:///templates/schema.yaml"
_PART = "x-memo"


class File(Struct, frozen=True, eq=False):
    """A schema as it is validated, and as it stands in its file."""

    data: dict[str, Any]
    source: Source

    def validator_of(self, part: dict[str, Any]) -> jsonschema_rs.Validator:
        """What validates against a part of this schema alone."""
        definitions = {**self.data.get("$defs", {}), _PART: part}
        document = {**self.data, "$defs": definitions}
        return validator(
            {"$ref": f"{_ADDRESS}#/$defs/{_PART}"},
            lambda uri: document if uri == _ADDRESS else retrieve(uri),
        )


def validator(document: dict[str, Any], retriever: Any) -> jsonschema_rs.Validator:
    """What validates against the schema, formats too; the retriever gives what it refers to."""
    formats = {key: known.is_valid for key, known in FORMATS.items()}
    return jsonschema_rs.validator_for(
        document, formats=formats, validate_formats=True, retriever=retriever
    )


def retrieve(uri: str) -> dict[str, Any]:
    """The schema of prose, of which the path has become an address; nothing else is fetched.

    Raises SchemaFault.
    """
    if not uri.endswith(PROSE.removeprefix("..")):
        raise SchemaFault(say('"{reference}" is not a part of this file', reference=uri), ())
    return prose_file().data


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
