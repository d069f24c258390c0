"""A document whose values are printed, as the parts of a Word file.

Nothing in the content can be wrong any more, so a check that needs no file leaves this out.
"""

from __future__ import annotations

from msgspec import Struct

from memo.word.base import add_base
from memo.word.built import add_traces
from memo.word.language import set_language
from memo.word.packing import Packing
from memo.word.properties import remove_persons
from memo.word.render import Rendered
from memo.word.settings import track_changes


class Finished(Struct, frozen=True):
    """All parts of a document, and the packing of one of them, which has begun."""

    parts: dict[str, bytes]
    begun: dict[str, Packing]


def finished(document: Rendered) -> Finished:
    """All parts of the document, with what its text refers to and what it says of itself."""
    parts = dict(document.printed)
    template, provenance = document.template, document.provenance
    _add_parts(parts, document)
    set_language(parts, template.main, document.language.tag)
    if template.settings_part:
        settings = parts[template.settings_part]
        parts[template.settings_part] = track_changes(settings, on=provenance is not None)
    if provenance is None:
        remove_persons(parts, template.personal)
        return Finished(parts, {template.main: Packing(parts[template.main])})
    _add_comments(parts, document)
    base = add_base(parts, template.main)
    begun = {base: Packing(parts[base])}  # the largest; the rest is found meanwhile
    add_traces(parts, template.main, document.writers.anchors, provenance)
    return Finished(parts, begun)


def _add_parts(parts: dict[str, bytes], document: Rendered) -> None:
    """Nothing; adds what the printed text refers to."""
    template, writers = document.template, document.writers
    if numbering := writers.lists.part():
        parts[template.numbering_part] = numbering
    writers.notes.add_to(parts, template.main, template.settings_part)
    writers.runs.relations.add_to(parts)


def _add_comments(parts: dict[str, bytes], document: Rendered) -> None:
    if document.threads:
        from memo.word.comment_parts import add_comments  # few documents have any

        writers = document.writers
        addresses = writers.anchors.addresses()
        add_comments(parts, document.template.main, document.threads, addresses, writers.language)
