"""A document's values merged into its template: the parts of a Word file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from memo.blocks import Record, Text
from memo.fields import DRAFT_KEY
from memo.language import Language
from memo.problems import Report
from memo.provenance import Provenance
from memo.word.addresses import Anchors
from memo.word.built import add_traces
from memo.word.filling import Filling, Known, Missing
from memo.word.language import set_language
from memo.word.notes import Notes
from memo.word.numbering import Lists
from memo.word.pictures import Pictures
from memo.word.printer import Printer
from memo.word.properties import remove_persons, without_template_traces
from memo.word.relations import Relations
from memo.word.runs import RunWriter
from memo.word.settings import track_changes
from memo.word.template import Template
from memo.word.whole import whole
from memo.word.writers import Writers
from memo.word.xml import DECLARATION

if TYPE_CHECKING:
    from memo.word.comments import Thread


def render(
    template: Template,
    record: Record,
    provenance: Provenance | None,
    language: Language,
    report: Report,
    *,
    threads: Sequence[Thread] = (),
) -> dict[str, bytes] | None:
    """The parts of the document, or None with problems.

    `provenance` tells what it is built from; without it, it is a final version, which tells nothing
    of how it came about. The `threads` are printed as comments, at the words that they are on.
    """
    writers = _writers(template, language, report, is_final=provenance is None)
    printer = Printer(writers, template, report)
    filling = Filling(language, printer.printed, printer.items)
    known = {**record.values, DRAFT_KEY: _draft_mark(provenance, language)}
    values: dict[str, Known] = {n: known.get(n, Missing(n, record)) for n in template.names}
    parts = dict(template.parts)
    for part in template.tagged:
        printer.begin(part)
        text = printer.assemble(filling.filled(part.body, values), part)
        parts[part.name] = (DECLARATION + whole(text, part, template.styles)).encode()
    for part in template.properties:
        text = without_template_traces(filling.filled(part.body, values))
        parts[part.name] = (DECLARATION + text).encode()
    if report.has_errors:
        return None
    _add_parts(parts, template, writers)
    set_language(parts, template.main, language.tag)
    if template.settings_part:
        settings = parts[template.settings_part]
        parts[template.settings_part] = track_changes(settings, on=provenance is not None)
    if provenance is None:
        remove_persons(parts, template.personal)
    else:
        _add_comments(parts, template, threads, writers)
        add_traces(parts, template.main, writers.anchors, provenance)
    return parts


def _add_parts(parts: dict[str, bytes], template: Template, writers: Writers) -> None:
    """Nothing; adds what the printed text refers to."""
    if numbering := writers.lists.part():
        parts[template.numbering_part] = numbering
    writers.notes.add_to(parts, template.main, template.settings_part)
    writers.runs.relations.add_to(parts)


def _add_comments(
    parts: dict[str, bytes], template: Template, threads: Sequence[Thread], writers: Writers
) -> None:
    if threads:
        from memo.word.comment_parts import add_comments  # few documents have any

        addresses = writers.anchors.addresses()
        add_comments(parts, template.main, threads, addresses, writers.language)


def _draft_mark(provenance: Provenance | None, language: Language) -> Text:
    """What tells one draft from another, and from a final version: that has no provenance."""
    return Text(f"{language.word(DRAFT_KEY)} {provenance.mark}" if provenance else "")


def _writers(template: Template, language: Language, report: Report, *, is_final: bool) -> Writers:
    relations = Relations(template.relation_prefix)
    return Writers(
        template.styles,
        Lists(template.numbering),
        Anchors(template.first_id, hidden=is_final),
        RunWriter(template.styles, relations),
        Notes(template.notes),
        Pictures(relations, language.word("figur"), template.first_drawing_id),
        language,
        report,
    )
