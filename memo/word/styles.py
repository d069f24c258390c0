"""The template's styles, found by name: the ids differ with the language of the Word.

Danish Word calls the style `heading 1` by the id `Overskrift1`.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from memo.word.fonts import Font
from memo.word.xml import Element, is_on, number, w

# What Word takes where a template says nothing.
_DEFAULT_FONT = Font("Times New Roman", 20)


class StyleName(Struct, frozen=True):
    """What this program calls a style, and what such a style is of."""

    name: str
    of: Literal["paragraph", "character", "table"] = "paragraph"


class Style(Struct, frozen=True):
    """A style; `num_id` (0 where it has none) and `level` are its place in the numbering.

    `heading` is its level as a heading, from 1; 0 where it is none. `left` and `right` are its
    indents, and `cell_margins` both margins of a cell of a table, all in twips. `toggles` are "b"
    and "i" where it is bold or italic: of two styles that meet, Word takes that as neither.
    `language` is "" where it is that of the template; `language_from` is the name of the style that
    says it: itself or one that it is based on.
    """

    id: str
    name: str
    num_id: int = 0
    level: int = 0
    heading: int = 0
    left: int = 0
    right: int = 0
    font: Font = _DEFAULT_FONT
    cell_margins: int = 216
    toggles: frozenset[str] = frozenset()
    language: str = ""
    language_from: str = ""


class MissingStyle(Exception):
    """The template lacks a style that the prose needs; the argument is the style's name."""


class Styles(Struct, frozen=True):
    """The styles of one template; `language` is what it says that it is in, or "".

    `named` has them by what they are of and their names in small letters, `by_ids` by their ids.
    """

    named: dict[str, Style] = {}
    by_ids: dict[str, Style] = {}
    default_paragraph: str = ""
    language: str = ""

    def find(self, wanted: StyleName) -> Style:
        """The style of that name. Raises MissingStyle."""
        # Word writes the names of its own styles in small letters, and people in capitals.
        style = self.named.get(_key(wanted.of, wanted.name))
        if style is None:
            raise MissingStyle(wanted.name)
        return style

    def __contains__(self, id: str) -> bool:
        return id in self.by_ids

    def by_id(self, id: str) -> Style:
        """The style of that id, the default where the template has no such style."""
        return self.by_ids.get(id or self.default_paragraph) or Style(id, id)

    def name_of(self, id: str) -> str:
        """The name of the style of that id; the id itself where the template has no such style."""
        return self.by_id(id).name

    def headings(self) -> set[str]:
        """The ids of the styles of headings."""
        return {style.id for style in self.by_ids.values() if style.heading}


def read_styles(root: Element | None) -> Styles:
    """The styles in the root of their part; none where there is no such part."""
    if root is None:
        return Styles()
    elements = {_id(style): style for style in root.iter(w("style"))}
    defaults = root.findall(f"{w('docDefaults')}//{w('rPr')}")
    named, by_ids, default = {}, {}, ""
    for id, element in elements.items():
        style = _style(element, _chain(element, elements), defaults)
        kind = element.get(w("type"), "paragraph")
        by_ids[id] = named[_key(kind, style.name)] = style
        if kind == "paragraph" and element.get(w("default")) in ("1", "true", "on"):
            default = id
    return Styles(named, by_ids, default, _first(defaults, w("lang"), "val"))


def _key(kind: str, name: str) -> str:
    return f"{kind} {name.lower()}"


def _id(element: Element) -> str:
    return element.get(w("styleId"), "")


_LANGUAGE = f"{w('rPr')}/{w('lang')}"
_MARGINS = f"{w('tblPr')}/{w('tblCellMar')}"


def _chain(element: Element, elements: dict[str, Element]) -> list[Element]:
    """The style and those that it is based on, itself first; a ring of styles ends."""
    chain = [element]
    while (based := chain[-1].find(w("basedOn"))) is not None:
        base = elements.get(based.get(w("val"), ""))
        if base is None or base in chain:
            break
        chain.append(base)
    return chain


def _style(element: Element, chain: list[Element], defaults: list[Element]) -> Style:
    outline = _first(chain, f"{w('pPr')}/{w('outlineLvl')}", "val")
    size = _first(chain, f"{w('rPr')}/{w('sz')}", "val") or _first(defaults, w("sz"), "val")
    font = _first(chain, f"{w('rPr')}/{w('rFonts')}", "ascii")
    return Style(
        _id(element),
        _first([element], w("name"), "val"),
        _reference(element, "numId"),
        _reference(element, "ilvl"),
        _number(outline) + 1 if outline and outline != "9" else 0,
        _number(_first(chain, f"{w('pPr')}/{w('ind')}", "left")),
        _number(_first(chain, f"{w('pPr')}/{w('ind')}", "right")),
        Font(font or _first(defaults, w("rFonts"), "ascii"), _number(size) or _DEFAULT_FONT.size),
        sum(_number(_first(chain, f"{_MARGINS}/{w(side)}", "w")) for side in ("left", "right")),
        frozenset(toggle for toggle in ("b", "i") if _is_on(chain, toggle)),
        _first(chain, _LANGUAGE, "val"),
        next(
            (_first([one], w("name"), "val") for one in chain if one.find(_LANGUAGE) is not None),
            "",
        ),
    )


def _first(elements: list[Element], path: str, attribute: str) -> str:
    """The attribute of the first of the elements that has it at that path, else ""."""
    for element in elements:
        found = element.find(path)
        if found is not None and (value := found.get(w(attribute))):
            return value
    return ""


def _is_on(chain: list[Element], toggle: str) -> bool:
    found = (style.find(f"{w('rPr')}/{w(toggle)}") for style in chain)
    return is_on(next((element for element in found if element is not None), None))


def _number(text: str) -> int:
    # Word also writes measures with a unit ("1.5pt"); such an indent is left out of account.
    return int(text) if text.removeprefix("-").isdecimal() else 0


def _reference(element: Element, name: str) -> int:
    """The number of the style's own list or level. Raises XmlFault."""
    found = element.find(f"{w('pPr')}/{w('numPr')}/{w(name)}")
    return 0 if found is None else number(found, "val")
