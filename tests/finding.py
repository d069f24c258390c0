"""Finds every printed value and block in a saved document again, by the rules for addresses.

A reader of its own: it takes nothing from `memo`, so that it fails where the files are wrong.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
M = "{urn:memo:addresses}"


@dataclass
class Anchor:
    """An anchor of the custom XML part."""

    name: str
    path: str
    file: str
    source: str
    printed: str
    before: str
    after: str
    block: int
    form: str
    filter: str = ""
    role: str = ""


@dataclass
class Paragraph:
    """A paragraph of the saved document with the keys of the bookmarks in it.

    `pictures` are the alternative texts of its pictures.
    """

    text: str
    keys: set[str] = field(default_factory=set)
    pictures: list[str] = field(default_factory=list)

    def holds(self, anchor: Anchor) -> bool:
        """Whether what was printed stands here."""
        if anchor.role == "alt":
            return anchor.printed in self.pictures
        return anchor.printed.replace("\n", " ") in self.text.replace("\n", " ")


def anchors(docx: Path) -> list[Anchor]:
    """The anchors, from the custom XML part of our namespace whatever its name."""
    found = [
        Anchor(
            anchor.get("name", ""),
            value.get("path", ""),
            value.get("file", ""),
            value.findtext(f"{M}source", ""),
            anchor.findtext(f"{M}printed", ""),
            anchor.findtext(f"{M}before", ""),
            anchor.findtext(f"{M}after", ""),
            int(anchor.get("block", "0")),
            anchor.get("form", "plain"),
            anchor.get("filter", ""),
            anchor.get("role", ""),
        )
        for root in _custom_parts(docx)
        if root.tag == f"{M}addresses"
        for value in root.iter(f"{M}value")
        for anchor in value.iter(f"{M}anchor")
    ]
    return sorted(found, key=lambda anchor: int(anchor.name.removeprefix("_m")))


def mark_of(docx: Path) -> str:
    """What tells the draft from others: the beginning of the hash of its content."""
    (built,) = (built for root in _custom_parts(docx) for built in root.iter(f"{M}built"))
    return built.get("content", "")[:6]


def _custom_parts(docx: Path) -> list[ElementTree.Element]:
    with zipfile.ZipFile(docx) as archive:
        return [
            ElementTree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.startswith("customXml/") and name.endswith(".xml")
        ]


def paragraphs(docx: Path) -> list[Paragraph]:
    """The paragraphs of the body, then of footnotes, footers and headers."""
    return [*body(docx), *_stories(docx, r"word/(footnotes|footer|header)\d*\.xml")]


def body(docx: Path) -> list[Paragraph]:
    """The paragraphs of the body, those in tables among them."""
    return _stories(docx, r"word/document\.xml")


def notes(docx: Path) -> list[Paragraph]:
    """The paragraphs of the footnotes; the lines above the notes are two notes without text."""
    return _stories(docx, r"word/footnotes\.xml")


def edges(docx: Path) -> list[Paragraph]:
    """The paragraphs of the footers, then of the headers."""
    return _stories(docx, r"word/(footer|header)\d*\.xml")


def _stories(docx: Path, pattern: str) -> list[Paragraph]:
    with zipfile.ZipFile(docx) as archive:
        names = sorted(name for name in archive.namelist() if re.fullmatch(pattern, name))
        roots = [ElementTree.fromstring(archive.read(name)) for name in names]
    return [paragraph for root in roots for paragraph in _story(root)]


def _story(root: ElementTree.Element) -> list[Paragraph]:
    # LibreOffice calls the bookmark of a frame or a note _m3_Copy_1 after a plain save.
    names = {
        bookmark.get(f"{W}id"): re.sub(r"_Copy_\d+$", "", bookmark.get(f"{W}name", ""))
        for bookmark in root.iter(f"{W}bookmarkStart")
    }
    return [_paragraph(element, names) for element in root.iter(f"{W}p")]


def _paragraph(element: ElementTree.Element, names: dict[str | None, str]) -> Paragraph:
    pictures = [picture.get("descr", "") for picture in element.iter(f"{WP}docPr")]
    # Where a section ends in a paragraph, LibreOffice lets its bookmark begin in the one above.
    ends = (bookmark.get(f"{W}id") for bookmark in element.iter(f"{W}bookmarkEnd"))
    return Paragraph(paragraph_text(element), {names[id] for id in ends}, pictures)


def paragraph_text(element: ElementTree.Element) -> str:
    """The text of a paragraph as a reader sees it, without page breaks and numbers of footnotes."""
    marks = {
        f"{W}br": "\n",
        f"{W}tab": "\t",
        f"{W}softHyphen": "\u00ad",
        f"{W}noBreakHyphen": "\u2011",
    }
    return "".join(
        (node.text or "") if node.tag == f"{W}t" else marks.get(node.tag, "")
        for run in element.iter(f"{W}r")
        for node in run
        if node.get(f"{W}type") != "page"
    )


def placed(docx: Path) -> tuple[dict[str, Paragraph], list[Anchor]]:
    """The paragraph of each anchor by its name, and the anchors that nothing places.

    First by bookmark; then, between the neighbours that have one, by the paragraph's text.
    """
    all_anchors, all_paragraphs = anchors(docx), paragraphs(docx)
    by_key = {key: number for number, p in enumerate(all_paragraphs) for key in p.keys}
    found = {a.name: by_key[a.name] for a in all_anchors if a.name in by_key}
    unplaced = []
    for place, anchor in enumerate(all_anchors):
        if anchor.name in found:
            continue
        first = max((found[a.name] for a in all_anchors[:place] if a.name in found), default=-1)
        number = next(
            (
                number
                for number in range(first + 1, len(all_paragraphs))
                if f"{anchor.before}{anchor.printed}{anchor.after}" in all_paragraphs[number].text
                and number not in found.values()
            ),
            None,
        )
        if number is None:
            unplaced.append(anchor)
        else:
            found[anchor.name] = number
    return {name: all_paragraphs[number] for name, number in found.items()}, unplaced
