"""The documents of a content folder, up to where they can be written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from memo.cache import Cache
from memo.content import Content
from memo.discovery import is_document
from memo.edition import Edition
from memo.files import is_file
from memo.kinds import Kind, Kinds
from memo.opening import opened
from memo.problems import Report, Span, say
from memo.source import parse
from memo.source.nodes import Source
from memo.templates import Templates

if TYPE_CHECKING:
    from memo.drafting import Draft, Drafting
    from memo.pages import Pages
    from memo.untouched import Known


class Candidate(Struct, frozen=True):
    """A file below the content folder that may be a document.

    `named` is what the user calls it who asks for it by its name, "" where it lies in a folder.
    """

    path: str
    named: str = ""


class Found(Struct, frozen=True):
    """What one process of several has found that counts for all documents together.

    `to_measure` are documents that may hold what does not fit its page, by their paths: the YAML as
    it was read, and the Word file. `registers` are the names of those that have been used so far,
    and `untouched` is what was found out of output files.
    """

    to_measure: dict[str, tuple[str, bytes]]
    registers: tuple[str, ...]
    untouched: dict[str, Known] = {}


class Papers:
    """The content and the templates, and what has been read of them so far.

    What can be found out again is kept in the `cache`, the user's where none is given.
    """

    def __init__(self, content: Path, templates: Path, cache: Cache | None = None) -> None:
        self._kinds = Kinds(templates, shown(templates), cache or Cache.of_user())
        self._content = Content(content, shown(content), self._kinds)
        self._templates = Templates(self._kinds)
        self._pages: Pages | None = None
        self._to_measure: dict[str, tuple[str, bytes]] | None = None

    def with_texts(self, texts: Mapping[str, str]) -> Papers:
        """The same papers with other texts in the place of those content files, on trial."""
        other = copy(self)
        content = self._content
        other._content = Content(content.folder, content.name, self._kinds, texts)
        return other

    @property
    def content(self) -> Content:
        """The content folder."""
        return self._content

    def file(self, path: str) -> Path:
        """The file at that path below the content folder."""
        return self._content.folder / path

    def name(self, path: str) -> str:
        """What the user sees the file at that path called."""
        return f"{self._content.name}/{path}"

    def documents(self, paths: Iterable[Path], report: Report) -> list[str]:
        """The documents in the files and folders, as paths below the content folder, sorted.

        A file that is named and is no document is a problem; one that lies in a folder and looks
        as if somebody had meant it for one is a warning.
        """
        found = self.candidates(paths)
        return [each.path for each in found if self.is_document(each, report)]

    def candidates(self, paths: Iterable[Path]) -> list[Candidate]:
        """The files that may be documents among the files and in the folders, sorted."""
        found: dict[str, Candidate] = {}
        for path in paths:
            if path.is_dir():
                files = (self._below(file) for file in path.rglob("*") if is_file(file))
                found = {file: Candidate(file) for file in files} | found
            else:
                found[self._below(path)] = Candidate(self._below(path), shown(path))
        return [found[file] for file in sorted(found)]

    def is_document(self, candidate: Candidate, report: Report) -> bool:
        """Whether the file is a document; reports why one is not that may have been meant so."""
        path, named = candidate.path, candidate.named
        if not named:
            return self._is_document(path, report)
        if is_file(self.file(path)) and self._is_document(path, Report()):
            return True
        report.error(
            "ikke-et-dokument",
            Span(named),
            say("the file is not a document"),
            say("it needs a line skabelon:, a name that ends in .yaml, and no _ before it"),
        )
        return False

    def _is_document(self, path: str, report: Report) -> bool:
        return is_document(self._content, path, report)

    def is_register(self, path: Path) -> bool:
        """Whether the file is a register, which documents refer to."""
        return path.is_file() and self._content.is_register(self._below(path))

    def read_registers(self, paths: Iterable[Path], report: Report) -> None:
        """Nothing; reads the registers among the files and in the folders, used or not."""
        for path in map(self._below, paths):
            for name in self._kinds.registers():
                if path in (".", f"{name}.yaml") and is_file(self.file(f"{name}.yaml")):
                    self._content.register(name, report)

    def draft(self, path: str, *, warnings: bool, edition: Edition = Edition.DRAFT) -> Draft:
        """The document at that path below the content folder, in that edition: see `Drafting`."""
        return self._drafting().draft(path, warnings=warnings, edition=edition)

    def _drafting(self) -> Drafting:
        # What makes drafts takes long to load, and where nothing has changed none is made.
        from memo.drafting import Drafting

        return Drafting(self._content, self._kinds, self._templates)

    def opened(self, path: str, report: Report) -> tuple[Source | None, Kind | None]:
        """The content file at that path and its kind, None with problems."""
        return opened(path, self._content, self._kinds, report)

    def named_file(self, path: str, name: str) -> str | None:
        """The content file that the document at that path calls so, if it is there."""
        return self._content.named_file(path, name)

    def all_documents(self) -> list[str]:
        """The documents in all of the content folder."""
        return self.documents([self._content.folder], Report())

    def mend(self, path: str, report: Report) -> int:
        """How many places have been mended in the YAML of the document at that path."""
        from memo.source.mending import mend

        source, edits = self._drafting().edits(path)
        return mend(self.file(path), source, edits, report) if source and edits else 0

    def measure(self, path: str, data: Callable[[], bytes | None]) -> None:
        """Nothing; takes the document along when `page_problems` looks for what does not fit.

        `data` gives the Word file, if it is needed.
        """
        source, kind = self.opened(path, Report())
        if source is None or kind is None or not kind.schema.root.is_bound:
            return
        pages = self._measuring()
        if pages.can_be_measured and (file := data()):
            if self._to_measure is None:
                pages.add(path, source, kind.schema.root, file)
            else:
                self._to_measure[path] = (source.text, file)

    def _measuring(self) -> Pages:
        from memo.pages import Pages  # few kinds of papers are measured

        self._pages = self._pages or Pages(self._kinds.cache)
        return self._pages

    def share(self) -> None:
        """Nothing; leaves to another process what counts for all documents: see `found`."""
        self._to_measure = {}

    def found(self) -> Found:
        """What has been found, for another process to take; what it has taken is not told again."""
        to_measure, self._to_measure = self._to_measure or {}, {}
        return Found(to_measure, tuple(self._content.used_registers))

    def take(self, found: Found) -> None:
        """Nothing; takes in what another process has found."""
        for path, (text, file) in found.to_measure.items():
            # Not as the file is now: somebody may have saved it since.
            source = parse(text, self.name(path), Report())
            schema = self._content.schema_of(source, Report()) if source else None
            if source and schema:
                self._measuring().add(path, source, schema.root, file)
        for name in found.registers:
            self._content.register(name, Report())

    def page_problems(self) -> Report:
        """What does not fit its page in the documents that have been measured."""
        return self._pages.problems() if self._pages else Report()

    def register_problems(self) -> Report:
        """The problems of the registers that have been read, also in entries that none uses."""
        return self._content.register_problems

    def _below(self, path: Path) -> str:
        folder = Path(os.path.abspath(self._content.folder))
        path = Path(os.path.abspath(path))
        if not path.is_relative_to(folder):
            path, folder = path.resolve(), folder.resolve()
        return path.relative_to(folder).as_posix()


class Checks(Struct, frozen=True):
    """The check of each document of the papers in these folders."""

    content: Path
    templates: Path
    cache: Cache

    def papers(self) -> Papers:
        """The papers, of which nothing has been read yet."""
        return Papers(self.content, self.templates, self.cache)

    def do(self, papers: Papers, path: str) -> Report:
        """The problems of the document at that path below the content folder."""
        draft = papers.draft(path, warnings=True)
        papers.measure(path, lambda: draft.data)
        return draft.report


def shown(path: Path) -> str:
    """The path as the user sees it: from the current folder where it lies below it."""
    path = path.absolute()
    if path.is_relative_to(Path.cwd()):
        return path.relative_to(Path.cwd()).as_posix()
    return path.as_posix()
