"""Reading a schema: what is wrong with it, or all that it says.

The schema is JSON Schema 2020-12 in YAML, with the formats of `memo.formats` and the keywords of
`memo.schema.keywords`.
"""

from __future__ import annotations

from typing import Any

import jsonschema_rs

from memo.fields import SchemaFault
from memo.problems import Report, Span, say
from memo.provenance import hashed
from memo.schema.failures import node_at
from memo.schema.files import File, prose_file, validator
from memo.schema.keywords import read_field
from memo.schema.validation import Schema, refuse
from memo.schema.vocabulary import read_vocabulary
from memo.source import data
from memo.source.nodes import Source

_PERSONAL_KEY = "x-personlige-egenskaber"
# What Word writes of whoever works in a document.
_PERSONAL = ["creator", "lastModifiedBy", "manager", "company"]

_DIALECT_KEY = "$schema"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def read_schema(source: Source, name: str, report: Report) -> Schema | None:
    """The schema in the source, or None with problems."""
    if source.root is None:
        refuse(Span(name), say("the file is empty"), report)
        return None
    try:
        document = data(source.text)
        _check_dialect(document)
        jsonschema_rs.meta.validate(document)
        root = read_field(File(document, source))
        vocabulary = read_vocabulary(document, root)
        personal = _read_personal(document)
        prose = prose_file().data
        validator(document, prose)  # what it refers to must be there
    except jsonschema_rs.ValidationError as error:
        node, _ = node_at(source, tuple(error.instance_path))
        refuse(source.node_span(node), say("{words}", words=error.message), report)
        return None
    except SchemaFault as fault:
        node, _ = node_at(source, fault.path)
        refuse(source.node_span(node), fault.reason, report)
        return None
    except ValueError as error:
        refuse(Span(name), say("{words}", words=str(error)), report)
        return None
    return Schema(root, vocabulary, personal, hashed(source.text.encode()), document, prose)


def _read_personal(document: dict[str, Any]) -> tuple[str, ...]:
    """The document properties that tell of persons. Raises SchemaFault."""
    names = document.get(_PERSONAL_KEY, _PERSONAL)
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        reason = say("{keyword} must be a list of names", keyword=_PERSONAL_KEY)
        raise SchemaFault(reason, (_PERSONAL_KEY,))
    return tuple(names)


def _check_dialect(document: object) -> None:
    # Of another, the library would ask the network.
    dialect = document.get(_DIALECT_KEY, _DIALECT) if isinstance(document, dict) else _DIALECT
    if dialect != _DIALECT:
        reason = say("$schema must be {address}, or left out", address=_DIALECT)
        raise SchemaFault(reason, (_DIALECT_KEY,))
