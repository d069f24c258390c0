"""A project: the content, the templates, and the documents built from them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from memo.blocks import Record
from memo.compose import compose
from memo.content import Content, is_content
from memo.fields import Field
from memo.kinds import Kind, Kinds
from memo.language import language
from memo.nodes import Source
from memo.output import Outcome, write_document
from memo.problems import Report, Span, say
from memo.word.package import write_parts
from memo.word.render import render
from memo.word.template import Template, read_template

# A document says its own language in a later version; until then all are Danish.
_LANGUAGE = "da"


@dataclass(frozen=True)
class Built:
    """What became of one document; `output` is what the user sees its file called."""

    content: str
    output: str
    outcome: Outcome
    report: Report


class Project:
    """The three folders, and what has been read of them so far."""

    def __init__(self, content: Path, templates: Path, output: Path) -> None:
        self._kinds = Kinds(templates, shown(templates))
        self._content = Content(content, shown(content), self._kinds)
        self._output = output
        self._templates: dict[str, tuple[Template | None, Report]] = {}
        self._outputs: dict[str, str] = {}

    def documents(self, paths: Iterable[Path], report: Report) -> list[str]:
        """The documents in the files and folders, as paths below the content folder, sorted.

        All of them where no path is given. A file that is named and is no document is a problem.
        """
        found: set[str] = set()
        for path in paths:
            below = self._below(path)
            if path.is_dir():
                found.update(filter(self._is_document, self._files(path)))
            elif is_content(below) and self._is_document(below):
                found.add(below)
            else:
                report.error(
                    "ikke-et-dokument",
                    Span(shown(path)),
                    say("the file is not a document"),
                    say(
                        "begin it with a line such as skabelon: {kind}, and its name with a letter",
                        kind="notat",
                    ),
                )
        return sorted(found)

    def build(self, path: str) -> Built:
        """What became of the document at that path below the content folder."""
        report = Report()
        below = PurePosixPath(path).with_suffix(".docx")
        output = self._output / below
        name = shown(output)
        outcome = Outcome.FAILED
        if self._claims_output(path, str(below), report):
            parts = self._parts(path, report)
            if parts is not None:
                outcome = write_document(output, name, write_parts(parts), report)
        return Built(path, name, outcome, report)

    def register_problems(self) -> Report:
        """The problems of the registers that documents have used, also in entries they have not."""
        return self._content.register_problems()

    def _parts(self, path: str, report: Report) -> dict[str, bytes] | None:
        """The parts of the document, or None with problems: read, validate, compose, render."""
        source = self._content.source(path, report)
        if source is None:
            return None
        kind = self._kind(source, report)
        if kind is None:
            return None
        kind.schema.check(source, report)
        record: Record = compose(path, source, kind.schema.root, self._content, report)
        template = self._template(kind, report)
        if template is None or report.has_errors:
            return None
        return render(template, record, path, language(_LANGUAGE), report)

    def _kind(self, source: Source, report: Report) -> Kind | None:
        name = self._content.kind_of(source)
        if name is None:
            return None
        return self._kinds.kind(name.value, source.node_span(name), report)

    def _template(self, kind: Kind, report: Report) -> Template | None:
        if kind.name not in self._templates:
            own = Report()
            self._templates[kind.name] = (self._read_template(kind, own), own)
        template, own = self._templates[kind.name]
        report.include(own)
        return template

    def _read_template(self, kind: Kind, report: Report) -> Template | None:
        try:
            data = kind.template.read_bytes()
        except OSError as error:
            report.error(
                "fil-kan-ikke-laeses",
                Span(kind.template_name),
                say("the file cannot be read: {reason}", reason=error.strerror or str(error)),
                say("close the file in other programs, and check that you may open it"),
            )
            return None

        def entry(register: str) -> Field | None:
            schema = self._kinds.register_schema(register, report)
            return schema.root.items if schema else None

        return read_template(data, kind.template_name, kind.schema.root, entry, report)

    def _files(self, folder: Path) -> list[str]:
        return [
            self._below(path)
            for path in folder.rglob("*")
            if path.is_file() and is_content(self._below(path))
        ]

    def _below(self, path: Path) -> str:
        folder = Path(os.path.abspath(self._content.folder))
        path = Path(os.path.abspath(path))
        if not path.is_relative_to(folder):
            path, folder = path.resolve(), folder.resolve()
        return path.relative_to(folder).as_posix()

    def _is_document(self, path: str) -> bool:
        """Whether a kind claims the file, or it cannot be read: then building it says why."""
        source = self._content.source(path, Report())
        return source is None or self._content.kind_of(source) is not None

    def _claims_output(self, path: str, output: str, report: Report) -> bool:
        """Whether no other file gives the same output, as notat.yaml and notat.yml would."""
        first = self._outputs.setdefault(output.lower(), path)
        if first != path:
            report.error(
                "samme-output",
                Span(f"{self._content.name}/{path}"),
                say("{first} gives a document of the same name", first=first),
                say("rename one of the two"),
            )
        return first == path


def shown(path: Path) -> str:
    """The path as the user sees it: from the current folder where it lies below it."""
    path = path.absolute()
    if path.is_relative_to(Path.cwd()):
        return path.relative_to(Path.cwd()).as_posix()
    return path.as_posix()
