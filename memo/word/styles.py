"""The template's styles, found by name: the ids differ with the language of the Word.

Danish Word calls the style `heading 1` by the id `Overskrift1`.
"""

from __future__ import annotations

from dataclasses import dataclass

from memo.word.xml import Element, number, w


@dataclass(frozen=True)
class Style:
    """A style; `num_id` (0 where it has none) and `level` are its place in the numbering."""

    id: str
    name: str
    num_id: int = 0
    level: int = 0


class MissingStyle(Exception):
    """The template lacks a style that the prose needs; the argument is the style's name."""


class Styles:
    """The styles of one template."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[tuple[str, str], Style] = {}
        self.default_paragraph = ""
        self._names: dict[str, str] = {}
        for element in [] if root is None else root.iter(w("style")):
            self._add(element)

    def paragraph(self, name: str) -> Style:
        """The paragraph style of that name. Raises MissingStyle."""
        return self._find("paragraph", name)

    def character(self, name: str) -> Style:
        """The character style of that name. Raises MissingStyle."""
        return self._find("character", name)

    def name_of(self, id: str) -> str:
        """The name of the style of that id; the id itself where the template has no such style."""
        return self._names.get(id or self.default_paragraph, id)

    def _find(self, kind: str, name: str) -> Style:
        # Word writes the names of its own styles in small letters, and people in capitals.
        style = self._styles.get((kind, name.lower()))
        if style is None:
            raise MissingStyle(name)
        return style

    def _add(self, element: Element) -> None:
        id, kind = element.get(w("styleId"), ""), element.get(w("type"), "paragraph")
        name = element.find(w("name"))
        text = "" if name is None else name.get(w("val"), "")
        num_id = element.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
        level = element.find(f"{w('pPr')}/{w('numPr')}/{w('ilvl')}")
        self._names[id] = text
        self._styles[kind, text.lower()] = Style(
            id,
            text,
            0 if num_id is None else number(num_id, "val"),
            0 if level is None else number(level, "val"),
        )
        if kind == "paragraph" and element.get(w("default")) in ("1", "true", "on"):
            self.default_paragraph = id
