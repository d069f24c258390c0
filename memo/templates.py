"""The templates of a folder: read for a build, checked and told about for their keeper."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import json
from msgspec.structs import replace

from memo.cache import key_of
from memo.content import KIND_KEY
from memo.fields import Field, Printed
from memo.kinds import Kind, Kinds
from memo.language import language
from memo.problems import Remembered, Report, Span, say
from memo.word.files import read_file
from memo.word.package import PackageFault, digest, read_parts
from memo.word.template import Template

if TYPE_CHECKING:
    from memo.contract import Contract


class Templates:
    """The templates of the kinds, each read when it is first asked for."""

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds
        self._templates: Remembered[Template] = Remembered()

    def template(self, kind: Kind, report: Report) -> Template | None:
        """The template of the kind ready for merging, or None with problems."""
        return self._templates.get(kind.name, lambda own: self._recalled(kind, own), report)

    def hashes(self, name: str) -> tuple[str, dict[str, str]] | None:
        """The hash of a kind's Word file and those of its schemas; None where one is unusable."""
        kind = self._kind(name, Report())
        if kind is None:
            return None
        if template := self.template(kind, Report()):
            return template.hash, self._kinds.schema_hashes(kind)
        data = read_file(kind.template, kind.template_name, Report())
        if data is None:
            return None
        try:
            return digest(read_parts(data)), self._kinds.schema_hashes(kind)
        except PackageFault:
            return None

    def names(self) -> list[str]:
        """The names of all templates in the folder, also of those that lack a file, sorted."""
        return [name for name in self._kinds.all_names() if not self._is_register(name)]

    def registers(self) -> list[str]:
        """The names of all registers that have a schema in the folder, sorted."""
        return [name for name in self._kinds.registers() if self._is_register(name)]

    def check(self, name: str, report: Report) -> None:
        """Nothing; reports all that is wrong with a template or with the schema of a register.

        That is also what builds cope with.
        """
        own = Report()
        if self._is_register(name):
            self._kinds.register_schema(name, own)
        elif kind := self._kind(name, own):
            tags = tuple(language(code).tag for code in kind.schema.vocabulary.languages)
            data = read_file(kind.template, kind.template_name, own)
            template = self._read(kind, data, own, tags) if data is not None else None
            if template:
                _report_owed(self._contract(kind, template.printed, own), kind, own)
        report.include(own)

    def contract(self, name: str, report: Report) -> Contract | None:
        """The contract of a kind, or None where there is no such kind or its schema is unusable.

        The problems of the template are reported too.
        """
        kind = self._kind(name, report)
        if kind is None:
            return None
        template = self.template(kind, report)
        return self._contract(kind, template.printed if template else None, report)

    def _is_register(self, name: str) -> bool:
        """Whether the schema has no template, and none is missing: no content can ask for it."""
        if not self._kinds.has_register(name):
            return False
        schema = self._kinds.schema(name, Report())
        return schema is None or KIND_KEY not in schema.root.properties

    def _kind(self, name: str, report: Report) -> Kind | None:
        return self._kinds.kind(name, Span(self._kinds.name), report)

    def _contract(
        self, kind: Kind, printed: tuple[Printed, ...] | None, report: Report
    ) -> Contract:
        from memo.contract import read_contract

        words = tuple(kind.schema.vocabulary.words)
        entry = partial(self._entry, report=report)
        return read_contract(kind.schema.root, words, entry, printed)

    def _recalled(self, kind: Kind, report: Report) -> Template | None:
        """The template from the cache, or read anew; one with problems is read each time."""
        data = read_file(kind.template, kind.template_name, report)
        if data is None:
            return None
        schemas = sorted(self._kinds.schema_hashes(kind).items())
        key = key_of("template", kind.template_name, data, json.encode(schemas))
        known = self._kinds.cache.recall(key, Template)
        if known:
            return known
        own = Report()
        template = self._read(kind, data, own)
        if template and not own.problems():
            self._kinds.cache.remember(key, template, Template)
        report.include(own)
        return template

    def _read(
        self, kind: Kind, data: bytes, report: Report, languages: tuple[str, ...] = ()
    ) -> Template | None:
        from memo.word.template_reader import read_template  # what few runs need

        contract, name = kind.schema.contract, kind.template_name
        entry = partial(self._entry, report=report)
        found = read_template(data, name, contract, entry, report, languages=languages)
        return replace(found, personal=kind.schema.personal) if found else None

    def _entry(self, register: str, report: Report) -> Field | None:
        """What a register's schema says of its entries, or None with a problem."""
        schema = self._kinds.register_schema(register, report)
        return schema.contract.items if schema else None


def _report_owed(contract: Contract, kind: Kind, report: Report) -> None:
    span = Span(kind.template_name, 0, 1, 0, 1, "", say("the whole template"))
    for entry in contract.fields:
        if entry.is_owed:
            report.warning(
                "skabelon-trykker-ikke",
                span,
                say('the field "{name}" must be written, and no page shows it', name=entry.path),
                say("print it, or take it out of required in the schema"),
            )
