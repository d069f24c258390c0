"""The numbers of a document's list items, counted as Word counts them.

A reader of its own: it takes nothing from `memo`, so that it fails where the files are wrong. Word
counts each level for all the lists of one `w:abstractNum` together; a list of a level with
`w:startOverride` begins there when its first item comes. LibreOffice counts each list alone, so
lists that mix would look right there and wrong in Word.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from tests.finding import W, paragraph_text

BULLET = "•"


@dataclass(frozen=True)
class Point:
    """A paragraph of the body: its label is "" where it is no item of a list."""

    text: str
    label: str = ""
    level: int = 0
    num: str = ""


@dataclass(frozen=True)
class Level:
    """What a level of a list says of its labels."""

    start: int
    format: str
    text: str


@dataclass
class Numbering:
    """The numbering part, and how far each of its lists has been counted."""

    abstracts: dict[str, dict[int, Level]]
    nums: dict[str, str]
    overrides: dict[tuple[str, int], int]
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, num: str, level: int) -> str:
        """The label of the next item of that list on that level."""
        abstract = self.nums[num]
        own = self.abstracts[abstract][level]
        count = self.counts.get((abstract, level), own.start - 1) + 1
        if (num, level) not in self.begun:
            self.begun.add((num, level))
            count = self.overrides.get((num, level), count)
        self.counts[abstract, level] = count
        for deeper in range(level + 1, 9):
            self.counts.pop((abstract, deeper), None)
        if own.format == "bullet":
            return BULLET
        text = own.text
        for place, other in self.abstracts[abstract].items():
            number = self.counts.get((abstract, place), other.start)
            text = text.replace(f"%{place + 1}", shown(number, other.format))
        return text


def shown(number: int, format: str) -> str:
    """The number in the figures or letters of that format."""
    if format == "lowerLetter":
        return chr(ord("a") + number - 1)
    if format == "lowerRoman":
        tens, ones = divmod(number, 10)
        return "x" * tens + ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"][ones]
    assert format in ("decimal", "bullet"), format
    return str(number)


def points(docx: Path) -> list[Point]:
    """The paragraphs of the body, in their order, with the labels that Word shows before them.

    Only what a paragraph says itself makes it an item: its style could be changed under it.
    """
    with zipfile.ZipFile(docx) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))
        numbering = _numbering(ElementTree.fromstring(archive.read("word/numbering.xml")))
    return list(_points(body, numbering))


def _points(body: ElementTree.Element, numbering: Numbering) -> Iterator[Point]:
    for paragraph in body.iter(f"{W}p"):
        text = paragraph_text(paragraph)
        properties = paragraph.find(f"{W}pPr/{W}numPr")
        num = "0" if properties is None else _value(properties, "numId")
        if num == "0" or properties is None:
            yield Point(text)
        else:
            level = int(_value(properties, "ilvl") or 0)
            yield Point(text, numbering.label(num, level), level, num)


def _numbering(root: ElementTree.Element) -> Numbering:
    numbering = Numbering({}, {}, {})
    for abstract in root.iter(f"{W}abstractNum"):
        levels = {int(lvl.get(f"{W}ilvl", "")): _level(lvl) for lvl in abstract.iter(f"{W}lvl")}
        numbering.abstracts[abstract.get(f"{W}abstractNumId", "")] = levels
    for num in root.iter(f"{W}num"):
        id = num.get(f"{W}numId", "")
        numbering.nums[id] = _value(num, "abstractNumId")
        for override in num.iter(f"{W}lvlOverride"):
            level = int(override.get(f"{W}ilvl", ""))
            numbering.overrides[id, level] = int(_value(override, "startOverride"))
    return numbering


def _level(lvl: ElementTree.Element) -> Level:
    return Level(int(_value(lvl, "start") or 0), _value(lvl, "numFmt"), _value(lvl, "lvlText"))


def _value(element: ElementTree.Element, name: str) -> str:
    child = element.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")
