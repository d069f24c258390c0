"""The base of a review: what a built file held when it was built, kept inside it.

What a reviewer has changed without tracking is told by comparing with that. A custom XML part
holds the stories, styles and numbering as they were, and of every picture only its hash.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from memo.provenance import hashed
from memo.word.custom_xml import add_custom_xml, find_custom_xml
from memo.word.package import main_part, relationships, relationships_part
from memo.word.xml import DECLARATION, Element, escape, parse, serialize

NAMESPACE = "urn:memo:base"
_ITEM_ID = "{0E0B4E2F-7B53-4C55-9C57-5B0B3D3D1A12}"

# As nearly all parts begin.
_USUAL = b'<?xml version="1.0" encoding="UTF-8"'

# The parser takes no text of more than ten million signs at once.
_MOST = 1_000_000

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
    found = {name: _in_utf8(parts[name]) for name in names if name}
    for name in names:
        rels = relationships_part(name)
        found |= {rels: _in_utf8(parts[rels])} if rels in parts else {}
        for relationship in relationships(parts, name):
            if relationship.type.endswith("/image") and relationship.target in parts:
                found[relationship.target] = hashed(parts[relationship.target]).encode()
    return dict(sorted(found.items()))


def _in_utf8(data: bytes) -> bytes:
    # A part that comes from the template as it is may be in UTF-16; most say that they are not.
    if data.startswith(_USUAL):
        return data
    return (DECLARATION + serialize(parse(data))).encode()


def add_base(parts: dict[str, bytes], main: str) -> None:
    """Nothing; adds the custom XML part with the outline of the parts."""
    pieces = "".join(_piece(name, data.decode()) for name, data in outline(parts).items())
    item = add_custom_xml(parts, main, NAMESPACE, _ITEM_ID)
    parts[item] = f'{DECLARATION}<base xmlns="{NAMESPACE}">{pieces}</base>'.encode()


def _piece(name: str, text: str) -> str:
    chunks = (text[start : start + _MOST] for start in range(0, len(text), _MOST))
    inner = "".join(f"<text>{_as_data(chunk)}</text>" for chunk in chunks)
    return f'<part name="{escape(name)}">{inner}</part>'


def _as_data(text: str) -> str:
    # As text and not as elements: other programs look for what refers to other parts anywhere.
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def read_base(parts: Mapping[str, bytes]) -> dict[str, bytes] | None:
    """The outline of the file as it was built; None where it is gone."""
    for root in find_custom_xml(parts, NAMESPACE).values():
        pieces = root.iter(f"{{{NAMESPACE}}}part")
        return {piece.get("name", ""): "".join(_texts(piece)).encode() for piece in pieces}
    return None


def _texts(piece: Element) -> Iterator[str]:
    for text in piece.iter(f"{{{NAMESPACE}}}text"):
        yield text.text or ""
