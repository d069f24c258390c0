"""Reads a document into lines: the body, its notes, and the headers and footers of its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from memo.word.appearance import Appearance
from memo.word.inline import InlineReader
from memo.word.keys import key_of, note_anchors
from memo.word.lines import Line
from memo.word.package import main_part, related_parts, relationships
from memo.word.parts_to_read import picture_hash
from memo.word.points import Numbering
from memo.word.story import NOTES, Origin, Reading, Story
from memo.word.tracking import View, resolve
from memo.word.xml import Element, R, is_on, parse, value_of, w

Root = Callable[[str], Element]


def read_lines(parts: Mapping[str, bytes], view: View) -> tuple[Line, ...]:
    """The lines of the document: the body, then notes, then headers and footers.

    Raises PackageFault and XmlFault.
    """
    return tuple(each.line for each in read_stories(parts, view, lambda name: parse(parts[name])))


def read_stories(parts: Mapping[str, bytes], view: View, root: Root) -> tuple[Reading, ...]:
    """The same, with where all of it stands.

    `root` gives the root of a part, to be changed; where its elements have no numbers, what is read
    has none. Raises PackageFault and XmlFault.
    """
    return tuple(_Document(parts, view, root).readings())


class _Document:
    """The parts of a document, each read once."""

    def __init__(self, parts: Mapping[str, bytes], view: View, root: Root) -> None:
        self._parts, self._view, self._root = parts, view, root
        self._main = main_part(parts)
        self._appearance = Appearance(self._related("styles"), self._related("theme"))
        self._numbering = Numbering(self._related("numbering"), self._appearance)
        self._notes = {kind: _notes(self._related(f"{kind}s"), kind) for kind in NOTES}

    def _related(self, kind: str) -> Element | None:
        for name in related_parts(self._parts, self._main, kind):
            return self._resolved(name)
        return None

    def _resolved(self, name: str) -> Element:
        root = self._root(name)
        note_anchors(root)
        resolve(root, self._view)
        return root

    def readings(self) -> Iterator[Reading]:
        """All lines, in the order of `read_lines`."""
        root = self._resolved(self._main)
        body = self._story(self._main, "body")
        yield from body.read(root, (self._main, 0, ""))
        for kind in NOTES:
            part = self._note_part(kind)
            story = self._story(part, kind)
            for of, id, mark in body.notes:
                note = self._notes[kind].get(id) if of == kind else None
                if note is not None:
                    yield from story.read(note, (part, mark, id))
        yield from self._edges(root)

    def _note_part(self, kind: str) -> str:
        return next(iter(related_parts(self._parts, self._main, f"{kind}s")), "")

    def _edges(self, root: Element) -> Iterator[Reading]:
        """The headers and footers of each section that has others than the one before.

        A section that names none has those of the one before: LibreOffice names them again.
        """
        targets = {each.id: each.target for each in relationships(self._parts, self._main)}
        current: dict[str, list[Line]] = {}
        for section in root.iter(w("sectPr")):
            has_first = is_on(section.find(w("titlePg")))
            for kind in ("header", "footer"):
                for reference in section.iterfind(w(f"{kind}Reference")):
                    type = value_of(reference, "type")
                    if type == "first" and not has_first:
                        continue
                    story = f"{kind} {type}"
                    name = targets.get(reference.get(f"{{{R}}}id", ""), "")
                    origin = (name, key_of(section), type)
                    readings = self._edge(name, story, origin)
                    lines = [reading.line for reading in readings]
                    if lines != current.get(story, []):
                        path = ((story, origin, 0),)
                        yield from readings or [Reading(Line(story), (), path, origin, 0)]
                    current[story] = lines

    def _edge(self, name: str, story: str, origin: Origin) -> list[Reading]:
        if name not in self._parts:
            return []
        readings = self._story(name, story).read(self._resolved(name), origin)
        return readings if any(reading.strands for reading in readings) else []

    def _story(self, part: str, story: str) -> Story:
        targets = {each.id: each.target for each in relationships(self._parts, part)}
        inline = InlineReader(self._appearance, targets, self._picture)
        return Story(story, inline, self._appearance, self._numbering)

    def _picture(self, name: str) -> str:
        data = self._parts.get(name)
        return name if data is None else picture_hash(data)


def _notes(root: Element | None, kind: str) -> dict[str, Element]:
    """The notes by their ids; what has a type is one of the lines that Word draws above them."""
    if root is None:
        return {}
    return {
        value_of(note, "id"): note
        for note in root.iterfind(w(kind))
        if value_of(note, "type") in ("", "normal")
    }
