"""XML of the parts of a Word file: names, strict parsing, escaping.

Parsing repairs nothing, fetches nothing and expands no entities: a lenient parser would let text
vanish without a word.
"""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import etree

Element = etree._Element

R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    remove_comments=True,
    remove_pis=True,
)


class XmlFault(Exception):
    """A part that is not well-formed XML, or is more than plain XML."""


def w(name: str) -> str:
    """The name in the main namespace of WordprocessingML, as lxml writes it."""
    return f"{{{W}}}{name}"


def parse(text: bytes | str) -> Element:
    """The root of the part. Raises XmlFault."""
    try:
        root = etree.fromstring(text.encode() if isinstance(text, str) else text, _PARSER)
    except etree.XMLSyntaxError as error:
        raise XmlFault(str(error)) from error
    docinfo: Any = root.getroottree().docinfo
    if docinfo.doctype:
        raise XmlFault("a document type declaration")
    return root


def serialize(root: Element) -> str:
    """The part as text, without a declaration."""
    return etree.tostring(root, encoding="unicode")


def escape(text: str) -> str:
    """The text as character data, or in a quoted attribute if it is one line without tabs."""
    # Most texts hold none of these, and to look for one sign takes next to no time.
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    return text.replace(">", "&gt;").replace('"', "&quot;")


def escape_in_attribute(text: str) -> str:
    """The text in a quoted attribute: there, XML would read a tab or a line break as a space."""
    return escape(text).replace("\t", "&#9;").replace("\n", "&#10;")


# What Word keeps as elements between pieces of text, not as characters. A soft hyphen as a
# character is shown by Word as a hard one; Word itself writes w:softHyphen.
_TAGS = {
    "\t": "<w:tab/>",
    "\n": "<w:br/>",
    "\u00ad": "<w:softHyphen/>",
    "\u2011": "<w:noBreakHyphen/>",
}
_IN_RUN = {char: f'</w:t>{tag}<w:t xml:space="preserve">' for char, tag in _TAGS.items()}

# The other way: what an element in a run stands for.
TEXT_OF_ELEMENT = {
    w("tab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("softHyphen"): "\u00ad",
    w("noBreakHyphen"): "\u2011",
}


def escape_in_run(text: str) -> str:
    """The text as it stands inside `w:t`; tabs, line breaks and special hyphens become elements."""
    text = escape(text)
    for char, xml in _IN_RUN.items():
        text = text.replace(char, xml)
    return text


def text_of(element: Element) -> str:
    """The text of the element's runs, as a reader sees it; text boxes that hang on it left out."""
    parts = []
    for node in element.iter(w("t"), *TEXT_OF_ELEMENT):
        if next(node.iterancestors(w("txbxContent"), str(element.tag)), None) is not element:
            continue
        if node.tag == w("t"):
            parts.append(node.text or "")
        elif is_in_run(node):
            parts.append(TEXT_OF_ELEMENT[str(node.tag)])
    return "".join(parts)


def value_of(element: Element | None, attribute: str = "val") -> str:
    """What an attribute of the main namespace says, "" where it or the element is absent."""
    return "" if element is None else element.get(w(attribute), "")


def is_on(switch: Element | None, attribute: str = "val") -> bool:
    """Whether what the element says is so, as `w:b` says of bold: not where it is absent."""
    return switch is not None and value_of(switch, attribute) not in ("0", "false", "off")


def number(element: Element, attribute: str) -> int:
    """The number in an attribute of the main namespace, 0 where it is absent. Raises XmlFault."""
    text = element.get(w(attribute), "0")
    try:
        return int(text)
    except ValueError as error:
        raise XmlFault(f"{local_name(element)}: {text}") from error


def remove(element: Element) -> None:
    """Nothing; takes the element out of what it stands in."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def is_in_run(element: Element) -> bool:
    """Whether the element stands directly in a run; `w:tab` also stands in tab settings."""
    parent = element.getparent()
    return parent is not None and parent.tag == w("r")


def local_name(element: Element) -> str:
    """The element's name without its namespace."""
    return re.sub(r"^\{.*\}", "", str(element.tag))
