"""Addresses: which paragraph of the document comes from which value of the content.

Each printed value and block has a bookmark at the start of its paragraph. The bookmark is only a
key; a custom XML part, found by its namespace, holds what the key stands for. Word and
LibreOffice keep such a part, but may rename it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from memo.blocks import Address
from memo.provenance import Drawn, Provenance
from memo.word.package import (
    PackageFault,
    add_content_type,
    add_relationship,
    digest,
    read_parts,
    relationships,
    remove_part,
)
from memo.word.xml import DECLARATION, Element, XmlFault, escape, parse

NAMESPACE = "urn:memo:addresses"
BOOKMARK_PREFIX = "_m"

_DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_TYPE_ITEM = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
_TYPE_PROPERTIES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps"
)
_PROPERTIES_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
# Word finds a data store by such an id; one that is ours alone need not differ between files.
_ITEM_ID = "{6B4F2A0E-5D0C-4E0B-9A53-0C7B1B0A3D11}"


@dataclass
class Anchor:
    """One printed value or block.

    `block` is the number of a paragraph in its prose, None for a value that is no prose. A value
    inside a paragraph has `before` and `after`: the text of the template, or of the program, round
    it, up to the neighbouring values. `role` is "alt" where it is the description of a picture, and
    "picture" where that has none.
    """

    name: str
    address: Address
    printed: str
    block: int | None = None
    filter: str = ""
    role: str = ""
    before: str = ""
    after: str = ""


class Anchors:
    """The anchors of one document, in the order of printing.

    `first_id` is the first `w:id` that no bookmark of the template has.
    """

    def __init__(self, first_id: int) -> None:
        self._anchors: list[Anchor] = []
        self._next_id = first_id

    def add(
        self,
        address: Address,
        printed: str,
        *,
        block: int | None = None,
        filter: str = "",
        role: str = "",
    ) -> Anchor:
        """A new anchor under the next free name."""
        anchor = Anchor(
            f"{BOOKMARK_PREFIX}{len(self._anchors) + 1}", address, printed, block, filter, role
        )
        self._anchors.append(anchor)
        return anchor

    def bookmark(self, anchor: Anchor) -> str:
        """The bookmark of the anchor, as it stands at the start of a paragraph."""
        return self.bookmarked(anchor.name, "")

    def bookmarked(self, name: str, xml: str) -> str:
        """The XML with a bookmark of that name round it."""
        id = self._next_id
        self._next_id += 1
        return f'<w:bookmarkStart w:id="{id}" w:name="{name}"/>{xml}<w:bookmarkEnd w:id="{id}"/>'

    def xml(self, provenance: Provenance, checksum: str) -> str:
        """The custom XML part; `checksum` is the digest of all other parts."""
        values: dict[Address, list[Anchor]] = {}
        for anchor in self._anchors:
            values.setdefault(anchor.address, []).append(anchor)
        body = "".join(_value_xml(address, anchors) for address, anchors in values.items())
        return (
            f'{DECLARATION}<addresses xmlns="{NAMESPACE}" digest="{checksum}">'
            f"{_provenance_xml(provenance)}{body}</addresses>"
        )


def _provenance_xml(provenance: Provenance) -> str:
    drawn = "".join(map(_drawn_xml, provenance.drawn))
    return (
        f'<built document="{escape(provenance.document)}" content="{provenance.content}" '
        f'template="{provenance.template}" schema="{provenance.schema}" '
        f'tool="{provenance.tool}">{drawn}</built>'
    )


def _drawn_xml(drawn: Drawn) -> str:
    is_there = "" if drawn.is_there else ' there="no"'
    pointer = f' path="{escape(drawn.pointer)}"' if drawn.pointer else ""
    hash = "" if drawn.hash is None else f' sha256="{drawn.hash}"'
    return f'<drawn file="{escape(drawn.file)}"{pointer}{is_there}{hash}/>'


def _value_xml(address: Address, anchors: list[Anchor]) -> str:
    return (
        f'<value file="{escape(address.file)}" path="{escape(address.path)}">'
        f"<source>{escape(address.source)}</source>{''.join(map(_anchor_xml, anchors))}</value>"
    ).replace("\r", "&#13;")


def _anchor_xml(anchor: Anchor) -> str:
    block = "" if anchor.block is None else f' block="{anchor.block}"'
    filter = f' filter="{escape(anchor.filter)}"' if anchor.filter else ""
    role = f' role="{anchor.role}"' if anchor.role else ""
    before = f"<before>{escape(anchor.before)}</before>" if anchor.before else ""
    after = f"<after>{escape(anchor.after)}</after>" if anchor.after else ""
    return (
        f'<anchor name="{anchor.name}"{block}{filter}{role}>'
        f"{before}<printed>{escape(anchor.printed)}</printed>{after}</anchor>"
    )


def add_addresses(
    parts: dict[str, bytes], main: str, anchors: Anchors, provenance: Provenance
) -> None:
    """Nothing; adds the custom XML part, with a digest of all the other parts in it.

    The digest tells whether anybody has touched the file since: see `is_untouched`.
    """
    number = 1
    while f"customXml/item{number}.xml" in parts:
        number += 1
    item, properties = f"customXml/item{number}.xml", f"customXml/itemProps{number}.xml"
    add_relationship(parts, main, _TYPE_ITEM, f"/{item}")
    add_content_type(parts, properties, _PROPERTIES_CONTENT_TYPE)
    parts[properties] = (
        f'{DECLARATION}<ds:datastoreItem xmlns:ds="{_DATA_STORE}" ds:itemID="{_ITEM_ID}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
    add_relationship(parts, item, _TYPE_PROPERTIES, f"itemProps{number}.xml")
    parts[item] = anchors.xml(provenance, digest(parts)).encode()


def read_anchors(parts: Mapping[str, bytes]) -> dict[str, Anchor]:
    """The anchors of a document of ours, by their names. Raises XmlFault."""
    anchors = {}
    for part in _address_parts(parts):
        for value in parse(parts[part]).iter(f"{{{NAMESPACE}}}value"):
            address = Address(value.get("file", ""), value.get("path", ""), _text(value, "source"))
            for element in value.iter(f"{{{NAMESPACE}}}anchor"):
                anchor = _anchor(element, address)
                anchors[anchor.name] = anchor
    return anchors


def _anchor(element: Element, address: Address) -> Anchor:
    block = element.get("block")
    return Anchor(
        element.get("name", ""),
        address,
        _text(element, "printed"),
        None if block is None else int(block),
        element.get("filter", ""),
        element.get("role", ""),
        _text(element, "before"),
        _text(element, "after"),
    )


def _text(element: Element, name: str) -> str:
    return element.findtext(f"{{{NAMESPACE}}}{name}", "")


def remove_addresses(parts: dict[str, bytes], main: str) -> None:
    """Nothing; takes the addresses of an earlier document out of the parts."""
    for name in _address_parts(parts):
        for gone in (name, *(r.target for r in relationships(parts, name))):
            remove_part(parts, gone, main)


def is_untouched(data: bytes) -> bool:
    """Whether the bytes are a document as this program wrote it, and nobody has saved it since."""
    try:
        parts = read_parts(data)
        for name in _address_parts(parts):
            rest = {key: part for key, part in parts.items() if key != name}
            if parse(parts[name]).get("digest") == digest(rest):
                return True
    except (PackageFault, XmlFault):
        return False
    return False


def _address_parts(parts: Mapping[str, bytes]) -> list[str]:
    """The names of the parts of our namespace, whatever the names are. Raises XmlFault."""
    return [
        name
        for name, data in parts.items()
        if NAMESPACE.encode() in data
        and name.endswith(".xml")
        and parse(data).tag == f"{{{NAMESPACE}}}addresses"
    ]
