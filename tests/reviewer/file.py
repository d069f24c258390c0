"""A Word file in a reviewer's hands."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from tests.reviewer.xml import (
    Element,
    W,
    element,
    neighbours,
    properties_of,
    remove,
    runs_of,
    selected,
    shown,
    text_of,
    wrap,
)

BODY = "word/document.xml"
TEXT = "document|footnotes"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"

Where = str | Element
"""A paragraph, or a text that stands in it."""


class Span(NamedTuple):
    """Characters of a paragraph, as a reviewer sees them."""

    paragraph: Element
    start: int
    end: int


Text = str | Span
"""What a reviewer selects; a text is selected where it stands first."""


class File:
    """A Word file, and whether what is done in it is tracked."""

    def __init__(
        self, file: Path | bytes, author: str = "Karen Lindtoft", *, tracking: bool = True
    ) -> None:
        self.author = author
        self.tracking = tracking
        self._id = 9000
        self.roots: dict[str, Element] = {}
        self._binary: dict[str, bytes] = {}
        data = file if isinstance(file, bytes) else file.read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    self.roots[name] = etree.fromstring(archive.read(name))
                else:
                    self._binary[name] = archive.read(name)
        authored = (
            node
            for root in self.roots.values()
            for node in root.xpath("//*[@w:author]", namespaces={"w": W[1:-1]})
        )
        self._id = max([9000, *(int(node.get(f"{W}id", "0")) for node in authored)])

    def parts(self) -> dict[str, bytes]:
        """The parts by their names."""
        return {name: etree.tostring(root) for name, root in self.roots.items()} | self._binary

    def saved(self) -> bytes:
        """The file."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, data in self.parts().items():
                archive.writestr(name, data)
        return buffer.getvalue()

    def story(self, kind: str) -> Element:
        """The first part of that kind that holds text."""
        return next(root for root in self._stories(kind) if text_of(root).strip())

    def _stories(self, kind: str) -> list[Element]:
        names = [name for name in self.roots if re.fullmatch(rf"word/({kind})\d*\.xml", name)]
        return [self.roots[name] for name in sorted(names)]

    def paragraph(self, text: Where, story: str = TEXT) -> Element:
        """The first paragraph that shows the text, else the first where it is struck out."""
        if not isinstance(text, str):
            return text
        found = [each for root in self._stories(story) for each in root.iter(f"{W}p")]
        for reading in (shown, text_of):
            for each in found:
                if text in reading(each):
                    return each
        raise AssertionError(f"no paragraph holds {text!r}")

    def select(self, text: Text, story: str = TEXT) -> list[Element]:
        """The runs of just that text, which may stand in several."""
        if not isinstance(text, str):
            return selected(*text)
        paragraph = self.paragraph(text, story)
        start = shown(paragraph).find(text)
        assert start >= 0, f"{text!r} is not to be seen in {shown(paragraph)!r}"
        return selected(paragraph, start, start + len(text))

    def run(self, text: Text, story: str = TEXT) -> Element:
        """A run of exactly that text: what stands round it is split off."""
        (run,) = self.select(text, story)
        return run

    def replace_picture(self, data: bytes) -> None:
        """Nothing; puts other bytes in place of the document's last picture."""
        self._binary[[name for name in self._binary if "/media/" in name][-1]] = data

    # What all acts are made of.

    def _attributes(self) -> str:
        self._id += 1
        return f'w:id="{self._id}" w:author="{self.author}" w:date="2026-11-22T10:0{self._id % 10}:00Z"'

    def _put_in(self, runs: Sequence[Element]) -> None:
        """Nothing; the runs, which stand there already, are new. `w:ins` as in RP003."""
        if self.tracking:
            for group in neighbours(runs):
                wrap(group, element(f"<w:ins {self._attributes()}/>"))

    def _take_out(self, runs: Sequence[Element]) -> None:
        """Nothing; the runs are gone. `w:del` as in RP002."""
        for group in neighbours(runs):
            if not self.tracking:
                for run in group:
                    remove(run)
                continue
            wrap(group, element(f"<w:del {self._attributes()}/>"))
            for run in group:
                for node in run.iter(f"{W}t"):
                    node.tag = f"{W}delText"

    def _mark(self, paragraph: Element, name: str) -> None:
        """Nothing; the paragraph's mark has come or gone, as in RP006 and RP005."""
        if self.tracking:
            properties = properties_of(properties_of(paragraph, "pPr"), "rPr", last=True)
            properties.insert(0, element(f"<w:{name} {self._attributes()}/>"))

    def _mark_row(self, row: Element, name: str) -> None:
        """Nothing; the row and all in it has come or gone, as in RP010 and RP009."""
        if not self.tracking:
            return
        properties_of(row, "trPr").append(element(f"<w:{name} {self._attributes()}/>"))
        for paragraph in list(row.iter(f"{W}p")):
            runs = list(runs_of(paragraph))
            if name == "del":
                self._take_out(runs)
            else:
                self._put_in(runs)
            self._mark(paragraph, name)
