"""The acts of reviewers in a part, as a person would count them, and what each is on.

Word writes one act as many elements: a deletion and an insertion for words typed over others, an
element for each run and for each paragraph mark. What one author did without a break is one act.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from memo.word.inline import UNSEEN_IN_RUN, text_in_run
from memo.word.keys import key_of
from memo.word.package import main_part, related_parts
from memo.word.property_changes import changes_of_paragraph, is_empty_change, is_told
from memo.word.tracking import (
    ADDED,
    CELL_ADDED,
    CELL_MERGED,
    CELL_TAKEN,
    PROPERTY_CHANGES,
    TAKEN,
    choose,
)
from memo.word.xml import Element, value_of, w

ChangeKind = Literal[
    "insertion", "deletion", "replacement", "move", "formatting", "table", "pages", "style"
]

# Parts of a field that are not to be read.
_UNREAD = UNSEEN_IN_RUN | {w("fldChar"), w("instrText"), w("delInstrText")}

_OF_TEXT = (w("moveFrom"), w("moveTo"))
# What holds the properties of a table, a row or a cell.
_PROPERTIES = set(map(w, ("tblPr", "tblPrEx", "trPr", "tcPr", "tblGrid")))

# What is done in one note and in the next is two acts: they stand at different places.
_NOTES = (w("footnote"), w("endnote"))

_OF_CELLS = {CELL_ADDED, CELL_TAKEN, CELL_MERGED}


# A part that has none of these is not gone through: it takes as long as all the rest.
_TRACKERS = (*ADDED, *TAKEN, *PROPERTY_CHANGES, *_OF_CELLS)


class Act(Struct, eq=False):
    """What one author did without a break. It stands at the element of number `key` in its part.

    `is_told` where lines tell all of it.
    """

    kind: ChangeKind
    author: str
    date: str
    part: str
    key: int
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    is_told: bool = True
    is_tracked: bool = True

    @property
    def told_kind(self) -> ChangeKind:
        """What it came to: words typed over others are a replacement."""
        if self.kind == "insertion" and self.before:
            return "replacement" if self.after else "deletion"
        return self.kind


class Stamp(Struct):
    """Who put in, took out, and altered a run or the mark of a paragraph."""

    added: Act | None = None
    removed: Act | None = None
    altered: Act | None = None


class PartActs(Struct):
    """The acts in a part, in its order, and what they are on by the numbers of elements.

    `is_plain` where nothing is tracked in it; a change that changes nothing is no act.
    """

    is_plain: bool
    acts: list[Act] = field(default_factory=list)
    stamps: defaultdict[int, Stamp] = field(default_factory=lambda: defaultdict(Stamp))


def parts_with_changes(parts: Mapping[str, bytes]) -> list[str]:
    """The names of the parts that may hold changes, the body first.

    Raises PackageFault.
    """
    main = main_part(parts)
    return [
        main,
        *related_parts(parts, main, "footnotes", "endnotes", "header", "footer", "styles"),
    ]


def read_acts(part: str, root: Element) -> PartActs:
    """The acts in the part, whose root is left with one way only to show each thing."""
    choose(root)
    is_plain = next(root.iter(*_TRACKERS), None) is None
    reader = _Reader(part, "style" if root.tag == w("styles") else "formatting", PartActs(is_plain))
    if not is_plain:
        reader.read(root)
    return reader.found


class _Reader:
    """Goes through one part. What is open goes on as long as nothing untracked comes between."""

    def __init__(self, part: str, kind_of_properties: ChangeKind, found: PartActs) -> None:
        self._part, self._kind = part, kind_of_properties
        self.found = found
        self._open: defaultdict[str, dict[str, Act]] = defaultdict(dict)
        self._move = ""
        self._moved: dict[str, tuple[bool, Act]] = {}
        self._key = 0
        self._noted: set[tuple[int, str]] = set()

    def read(self, root: Element) -> None:
        """Nothing; reads the part."""
        self._children(root, ())

    def _children(self, element: Element, trackers: tuple[Element, ...]) -> None:
        for child in element:
            self._element(child, trackers)

    def _element(self, element: Element, trackers: tuple[Element, ...]) -> None:
        tag = element.tag
        if tag == w("r"):
            self._run(element, trackers)
        elif tag == w("p"):
            self._paragraph(element, trackers)
        elif tag in _NOTES:
            self._open.clear()
            self._children(element, trackers)
        elif tag in (w("moveFromRangeStart"), w("moveToRangeStart")):
            self._move = value_of(element, "name")
        elif tag in (w("moveFromRangeEnd"), w("moveToRangeEnd")):
            self._move = ""
        elif tag in ADDED or tag in TAKEN:
            self._children(element, (*trackers, element))
        elif tag in PROPERTY_CHANGES:
            self._properties(element)
        elif tag in _OF_CELLS:
            if tag != CELL_MERGED or value_of(element, "vMerge") != value_of(element, "vMergeOrig"):
                self._cell(self._act("table", "table", element), element)
        elif tag == w("tr"):
            marks = element.findall(f"{w('trPr')}/*")
            self._children(
                element, (*trackers, *(each for each in marks if each.tag in (*ADDED, *TAKEN)))
            )
        else:
            self._children(element, trackers)
            if tag == w("tbl"):
                self._close("table")

    def _cell(self, act: Act, mark: Element) -> None:
        """Nothing; notes what an act does to a cell, which it has put in, taken out or merged."""
        # In a damaged file it may stand in no cell: then it is on nothing.
        cell = next(mark.iterancestors(w("tc")), mark)
        for element in cell.iter(w("p"), w("r")) if self._is_first(cell, mark) else ():
            stamp = self.found.stamps[key_of(element)]
            if mark.tag == CELL_ADDED:
                stamp.added = act
            elif mark.tag == CELL_TAKEN:
                stamp.removed = act
            else:
                stamp.altered = act

    def _paragraph(self, paragraph: Element, trackers: tuple[Element, ...]) -> None:
        key = self._key = key_of(paragraph)
        properties = paragraph.find(w("pPr"))
        text = "".join(map(text_in_run, paragraph.iterfind(f".//{w('r')}/*")))
        changes = changes_of_paragraph(properties)
        if text and not changes:
            self._close("paragraph")
        for change in changes:
            act = self._act(self._kind, "paragraph", change)
            self.found.stamps[key].altered = act
            act.is_told &= is_told(change)
            act.before.append(text)
            act.after.append(text)
        for child in paragraph:
            if child.tag != w("pPr"):
                self._element(child, trackers)
        section = None if properties is None else properties.find(w("sectPr"))
        if section is not None:
            self._element(section, trackers)
        marks = [] if properties is None else properties.findall(f"{w('rPr')}/*")
        own = (mark for mark in marks if mark.tag in (*ADDED, *TAKEN))
        self._text("\n", key, (*trackers, *own))

    def _run(self, run: Element, trackers: tuple[Element, ...]) -> None:
        key = self._key = key_of(run)
        text = "".join(map(text_in_run, run))
        change = run.find(f"{w('rPr')}/{w('rPrChange')}")
        if any(child.tag not in _UNREAD for child in run):
            if change is None or trackers or is_empty_change(change):
                self._close("formatting")
            else:
                act = self._act(self._kind, "formatting", change)
                self.found.stamps[key].altered = act
                act.is_told &= is_told(change)
                act.before.append(text)
                act.after.append(text)
            self._text(text, key, trackers)
        for child in run:
            if child.tag != w("rPr"):
                self._children(child, ())

    def _text(self, text: str, key: int, trackers: tuple[Element, ...]) -> None:
        if not trackers:
            self._close("text")
            return
        # A row that came in with its text is told once, and who did what to whom by one each.
        acts = {(each.tag in ADDED, value_of(each, "author")): each for each in trackers}
        stamp = self.found.stamps[key]
        for (is_added, _), tracker in acts.items():
            if tracker.tag in _OF_TEXT and self._move:
                act = self._moved_text(text, tracker, is_added=is_added)
            else:
                act = self._act("insertion", "text", tracker)
                (act.after if is_added else act.before).append(text)
            if is_added:
                stamp.added = act
            else:
                stamp.removed = act

    def _moved_text(self, text: str, tracker: Element, *, is_added: bool) -> Act:
        """The move; it is told once, where the text stands now or stood, whichever is first."""
        first, act = self._moved.get(self._move) or (
            is_added,
            self._act("move", f"move {self._move}", tracker),
        )
        self._moved[self._move] = first, act
        if first == is_added:
            act.before.append(text)
            act.after.append(text)
        return act

    def _properties(self, change: Element) -> None:
        """Nothing; the change of what a table, a section or a style looks like."""
        if is_empty_change(change):
            return
        owner = next(each for each in change.iterancestors() if each.tag not in _PROPERTIES)
        if change.tag == w("sectPrChange"):
            act = self._act("pages", "pages", change)
            for section in change.iterancestors(w("sectPr")):
                self.found.stamps[key_of(section)].altered = act
        elif change.tag in (w("rPrChange"), w("pPrChange")):
            act = self._act(self._kind, "formatting", change)
        else:
            act = self._act("table", "table", change)
            for paragraph in owner.iter(w("p")) if self._is_first(owner, change) else ():
                self.found.stamps[key_of(paragraph)].altered = act
        act.is_told &= is_told(change)

    def _is_first(self, owner: Element, change: Element) -> bool:
        """Whether no such change of the element came before: in a trap there are thousands."""
        known = key_of(owner), str(change.tag)
        is_first = known not in self._noted
        self._noted.add(known)
        return is_first

    def _act(self, kind: ChangeKind, which: str, element: Element) -> Act:
        """What the author has open of that kind, or a new act."""
        author = value_of(element, "author")
        act = self._open[which].get(author)
        if act is None:
            act = Act(kind, author, value_of(element, "date"), self._part, self._key)
            self._open[which][author] = act
            self.found.acts.append(act)
        return act

    def _close(self, which: str) -> None:
        self._open.pop(which, None)
