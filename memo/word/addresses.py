"""Addresses: which paragraph of the document comes from which value of the content.

Each printed value and block has a bookmark at the start of its paragraph. The bookmark is only a
key; a custom XML part, found by its namespace, holds what the key stands for. Word and
LibreOffice keep such a part, but may rename it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from msgspec import Struct

from memo.blocks import Address, Form
from memo.word.custom_xml import find_custom_xml
from memo.word.measures import measure
from memo.word.xml import Element, escape

NAMESPACE = "urn:memo:addresses"
BOOKMARK_PREFIX = "_m"

_FORMS: dict[str, Form] = {form: form for form in get_args(Form)}


class Anchor(Struct):
    """One printed value or block.

    `form` is how the value is read, and `block` the number of the paragraph in it. A value inside
    a paragraph has `before` and `after`: the text of the template, or of the program, round
    it, up to the neighbouring values. `role` is "alt" where it is the description of a picture, and
    "picture" where that has none.
    """

    name: str
    address: Address
    printed: str
    block: int = 0
    form: Form = "plain"
    filter: str = ""
    role: str = ""
    before: str = ""
    after: str = ""


class Anchors:
    """The anchors of one document, in the order of printing.

    `first_id` is the first `w:id` that no bookmark of the template has. Those that are `hidden`
    have no bookmarks: a final version does not tell where its values stand.
    """

    def __init__(self, first_id: int, *, hidden: bool = False) -> None:
        self._anchors: list[Anchor] = []
        self._next_id = first_id
        self._hidden = hidden

    def add(
        self,
        address: Address,
        printed: str,
        *,
        block: int = 0,
        form: Form = "plain",
        filter: str = "",
        role: str = "",
    ) -> Anchor:
        """A new anchor under the next free name."""
        name = f"{BOOKMARK_PREFIX}{len(self._anchors) + 1}"
        anchor = Anchor(name, address, printed, block, form, filter, role)
        self._anchors.append(anchor)
        return anchor

    def bookmark(self, anchor: Anchor) -> str:
        """The bookmark of the anchor, as it stands at the start of a paragraph."""
        return "" if self._hidden else self.bookmarked(anchor.name, "")

    def bookmarked(self, name: str, xml: str) -> str:
        """The XML with a bookmark of that name round it."""
        id = self._next_id
        self._next_id += 1
        return f'<w:bookmarkStart w:id="{id}" w:name="{name}"/>{xml}<w:bookmarkEnd w:id="{id}"/>'

    def addresses(self) -> dict[str, Address]:
        """Where the values come from, by the names of their bookmarks."""
        return {anchor.name: anchor.address for anchor in self._anchors}

    def xml(self) -> str:
        """The values with their anchors, as they stand in the custom XML part."""
        values: dict[Address, list[Anchor]] = {}
        for anchor in self._anchors:
            values.setdefault(anchor.address, []).append(anchor)
        return "".join([_value_xml(address, anchors) for address, anchors in values.items()])


def _value_xml(address: Address, anchors: list[Anchor]) -> str:
    return (
        f'<value file="{escape(address.file)}" path="{escape(address.path)}">'
        f"<source>{escape(address.source)}</source>{''.join(map(_anchor_xml, anchors))}</value>"
    ).replace("\r", "&#13;")


def _anchor_xml(anchor: Anchor) -> str:
    block = f' block="{anchor.block}"' if anchor.block else ""
    form = "" if anchor.form == "plain" else f' form="{anchor.form}"'
    filter = f' filter="{escape(anchor.filter)}"' if anchor.filter else ""
    role = f' role="{anchor.role}"' if anchor.role else ""
    before = f"<before>{escape(anchor.before)}</before>" if anchor.before else ""
    after = f"<after>{escape(anchor.after)}</after>" if anchor.after else ""
    return (
        f'<anchor name="{anchor.name}"{form}{block}{filter}{role}>'
        f"{before}<printed>{escape(anchor.printed)}</printed>{after}</anchor>"
    )


def read_anchors(parts: Mapping[str, bytes]) -> dict[str, Anchor]:
    """The anchors of a document of ours, by their names."""
    anchors = {}
    for root in find_custom_xml(parts, NAMESPACE).values():
        for value in root.iter(f"{{{NAMESPACE}}}value"):
            address = Address(value.get("file", ""), value.get("path", ""), _text(value, "source"))
            for element in value.iter(f"{{{NAMESPACE}}}anchor"):
                anchor = _anchor(element, address)
                anchors[anchor.name] = anchor
    return anchors


def _anchor(element: Element, address: Address) -> Anchor:
    form = element.get("form", "")
    return Anchor(
        element.get("name", ""),
        address,
        _text(element, "printed"),
        measure(element.get("block")),
        _FORMS.get(form, "plain"),
        element.get("filter", ""),
        element.get("role", ""),
        _text(element, "before"),
        _text(element, "after"),
    )


def _text(element: Element, name: str) -> str:
    return element.findtext(f"{{{NAMESPACE}}}{name}", "")
