"""A kind's schema: which fields there are, and the problems of content that does not follow it.

The schema is JSON Schema 2020-12 in YAML, with the formats of `memo.formats`,
`contentMediaType: text/markdown` for prose, and some keywords of our own:

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

from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

import jsonschema_rs

from memo.failures import Failure, node_at
from memo.fields import Field, SchemaFault
from memo.formats import FORMATS
from memo.nodes import Mapping, Node, Scalar, Sequence, Source, plain
from memo.numbered import check_numbers
from memo.problems import Report, Span, say
from memo.source import data, read
from memo.vocabulary import Vocabulary, read_vocabulary

_Path = tuple[str | int, ...]

# What a prose may be, in a file of its own. Each kind's schema refers to it by this path, which the
# author's editor follows from the templates folder.
_PROSE = "../memo/tekst.schema.yaml"

# Schemas refer to their own parts; one that refers to itself would never end.
_MAX_DEPTH = 20


class Schema:
    """The schema of one kind of document, or of a register."""

    def __init__(
        self, root: Field, validator: jsonschema_rs.Validator, vocabulary: Vocabulary
    ) -> None:
        self.root = root
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
        refuse(Span(name), "the file is empty", report)
        return None
    try:
        document = data(source.text)
        formats = {key: known.is_valid for key, known in FORMATS.items()}
        validator = jsonschema_rs.validator_for(
            document, formats=formats, validate_formats=True, retriever=_retrieve
        )
        root = _field(document, document, 0)
        vocabulary = read_vocabulary(document, root)
    except jsonschema_rs.ValidationError as error:
        node, _ = node_at(source, tuple(error.instance_path))
        refuse(source.node_span(node), str(error.message), report)
        return None
    except SchemaFault as fault:
        node, _ = node_at(source, fault.path)
        refuse(source.node_span(node) if fault.path else Span(name), str(fault), report)
        return None
    except ValueError as error:
        refuse(Span(name), str(error), report)
        return None
    return Schema(root, validator, vocabulary)


def refuse(span: Span, reason: str, report: Report) -> None:
    """Nothing; reports a schema that cannot be used."""
    report.error(
        "ugyldigt-skema",
        span,
        say("the schema cannot be used: {reason}", reason=reason),
        say("undo the last change of the schema, or ask the person who keeps the templates"),
    )


def _retrieve(uri: str) -> Any:
    """The schema of prose. A schema refers to it and to its own parts; nothing else is fetched.

    The path has become an address below no folder; `_field` has it as it is written.
    """
    if not uri.endswith(_PROSE.removeprefix("..")):
        raise SchemaFault(f"{uri} is not a part of this file")
    return _prose_schema()


@cache
def _prose_schema() -> dict[str, Any]:
    found: dict[str, Any] = data(Path(__file__).with_name(Path(_PROSE).name).read_text("utf-8"))
    return found


def _field(part: Any, document: dict[str, Any], depth: int) -> Field:
    if depth > _MAX_DEPTH:
        raise SchemaFault("$ref leads round in a ring")
    if not isinstance(part, dict):
        raise SchemaFault(f"{part!r} stands where a schema is expected")
    if "$ref" in part:
        rest = {key: value for key, value in part.items() if key != "$ref"}
        if part["$ref"] == _PROSE:
            document = _prose_schema()
            return _field({**document, **rest}, document, depth + 1)
        return _field({**_referred(part["$ref"], document), **rest}, document, depth + 1)
    if (format := part.get("format", "")) and format not in FORMATS:
        raise SchemaFault(f'format "{format}" is none of {", ".join(sorted(FORMATS))}')
    _check_page(part, depth)
    title, description = _keyword(part, "title"), _keyword(part, "description")
    return replace(_shape(part, document, depth), title=title, description=description)


def _shape(part: dict[str, Any], document: dict[str, Any], depth: int) -> Field:
    """The field without its words, and with what is in it."""
    types = _types(part)
    if "object" in types:
        return _record(part, document, depth)
    if _kind_of_text(part) == "prose":
        items = _field(part["items"], document, depth + 1) if "array" in types else None
        return Field("prose", items=items)
    if "array" in types:
        return Field("list", items=_field(part.get("items", {}), document, depth + 1))
    for keyword in ("x-hentes-fra", "x-nummereres"):
        if part.get(keyword) and (part.get("format") or _kind_of_text(part) != "text"):
            raise SchemaFault(f"{keyword} stands at a field that is not a plain text")
    return Field(
        _kind_of_text(part),
        format=part.get("format", ""),
        options=tuple(str(option) for option in part.get("enum", [])),
        register=_keyword(part, "x-register"),
        fetched_from=_keyword(part, "x-hentes-fra"),
        begins_with=_keyword(part, "x-begynder-med"),
        numbered=_keyword(part, "x-nummereres"),
        example=str(next(iter(part.get("examples", [])), "")),
    )


def _record(part: dict[str, Any], document: dict[str, Any], depth: int) -> Field:
    items = part.get("additionalProperties") or part.get("items")
    record = Field(
        "cell" if _kind_of_text(part) == "prose" else "record",
        {key: _field(sub, document, depth + 1) for key, sub in part.get("properties", {}).items()},
        _field(items, document, depth + 1) if isinstance(items, dict) else None,
        is_row=_flag(part, "x-raekke"),
        one_page=_flag(part, "x-en-side"),
        required=tuple(part.get("required", [])),
        needs={key: tuple(names) for key, names in part.get("dependentRequired", {}).items()},
    )
    _check_row(record)
    return record


def _types(part: dict[str, Any]) -> list[str]:
    types = part.get("type", "object" if "properties" in part else "string")
    return types if isinstance(types, list) else [types]


def _kind_of_text(part: dict[str, Any]) -> Literal["text", "line", "prose"]:
    if part.get("contentMediaType") != "text/markdown":
        return "text"
    return "line" if _flag(part, "x-en-linje") else "prose"


def _check_row(record: Field) -> None:
    """Nothing; a row is of texts whose titles are their labels. Raises SchemaFault."""
    for name, field in record.properties.items() if record.is_row else ():
        if field.kind != "text" or field.register or not field.title:
            raise SchemaFault(f'"{name}" stands in a row, so it must be a text with a title')


def _check_page(part: dict[str, Any], depth: int) -> None:
    """Nothing; what must fit one page is a group in the document. Raises SchemaFault."""
    if _flag(part, "x-en-side") and ("object" not in _types(part) or depth == 0):
        raise SchemaFault("x-en-side stands where there is no group in the document")


def _flag(part: dict[str, Any], name: str) -> bool:
    value = part.get(name, False)
    if not isinstance(value, bool):
        raise SchemaFault(f"{name} is {value!r}, and must be true or false")
    return value


def _keyword(part: dict[str, Any], name: str) -> str:
    value = part.get(name, "")
    if not isinstance(value, str):
        raise SchemaFault(f"{name} is {value!r}, and must be a text")
    return value


def _referred(reference: str, document: dict[str, Any]) -> dict[str, Any]:
    found: Any = document
    for step in reference.removeprefix("#/").split("/"):
        found = found.get(step) if isinstance(found, dict) else None
    if not isinstance(found, dict):
        raise SchemaFault(f"{reference} is not a part of this file")
    return found


@dataclass(frozen=True)
class _Beginnings:
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
            if sub is None:
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
