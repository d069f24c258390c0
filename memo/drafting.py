"""A document from its YAML to the parts of a Word file: composed, checked and rendered."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from memo import __version__
from memo.blocks import Record
from memo.checks import CHECKS, SWITCHABLE, Check, run_checks, stopping
from memo.checks.switches import Switches
from memo.compose import compose
from memo.content import Content
from memo.edition import Edition
from memo.gennemgang.kept import drawn_threads, read
from memo.kinds import Kind, Kinds
from memo.opening import opened
from memo.problems import Report
from memo.provenance import Drawing, Drawn, Provenance
from memo.source.edits import Edit
from memo.source.nodes import Source
from memo.templates import Templates
from memo.word.package import write_parts
from memo.word.render import Rendered, render
from memo.word.template import Template

if TYPE_CHECKING:
    from memo.word.finishing import Finished


class Draft(Struct, frozen=True, dict=True):
    """A document at its place below the content folder.

    `rendered` is None where a problem stops it.
    """

    path: str
    report: Report
    rendered: Rendered | None = None
    provenance: Provenance | None = None
    template: Template | None = None

    @property
    def parts(self) -> dict[str, bytes] | None:
        """The parts of the Word file, None where a problem stops it.

        They are finished when they are first asked for: a check does not need them.
        """
        return self._finished.parts if self._finished else None

    @cached_property
    def data(self) -> bytes | None:
        """The Word file, packed when it is first asked for."""
        if self._finished is None or self.template is None:
            return None
        return write_parts(self._finished.parts, self.template.known, self._finished.begun)

    @cached_property
    def _finished(self) -> Finished | None:
        if self.rendered is None:
            return None
        from memo.word.finishing import finished

        return finished(self.rendered)


class _Composed(Struct, frozen=True):
    """A document before it is rendered; `edits` mend what is safe to mend in its YAML."""

    source: Source
    kind: Kind
    record: Record
    drawn: tuple[Drawn, ...]
    switches: Switches
    edits: tuple[Edit, ...]


class Drafting:
    """Makes drafts of the documents in the content folder."""

    def __init__(self, content: Content, kinds: Kinds, templates: Templates) -> None:
        self._content = content
        self._kinds = kinds
        self._templates = templates

    def draft(self, path: str, *, warnings: bool, edition: Edition = Edition.DRAFT) -> Draft:
        """The document at that path below the content folder, in that edition.

        With `warnings` the checks of the prose say all that they find, else what matters to the
        edition only. What is wrong with the draft stops the other editions too.
        """
        report = Report()
        composed = self._composed(path, report, CHECKS if warnings else stopping(edition))
        if composed is None:
            return Draft(path, report)
        source, kind = composed.source, composed.kind
        template = self._templates.template(kind, report)
        kept = read(self._content, path, report)
        rendered, provenance = None, None
        if template is not None and not report.has_errors:
            language = kind.schema.vocabulary.language_of(source)
            record = composed.record
            threads = kept.open_threads if edition is Edition.DRAFT else ()
            if edition is Edition.DRAFT:
                provenance = self._provenance(path, composed, template)
            if edition is Edition.PUBLIC:
                content, drawing = self._content, Drawing()
                record = compose(
                    path, source, kind.schema, content, report, drawing=drawing, edition=edition
                )
            rendered = render(template, record, provenance, language, report, threads=threads)
        return Draft(path, composed.switches.left(report), rendered, provenance, template)

    def edits(self, path: str) -> tuple[Source | None, tuple[Edit, ...]]:
        """The YAML of the document at that path, and what mends what is safe to mend in it."""
        composed = self._composed(path, Report(), CHECKS)
        return (composed.source, composed.edits) if composed else (None, ())

    def _composed(self, path: str, report: Report, checks: tuple[Check, ...]) -> _Composed | None:
        """The document composed and checked, or None where it cannot be read or has no kind."""
        source, kind = opened(path, self._content, self._kinds, report)
        if source is None or kind is None:
            return None
        switches = Switches(source, SWITCHABLE, report)
        kind.schema.check(source, report)
        drawing = Drawing()
        record = compose(path, source, kind.schema, self._content, report, drawing=drawing)
        found = run_checks(path, source, record, kind.schema, self._content, checks=checks)
        on = [(problem, edit) for problem, edit in found if not switches.is_off(problem)]
        for problem, _ in on:
            report.add(problem)
        edits = tuple(edit for _, edit in on if edit)
        return _Composed(source, kind, record, drawing.drawn(), switches, edits)

    def _provenance(self, path: str, composed: _Composed, template: Template) -> Provenance:
        kind = composed.kind
        schemas = self._kinds.schema_hashes(kind)
        drawn = (*composed.drawn, *(drawn_threads(self._content, path) or ()))
        return Provenance(path, drawn, kind.name, template.hash, schemas, __version__)
