"""The base of a review: what a built file held when it was built, kept inside it.

What a reviewer has changed without tracking is told by comparing with that. A custom XML part
holds the stories, styles and numbering as they were, and of every picture only its hash.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from memo.word.custom_xml import add_custom_xml, find_custom_xml
from memo.word.parts_to_read import parts_to_read
from memo.word.xml import DECLARATION, Element, escape, parse, serialize

NAMESPACE = "urn:memo:base"
_ITEM_ID = "{0E0B4E2F-7B53-4C55-9C57-5B0B3D3D1A12}"

# As nearly all parts begin.
_USUAL = b'<?xml version="1.0" encoding="UTF-8"'

# The parser takes no text of more than ten million signs at once.
_MOST = 1_000_000


def add_base(parts: dict[str, bytes], main: str) -> str:
    """The name of a new custom XML part, which holds what a review will need of the parts."""
    kept = sorted(parts_to_read(parts).items())
    pieces = [_piece(name, _in_utf_8(name, data)) for name, data in kept]
    item = add_custom_xml(parts, main, NAMESPACE, _ITEM_ID)
    begin = f'{DECLARATION}<base xmlns="{NAMESPACE}">'.encode()
    parts[item] = b"".join((begin, *pieces, b"</base>"))
    return item


def _in_utf_8(name: str, data: bytes) -> bytes:
    # A part that comes from the template as it is may be in UTF-16; most say that they are not.
    is_usual = data.startswith(_USUAL) or not name.endswith((".xml", ".rels"))
    return data if is_usual else _rewritten(data)


# The documents of a run share most of what they do not say of themselves with their templates.
@lru_cache(maxsize=64)
def _rewritten(data: bytes) -> bytes:
    return (DECLARATION + serialize(parse(data))).encode()


def _piece(name: str, data: bytes) -> bytes:
    texts = b"".join(b"<text><![CDATA[%b]]></text>" % _as_data(chunk) for chunk in _chunks(data))
    return b'<part name="%b">%b</part>' % (escape(name).encode(), texts)


def _chunks(data: bytes) -> Iterable[bytes]:
    if len(data) <= _MOST:
        return [data]
    text = data.decode()
    starts = range(0, len(text), _MOST)
    return (text[start : start + _MOST].encode() for start in starts)


def _as_data(chunk: bytes) -> bytes:
    # As text and not as elements: other programs look for what refers to other parts anywhere.
    return chunk.replace(b"]]>", b"]]]]><![CDATA[>")


def read_base(parts: Mapping[str, bytes]) -> dict[str, bytes] | None:
    """What the file was built with, as far as a review needs it; None where that is gone."""
    for root in find_custom_xml(parts, NAMESPACE).values():
        pieces = root.iter(f"{{{NAMESPACE}}}part")
        return {piece.get("name", ""): "".join(_texts(piece)).encode() for piece in pieces}
    return None


def _texts(piece: Element) -> Iterator[str]:
    for text in piece.iter(f"{{{NAMESPACE}}}text"):
        yield text.text or ""
