"""A document's values merged into its template: the parts of a Word file."""

from __future__ import annotations

from jinja2 import Template as JinjaTemplate

from memo.blocks import Record
from memo.language import Language
from memo.problems import Report
from memo.word.addresses import Anchors, add_addresses
from memo.word.environment import ENVIRONMENT, Missing
from memo.word.language import set_language
from memo.word.numbering import Lists
from memo.word.printer import Printer
from memo.word.properties import without_template_traces
from memo.word.prose import ProseWriter
from memo.word.repair import repair_tables
from memo.word.template import CompiledPart, Template
from memo.word.xml import DECLARATION, parse


def render(
    template: Template, record: Record, content: str, language: Language, report: Report
) -> dict[str, bytes] | None:
    """The parts of the document, or None with problems.

    `content` is the document's path below the content folder.
    """
    anchors = Anchors(template.first_id)
    lists = Lists(template.numbering)
    printer = Printer(ProseWriter(template.styles, lists, anchors), template, report)
    values = {**printer.functions(), "_language": language}
    names = {name: record.values.get(name, Missing(name, record)) for name in template.names}
    parts = dict(template.parts)
    for part in template.tagged:
        text = printer.assemble(_rendered(part, {**names, **values}), part)
        whole = repair_tables(parse(text)) if part.has_tables else text
        parts[part.name] = (DECLARATION + whole).encode()
    for part in template.properties:
        text = without_template_traces(_rendered(part, {**names, **values}))
        parts[part.name] = (DECLARATION + text).encode()
    if report.has_errors:
        return None
    if numbering := lists.part():
        parts[template.numbering_part] = numbering
    set_language(parts, template.main, language.tag)
    add_addresses(parts, template.main, anchors, content)
    return parts


def _rendered(part: CompiledPart, context: dict[str, object]) -> str:
    return JinjaTemplate.from_code(ENVIRONMENT, part.code, {}).render(context)
