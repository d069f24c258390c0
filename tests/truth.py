"""What a reader sees in a Word file, with all changes accepted: paragraphs with their looks.

It takes nothing from `memo`: it judges what came back, so it must not share its mistakes. Left out
are what differs from build to build without anybody's doing: the numbers of pages, the mark of a
draft, and the numbers of tables, which Word counts when it is told to.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
Element = etree._Element

_TAKEN = (f"{W}del", f"{W}moveFrom")
_VOLATILE = re.compile(r"Udkast [0-9a-f]{6}|Draft [0-9a-f]{6}|(?<=Tabel )\d+")


@dataclass(frozen=True)
class Seen:
    """A paragraph: text by its looks ("b", "i", "<address of a link>"), its style, its list and its cell."""

    runs: tuple[tuple[str, str], ...]
    style: str
    level: int
    cell: tuple[int, int] | None = None

    @property
    def formless(self) -> Seen:
        """The same whatever its style and level."""
        return replace(self, style="", level=-1)

    @property
    def text(self) -> str:
        """The text without its looks."""
        return "".join(text for text, _ in self.runs)


def seen(data: bytes) -> list[Seen]:
    """The paragraphs of the body and the footnotes that say something, in their order."""
    return _seen(data, "document", "footnotes")


def edges(data: bytes) -> list[Seen]:
    """The paragraphs of the headers and the footers that say something."""
    return _seen(data, r"(new)?header\d+", r"(new)?footer\d+")


def _seen(data: bytes, *stories: str) -> list[Seen]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if re.fullmatch(r"word/[a-z]+\d*\.xml", name)]
        archived = {name: archive.read(name) for name in archive.namelist()}
        roots = {name: etree.fromstring(archived[name]) for name in names}
    styles = {
        style.get(f"{W}styleId", ""): style.find(f"{W}name").get(f"{W}val", "").lower()
        for style in roots["word/styles.xml"].iter(f"{W}style")
        if style.find(f"{W}name") is not None
    }
    found: list[Seen] = []
    for story in stories:
        for name in sorted(name for name in roots if re.fullmatch(rf"word/{story}\.xml", name)):
            part = _Part(styles, _links(archived, name))
            for root in _notes(roots) if "footnotes" in name else [roots[name]]:
                found += part.read(root)
    return [each for each in found if each.text.strip()]


def _notes(roots: dict[str, Element]) -> list[Element]:
    """The footnotes that the body refers to, in its order."""
    notes = {note.get(f"{W}id"): note for note in roots["word/footnotes.xml"]}
    body = roots["word/document.xml"]
    return [
        notes[mark.get(f"{W}id")]
        for mark in body.iter(f"{W}footnoteReference")
        if not any(parent.tag in _TAKEN for parent in mark.iterancestors())
    ]


def comments(data: bytes) -> list[tuple[str, str, str]]:
    """The open comments, in the order of their words: the author, the text and those words."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "word/comments.xml" not in archive.namelist():
            return []
        notes = etree.fromstring(archive.read("word/comments.xml"))
        parts = [
            etree.fromstring(archive.read(name))
            for name in sorted(archive.namelist())
            if re.fullmatch(r"word/(document|footnotes)\.xml", name)
        ]
    by_id = {each.get(f"{W}id"): each for each in notes}
    found: dict[str | None, str] = {}
    for root in parts:
        within: list[str | None] = []
        for node in root.iter():
            if node.tag == f"{W}commentRangeStart":
                within.append(node.get(f"{W}id"))
                found[node.get(f"{W}id")] = ""
            elif node.tag == f"{W}commentRangeEnd":
                within.remove(node.get(f"{W}id"))
            elif node.tag == f"{W}t":
                found |= {id: found[id] + str(node.text or "") for id in within}
    return sorted(
        (by_id[id].get(f"{W}author", ""), _said(by_id[id]), words) for id, words in found.items()
    )


def _said(comment: Element) -> str:
    return "".join(str(each.text or "") for each in comment.iter(f"{W}t"))


def _links(parts: dict[str, bytes], name: str) -> dict[str, str]:
    """Where the links of the part lead, by the ids of their relationships."""
    relations = name.replace("word/", "word/_rels/") + ".rels"
    if relations not in parts:
        return {}
    return {
        each.get("Id", ""): each.get("Target", "")
        for each in etree.fromstring(parts[relations])
        if each.get("TargetMode") == "External"
    }


class _Part:
    def __init__(self, styles: dict[str, str], links: dict[str, str]) -> None:
        self._styles = styles
        self._links = links
        self._waiting: list[tuple[str, str]] = []

    def read(self, root: Element) -> Iterator[Seen]:
        rows: dict[Element, int] = {}
        for row in root.iter(f"{W}tr"):
            if row.find(f"{W}trPr/{W}del") is None:
                rows[row] = len(rows)
        for paragraph in root.iter(f"{W}p"):
            row = next(paragraph.iterancestors(f"{W}tr"), None)
            if row is not None and row not in rows:
                continue
            runs = [*self._waiting, *self._runs(paragraph)]
            self._waiting = []
            mark = paragraph.find(f"{W}pPr/{W}rPr")
            if mark is not None and any(mark.find(name) is not None for name in _TAKEN):
                self._waiting = runs
                continue
            cell = None
            if row is not None:
                own = next(paragraph.iterancestors(f"{W}tc"))
                cell = rows[row], row.findall(f"{W}tc").index(own)
            yield Seen(_joined(runs), *self._form(paragraph), cell)

    def _form(self, paragraph: Element) -> tuple[str, int]:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        level = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
        name = self._styles.get(style.get(f"{W}val", ""), "") if style is not None else ""
        return name, -1 if level is None else int(level.get(f"{W}val", "0"))

    def _runs(self, paragraph: Element) -> Iterator[tuple[str, str]]:
        for run in paragraph.iter(f"{W}r"):
            if next(run.iterancestors(f"{W}p")) is not paragraph:
                continue
            if any(parent.tag in _TAKEN for parent in run.iterancestors()):
                continue
            text = "".join(_text(child) for child in run)
            if text:
                yield text, self._look(run)

    def _look(self, run: Element) -> str:
        style = run.find(f"{W}rPr/{W}rStyle")
        named = self._styles.get(style.get(f"{W}val", ""), "") if style is not None else ""
        bold = _is_on(run, "b", named == "strong")
        italic = _is_on(run, "i", named == "emphasis")
        return "b" * bold + "i" * italic + self._link(run)

    def _link(self, run: Element) -> str:
        link = next(run.iterancestors(f"{W}hyperlink"), None)
        return "" if link is None else f"<{self._links.get(link.get(f'{_R}id', ''), '')}>"


def _text(element: Element) -> str:
    if element.tag == f"{W}t":
        return str(element.text or "")
    if element.tag == f"{W}tab":
        return "\t"
    if element.tag == f"{W}br":
        return "\n"
    if element.tag == f"{W}drawing":
        return "".join(f"[{each.get('descr', '')}]" for each in element.iter(f"{_WP}docPr"))
    return ""


def _is_on(run: Element, name: str, is_usual: bool) -> bool:
    found = run.find(f"{W}rPr/{W}{name}")
    return is_usual if found is None else found.get(f"{W}val", "1") not in ("0", "false")


def _joined(runs: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The runs, those of one look as one; a space has the look of its neighbours, if it is one.

    Space at the edges of a paragraph is none: Markdown cannot say it, and nobody sees it.
    """
    signs = [(sign, look) for text, look in runs for sign in text]
    for found in reversed([*_VOLATILE.finditer("".join(sign for sign, _ in signs))]):
        del signs[found.start() : found.end()]
    looks = [look if sign.strip() else "?" for sign, look in signs]
    for at, look in enumerate(looks):
        if look == "?":
            following = next((each for each in looks[at:] if each != "?"), "")
            looks[at] = following if at and looks[at - 1] == following else ""
    while signs and not signs[0][0].strip():
        signs, looks = signs[1:], looks[1:]
    while signs and not signs[-1][0].strip():
        signs, looks = signs[:-1], looks[:-1]
    joined: list[tuple[str, str]] = []
    for (sign, _), look in zip(signs, looks, strict=True):
        if joined and joined[-1][1] == look:
            joined[-1] = joined[-1][0] + sign, look
        else:
            joined.append((sign, look))
    return tuple(joined)
