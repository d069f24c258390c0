"""A document's content as the values that its template may print."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from memo.blocks import Address, Record, Text, Value
from memo.captions import Captions
from memo.confidential import CONFIDENTIAL_KEY, TEXT_KEY, is_marked_at, text_of
from memo.content import Content, is_content, is_yaml
from memo.context import Context
from memo.edition import Edition
from memo.fields import ROW_LABEL, ROW_TEXT, Field
from memo.filters import SHORT, dato
from memo.formats import FORMATS
from memo.problems import Report, nearest, say
from memo.prose import compose_prose
from memo.provenance import Drawing, hashed
from memo.schema import Schema
from memo.schema.numbered import UNNUMBERED, numbers
from memo.schema.vocabulary import WORDS_KEY
from memo.source.nodes import Mapping, Node, Scalar, Sequence, Source
from memo.source.surprises import check_joined_lines


def compose(
    path: str,
    source: Source,
    schema: Schema,
    content: Content,
    report: Report,
    *,
    drawing: Drawing,
    edition: Edition = Edition.DRAFT,
) -> Record:
    """The document's values by their names; `path` is its place below the content folder.

    `drawing` notes what is drawn from which files. What the public `edition` leaves out is not
    looked at: in its place stands what the schema says.

    What does not follow the schema is left out: the validator has reported it.
    """
    language = schema.vocabulary.language_of(source)
    words = schema.vocabulary.words_in(language)
    drawing.whole(path, hashed(source.text.encode()))
    captions = Captions()
    context = Context(path, source, content, captions, drawing, language, edition, report)
    assert isinstance(source.root, Mapping)
    record = _Composer(context, words).record(source.root, schema.root, "")
    if edition is Edition.PUBLIC:
        captions.check_public(report)
    else:
        captions.check(report)
    if words:
        texts: dict[str, Value] = {name: Text(word) for name, word in words.items()}
        record.values[WORDS_KEY] = Record(record.span, texts)
    return record


class _Composer(Struct, frozen=True):
    """Walks the nodes of one file together with the fields of its schema.

    `words` are those of the template, by their names, in the document's language.
    """

    context: Context
    words: dict[str, str]

    @property
    def source(self) -> Source:
        """The file that the nodes are of."""
        return self.context.source

    @property
    def content(self) -> Content:
        """The content folder."""
        return self.context.content

    @property
    def report(self) -> Report:
        """Where the problems go."""
        return self.context.report

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
        if self._leaves_out(node, field):
            return self._stand_in(field)
        if field.may_be_marked and field.kind in ("text", "prose") and isinstance(node, Mapping):
            text = text_of(node)
            return self._of_kind(text, field, f"{pointer}/{TEXT_KEY}") if text else None
        return self._of_kind(node, field, pointer)

    def _of_kind(self, node: Node, field: Field, pointer: str) -> Value | None:
        if isinstance(node, Mapping) and field.kind == "record":
            record = self.record(node, field, pointer)
            return self._row(record, field) if field.is_row else record
        if isinstance(node, Sequence) and field.kind == "prose" and field.items:
            return compose_prose(node, pointer, field, self.context)
        if isinstance(node, Sequence) and field.kind == "list" and field.items:
            items = [
                self._value(item, field.items, f"{pointer}/{number}")
                for number, item in enumerate(node.items)
            ]
            self._number(items, node, field.items)
            return tuple(item for item in items if item is not None)
        if isinstance(node, Scalar) and field.kind in ("text", "line", "prose"):
            return self._scalar(node, field, pointer)
        return None

    def _leaves_out(self, node: Node, field: Field) -> bool:
        """Whether this edition must not show the node, be it for a file that it names."""
        if self.context.leaves_out(node):
            return True
        if self.context.edition is not Edition.PUBLIC or not isinstance(node, Mapping):
            return False
        named = {name: sub.fetched_from for name, sub in field.properties.items()}
        return any(
            self._is_marked_in_file(node.entries.get(file), name)
            for name, file in named.items()
            if file
        )

    def _is_marked_in_file(self, file: Node | None, name: str) -> bool:
        """Whether the field of that name, or all of the content file that has it, is marked."""
        path = self.context.named_file(file) if isinstance(file, Scalar) else None
        if path is None or file is None or not is_yaml(path):
            return False
        source = self.content.source(path, Report())
        if source and is_marked_at(source.root, name):
            return True
        if not self.content.is_sound(path):
            self._report_unsound(path, file)
        return False

    def _report_unsound(self, path: str, file: Node) -> None:
        self.report.error(
            "bilag-har-fejl",
            self.source.node_span(file),
            say('"{file}" has errors, so nobody can tell what is confidential in it', file=path),
            say("build that file alone to see what is wrong, and mend it first"),
        )

    def _stand_in(self, field: Field) -> Value | None:
        """What stands in the place of a value that is left out, if anything does."""
        stand_in = self.context.stand_in(field)
        if stand_in is None:
            return None
        composer = replace(self, context=self.context.of(stand_in))
        return composer._value(stand_in.node, field, "")

    def _number(self, items: list[Value | None], sequence: Sequence, field: Field) -> None:
        """Nothing; gives the records of a list the numbers that the author leaves to the program.

        What is left out takes the number that it would have if none were typed.
        """
        shown = [None if self._leaves_out(node, field) else node for node in sequence.items]
        for name, sub in field.properties.items():
            found = numbers(shown, name) if sub.numbered else []
            if found and found != numbers(sequence.items, name):
                self._warn_of_numbers(sequence, name, found)
            for item, number in zip(items, found, strict=False):
                if isinstance(item, Record) and number:
                    item.values.setdefault(name, Text(number))
                elif isinstance(item, Record):
                    item.values.pop(name, None)

    def _warn_of_numbers(self, sequence: Sequence, name: str, found: list[str]) -> None:
        typed = numbers(sequence.items, name)
        place = next(n for n, number in enumerate(found) if number != typed[n])
        self.report.warning(
            "nummer-forskudt",
            self.source.node_span(sequence.items[place]),
            say(
                "this has the number {number} in the public version, not {typed}",
                number=found[place] or UNNUMBERED,
                typed=typed[place] or UNNUMBERED,
            ),
            say("a number typed in what is left out does not count: type those of the others"),
        )

    def _row(self, record: Record, field: Field) -> tuple[Value, ...]:
        """The texts of the record with their labels, in the order of the schema."""
        rows: list[Value] = []
        for name, sub in field.properties.items():
            text = record.values.get(name)
            if isinstance(text, Text) and name != CONFIDENTIAL_KEY:
                label = Text(self.words.get(name, sub.title))
                halves: dict[str, Value] = {ROW_LABEL: label, ROW_TEXT: self._shown(text, sub)}
                rows.append(Record(record.span, halves))
        return tuple(rows)

    def _shown(self, text: Text, field: Field) -> Text:
        """The text of a row as it is printed: the side column has dates in figures."""
        if field.format == "dato" and FORMATS["dato"].is_valid(text.text):
            return dato(self.context.language, text, SHORT)
        return text

    def _scalar(self, scalar: Scalar, field: Field, pointer: str) -> Value | None:
        if field.register:
            return self._entry(scalar, field.register)
        if self.context.is_blank(scalar):
            return None
        if field.kind == "prose":
            return compose_prose(scalar, pointer, field, self.context)
        check_joined_lines(self.source, scalar, self.report)
        if field.kind == "line":
            return self.context.line(scalar, pointer)
        if field.format == "fil" and scalar.value:
            self.context.named_file(scalar)
        return self.context.text(scalar, pointer)

    def _entry(self, scalar: Scalar, name: str) -> Value | None:
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
        context = replace(self.context, path=register.file, source=register.source)
        composer = replace(self, context=context)
        pointer = f"/{_step(scalar.value)}"
        self.context.drawing.value(register.file, pointer, register.source.raw(entry))
        return composer._value(entry, register.field, pointer)

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
        value, steps = text_of(value), (name, TEXT_KEY) if isinstance(value, Mapping) else (name,)
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
        pointer = "".join(f"/{_step(step)}" for step in steps)
        address = Address(path, pointer, source.raw(value))
        self.context.drawing.value(path, address.path, address.source)
        return Text(value.value.rstrip("\n"), address)


def _step(name: str) -> str:
    """The name as one step of a JSON pointer."""
    return name.replace("~", "~0").replace("/", "~1")
