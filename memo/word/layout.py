"""Where the pages of a document break, as LibreOffice lays it out.

LibreOffice breaks the pages of a document only when it has to show or print it. A PDF is printed;
with `IsAddStream` it holds the document itself as well, as OpenDocument that is saved afterwards.
In that, each break which nobody asked for is a `text:soft-page-break`.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from msgspec import Struct

from memo.cache import Cache, key_of
from memo.office import OfficeFault, converted
from memo.problems import reason, say
from memo.word.addresses import BOOKMARK_PREFIX
from memo.word.package import PackageFault, read_parts
from memo.word.xml import Element, XmlFault, parse

_PDF_WITH_DOCUMENT = (
    'pdf:writer_pdf_Export:{"IsAddStream":{"type":"boolean","value":"true"}}'  # from 7.4 on
)
# In one call LibreOffice 7.4 saves some 250 documents, and then stops without a word.
AT_ONCE = 100

_STREAM = re.compile(rb"(?<!end)stream\r?\n(.*?)endstream", re.DOTALL)
_ZIP = b"PK\x03\x04"

_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAWING: Final = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"

_BREAK = f"{_TEXT}soft-page-break"
_ROW = f"{_TABLE}table-row"
_PARAGRAPHS = {f"{_TEXT}p", f"{_TEXT}h"}
_BOOKMARKS = {f"{_TEXT}bookmark", f"{_TEXT}bookmark-start"}
_SPACES = {f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"}
_ASIDE = {f"{_TEXT}note", f"{_OFFICE}annotation", f"{_DRAWING}frame"}


class Piece(Struct, frozen=True):
    """What stands on one page of a printed paragraph: so many words of it.

    `anchor` is the name of the paragraph's first bookmark, `page` the number of automatic page
    breaks before it. In a row that runs over pages, each cell begins on the page of the row.
    """

    anchor: str
    page: int
    words: int


def lay_out(program: Path, documents: Sequence[bytes], cache: Cache) -> list[list[Piece]]:
    """The pieces of each document in their order; none where no page breaks by itself.

    `program` is LibreOffice; what it has laid out before is in the cache. Raises OfficeFault.
    """
    stamp = _stamp(program)
    keys = [key_of("layout", stamp, document) for document in documents]
    recalled = ((key, cache.recall(key, list[Piece])) for key in keys)
    known = {key: pieces for key, pieces in recalled if pieces is not None}
    new = {key: data for key, data in zip(keys, documents, strict=True) if key not in known}
    waiting = iter(new.items())
    while some := dict(islice(waiting, AT_ONCE)):
        made = converted(program, _PDF_WITH_DOCUMENT, list(some.values()), (".docx", ".pdf"))
        for key, pdf in zip(some, made, strict=True):
            known[key] = _pieces(pdf)
            cache.remember(key, known[key], list[Piece])
    return [known[key] for key in keys]


def _stamp(program: Path) -> str:
    """What tells this LibreOffice from the one that was here before. Raises OfficeFault."""
    try:
        return f"{program} {program.resolve().stat().st_mtime_ns}"
    except OSError as error:
        raise OfficeFault(reason(error)) from error


def _pieces(pdf: bytes) -> list[Piece]:
    """The pieces of the document in the PDF. Raises OfficeFault."""
    try:
        content = parse(read_parts(_document_in(pdf))["content.xml"])
    except (PackageFault, XmlFault, KeyError) as error:
        raise OfficeFault(say("it is older than version 7.4")) from error
    pages = _Pages()
    pages.blocks(content)
    return pages.pieces if any(piece.page for piece in pages.pieces) else []


def _document_in(pdf: bytes) -> bytes:
    """The OpenDocument file that the PDF holds, b"" where it holds none."""
    for match in _STREAM.finditer(pdf):
        data: bytes = match[1]
        if data.startswith(b"x") and _inflated(data, len(_ZIP)) == _ZIP:
            data = _inflated(data)
        if data.startswith(_ZIP):
            return data
    return b""


def _inflated(data: bytes, limit: int = 0) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, limit)
    except zlib.error:
        return b""


class _Pages:
    """Goes through the text and counts its pages."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._page = 0

    def blocks(self, element: Element) -> None:
        for child in element:
            if child.tag in _PARAGRAPHS:
                self._paragraph(child)
            elif child.tag == _BREAK:
                self._page += 1
            elif child.tag == _ROW:
                self._row(child)
            else:
                self.blocks(child)

    def _row(self, row: Element) -> None:
        first = last = self._page
        for cell in row:
            self._page = first
            self.blocks(cell)
            last = max(last, self._page)
        self._page = last

    def _paragraph(self, paragraph: Element) -> None:
        anchor = text = ""
        for part in _inline(paragraph):
            if isinstance(part, str):
                text += part
            elif part.tag == _BREAK:
                if text.strip():
                    # A word that is divided between the pages belongs to the second.
                    self._add(anchor, len(f"{text}|".split()) - 1)
                text = ""
                self._page += 1
            elif not anchor:
                # LibreOffice may call a bookmark that it moves _m3_Copy_1.
                name = part.get(f"{_TEXT}name", "").partition("_Copy_")[0]
                anchor = name if name.removeprefix(BOOKMARK_PREFIX).isdigit() else ""
        self._add(anchor, len(text.split()))

    def _add(self, anchor: str, words: int) -> None:
        if anchor:
            self.pieces.append(Piece(anchor, self._page, words))


def _inline(element: Element) -> Iterator[str | Element]:
    """The texts in a paragraph, and its bookmarks and page breaks in their places."""
    yield element.text or ""
    for child in element:
        if child.tag == _BREAK or child.tag in _BOOKMARKS:
            yield child
        elif child.tag in _SPACES:
            yield " "
        elif child.tag not in _ASIDE:
            yield from _inline(child)
        yield child.tail or ""
