"""A kind's schema: which fields there are, and the problems of content that does not follow it.

The schema is JSON Schema 2020-12 in YAML, with the formats of `memo.formats` and the keywords of
`memo.schema.keywords`.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import jsonschema_rs
from msgspec import Struct

from memo.fields import Field, SchemaFault
from memo.problems import Message, Report, Span, say
from memo.provenance import hashed
from memo.schema.failures import Failure, node_at
from memo.schema.files import File, retrieve, validator
from memo.schema.keywords import read_field
from memo.schema.numbered import check_numbers
from memo.schema.vocabulary import Vocabulary, read_vocabulary
from memo.source import data, read
from memo.source.nodes import Mapping, Node, Scalar, Sequence, Source, plain

_Path = tuple[str | int, ...]

_PERSONAL_KEY = "x-personlige-egenskaber"
# What Word writes of whoever works in a document.
_PERSONAL = ["creator", "lastModifiedBy", "manager", "company"]

_DIALECT_KEY = "$schema"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Schema:
    """The schema of one kind of document, or of a register; `hash` is that of its text."""

    def __init__(
        self,
        root: Field,
        validator: jsonschema_rs.Validator,
        vocabulary: Vocabulary,
        personal: tuple[str, ...],
        hash: str,
    ) -> None:
        self.root = root
        self.personal = personal
        """The document properties that the final version leaves out, by their names."""
        self.hash = hash
        self.vocabulary = vocabulary
        self._validator = validator

    @cached_property
    def contract(self) -> Field:
        """The root as a template sees it."""
        return self.vocabulary.added_to(self.root.printed())

    def check(self, source: Source, report: Report) -> None:
        """Nothing; reports everything in the content that does not follow the schema."""
        if source.root is None:
            return
        failed: set[_Path] = set()
        for error in self._validator.iter_errors(plain(source.root)):
            path = tuple(error.instance_path)
            if error.kind.name == "format" and path in failed:
                continue  # its pattern has failed already, and says more
            failed.add(path)
            Failure(source, path, error, self.root).report_to(report)
        _Beginnings(source, failed, report).check(source.root, self.root, ())
        check_numbers(source, self.root, report)


def load(path: Path, name: str, report: Report) -> Schema | None:
    """The schema in the file, or None where a problem keeps it from being used."""
    source = read(path, name, report)
    if source is None:
        return None
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
        known = validator(document, retrieve)
    except jsonschema_rs.ValidationError as error:
        node, _ = node_at(source, tuple(error.instance_path))
        refuse(source.node_span(node), say("{words}", words=error.message), report)
        return None
    except SchemaFault as fault:
        node, _ = node_at(source, fault.path)
        refuse(source.node_span(node), fault.reason, report)
        return None
    except ValueError as error:
        refuse(Span(name), say("{words}", words=error), report)
        return None
    return Schema(root, known, vocabulary, personal, hashed(source.text.encode()))


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


def refuse(span: Span, reason: Message, report: Report) -> None:
    """Nothing; reports a schema that cannot be used."""
    report.error(
        "ugyldigt-skema",
        span,
        say("the schema cannot be used: {reason}", reason=reason),
        say("undo the last change of the schema, or ask the person who keeps the templates"),
    )


class _Beginnings(Struct, frozen=True):
    """Reports values that do not begin as the value beside them.

    Not where one of the two has `failed` already: its own problem says what to do.
    """

    source: Source
    failed: set[_Path]
    report: Report

    def check(self, node: Node, field: Field, path: _Path) -> None:
        """Nothing; goes through the node and all in it."""
        if isinstance(node, Sequence) and field.items:
            for number, item in enumerate(node.items):
                self.check(item, field.items, (*path, number))
        if not isinstance(node, Mapping):
            return
        for name, value in node.entries.items():
            sub = field.properties.get(name, field.items)
            if sub is None or not sub.has_beginnings:
                continue
            self.check(value, sub, (*path, name))
            other = node.entries.get(sub.begins_with)
            if sub.begins_with and isinstance(value, Scalar) and isinstance(other, Scalar):
                known = self.failed.isdisjoint({(*path, name), (*path, sub.begins_with)})
                if known and not _begins_with(value.value, other.value):
                    self._report(name, value, sub.begins_with, other)

    def _report(self, name: str, value: Scalar, other_name: str, other: Scalar) -> None:
        self.report.error(
            "dokumentnr-anden-sag",
            self.source.node_span(value),
            say(
                '{name} "{value}" does not belong to {other} "{begin}"',
                name=name,
                value=value.value,
                other=other_name,
                begin=other.value,
            ),
            say(
                "write the case number, a hyphen and a running number, as in {example}",
                example=f"{other.value}-1",
            ),
        )


def _begins_with(text: str, beginning: str) -> bool:
    """Whether the text goes on after the beginning, and not as part of the same number."""
    rest = text.removeprefix(beginning)
    return rest not in (text, "") and not rest[0].isalnum()
