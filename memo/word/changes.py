"""The tracked changes of a document, as a person would count them.

Word writes one act as many elements: a deletion and an insertion for words typed over others, an
element for each run and for each paragraph mark. What one author did without a break is one change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from memo.word.appearance import READ
from memo.word.inline import UNSEEN_IN_RUN, text_in_run
from memo.word.package import main_part, related_parts
from memo.word.tracking import (
    ADDED,
    CELL_ADDED,
    CELL_MERGED,
    CELL_TAKEN,
    PROPERTY_CHANGES,
    TAKEN,
    choose,
)
from memo.word.xml import Element, parse, value_of, w

ChangeKind = Literal[
    "insertion", "deletion", "replacement", "move", "formatting", "table", "pages", "style"
]

# Parts of a field that are not to be read.
_UNREAD = UNSEEN_IN_RUN | {w("fldChar"), w("instrText"), w("delInstrText")}

_OF_TEXT = (w("moveFrom"), w("moveTo"))
# What stands among the properties, and such a change does not cover.
_NO_PROPERTIES = tuple(map(w, ("rPr", "sectPr", "headerReference", "footerReference")))

# What lines tell of the properties of text, paragraphs, pages and cells.
_SHOWN = {
    w("rPrChange"): READ,
    w("pPrChange"): READ,
    w("sectPrChange"): set(map(w, ("pgSz", "pgMar"))),
    w("tcPrChange"): set(map(w, ("gridSpan", "vMerge", "shd"))),
}

# What programs write beside bold, italics and size: the same for other scripts.
_COMPANIONS = set(map(w, ("bCs", "iCs", "szCs")))

_Form = tuple[str, tuple[tuple[str, str], ...], tuple["_Form", ...]]

_OF_CELLS = {CELL_ADDED, CELL_TAKEN, CELL_MERGED}


# A part that has none of these is not gone through: it takes as long as all the rest.
_TRACKERS = (*ADDED, *TAKEN, *PROPERTY_CHANGES, *_OF_CELLS)


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change. `date` is as the file has it, "" where it has none.

    Of a formatting, `before` and `after` are the text that it is on; of a move, what was moved.
    A paragraph mark is "\\n". `is_shown` where the lines of a document tell all of it: not the
    space above a paragraph, and not what one has put in and another has struck out.
    """

    kind: ChangeKind
    author: str
    date: str
    before: str
    after: str
    is_shown: bool = True


def read_changes(parts: Mapping[str, bytes]) -> tuple[Change, ...]:
    """The tracked changes in body, notes, headers and footers, and styles, in this order.

    Raises PackageFault and XmlFault.
    """
    main = main_part(parts)
    names = [main]
    for kind in ("footnotes", "endnotes", "header", "footer"):
        names += related_parts(parts, main, kind)
    found: list[Change] = []
    for name in names:
        found += _Reader().read(parse(parts[name]))
    for name in related_parts(parts, main, "styles"):
        found += _Reader("style").read(parse(parts[name]))
    return tuple(found)


@dataclass
class _Act:
    kind: ChangeKind
    author: str
    date: str
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    is_shown: bool = True

    def change(self) -> Change:
        before, after = "".join(self.before), "".join(self.after)
        kind = self.kind
        if kind == "insertion" and self.before:
            kind = "replacement" if self.after else "deletion"
        return Change(kind, self.author, self.date, before, after, self.is_shown)


class _Reader:
    """Goes through one part. What is open goes on as long as nothing untracked comes between."""

    def __init__(self, kind_of_properties: ChangeKind = "formatting") -> None:
        self._kind = kind_of_properties
        self._acts: list[_Act] = []
        self._open: defaultdict[str, dict[str, _Act]] = defaultdict(dict)
        self._move = ""
        self._moved: set[str] = set()

    def read(self, root: Element) -> list[Change]:
        choose(root)
        if any(True for _ in root.iter(*_TRACKERS)):
            self._children(root, ())
        return [act.change() for act in self._acts]

    def _children(self, element: Element, trackers: tuple[Element, ...]) -> None:
        for child in element:
            self._element(child, trackers)

    def _element(self, element: Element, trackers: tuple[Element, ...]) -> None:
        tag = element.tag
        if tag == w("r"):
            self._run(element, trackers)
        elif tag == w("p"):
            self._paragraph(element, trackers)
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
                self._act("table", "table", element)
        elif tag == w("tr"):
            marks = element.findall(f"{w('trPr')}/*")
            self._children(
                element, (*trackers, *(each for each in marks if each.tag in (*ADDED, *TAKEN)))
            )
        else:
            self._children(element, trackers)
            if tag == w("tbl"):
                self._close("table")

    def _paragraph(self, paragraph: Element, trackers: tuple[Element, ...]) -> None:
        properties = paragraph.find(w("pPr"))
        text = "".join(map(text_in_run, paragraph.iterfind(f".//{w('r')}/*")))
        changes = _changes_of_paragraph(properties)
        if text and not changes:
            self._close("paragraph")
        for change in changes:
            act = self._act(self._kind, "paragraph", change)
            act.is_shown &= _is_shown(change)
            act.before.append(text)
            act.after.append(text)
        for child in paragraph:
            if child.tag != w("pPr"):
                self._element(child, trackers)
        section = None if properties is None else properties.find(w("sectPr"))
        if section is not None:
            self._element(section, trackers)
        marks = [] if properties is None else properties.findall(f"{w('rPr')}/*")
        self._text("\n", (*trackers, *(mark for mark in marks if mark.tag in (*ADDED, *TAKEN))))

    def _run(self, run: Element, trackers: tuple[Element, ...]) -> None:
        text = "".join(map(text_in_run, run))
        change = run.find(f"{w('rPr')}/{w('rPrChange')}")
        if any(child.tag not in _UNREAD for child in run):
            if change is None or trackers or _is_empty_change(change):
                self._close("formatting")
            else:
                act = self._act(self._kind, "formatting", change)
                act.is_shown &= _is_shown(change)
                act.before.append(text)
                act.after.append(text)
            self._text(text, trackers)
        for child in run:
            if child.tag != w("rPr"):
                self._children(child, ())

    def _text(self, text: str, trackers: tuple[Element, ...]) -> None:
        if not trackers:
            self._close("text")
        # A row that came in with its text is told once, and who did what to whom by one each.
        acts = {(each.tag in ADDED, value_of(each, "author")): each for each in trackers}
        is_struck = len({is_added for is_added, _ in acts}) > 1
        for (is_added, _), tracker in acts.items():
            if tracker.tag in _OF_TEXT and self._move:
                self._moved_text(text, tracker, is_added=is_added)
            else:
                act = self._act("insertion", "text", tracker)
                (act.after if is_added else act.before).append(text)
                act.is_shown &= not is_struck

    def _moved_text(self, text: str, tracker: Element, *, is_added: bool) -> None:
        """Nothing; a move is told once, where the text stands now or stood, whichever is first."""
        name = f"{self._move} {is_added}"
        if f"{self._move} {not is_added}" in self._moved:
            return
        self._moved.add(name)
        act = self._act("move", f"move {name}", tracker)
        act.before.append(text)
        act.after.append(text)

    def _properties(self, change: Element) -> None:
        """Nothing; the change of what a table, a section or a style looks like."""
        if _is_empty_change(change):
            return
        if change.tag == w("sectPrChange"):
            act = self._act("pages", "pages", change)
        elif change.tag in (w("rPrChange"), w("pPrChange")):
            act = self._act(self._kind, "formatting", change)
        else:
            act = self._act("table", "table", change)
        act.is_shown &= _is_shown(change)

    def _act(self, kind: ChangeKind, which: str, element: Element) -> _Act:
        """What the author has open of that kind, or a new act."""
        author = value_of(element, "author")
        act = self._open[which].get(author)
        if act is None:
            act = _Act(kind, author, value_of(element, "date"))
            self._open[which][author] = act
            self._acts.append(act)
        return act

    def _close(self, which: str) -> None:
        self._open.pop(which, None)


def _changes_of_paragraph(properties: Element | None) -> list[Element]:
    if properties is None:
        return []
    found = [each for each in properties.iterfind(w("pPrChange")) if not _is_empty_change(each)]
    return found or properties.findall(f"{w('numPr')}/{w('ins')}")


def _is_empty_change(change: Element) -> bool:
    """Whether the properties are as they were: Word writes such changes as well.

    LibreOffice also writes changes that do not hold what was before.
    """
    return not _changed(change)


def _is_shown(change: Element) -> bool:
    """Whether the change is one that lines tell: no other property is another than it was."""
    tags = {tag for tag, _, _ in _changed(change)} - _COMPANIONS
    return tags <= _SHOWN.get(str(change.tag), set())


def _changed(change: Element) -> set[_Form]:
    """The properties that are not as they were, both as they are and as they were."""
    properties, old = change.getparent(), next(iter(change), None)
    if properties is None or old is None:
        return set()
    return _said(properties, str(change.tag)) ^ _said(old, str(change.tag))


def _said(properties: Element, change: str) -> set[_Form]:
    return {_form(child) for child in properties if child.tag not in (change, *_NO_PROPERTIES)}


def _form(element: Element) -> _Form:
    """The element with all that is in it, whatever its prefixes; properties hold no text."""
    attributes = sorted((str(name), str(value)) for name, value in element.items())
    return str(element.tag), tuple(attributes), tuple(map(_form, element))
