"""How paragraphs and runs look: what defaults, styles and direct formatting come to.

Programs write the same look in many ways: LibreOffice renames the ids of styles, and repeats in the
first style what stood in the defaults. So looks are compared, never what they are written with.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

from msgspec import Struct

from memo.word.measures import measure
from memo.word.xml import Element, is_on, local_name, value_of, w

Properties = dict[str, str]
Region = tuple[Properties, Properties]
"""What is said of text, and of paragraphs."""

# Of two styles that meet, Word takes these for switches: bold in bold is not bold.
_TOGGLES: Final = ("b", "caps", "i", "smallCaps", "strike", "dstrike", "vanish")

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


class Style(Struct, frozen=True):
    """A style by its name in small letters, with all that it says and inherits.

    `regions` is what the style of a table says of its first row, its last column and so on.
    """

    name: str
    of_text: Properties
    of_paragraph: Properties
    regions: dict[str, Region]


_NO_STYLE: Final = Style("", {}, {}, {})


class Appearance:
    """The styles of one document. `styles` and `theme` are the roots of the parts, if there are."""

    def __init__(self, styles: Element | None, theme: Element | None) -> None:
        self._fonts = _theme_fonts(theme)
        self._elements: dict[str, Element] = {}
        self._defaults: Properties = {}
        self._paragraph_defaults: Properties = {}
        self._default_style = ""
        self._styles: dict[str, Style] = {}
        self._look = cache(self._look_of)
        if styles is None:
            return
        for properties in styles.iterfind(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}"):
            self._defaults |= self.of_text(properties)
        for properties in styles.iterfind(f"{w('docDefaults')}/{w('pPrDefault')}/{w('pPr')}"):
            self._paragraph_defaults |= self.of_paragraph(properties)
        for style in styles.iterfind(w("style")):
            self._elements[value_of(style, "styleId")] = style
            if value_of(style, "type") == "paragraph" and value_of(style, "default") in (
                "1",
                "true",
            ):
                self._default_style = value_of(style, "styleId")

    def style(self, id: str) -> Style:
        """The style of a paragraph; the document's own where it has none of that id."""
        found = self._style(id if id in self._elements else self._default_style)
        # LibreOffice gives it to what has no style in a text box.
        return self._style(self._default_style) if found.name == "frame contents" else found

    def _style(self, id: str) -> Style:
        """The style with all that it inherits; a ring of styles ends where it closes."""
        chain: dict[str, None] = {}
        while id in self._elements and id not in chain and id not in self._styles:
            chain[id] = None
            id = value_of(self._elements[id].find(w("basedOn")))
        found = self._styles.get(id, _NO_STYLE)
        for each in reversed(chain):
            element = self._elements[each]
            found = Style(
                value_of(element.find(w("name"))).lower(),
                found.of_text | self.of_text(element.find(w("rPr"))),
                found.of_paragraph | self.of_paragraph(element.find(w("pPr"))),
                self._regions(found.regions, element),
            )
            self._styles[each] = found
        return found

    def _regions(self, inherited: dict[str, Region], style: Element) -> dict[str, Region]:
        found = dict(inherited)
        for region in style.iterfind(w("tblStylePr")):
            text, paragraph = found.get(value_of(region, "type"), ({}, {}))
            found[value_of(region, "type")] = (
                text | self.of_text(region.find(w("rPr"))),
                paragraph
                | self.of_cell(region.find(w("tcPr")))
                | self.of_paragraph(region.find(w("pPr"))),
            )
        return found

    def table_style(self, id: str) -> Style:
        """The style of a table; one that says nothing where the document has none of that id."""
        return self._style(id)

    def paragraph(self, style: str, direct: Properties, cell: Properties) -> Properties:
        """All that is said of a paragraph of the style of that id, in a cell of which so much is
        said.
        """
        return self._paragraph_defaults | cell | self.style(style).of_paragraph | direct

    def of_paragraph(self, properties: Element | None) -> Properties:
        """What a `w:pPr` says itself."""
        return _collected(properties, _OF_PARAGRAPH)

    def of_cell(self, properties: Element | None) -> Properties:
        """What a `w:tcPr` says itself of the paragraphs in the cell."""
        return _collected(properties, _OF_CELL)

    def of_text(self, properties: Element | None) -> Properties:
        """What a `w:rPr` says itself."""
        found = _collected(properties, _OF_TEXT)
        theme = found.pop("theme font", "")
        if theme:
            found["font"] = self._fonts.get(theme[:5], "")
        return found

    def text(
        self, paragraph: str, properties: Element | None, cell: tuple[tuple[str, str], ...] = ()
    ) -> tuple[str, ...]:
        """The look of a run in a paragraph of that style: what makes it differ from plain text.

        `cell` is what the style of the table says of text where the paragraph stands.
        """
        direct = self.of_text(properties)
        style = direct.pop("style", "")
        return self._look(paragraph, style, tuple(sorted(direct.items())), cell)

    def _look_of(
        self,
        paragraph: str,
        character: str,
        direct: tuple[tuple[str, str], ...],
        cell: tuple[tuple[str, str], ...],
    ) -> tuple[str, ...]:
        below = self.style(paragraph).of_text
        above = self._style(character).of_text
        levels = (dict(cell), below, above)
        found = {**self._defaults, **dict(cell), **below, **above}
        for toggle in _TOGGLES:
            is_toggled = sum(bool(level.get(toggle)) for level in levels) % 2 == 1
            found[toggle] = "on" if is_toggled or self._defaults.get(toggle) else ""
        found |= dict(direct)
        return tuple(f"{name}:{found[name]}" for name in sorted(found) if found[name])


def _theme_fonts(theme: Element | None) -> dict[str, str]:
    """The fonts that a document calls by their part in its theme."""
    fonts = {}
    if theme is not None:
        for name in ("major", "minor"):
            latin = theme.find(f".//{_A}{name}Font/{_A}latin")
            fonts[name] = "" if latin is None else latin.get("typeface", "").lower()
    return fonts


_Reader = Callable[[Element], Properties]


def _collected(properties: Element | None, readers: dict[str, _Reader]) -> Properties:
    found: Properties = {}
    for child in () if properties is None else properties:
        reader = readers.get(str(child.tag))
        if reader is not None:
            found |= reader(child)
    return found


def _valued(name: str, *plain: str) -> _Reader:
    """A reader of a value; the `plain` ones are as good as none."""

    def read(element: Element) -> Properties:
        value = value_of(element)
        return {name: "" if value in plain else value}

    return read


def _toggle(name: str) -> _Reader:
    return lambda element: {name: "on" if is_on(element) else ""}


def _fill(element: Element) -> Properties:
    fill = value_of(element, "fill").lower()
    return {"fill": "" if fill == "auto" else fill}


def _color(element: Element) -> Properties:
    color = value_of(element).lower()
    return {"color": "" if color in ("auto", "000000") else color}


def _size(element: Element) -> Properties:
    return {"size": str(measure(value_of(element), 2))}


def _font(element: Element) -> Properties:
    # A font of the theme goes before a named one (ECMA-376, 17.3.2.26).
    theme = value_of(element, "asciiTheme")
    named = value_of(element, "ascii").lower()
    return {"theme font": theme} if theme else {"font": named} if named else {}


_OF_TEXT: Final[dict[str, _Reader]] = {
    **{w(name): _toggle(name) for name in _TOGGLES},
    w("rStyle"): _valued("style"),
    w("u"): _valued("underline", "none"),
    w("vertAlign"): _valued("raised", "baseline"),
    w("highlight"): _valued("highlight", "none"),
    w("bdr"): _valued("border", "none", "nil"),
    w("shd"): _fill,
    w("color"): _color,
    w("sz"): _size,
    w("rFonts"): _font,
}


def _alignment(element: Element) -> Properties:
    value = value_of(element)
    return {"align": {"start": "", "left": "", "end": "right"}.get(value, value)}


def _outline(element: Element) -> Properties:
    level = measure(value_of(element))
    return {"heading": str(level + 1) if 0 <= level < 9 else ""}


def _list(element: Element) -> Properties:
    found = {}
    for child in element:
        name = local_name(child)
        if name in ("numId", "ilvl"):
            found[name] = str(measure(value_of(child)))
    return found


def _indent(element: Element) -> Properties:
    found = {}
    for name, ours, sign in (
        ("left", "left", 1),
        ("start", "left", 1),
        ("right", "right", 1),
        ("end", "right", 1),
        ("firstLine", "first", 1),
        ("hanging", "first", -1),
    ):
        value = element.get(w(name))
        if value is not None:
            found[ours] = str(sign * measure(value))
    return found


_OF_PARAGRAPH: Final[dict[str, _Reader]] = {
    w("jc"): _alignment,
    w("outlineLvl"): _outline,
    w("numPr"): _list,
    w("ind"): _indent,
    w("shd"): _fill,
    w("pageBreakBefore"): lambda element: {"break": "page" if is_on(element) else ""},
}

_OF_CELL: Final[dict[str, _Reader]] = {w("shd"): _fill}

READ: Final = frozenset((w("pStyle"), *_OF_TEXT, *_OF_PARAGRAPH))
"""The properties of text and of paragraphs that make a difference here."""
