"""The output folder: what lies in it, whatever has happened to it since it was built.

In most files nobody has worked, so what reads reviewed ones is imported where it is needed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from memo.cache import Cache
from memo.content import CONTENT_ENDING, is_set_aside
from memo.edition import FINAL_FOLDER
from memo.files import is_file, was_set_aside
from memo.gennemgang.record import Gennemgang
from memo.problems import Report
from memo.provenance import Provenance
from memo.recent import Recent
from memo.temporaries import clean
from memo.untouched import Untouched
from memo.word.base import read_base
from memo.word.built import Traces, read_traces
from memo.word.files import read_file
from memo.word.package import PackageFault, read_parts
from memo.word.xml import XmlFault

if TYPE_CHECKING:
    from memo.word.reviewed import Review

OUTPUT_ENDING = ".docx"


class OutputFile(Struct, frozen=True, dict=True):
    """A file in the place of a document. `traces` are what it says of itself, if it is ours.

    `parts` are empty where it cannot be read as a Word file.
    """

    parts: dict[str, bytes]
    traces: Traces | None

    @cached_property
    def review(self) -> Review | None:
        """What has been done in it since it was built.

        None where nobody has saved it since, or where that cannot be told: see `is_foreign`.
        """
        if self.traces is None or self.is_untouched:
            return None
        from memo.word.reviewed import review

        try:
            return review(self._base, self.parts) if self._base else None
        except (PackageFault, XmlFault):
            return None

    @property
    def is_untouched(self) -> bool:
        """Whether it is ours, and nobody has saved it since it was built."""
        return self.traces is not None and self.traces.is_untouched

    @property
    def is_foreign(self) -> bool:
        """Whether it is not ours, or no longer says enough to tell what has been done in it."""
        return not (self.is_untouched or self.review)

    @property
    def provenance(self) -> Provenance | None:
        """What it was built from; None where it is not ours."""
        return self.traces.provenance if self.traces else None

    @cached_property
    def _base(self) -> dict[str, bytes]:
        return read_base(self.parts) or {}

    def holds_comments(self, kept: Gennemgang) -> bool:
        """Whether something was said in it that is not kept beside the content."""
        if self.review is None or not self.review.comments:
            return False
        from memo.gennemgang.merging import holds_all

        revision = self.review.revision
        return not holds_all(kept, revision.comments_before, revision.comments)

    def is_decided(self, kept: Gennemgang) -> bool:
        """Whether somebody has worked in it, and all that came back is decided and kept."""
        if self.review is None or self.review.is_empty or self.holds_comments(kept):
            return False
        from memo.gennemgang.digests import digests

        return all(map(kept.decision, digests(self.review.revision).values()))

    def holds_work(self, parts: dict[str, bytes], kept: Gennemgang) -> bool:
        """Whether something in it would be lost if a document of those parts took its place.

        That is a comment that is not kept, a change that is not decided and that the document does
        not have, or a file not ours; and a tracked change of which nobody can tell from its lines
        whether the document has it.
        """
        if self.review is None:
            return self.is_foreign
        if self.is_decided(kept):
            return False
        if self.holds_comments(kept) or not self.review.revision.is_told:
            return True
        from memo.word.reviewed import is_kept
        from memo.word.stories import read_lines
        from memo.word.tracking import ACCEPTED

        base = self._base
        return not is_kept(*(read_lines(each, ACCEPTED) for each in (base, self.parts, parts)))


class Outputs:
    """The output folder. Documents are named by their paths below the content folder."""

    def __init__(self, folder: Path, cache: Cache) -> None:
        self._folder = folder
        self._cache = cache
        self._glanced: Recent[str, OutputFile | None] = Recent()

    def path(self, document: str) -> Path:
        """Where the document is built."""
        return self._folder / PurePosixPath(document).with_suffix(OUTPUT_ENDING)

    def final_path(self, document: str, name: str) -> Path:
        """Where the final version of the document is written, under that name."""
        return self.path(document).parent / FINAL_FOLDER / f"{name}{OUTPUT_ENDING}"

    def glance(self, document: str) -> OutputFile | None:
        """What lay in the document's place when it was first looked at.

        Of a file that is as it was built, the parts are not kept.
        """
        if document not in self._glanced:
            found = self.read(document)
            is_plain = found is not None and found.is_untouched
            self._glanced[document] = OutputFile({}, found.traces) if found and is_plain else found
        return self._glanced[document]

    def read(self, document: str) -> OutputFile | None:
        """What lies in the document's place now; None where nothing does.

        Of a file that is as it was built, the parts may be left out.
        """
        path = self.path(document)
        if not os.path.lexists(path):
            return None
        data = read_file(path, path.name, Report())
        if data is None:
            return OutputFile({}, None)
        if traces := self.untouched.traces(document, data):
            return OutputFile({}, traces)
        found = _output_file(data)
        if found.traces and found.is_untouched:
            self.untouched.add(document, data, found.traces)
        return found

    @cached_property
    def untouched(self) -> Untouched:
        """What is known of the files of the folder."""
        return Untouched(self._folder, self._cache)

    def clean(self) -> None:
        """Nothing; takes away what runs that were killed have left in the folders.

        A folder that may not be looked into is left as it is.
        """
        for folder, _, _ in os.walk(self._folder):
            clean(Path(folder))

    def strays(self, documents: set[str], folders: list[str]) -> Iterator[tuple[Path, OutputFile]]:
        """The Word files below those folders that lie in the place of none of the documents.

        Not those that were set aside or made final, nor what Word keeps beside an open file.
        """
        for path in sorted(self._folder.rglob(f"*{OUTPUT_ENDING}")):
            below = path.relative_to(self._folder)
            document = below.with_suffix(CONTENT_ENDING).as_posix()
            if document in documents or is_set_aside(below.as_posix()) or was_set_aside(path):
                continue
            in_folders = any(folder in (".", *map(str, below.parents)) for folder in folders)
            if in_folders and below.parent.name != FINAL_FOLDER and is_file(path):
                yield path, read_output(path)


def read_output(path: Path) -> OutputFile:
    """The file that lies there, whatever it is."""
    data = read_file(path, path.name, Report())
    return OutputFile({}, None) if data is None else _output_file(data)


def _output_file(data: bytes) -> OutputFile:
    try:
        parts = read_parts(data)
        return OutputFile(parts, read_traces(parts))
    except (PackageFault, XmlFault):
        return OutputFile({}, None)
