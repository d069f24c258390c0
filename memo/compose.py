"""A document's content as the values that its template may print."""

from __future__ import annotations

from dataclasses import replace

from memo.blocks import Address, Record, Text, Value
from memo.captions import Captions
from memo.content import Content, is_content
from memo.context import Context
from memo.fields import Field
from memo.nodes import Mapping, Node, Scalar, Sequence, Source
from memo.parts import compose_prose
from memo.problems import Report, nearest, say


def compose(path: str, source: Source, field: Field, content: Content, report: Report) -> Record:
    """The document's values by their names; `path` is its place below the content folder.

    What does not follow the schema is left out: the validator has reported it.
    """
    captions = Captions()
    composer = _Composer(Context(path, source, content, captions, report))
    assert isinstance(source.root, Mapping)
    record = composer.record(source.root, field, "")
    captions.check(report)
    return record


class _Composer:
    """Walks the nodes of one file together with the fields of its schema."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.source = context.source
        self.content = context.content
        self.report = context.report

    def record(self, mapping: Mapping, field: Field, pointer: str) -> Record:
        record = Record(self.source.node_span(mapping))
        for name, node in mapping.entries.items():
            sub = field.properties.get(name, field.items)
            value = self._value(node, sub, f"{pointer}/{_step(name)}") if sub else None
            if value is not None:
                record.values[name] = value
        for name, sub in field.properties.items():
            if sub.fetched_from and name not in mapping.entries:
                fetched = self._fetch(name, sub, mapping)
                if fetched is not None:
                    record.values[name] = fetched
        return record

    def _value(self, node: Node, field: Field, pointer: str) -> Value | None:
        if isinstance(node, Mapping) and field.kind == "record":
            return self.record(node, field, pointer)
        if isinstance(node, Sequence) and field.kind == "prose" and field.items:
            return compose_prose(node, pointer, self.context)
        if isinstance(node, Sequence) and field.kind == "list" and field.items:
            items = [
                self._value(item, field.items, f"{pointer}/{number}")
                for number, item in enumerate(node.items)
            ]
            return tuple(item for item in items if item is not None)
        if isinstance(node, Scalar) and field.kind in ("text", "line", "prose"):
            return self._scalar(node, field, pointer)
        return None

    def _scalar(self, scalar: Scalar, field: Field, pointer: str) -> Value | None:
        if field.register:
            return self._entry(scalar, field.register)
        if scalar.value and not scalar.value.strip():
            self._report_blank(scalar)
            return None
        if field.kind == "prose":
            return compose_prose(scalar, pointer, self.context)
        if field.kind == "line":
            return self.context.line(scalar, pointer)
        if field.format == "fil" and scalar.value:
            self.context.named_file(scalar)
        # The line break that ends a text below | is YAML's, not the author's.
        return Text(scalar.value.rstrip("\n"), self.context.address(scalar, pointer))

    def _report_blank(self, scalar: Scalar) -> None:
        self.report.error(
            "tomt-felt",
            self.source.node_span(scalar),
            say("there are only spaces here"),
            say("write a text, or leave the field out"),
        )

    def _entry(self, scalar: Scalar, name: str) -> Record | None:
        """The values of the register's entry that the scalar names.

        Only the problems of that entry stop this document, not those of its neighbours.
        """
        register = self.content.register(name, self.report)
        if register is None or not scalar.value:
            return None
        entry = register.entries.get(scalar.value)
        if entry is None:
            self.report.error(
                "ukendt-i-register",
                self.source.node_span(scalar),
                say('"{key}" is not in {file}', key=scalar.value, file=register.source.name),
                nearest(scalar.value, list(register.entries), say("write an entry for it there")),
            )
            return None
        self.report.include(register.problems_of(scalar.value))
        if not isinstance(entry, Mapping):
            return None
        composer = _Composer(replace(self.context, path=register.file, source=register.source))
        return composer.record(entry, register.field, f"/{_step(scalar.value)}")

    def _fetch(self, name: str, field: Field, mapping: Mapping) -> Text | None:
        """The value of that name in the content file that the mapping names.

        It keeps its own address: what a reviewer changes belongs there.
        """
        scalar = mapping.entries.get(field.fetched_from)
        if not isinstance(scalar, Scalar) or not scalar.value:
            self.report.error(
                "mangler-felt",
                self.source.node_span(mapping),
                say('the field "{name}" is missing', name=name),
                say("write {name}, or name a content file that has it", name=name),
            )
            return None
        path = self.context.named_file(scalar)
        if path is None:
            return None
        source = self.content.source(path, self.report) if is_content(path) else None
        value = (
            source.root.entries.get(name) if source and isinstance(source.root, Mapping) else None
        )
        if source is None and is_content(path):
            return None  # the annex's own problems say enough
        if source is None or not isinstance(value, Scalar) or not value.value.strip():
            self.report.error(
                "intet-at-hente",
                self.source.node_span(scalar),
                say('"{file}" gives no {name}', file=scalar.value, name=name),
                say("write {name} here, beside the file", name=name),
            )
            return None
        return Text(value.value.rstrip("\n"), Address(path, f"/{_step(name)}", source.raw(value)))


def _step(name: str) -> str:
    """The name as one step of a JSON pointer."""
    return name.replace("~", "~0").replace("/", "~1")
