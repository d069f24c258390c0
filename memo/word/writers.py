"""What prose is written with, and what its blocks stand in."""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from memo.language import Language
from memo.problems import Report
from memo.word.addresses import Anchors
from memo.word.notes import Notes
from memo.word.numbering import Lists
from memo.word.paragraphs import PLAIN, Look
from memo.word.pictures import Pictures
from memo.word.runs import RunWriter
from memo.word.styles import Style, Styles


class Writers(Struct):
    """What the prose of one document is written with."""

    styles: Styles
    lists: Lists
    anchors: Anchors
    runs: RunWriter
    notes: Notes
    pictures: Pictures
    language: Language
    report: Report
    captions: set[str] = field(default_factory=set)
    """The captions that have their bookmark: a template may print a prose twice."""


class Surroundings(Struct, frozen=True):
    """What blocks stand in: the style of their paragraphs, and the room there is, in twips.

    `edge` is where their text begins; `left` is that as a direct indent, None where the style
    decides; `shift` is how much further lists are indented than their styles say; `depth` is how
    many lists there are round the blocks; `extra` is what all the paragraphs of a cell have in
    common.
    """

    style: Style
    width: int
    edge: int = 0
    left: int | None = None
    shift: int = 0
    depth: int = 0
    in_cell: bool = False
    extra: Look = PLAIN

    def look(self) -> Look:
        """How the paragraphs look."""
        return replace(self.extra, style=self.style.id, left=self.left)
