"""The properties of a paragraph, in the order that the schema of WordprocessingML asks for."""

from __future__ import annotations

from msgspec import Struct


class Look(Struct, frozen=True):
    """How a paragraph looks: its style, and what differs from it. Measures are in twips.

    `num` is the level and the id of a list. `left`, `right` and `before` are None where the style
    decides, and `hanging` where the list does. `tiny` is a paragraph that must be there and not be
    seen.
    """

    style: str = ""
    keep_next: bool = False
    page_break: bool = False
    num: tuple[int, str] | None = None
    before: int | None = None
    left: int | None = None
    hanging: int | None = None
    right: int | None = None
    align: str = ""
    tiny: bool = False

    def xml(self) -> str:
        """The `w:pPr`, or "" where there is nothing to say."""
        inner = f'<w:pStyle w:val="{self.style}"/>' if self.style else ""
        if self.keep_next:
            inner += "<w:keepNext/>"
        if self.page_break:
            inner += "<w:pageBreakBefore/>"
        if self.num is not None:
            level, id = self.num
            inner += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{id}"/></w:numPr>'
        inner += self._spacing() + self._indent()
        if self.align:
            inner += f'<w:jc w:val="{self.align}"/>'
        return f"<w:pPr>{inner}</w:pPr>" if inner else ""

    def _spacing(self) -> str:
        if self.tiny:
            before = self.before or 0
            return f'<w:spacing w:before="{before}" w:after="0" w:line="20" w:lineRule="exact"/>'
        return "" if self.before is None else f'<w:spacing w:before="{self.before}"/>'

    def _indent(self) -> str:
        left = "" if self.left is None else f' w:left="{self.left}"'
        right = "" if self.right is None else f' w:right="{self.right}"'
        hanging = "" if self.hanging is None else f' w:hanging="{self.hanging}"'
        return f"<w:ind{left}{right}{hanging}/>" if left or right or hanging else ""


PLAIN = Look()
"""Of a paragraph in which everything is as in its style."""

TINY = Look(tiny=True)
"""Of a paragraph that Word asks for and nobody should see."""
