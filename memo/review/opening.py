"""A reviewed file opened: what it printed, and all that has been done in it since."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from msgspec import Struct

from memo.aligning import base_value
from memo.gennemgang.digests import digests
from memo.problems import Report, Span, say
from memo.review.base_values import BaseValue
from memo.review.printed import Occurrence, Printed
from memo.review.reading import Reader
from memo.review.touching import Touching
from memo.word.addresses import Anchor, read_anchors
from memo.word.base import read_base
from memo.word.built import read_traces
from memo.word.files import read_file, report_too_full, report_too_large, report_unreadable
from memo.word.package import PackageFault, PackageTooFull, PackageTooLarge, read_parts
from memo.word.revised import Revision, read_revision
from memo.word.xml import XmlFault

# More than this nobody makes in a paper; each takes a while.
_MOST_CHANGES = 20_000


class Opened(Struct, frozen=True, dict=True):
    """A reviewed file. `document` is its content below the content folder, when it was built."""

    name: str
    document: str
    revision: Revision
    printed: Printed
    anchors: dict[str, Anchor]

    @cached_property
    def digests(self) -> dict[str, str]:
        """What each change is known by, by its id."""
        return digests(self.revision)

    @cached_property
    def touching(self) -> Touching:
        """Which changes touch what."""
        return Touching(self.revision.paragraphs)

    @cached_property
    def reader(self) -> Reader:
        """What reads its paragraphs as values."""
        return Reader(self.printed, self.value)

    @cached_property
    def _values(self) -> dict[Occurrence, BaseValue]:
        return {}

    def value(self, occurrence: Occurrence) -> BaseValue:
        """The value of an occurrence as it was in the YAML."""
        found = self._values.get(occurrence)
        if found is None:
            address = occurrence.address
            is_cell = address.file.lower().endswith(".csv")
            text = address.source if is_cell else base_value(address.source)
            found = self._values[occurrence] = BaseValue(occurrence, text, self.printed)
        return found

    @cached_property
    def sources(self) -> dict[str, dict[str, str]]:
        """The YAML of each printed value when it was built, by its file and its pointer."""
        found: dict[str, dict[str, str]] = {}
        for occurrence in self.printed.occurrences:
            address = occurrence.address
            found.setdefault(address.file, {})[address.path] = address.source
        return found


def open_reviewed(path: Path, name: str, report: Report) -> Opened | None:
    """The reviewed file, or None with one problem; `name` is what the user calls it."""
    data = read_file(path, name, report)
    if data is None:
        return None
    try:
        return _opened(name, read_parts(data), report)
    except PackageTooFull:
        report_too_full(name, report)
    except PackageTooLarge:
        report_too_large(name, report)
    except (PackageFault, XmlFault):
        report_unreadable(name, report)
    return None


def _opened(name: str, parts: dict[str, bytes], report: Report) -> Opened | None:
    traces, base = read_traces(parts), read_base(parts)
    if traces is None or base is None:
        report.error(
            "ikke-bygget-her",
            Span(name),
            say("the file does not tell what it was built from, so nothing in it can be placed"),
            say("review the file that build wrote, or a copy of it that Word has saved"),
        )
        return None
    revision = read_revision(base, parts)
    if len(revision.changes) > _MOST_CHANGES:
        raise PackageTooFull("it holds more changes than people make")
    anchors = read_anchors(parts)
    printed = Printed(revision.base, anchors)
    return Opened(name, traces.provenance.document, revision, printed, anchors)
