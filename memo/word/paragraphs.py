"""The properties of a paragraph, in the order that the schema of WordprocessingML asks for."""

from __future__ import annotations

from functools import lru_cache

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
        return _xml(self)


# The paragraphs of a run have few looks.
@lru_cache(maxsize=1024)
def _xml(look: Look) -> str:
    inner = f'<w:pStyle w:val="{look.style}"/>' if look.style else ""
    if look.keep_next:
        inner += "<w:keepNext/>"
    if look.page_break:
        inner += "<w:pageBreakBefore/>"
    if look.num is not None:
        level, id = look.num
        inner += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{id}"/></w:numPr>'
    inner += _spacing(look) + _indent(look)
    if look.align:
        inner += f'<w:jc w:val="{look.align}"/>'
    return f"<w:pPr>{inner}</w:pPr>" if inner else ""


def _spacing(look: Look) -> str:
    if look.tiny:
        before = look.before or 0
        return f'<w:spacing w:before="{before}" w:after="0" w:line="20" w:lineRule="exact"/>'
    return "" if look.before is None else f'<w:spacing w:before="{look.before}"/>'


def _indent(look: Look) -> str:
    left = "" if look.left is None else f' w:left="{look.left}"'
    right = "" if look.right is None else f' w:right="{look.right}"'
    hanging = "" if look.hanging is None else f' w:hanging="{look.hanging}"'
    return f"<w:ind{left}{right}{hanging}/>" if left or right or hanging else ""


PLAIN = Look()
"""Of a paragraph in which everything is as in its style."""

TINY = Look(tiny=True)
"""Of a paragraph that Word asks for and nobody should see."""
