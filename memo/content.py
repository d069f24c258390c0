"""The content folder: its documents, its registers and the files that they name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from msgspec import Struct

from memo.admission import is_admitted, place_in, place_inside
from memo.edition import FINAL_FOLDER
from memo.fields import Field
from memo.files import is_file, read_bytes
from memo.formats import is_path_below
from memo.kinds import Kinds
from memo.problems import Remembered, Report, Span, say
from memo.recent import Recent
from memo.schema import Schema
from memo.source import parse, read
from memo.source.nodes import Mapping as YamlMapping
from memo.source.nodes import Node, Scalar, Source

CONTENT_ENDING = ".yaml"
KIND_KEY = "skabelon"
_GENNEMGANG_ENDING = ".gennemgang.yaml"

_NO_TEXTS: Mapping[str, str] = {}


class Register(Struct, frozen=True):
    """Entries that documents refer to by their keys; `field` is what the schema says of each."""

    source: Source
    file: str
    entries: dict[str, Node]
    field: Field
    report: Report

    def problems_of(self, key: str) -> Report:
        """The problems that stand in one entry."""
        mapping = self.source.root
        assert isinstance(mapping, YamlMapping)
        entry = self.source.span(mapping.keys[key].start, self.entries[key].end)
        return self.report.where(lambda p: entry.line <= p.span.line <= entry.end_line)


class Content:
    """The content folder; every file in it is read once.

    Paths below the folder are written with forward slashes, on every machine. `name` is what the
    user sees the folder called. `texts` stand in the place of what the files of those paths hold:
    so a change is tried before it is made.
    """

    def __init__(
        self, folder: Path, name: str, kinds: Kinds, texts: Mapping[str, str] = _NO_TEXTS
    ) -> None:
        self.folder = folder
        self.name = name
        self._kinds = kinds
        self._texts = texts
        self._sources: Remembered[Source] = Remembered()
        self._registers: Remembered[Register] = Remembered()
        self._places: Recent[str, Path | None] = Recent()
        self.register_problems = Report()
        """The problems of every register that a document has used so far, in all its entries."""

    def source(self, path: str, report: Report) -> Source | None:
        """The YAML file at that path below the folder, or None where it cannot be read."""
        return self._sources.get(path, lambda own: self._read(path, own), report)

    def _read(self, path: str, report: Report) -> Source | None:
        name = f"{self.name}/{path}"
        if not is_path_below(path):
            report.error(
                "ugyldigt-filnavn",
                Span(name),
                say("no file or folder can be called so in Windows"),
                say("rename it: no device such as CON or AUX, no . or space at the end, no : or ?"),
            )
            return None
        if PurePosixPath(path).parent.name.casefold() == FINAL_FOLDER:
            report.error(
                "ugyldigt-filnavn",
                Span(name),
                say("in the output, a folder of this name holds the final versions"),
                say('rename the folder "{folder}"', folder=FINAL_FOLDER),
            )
            return None
        if path in self._texts:
            return parse(self._texts[path], name, report)
        place = self._place(path, report)
        return read(place, name, report) if place else None

    def _place(self, path: str, report: Report) -> Path | None:
        """Where the file at that path is without links, or None with a problem."""
        place = self._found(path)
        if place is None:
            report.error(
                "uden-for-mappen",
                Span(f"{self.name}/{path}"),
                say("the file is a link that leads out of the content folder"),
                say("copy the file itself into the content folder"),
            )
        return place

    def data(self, path: str, limit: int, report: Report) -> bytes | None:
        """The bytes of any file at that path below the folder, or None with a problem.

        It may have at most `limit` bytes.
        """
        if path in self._texts:
            return self._texts[path].encode()
        name = f"{self.name}/{path}"
        place = self._place(path, report)
        help = say("save it in a smaller form")
        if place is None or not is_admitted(place, name, limit, help, report):
            return None
        return read_bytes(place, name, report)

    def is_sound(self, path: str) -> bool:
        """Whether the file at that path is a paper that can be read and follows its schema."""
        report = Report()
        source = self.source(path, report)
        schema = self.schema_of(source, report) if source else None
        if source is None or schema is None:
            return False
        schema.check(source, report)
        return not report.has_errors

    def schema_of(self, source: Source, report: Report) -> Schema | None:
        """The schema of the file's kind, None where it names none that is known and whole."""
        node = kind_of(source)
        if not isinstance(node, Scalar):
            return None
        kind = self._kinds.kind(node.value, source.node_span(node), report)
        return kind.schema if kind else None

    def raw_value(self, path: str, steps: tuple[str, ...]) -> str | None:
        """The YAML of the value at those steps into the file; None where there is none."""
        source = self.source(path, Report())
        node = source.at(steps) if source else None
        return source.raw(node) if source and node else None

    def is_register(self, path: str) -> bool:
        """Whether the file at that path holds a register."""
        return "/" not in path and self._kinds.has_register(path.removesuffix(CONTENT_ENDING))

    @staticmethod
    def places(document: str, file: str) -> tuple[str, ...]:
        """The paths below the folder where a file that a document names is sought, in that order.

        They are beside the document, and from the top of the folder.
        """
        beside = document.rpartition("/")[0]
        return (f"{beside}/{file}", file) if beside else (file,)

    def named_file(self, document: str, file: str) -> str | None:
        """The path below the folder of the file that a document names, if it is there."""
        places = self.places(document, file) if is_path_below(file) else ()
        return next((place for place in places if self.has(place)), None)

    def has(self, path: str) -> bool:
        """Whether there is a file at that path, and inside the folder."""
        place = self._found(path)
        return place is not None and is_file(place)

    def leads_out(self, path: str) -> bool:
        """Whether there is a link at that path, or above it, that leads out of the folder."""
        return self._found(path) is None

    def _found(self, path: str) -> Path | None:
        """Where the file at that path is without links; None where a link leads out."""
        if path not in self._places:
            above, _, name = path.rpartition("/")
            folder = self._found(above) if above else None
            place = place_in(folder, name) if folder else None
            self._places[path] = place or place_inside(self.folder, path)
        return self._places[path]

    def neighbours(self, document: str) -> list[str]:
        """The names of the other files beside a document, sorted."""
        beside, line, own = document.rpartition("/")
        names = (path.name for path in (self.folder / beside).iterdir())
        return sorted(
            name
            for name in names
            if name != own and not is_set_aside(name) and self.has(f"{beside}{line}{name}")
        )

    @property
    def used_registers(self) -> list[str]:
        """The names of the registers that have been read so far."""
        return self._registers.keys()

    def register(self, name: str, report: Report) -> Register | None:
        """The register of that name, or None where it cannot be read."""
        return self._registers.get(name, lambda own: self._read_register(name, own), report)

    def _read_register(self, name: str, report: Report) -> Register | None:
        file = f"{name}.yaml"
        source = self.source(file, report)
        schema = self._kinds.register_schema(name, report)
        if source is None or schema is None:
            return None
        if source.root is None:
            report.error(
                "tom-fil",
                source.span(0),
                say("the file is empty"),
                say("write each entry under a key of its own, its fields indented below it"),
            )
            return None
        problems = Report()
        schema.check(source, problems)
        self.register_problems.include(problems)
        if not isinstance(source.root, YamlMapping) or schema.root.items is None:
            report.include(problems)
            return None
        return Register(source, file, source.root.entries, schema.root.items, problems)


def kind_of(source: Source) -> Node | None:
    """The value that names the file's kind; None where the file claims none."""
    return source.root.entries.get(KIND_KEY) if isinstance(source.root, YamlMapping) else None


def is_content(path: str) -> bool:
    """Whether the name is one of content: YAML, and not set aside by a leading _."""
    return path.endswith(CONTENT_ENDING) and not is_set_aside(path)


def gennemgang_of(document: str) -> str:
    """The path of the file beside the document that keeps what is said of it in Word."""
    return f"{document.removesuffix(CONTENT_ENDING)}{_GENNEMGANG_ENDING}"


def document_of(path: str) -> str | None:
    """The path of the document that such a file stands beside; None where it is no such file."""
    stem = path.removesuffix(_GENNEMGANG_ENDING)
    return None if stem == path else f"{stem}{CONTENT_ENDING}"


def is_yaml(path: str) -> bool:
    """Whether the name is one of YAML, also where it is not one of content."""
    return path.lower().endswith((CONTENT_ENDING, ".yml"))


def is_set_aside(path: str) -> bool:
    """Whether the name of the file or a folder above it says that it is nobody's content.

    So do drafts (_), hidden files (.) and the lock files of Word (~).
    """
    return any(name.startswith(("_", ".", "~")) for name in path.split("/"))
