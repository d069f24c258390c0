"""A kind's schema: which fields there are, and the problems of content that does not follow it.

The schema is JSON Schema 2020-12 in YAML, with the formats of `memo.formats` and the keywords of
`memo.schema.keywords`.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from memo.fields import Field
from memo.problems import Message, Report, Span, say
from memo.schema.failures import Failure
from memo.schema.files import validator
from memo.schema.numbered import check_numbers
from memo.schema.vocabulary import Vocabulary
from memo.source.nodes import Mapping, Node, Scalar, Sequence, Source, plain

_Path = tuple[str | int, ...]

if TYPE_CHECKING:
    from jsonschema_rs import Validator


class Schema(Struct, frozen=True, dict=True):
    """The schema of one kind of document, or of a register; `hash` is that of its text.

    `personal` are the document properties that the final version leaves out, by their names.
    `document` is the schema as JSON Schema has it, and `prose` that of what a prose may be. It is
    all mere data, so that it can be kept on disk.
    """

    root: Field
    vocabulary: Vocabulary
    personal: tuple[str, ...]
    hash: str
    document: dict[str, Any]
    prose: dict[str, Any]

    @cached_property
    def _validator(self) -> Validator:
        return validator(self.document, self.prose)

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
