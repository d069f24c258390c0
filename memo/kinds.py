"""The kinds of paper: each is a Word template and a schema, side by side in the templates folder.

A schema without a template is that of a register: `afsendere.schema.yaml` is the contract of
`afsendere.yaml` in the content folder.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from memo.cache import Cache
from memo.fields import Field
from memo.files import is_file
from memo.formats import is_file_name
from memo.problems import Remembered, Report, Span, nearest, say
from memo.schema import Schema, load, refuse

TEMPLATE_ENDING = ".docx"
SCHEMA_ENDING = ".schema.yaml"

# Beside a file that is open, Word keeps one of its own, with this before the name.
_OPEN_IN_WORD = "~$"


class Kind(Struct, frozen=True):
    """A kind of paper. `template` is the Word file, `template_name` what the user sees."""

    name: str
    template: Path
    template_name: str
    schema: Schema


class Kinds:
    """The kinds in a templates folder, each read when it is first asked for.

    `name` is what the user sees the folder called. What is read is kept in the `cache`.
    """

    def __init__(self, folder: Path, name: str, cache: Cache) -> None:
        self.folder = folder
        self.name = name
        self.cache = cache
        self._schemas: Remembered[Schema] = Remembered()
        # Of the kinds that have both their files the templates, and what they are validated by.
        self._templates: dict[str, Path] = {}
        self._hashes: dict[str, dict[str, str]] = {}

    def names(self) -> list[str]:
        """The names of the kinds that have both their files, sorted."""
        return sorted(
            path.name.removesuffix(TEMPLATE_ENDING)
            for path in self.folder.glob(f"*{TEMPLATE_ENDING}")
            if (self.folder / self._schema_file(path.name.removesuffix(TEMPLATE_ENDING))).is_file()
        )

    def all_names(self) -> list[str]:
        """The names of all templates and schemas, also of those that stand alone, sorted."""
        return sorted(
            {
                path.name.removesuffix(ending)
                for ending in (TEMPLATE_ENDING, SCHEMA_ENDING)
                for path in self.folder.glob(f"*{ending}")
                if not path.name.startswith(_OPEN_IN_WORD)
            }
        )

    def kind(self, name: str, span: Span, report: Report) -> Kind | None:
        """The kind of that name, or None with a problem; `span` is where it is asked for."""
        template = self._templates.get(name) or self._template(name, span, report)
        if template is None:
            return None
        self._templates[name] = template
        schema = self.schema(name, report)
        if schema is None:
            return None
        return Kind(name, template, f"{self.name}/{template.name}", schema)

    def _template(self, name: str, span: Span, report: Report) -> Path | None:
        """The Word file of the kind of that name, or None where a file of it is missing."""
        template = self.folder / f"{name}{TEMPLATE_ENDING}"
        schema_file = self.folder / self._schema_file(name)
        if not is_file_name(name) or not (is_file(template) or is_file(schema_file)):
            report.error(
                "ukendt-skabelon",
                span,
                say(
                    'there is no template called "{name}" in {folder}', name=name, folder=self.name
                ),
                nearest(
                    name,
                    self.names(),
                    say("the folder holds no templates: see that --templates is right"),
                ),
            )
            return None
        for path in (template, schema_file):
            if not is_file(path):
                report.error(
                    "skabelon-mangler-fil",
                    span,
                    say('the template "{name}" lacks its file {file}', name=name, file=path.name),
                    say("put the file back into {folder}", folder=self.name),
                )
                return None
        return template

    def has_register(self, name: str) -> bool:
        """Whether that is the name of a register: a schema without a template."""
        template = self.folder / f"{name}{TEMPLATE_ENDING}"
        return is_file(self.folder / self._schema_file(name)) and not is_file(template)

    def registers(self) -> list[str]:
        """The names of the registers, sorted."""
        found = self.folder.glob(f"*{SCHEMA_ENDING}")
        names = (path.name.removesuffix(SCHEMA_ENDING) for path in found)
        return sorted(name for name in names if self.has_register(name))

    def register_schema(self, register: str, report: Report) -> Schema | None:
        """The schema of a register, or None where it has none that can be used."""
        span = Span(f"{self.name}/{self._schema_file(register)}")
        if not is_file(self.folder / self._schema_file(register)):
            report.error(
                "skabelon-mangler-fil",
                span,
                say("the schema of the register {name} is missing", name=register),
                say("put the file back into {folder}", folder=self.name),
            )
            return None
        schema = self.schema(register, report)
        if schema and schema.root.items is None:
            refuse(span, say("additionalProperties must say what the entries are"), report)
            return None
        return schema

    def schema_hashes(self, kind: Kind) -> dict[str, str]:
        """The hashes of the kind's schema and of those of its registers, by their names.

        An entry of a register may name one of another: that one's schema counts too.
        """
        if kind.name not in self._hashes:
            self._hashes[kind.name] = self._schema_hashes(kind)
        return self._hashes[kind.name]

    def _schema_hashes(self, kind: Kind) -> dict[str, str]:
        found = {kind.name: kind.schema.hash}
        waiting = sorted(_registers(kind.schema.root))
        while waiting:
            name = waiting.pop(0)
            register = None if name in found else self.schema(name, Report())
            if register:
                found[name] = register.hash
                waiting += sorted(_registers(register.root))
        return found

    def schema(self, name: str, report: Report) -> Schema | None:
        """The schema of that name, or None where it cannot be used."""
        file = self._schema_file(name)

        def read(own: Report) -> Schema | None:
            return load(self.folder / file, f"{self.name}/{file}", self.cache, own)

        return self._schemas.get(name, read, report)

    @staticmethod
    def _schema_file(name: str) -> str:
        return f"{name}{SCHEMA_ENDING}"


def _registers(field: Field) -> set[str]:
    """The names of the registers that values in the field are keys of."""
    own = {field.register} if field.register else set()
    return own.union(*map(_registers, field.inner))
