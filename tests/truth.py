"""What a reader sees in a Word file, with all changes accepted: paragraphs with their looks.

It takes nothing from `memo`: it judges what came back, so it must not share its mistakes. Left out
are what differs from build to build without anybody's doing: the numbers of pages, the mark of a
draft.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
Element = etree._Element

_TAKEN = (f"{W}del", f"{W}moveFrom")
_VOLATILE = re.compile(r"Udkast [0-9a-f]{6}|Draft [0-9a-f]{6}")


@dataclass(frozen=True)
class Seen:
    """A paragraph: text by its looks ("b", "i", "bi" or ""), its style, its list and its cell."""

    runs: tuple[tuple[str, str], ...]
    style: str
    level: int
    cell: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        """The text without its looks."""
        return "".join(text for text, _ in self.runs)


def seen(data: bytes) -> list[Seen]:
    """The paragraphs of the body and the footnotes that say something, in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if re.fullmatch(r"word/[a-z]+\d*\.xml", name)]
        roots = {name: etree.fromstring(archive.read(name)) for name in names}
    styles = {
        style.get(f"{W}styleId", ""): style.find(f"{W}name").get(f"{W}val", "").lower()
        for style in roots["word/styles.xml"].iter(f"{W}style")
        if style.find(f"{W}name") is not None
    }
    found: list[Seen] = []
    for name in sorted(roots, key=lambda name: ("document" not in name, name)):
        if re.fullmatch(r"word/(document|footnotes|header\d+|footer\d+)\.xml", name):
            found += _Part(styles).read(roots[name])
    return [each for each in found if each.text.strip()]


class _Part:
    def __init__(self, styles: dict[str, str]) -> None:
        self._styles = styles
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
        bold = _is_on(run, "b") or named == "strong"
        italic = _is_on(run, "i") or named == "emphasis"
        return "b" * bold + "i" * italic


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


def _is_on(run: Element, name: str) -> bool:
    found = run.find(f"{W}rPr/{W}{name}")
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false")


def _joined(runs: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The runs, those of one look as one; a space has the look of its neighbours, if it is one."""
    signs = [(sign, look) for text, look in runs for sign in _VOLATILE.sub("", text)]
    looks = [look if sign.strip() else "?" for sign, look in signs]
    for at, look in enumerate(looks):
        if look == "?":
            following = next((each for each in looks[at:] if each != "?"), "")
            looks[at] = following if at and looks[at - 1] == following else ""
    found: list[tuple[str, str]] = []
    for (sign, _), look in zip(signs, looks, strict=True):
        if found and found[-1][1] == look:
            found[-1] = found[-1][0] + sign, look
        else:
            found.append((sign, look))
    return tuple(found)
