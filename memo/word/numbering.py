"""Lists: each gets a `w:num` of its own, or its numbers would run on from the list before.

A list looks as the template's list style does. The style's `w:abstractNum` is copied, so that the
counters of the letterhead's own lists and those of the prose do not mix; one copy serves all lists
of the same style and number form.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field

from memo.word.styles import MissingStyle, Style
from memo.word.xml import DECLARATION, Element, W, number, parse, serialize, w


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


@dataclass
class Lists:
    """The lists of one document, as it is printed."""

    template: NumberingTemplate
    _abstracts: dict[tuple[str, str], tuple[str, Element]] = field(default_factory=dict)
    _nums: list[str] = field(default_factory=list)

    def begin(self, style: Style, label: str, start: int) -> str:
        """The id of a new `w:num` whose first number is `start`.

        `label` is the form of the number, as `%1.`, or "" for the style's bullet.
        """
        abstract_id = self._abstract(style, label)
        num_id = str(self.template.last_num + len(self._nums) + 1)
        self._nums.append(
            f'<w:num w:numId="{num_id}"><w:abstractNumId w:val="{abstract_id}"/>'
            f'<w:lvlOverride w:ilvl="{style.level}"><w:startOverride w:val="{start}"/>'
            "</w:lvlOverride></w:num>"
        )
        return num_id

    def part(self) -> bytes | None:
        """The numbering part, or None where the document has no lists of its own."""
        if not self._nums:
            return None
        return self.template.part([element for _, element in self._abstracts.values()], self._nums)

    def _abstract(self, style: Style, label: str) -> str:
        key = (style.id, label)
        if key not in self._abstracts:
            id = str(self.template.last_abstract + len(self._abstracts) + 1)
            original = self.template.abstract_of(style)
            self._abstracts[key] = (id, _copied(original, id, style.level, label))
        return self._abstracts[key][0]


def _copied(original: Element, id: str, level: int, label: str) -> Element:
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
        text = lvl.find(w("lvlText"))
        if label and lvl.get(w("ilvl")) == str(level) and text is not None:
            text.set(w("val"), label.replace("%1", f"%{level + 1}"))
    return abstract
