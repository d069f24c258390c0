"""Whether what a document was built from is still the same: only hashes decide, never a clock."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from memo import __version__
from memo.blocks import steps_of
from memo.content import Content, gennemgang_of
from memo.formats import is_path_below
from memo.gennemgang.kept import drawn_threads
from memo.pictures import MAX_BYTES  # nothing that is drawn may be larger
from memo.problems import Report
from memo.provenance import Drawn, Provenance, hashed
from memo.recent import Recent
from memo.templates import Templates


class Cause(StrEnum):
    """What has changed since a document was built; or all is decided that came back in it."""

    CONTENT = "content"
    TEMPLATE = "template"
    TOOL = "tool"
    REVIEW = "review"


class Freshness:
    """What has changed since documents were built; each file is looked at once, or seldom.

    A provenance is read from a file that has been out of the house: what it names may be anything.
    """

    def __init__(self, content: Content, templates: Templates) -> None:
        self._content = content
        self._templates = templates
        self._found: Recent[Drawn, bool] = Recent()
        self._kinds: dict[str, tuple[str, dict[str, str]] | None] = {}

    def causes(self, document: str, provenance: Provenance) -> tuple[Cause, ...]:
        """Why the document at that path would be another now; empty where it would be the same."""
        checks: dict[Cause, Callable[[str, Provenance], bool]] = {
            Cause.CONTENT: self._has_same_content,
            Cause.TEMPLATE: self._has_same_template,
            Cause.TOOL: lambda _, built: built.tool == __version__,
        }
        return tuple(cause for cause, holds in checks.items() if not holds(document, provenance))

    def is_content_of(self, document: str, provenance: Provenance) -> bool:
        """Whether the file at that path is, to the letter, what the document was built from."""
        own = [d for d in provenance.drawn if d.file == document and not d.pointer]
        return provenance.document == document and bool(own) and all(map(self._is_same, own))

    def _has_same_content(self, document: str, provenance: Provenance) -> bool:
        path = gennemgang_of(document)
        threads = tuple(drawn for drawn in provenance.drawn if drawn.file == path)
        return (
            self.is_content_of(document, provenance)
            and all(self._is_same(drawn) for drawn in provenance.drawn if drawn.file != path)
            and threads == drawn_threads(self._content, document)
        )

    def _is_same(self, drawn: Drawn) -> bool:
        if drawn not in self._found:
            self._found[drawn] = is_path_below(drawn.file) and self._is_as(drawn)
        return self._found[drawn]

    def _is_as(self, drawn: Drawn) -> bool:
        if drawn.hash is None or not self._content.has(drawn.file):
            return drawn.is_there == self._content.has(drawn.file)
        if drawn.pointer:
            value = self._content.raw_value(drawn.file, steps_of(drawn.pointer))
            return value is not None and hashed(value.encode()) == drawn.hash
        data = self._content.data(drawn.file, MAX_BYTES, Report())
        return data is not None and hashed(data) == drawn.hash

    def _has_same_template(self, _: str, provenance: Provenance) -> bool:
        if provenance.kind not in self._kinds:
            self._kinds[provenance.kind] = self._templates.hashes(provenance.kind)
        return self._kinds[provenance.kind] == (provenance.template, provenance.schemas)
