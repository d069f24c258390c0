"""Custom XML parts: what a program keeps in a Word file for itself.

Word and LibreOffice keep such a part when they save, but may rename it: it is found by the
namespace of its root element, and never by its name.
"""

from __future__ import annotations

from collections.abc import Mapping

from memo.word.package import add_content_type, add_relationship, relationships, remove_part
from memo.word.xml import DECLARATION, Element, XmlFault, parse

_DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_TYPE_ITEM = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
_TYPE_PROPERTIES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps"
)
_PROPERTIES_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


def add_custom_xml(parts: dict[str, bytes], main: str, namespace: str, id: str) -> str:
    """The name for a new custom XML part of that namespace, which the main part now refers to.

    `id` is a GUID, by which Word finds the data store; one for a namespace need not differ between
    files.
    """
    number = 1
    while f"customXml/itemProps{number}.xml" in parts or f"customXml/item{number}.xml" in parts:
        number += 1
    item, properties = f"customXml/item{number}.xml", f"customXml/itemProps{number}.xml"
    add_relationship(parts, main, _TYPE_ITEM, f"/{item}")
    add_content_type(parts, properties, _PROPERTIES_CONTENT_TYPE)
    parts[properties] = (
        f'{DECLARATION}<ds:datastoreItem xmlns:ds="{_DATA_STORE}" ds:itemID="{id}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{namespace}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
    add_relationship(parts, item, _TYPE_PROPERTIES, f"itemProps{number}.xml")
    return item


def find_custom_xml(parts: Mapping[str, bytes], namespace: str) -> dict[str, Element]:
    """The roots of the parts of that namespace, by the parts' names, whatever these are."""
    found = {}
    for name, data in parts.items():
        if name.endswith(".xml") and namespace.encode() in data:
            root = _root(data)
            if root is not None and str(root.tag).startswith(f"{{{namespace}}}"):
                found[name] = root
    return found


def _root(data: bytes) -> Element | None:
    try:
        return parse(data)
    except XmlFault:
        return None


def remove_custom_xml(parts: dict[str, bytes], main: str, namespace: str) -> None:
    """Nothing; takes the parts of that namespace out. Raises XmlFault."""
    for name in find_custom_xml(parts, namespace):
        for gone in (name, *(r.target for r in relationships(parts, name))):
            remove_part(parts, gone, main)
