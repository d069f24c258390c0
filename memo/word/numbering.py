"""Lists: each gets a `w:num` of its own, or its numbers would run on from the list before.

A list looks as the template's list style does. The style's `w:abstractNum` is copied, so that the
counters of the letterhead's own lists and those of the prose do not mix; one copy serves all lists
of the same style and number form.
"""

from __future__ import annotations

import copy

from lxml import etree
from msgspec import Struct, field

from memo.labels import Counter, Label
from memo.word.styles import MissingStyle, Style
from memo.word.xml import DECLARATION, Element, W, local_name, number, parse, serialize, w


class NumberingTemplate:
    """The numbering part of one template; `data` is None where it has none."""

    def __init__(self, data: bytes | None) -> None:
        self._root = None if data is None else parse(data)
        root = self._root
        self.abstracts = {} if root is None else _by_id(root, "abstractNum", "abstractNumId")
        self.nums = {} if root is None else _by_id(root, "num", "numId")
        self.last_abstract = max(self.abstracts, default=0)
        self.last_num = max(self.nums, default=0)

    def abstract_of(self, style: Style) -> Element:
        """The `w:abstractNum` that gives the style's numbers. Raises MissingStyle."""
        num = self.nums.get(style.num_id)
        reference = None if num is None else num.find(w("abstractNumId"))
        abstract = None if reference is None else self.abstracts.get(number(reference, "val"))
        if abstract is None:
            raise MissingStyle(style.name)
        return abstract

    def part(self, abstracts: list[Element], nums: list[str]) -> bytes:
        """The numbering part with more lists in it; all abstracts stand before all nums."""
        assert self._root is not None
        root = copy.deepcopy(self._root)
        first_num = root.find(w("num"))
        place = len(root) if first_num is None else root.index(first_num)
        root[place:place] = abstracts
        last = max(
            (root.index(num) for num in root.iter(w("num"))), default=place - 1 + len(abstracts)
        )
        wrapper = parse(f'<w:numbering xmlns:w="{W}">{"".join(nums)}</w:numbering>')
        root[last + 1 : last + 1] = list(wrapper)
        return (DECLARATION + serialize(root)).encode()


def _by_id(root: Element, name: str, attribute: str) -> dict[int, Element]:
    return {number(element, attribute): element for element in root.iter(w(name))}


class Indent(Struct, frozen=True):
    """Where the text of a point begins, and how far its label hangs out, in twips."""

    left: int
    hanging: int


class Lists(Struct):
    """The lists of one document, as it is printed."""

    template: NumberingTemplate
    _abstracts: dict[tuple[str, _Form, Indent], tuple[str, Element]] = field(default_factory=dict)
    _nums: list[str] = field(default_factory=list)

    def indent(self, style: Style) -> Indent:
        """The indent of the style's own numbers. Raises MissingStyle."""
        ind = self._level(self.template.abstract_of(style), style).find(f"{w('pPr')}/{w('ind')}")
        if ind is None:
            return Indent(0, 0)
        return Indent(number(ind, "left"), number(ind, "hanging"))

    def begin(self, style: Style, label: Label | None, indent: Indent) -> str:
        """The id of a new `w:num` that begins with the label; None is the style's bullet."""
        abstract_id = self._abstract(style, label, indent)
        num_id = str(self.template.last_num + len(self._nums) + 1)
        self._nums.append(
            f'<w:num w:numId="{num_id}"><w:abstractNumId w:val="{abstract_id}"/>'
            f'<w:lvlOverride w:ilvl="{style.level}"><w:startOverride w:val="{start(label)}"/>'
            "</w:lvlOverride></w:num>"
        )
        return num_id

    def part(self) -> bytes | None:
        """The numbering part, or None where the document has no lists of its own."""
        if not self._nums:
            return None
        return self.template.part([element for _, element in self._abstracts.values()], self._nums)

    def _abstract(self, style: Style, label: Label | None, indent: Indent) -> str:
        key = (style.id, label.form if label else None, indent)
        if key not in self._abstracts:
            id = str(self.template.last_abstract + len(self._abstracts) + 1)
            abstract = _copied(self.template.abstract_of(style), id)
            _fit(self._level(abstract, style), label, indent, style.level)
            self._abstracts[key] = (id, abstract)
        return self._abstracts[key][0]

    @staticmethod
    def _level(abstract: Element, style: Style) -> Element:
        for lvl in abstract.iter(w("lvl")):
            if lvl.get(w("ilvl")) == str(style.level):
                return lvl
        raise MissingStyle(style.name)


_Form = tuple[str, Counter, str] | None


def start(label: Label | None) -> int:
    """The number that a list begins with."""
    return label.number if label else 0


def _copied(original: Element, id: str) -> Element:
    abstract = copy.deepcopy(original)
    abstract.set(w("abstractNumId"), id)
    # Word takes two definitions with the same w:nsid for one. It is optional, as is w:tmpl; a link
    # from the level back to the style belongs to the original alone.
    for name in ("nsid", "tmpl", "styleLink", "numStyleLink", "name"):
        for element in abstract.findall(w(name)):
            abstract.remove(element)
    for lvl in abstract.findall(w("lvl")):
        for link in lvl.findall(w("pStyle")):
            lvl.remove(link)
    return abstract


def _fit(lvl: Element, label: Label | None, indent: Indent, level: int) -> None:
    """Nothing; gives the level the label's form and the indent."""
    if label:
        _set(lvl, "numFmt", label.counter)
        _set(lvl, "lvlText", f"{label.before}%{level + 1}{label.after}")
        for figures_only in lvl.findall(w("isLgl")):
            lvl.remove(figures_only)
    properties = lvl.find(w("pPr"))
    ind = None if properties is None else properties.find(w("ind"))
    if properties is not None and ind is not None:
        for tabs in properties.findall(w("tabs")):
            properties.remove(tabs)
        ind.set(w("left"), str(indent.left))
        ind.set(w("hanging"), str(indent.hanging))


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
