"""Lists: each gets a `w:num` of its own, or its numbers would run on from the list before.

A list looks as the template's list style does. The style's `w:abstractNum` is copied, so that the
counters of the letterhead's own lists and those of the prose do not mix; one copy serves all lists
of the same style and number form.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property

from lxml import etree
from msgspec import Struct, field

from memo.labels import Counter, Label
from memo.word.styles import MissingStyle, Style, Styles
from memo.word.xml import (
    DECLARATION,
    Element,
    W,
    escape_in_attribute,
    local_name,
    number,
    parse,
    serialize,
    w,
)

# Stand for what a document says of a list, in the texts that a template gives for it.
_ID = "memo-id"
_ABSTRACT = "memo-abstract"
_START = "memo-start"
_LEFT = "memo-left"
_HANGING = "memo-hanging"
_COUNTER = "memo-counter"
_TEXT = "memo-text"

_GAP = "gap"


class NumberingTemplate:
    """The numbering part of one template; `data` is None where it has none."""

    def __init__(self, data: bytes | None) -> None:
        self._root = None if data is None else parse(data)
        root = self._root
        self.abstracts = {} if root is None else _by_id(root, "abstractNum", "abstractNumId")
        self.nums = {} if root is None else _by_id(root, "num", "numId")
        self.last_abstract = max(self.abstracts, default=0)
        self.last_num = max(self.nums, default=0)
        self._indents: dict[str, Indent] = {}
        self._abstract_texts: dict[tuple[str, bool], str] = {}
        self._num_texts: dict[int, str] = {}

    def check(self, styles: Styles) -> None:
        """Nothing; raises XmlFault where a style's list says no number that a document may need."""
        for style in styles.by_ids.values():
            if style.num_id:
                with suppress(MissingStyle):  # a document that needs it tells
                    self.indent(style)

    def indent(self, style: Style) -> Indent:
        """The indent of the style's own numbers. Raises MissingStyle."""
        if style.id not in self._indents:
            self._indents[style.id] = _indent(_level(self._abstract_of(style), style))
        return self._indents[style.id]

    def abstract_text(self, style: Style, *, has_label: bool) -> str:
        """The `w:abstractNum` of a list of that style, with marks for what a document says in it.

        Raises MissingStyle.
        """
        key = (style.id, has_label)
        if key not in self._abstract_texts:
            abstract = _copied(self._abstract_of(style))
            _fit(_level(abstract, style), has_label=has_label)
            self._abstract_texts[key] = self._inside(abstract)
        return self._abstract_texts[key]

    def num_text(self, level: int) -> str:
        """The `w:num` of a list that begins at that level, with marks likewise."""
        if level not in self._num_texts:
            self._num_texts[level] = self._inside(
                parse(
                    f'<w:num xmlns:w="{W}" w:numId="{_ID}"><w:abstractNumId w:val="{_ABSTRACT}"/>'
                    f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{_START}"/>'
                    "</w:lvlOverride></w:num>"
                )
            )
        return self._num_texts[level]

    def part(self, abstracts: Iterable[str], nums: Iterable[str]) -> bytes:
        """The numbering part with more lists in it; all abstracts stand before all nums."""
        before, between, behind = self._pieces
        added = (before, *abstracts, between, *nums, behind)
        return (DECLARATION + "".join(added)).encode()

    @cached_property
    def _pieces(self) -> list[str]:
        """The part before, between and behind the places of more abstracts and more nums."""
        root = copy.deepcopy(self._known_root)
        nums = [root.index(num) for num in root.iterchildren(w("num"))] or [len(root)]
        root.insert(nums[-1] + 1, etree.Element(_GAP))
        root.insert(nums[0], etree.Element(_GAP))
        return serialize(root).split(f"<{_GAP}/>")

    def _abstract_of(self, style: Style) -> Element:
        """The `w:abstractNum` that gives the style's numbers. Raises MissingStyle."""
        num = self.nums.get(style.num_id)
        reference = None if num is None else num.find(w("abstractNumId"))
        abstract = None if reference is None else self.abstracts.get(number(reference, "val"))
        if abstract is None:
            raise MissingStyle(style.name)
        return abstract

    def _inside(self, element: Element) -> str:
        """The text of the element as it stands in the part, which declares the namespaces."""
        root = copy.deepcopy(self._known_root)
        root.clear()
        root.append(element)
        text = serialize(root)
        return text[text.index(">") + 1 : text.rindex("<")]

    @property
    def _known_root(self) -> Element:
        assert self._root is not None, "a style with numbers was found in it"
        return self._root


def _by_id(root: Element, name: str, attribute: str) -> dict[int, Element]:
    return {number(element, attribute): element for element in root.iter(w(name))}


class Indent(Struct, frozen=True):
    """Where the text of a point begins, and how far its label hangs out, in twips."""

    left: int
    hanging: int


class Lists(Struct):
    """The lists of one document, as it is printed."""

    template: NumberingTemplate
    _abstracts: dict[tuple[str, _Form, Indent], tuple[str, str]] = field(default_factory=dict)
    _nums: list[str] = field(default_factory=list)

    def indent(self, style: Style) -> Indent:
        """The indent of the style's own numbers. Raises MissingStyle."""
        return self.template.indent(style)

    def begin(self, style: Style, label: Label | None, indent: Indent) -> str:
        """The id of a new `w:num` that begins with the label; None is the style's bullet."""
        num_id = str(self.template.last_num + len(self._nums) + 1)
        said = {
            _ABSTRACT: self._abstract(style, label, indent),
            _ID: num_id,
            _START: str(start(label)),
        }
        self._nums.append(_filled(self.template.num_text(style.level), said))
        return num_id

    def part(self) -> bytes | None:
        """The numbering part, or None where the document has no lists of its own."""
        if not self._nums:
            return None
        return self.template.part((text for _, text in self._abstracts.values()), self._nums)

    def _abstract(self, style: Style, label: Label | None, indent: Indent) -> str:
        key = (style.id, label.form if label else None, indent)
        if key not in self._abstracts:
            id = str(self.template.last_abstract + len(self._abstracts) + 1)
            said = {_ID: id, _LEFT: str(indent.left), _HANGING: str(indent.hanging)}
            if label:
                text = f"{label.before}%{style.level + 1}{label.after}"
                said |= {_COUNTER: label.counter, _TEXT: escape_in_attribute(text)}
            form = self.template.abstract_text(style, has_label=label is not None)
            self._abstracts[key] = (id, _filled(form, said))
        return self._abstracts[key][0]


def _filled(text: str, said: dict[str, str]) -> str:
    """The text with what is said in the place of each mark, of which the last may be anything."""
    for mark, value in said.items():
        text = text.replace(mark, value)
    return text


_Form = tuple[str, Counter, str] | None


def start(label: Label | None) -> int:
    """The number that a list begins with."""
    return label.number if label else 0


def _level(abstract: Element, style: Style) -> Element:
    for lvl in abstract.iter(w("lvl")):
        if lvl.get(w("ilvl")) == str(style.level):
            return lvl
    raise MissingStyle(style.name)


def _indent(lvl: Element) -> Indent:
    ind = lvl.find(f"{w('pPr')}/{w('ind')}")
    return Indent(0, 0) if ind is None else Indent(number(ind, "left"), number(ind, "hanging"))


def _copied(original: Element) -> Element:
    abstract = copy.deepcopy(original)
    abstract.set(w("abstractNumId"), _ID)
    # Word takes two definitions with the same w:nsid for one. It is optional, as is w:tmpl; a link
    # from the level back to the style belongs to the original alone.
    for name in ("nsid", "tmpl", "styleLink", "numStyleLink", "name"):
        for element in abstract.findall(w(name)):
            abstract.remove(element)
    for lvl in abstract.findall(w("lvl")):
        for link in lvl.findall(w("pStyle")):
            lvl.remove(link)
    return abstract


def _fit(lvl: Element, *, has_label: bool) -> None:
    """Nothing; gives the level marks for the label's form and the indent."""
    if has_label:
        _set(lvl, "numFmt", _COUNTER)
        _set(lvl, "lvlText", _TEXT)
        for figures_only in lvl.findall(w("isLgl")):
            lvl.remove(figures_only)
    properties = lvl.find(w("pPr"))
    ind = None if properties is None else properties.find(w("ind"))
    if properties is not None and ind is not None:
        for tabs in properties.findall(w("tabs")):
            properties.remove(tabs)
        ind.set(w("left"), _LEFT)
        ind.set(w("hanging"), _HANGING)


# What may stand before the text of a label in CT_Lvl, in its order (ECMA-376, 17.9.6).
_BEFORE_TEXT = ("start", "numFmt", "lvlRestart", "pStyle", "isLgl", "suff", "lvlText")


def _set(lvl: Element, name: str, value: str) -> None:
    """Nothing; sets what a level says, which a template may have left to Word."""
    child = lvl.find(w(name))
    if child is None:
        before = _BEFORE_TEXT[: _BEFORE_TEXT.index(name)]
        child = etree.Element(w(name))
        lvl.insert(sum(local_name(other) in before for other in lvl), child)
    child.set(w("val"), value)
