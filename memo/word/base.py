"""The base of a review: what a built file held when it was built, kept inside it.

What a reviewer has changed without tracking is told by comparing with that. A custom XML part
holds the stories, styles and numbering as they were, each in an element of its own, and of every
other part only its hash.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from memo.provenance import hashed
from memo.word.custom_xml import add_custom_xml, find_custom_xml
from memo.word.package import main_part, relationships, relationships_part
from memo.word.xml import DECLARATION, Element, escape, parse, serialize

NAMESPACE = "urn:memo:base"
_ITEM_ID = "{0E0B4E2F-7B53-4C55-9C57-5B0B3D3D1A12}"

# As all parts begin that this program or Word wrote.
_USUAL = b'<?xml version="1.0" encoding="UTF-8"'

# What can be read in a document, and what the look of it comes from.
_KINDS = ("styles", "numbering", "footnotes", "endnotes", "header", "footer")


def outline(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts that a review reads; in the place of each picture and the like, its hash.

    Raises PackageFault and XmlFault.
    """
    main = main_part(parts)
    names = {"", main}
    names |= {
        relationship.target
        for relationship in relationships(parts, main)
        if relationship.type.rpartition("/")[2] in _KINDS and relationship.target in parts
    }
    found = {name: parts[name] for name in names if name}
    for name in names:
        rels = relationships_part(name)
        found |= {rels: parts[rels]} if rels in parts else {}
        for relationship in relationships(parts, name):
            if relationship.type.endswith("/image") and relationship.target in parts:
                found[relationship.target] = hashed(parts[relationship.target]).encode()
    return dict(sorted(found.items()))


def add_base(parts: dict[str, bytes], main: str) -> None:
    """Nothing; adds the custom XML part with the outline of the parts."""
    pieces = [_piece(name, data) for name, data in outline(parts).items()]
    item = add_custom_xml(parts, main, NAMESPACE, _ITEM_ID)
    # With a prefix: what stands inside has no namespace by default, and keeps it so.
    text = f'{DECLARATION}<b:base xmlns:b="{NAMESPACE}">{"".join(pieces)}</b:base>'
    parts[item] = text.encode()


def _piece(name: str, data: bytes) -> str:
    if not name.endswith((".xml", ".rels")):
        return f'<b:part name="{escape(name)}" sha256="{data.decode()}"/>'
    text = data.decode() if data.startswith(_USUAL) else DECLARATION + serialize(parse(data))
    return f'<b:part name="{escape(name)}">{text.partition("?>")[2]}</b:part>'


def read_base(parts: Mapping[str, bytes]) -> dict[str, bytes] | None:
    """The outline of the file as it was built; None where it is gone. Raises XmlFault."""
    for name in find_custom_xml(parts, NAMESPACE):
        pieces = parse(parts[name]).iter(f"{{{NAMESPACE}}}part")
        return {piece.get("name", ""): _data(piece) for piece in pieces}
    return None


def _data(piece: Element) -> bytes:
    for root in piece:
        return etree.tostring(root, encoding="UTF-8", with_tail=False)
    return piece.get("sha256", "").encode()
