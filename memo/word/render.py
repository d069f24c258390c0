"""A document's values printed where its template says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from memo.blocks import Record, Text
from memo.fields import DRAFT_KEY
from memo.language import Language
from memo.problems import Report
from memo.provenance import Provenance
from memo.word.addresses import Anchors
from memo.word.filling import Filling, Known, Missing
from memo.word.notes import Notes
from memo.word.numbering import Lists
from memo.word.pictures import Pictures
from memo.word.printer import Printer
from memo.word.properties import without_template_traces
from memo.word.relations import Relations
from memo.word.runs import RunWriter
from memo.word.template import Template
from memo.word.whole import whole
from memo.word.writers import Writers
from memo.word.xml import DECLARATION

if TYPE_CHECKING:
    from memo.word.comments import Thread


class Rendered(Struct, frozen=True):
    """A document with its values printed: what is wrong with it is known.

    `printed` are the parts so far; `finished` in `memo.word.finishing` makes a Word file's of them.
    """

    printed: dict[str, bytes]
    template: Template
    writers: Writers
    language: Language
    provenance: Provenance | None
    threads: Sequence[Thread]


def render(
    template: Template,
    record: Record,
    provenance: Provenance | None,
    language: Language,
    report: Report,
    *,
    threads: Sequence[Thread] = (),
) -> Rendered | None:
    """The document with its values printed, or None with problems.

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
    return Rendered(parts, template, writers, language, provenance, threads)


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
