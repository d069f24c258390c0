"""The words that comments are on, and where these stand."""

from __future__ import annotations

from msgspec import Struct, field

from memo.word.inline import text_in_run
from memo.word.tracking import ADDED, TAKEN, choose
from memo.word.xml import Element, value_of, w

# The bookmarks of built files begin so.
_ANCHOR = "_m"

# Of a comment on all of a document, the beginning tells where it is.
_MOST_PIECES = 1_000

_RANGE_START, _RANGE_END = w("commentRangeStart"), w("commentRangeEnd")
_REFERENCE = w("commentReference")


class Commented(Struct, frozen=True):
    """What a comment is on, as the document reads with all changes accepted.

    `words` may go over several paragraphs, whose marks are "\\n"; "" where it is on no text. Where
    nothing is left of them, they are as they were. `paragraph` is the text of the paragraph that
    they begin in, and `offset` where in it. `anchors` are the bookmarks of a built file in that
    paragraph, else those of the nearest above that has any.
    """

    words: str = ""
    paragraph: str = ""
    offset: int = 0
    anchors: tuple[str, ...] = ()


class _Text(Struct):
    """Text as it reads with all changes accepted, and as it was before them."""

    now: list[str] = field(default_factory=list)
    was: list[str] = field(default_factory=list)

    def add(self, text: str, *, is_added: bool, is_taken: bool) -> None:
        if not is_taken:
            self.now.append(text)
        if not is_added:
            self.was.append(text)

    @property
    def best(self) -> str:
        return "".join(self.now).strip("\n") or "".join(self.was).strip("\n")


class _Paragraph(Struct):
    text: _Text = field(default_factory=_Text)
    anchors: list[str] = field(default_factory=list)


class _Range(Struct):
    """A comment that has begun: the paragraph that it begins in, and how far into its text."""

    paragraph: _Paragraph
    inherited: tuple[str, ...] = ()
    now: int = 0
    was: int = 0
    text: _Text = field(default_factory=_Text)

    def commented(self) -> Commented:
        """What it is on."""
        is_there = bool("".join(self.text.now).strip("\n"))
        own = self.paragraph.text
        whole, offset = (own.now, self.now) if is_there or own.now else (own.was, self.was)
        anchors = tuple(self.paragraph.anchors) or self.inherited
        return Commented(self.text.best, "".join(whole), offset, anchors)


def read_commented(root: Element) -> dict[str, Commented]:
    """What each comment is on, by its id, in the order of the document; the part is changed."""
    choose(root)
    reader = _Reader()
    reader.children(root, is_added=False, is_taken=False)
    return {id: each.commented() for id, each in reader.found.items()}


class _Reader:
    """Goes through one part."""

    def __init__(self) -> None:
        self.found: dict[str, _Range] = {}
        self._open: dict[str, _Range] = {}
        self._paragraphs = [_Paragraph()]
        self._last: tuple[str, ...] = ()

    def children(self, element: Element, *, is_added: bool, is_taken: bool) -> None:
        """Nothing; reads all that stands in the element."""
        for child in element:
            added, taken = is_added or child.tag in ADDED, is_taken or child.tag in TAKEN
            if child.tag == w("p"):
                self._paragraph(child, is_added=added, is_taken=taken)
            elif child.tag == w("r"):
                self._text("".join(map(text_in_run, child)), is_added=added, is_taken=taken)
                self.children(child, is_added=added, is_taken=taken)
            elif child.tag == _RANGE_START:
                self._begin(value_of(child, "id"))
            elif child.tag == _RANGE_END:
                self._open.pop(value_of(child, "id"), None)
            elif child.tag == _REFERENCE:
                self._begin(value_of(child, "id"))
                self._open.pop(value_of(child, "id"), None)
            elif child.tag == w("bookmarkStart"):
                self._anchor(value_of(child, "name"))
            else:
                self.children(child, is_added=added, is_taken=taken)

    def _paragraph(self, element: Element, *, is_added: bool, is_taken: bool) -> None:
        self._paragraphs.append(_Paragraph())
        self.children(element, is_added=is_added, is_taken=is_taken)
        own = self._paragraphs.pop()
        self._last = tuple(own.anchors) or self._last
        marks = {mark.tag for mark in element.iterfind(f"{w('pPr')}/{w('rPr')}/*")}
        added, taken = bool(marks & set(ADDED)), bool(marks & set(TAKEN))
        for each in self._open.values():
            if each.text.now or each.text.was:
                each.text.add("\n", is_added=is_added or added, is_taken=is_taken or taken)

    def _text(self, text: str, *, is_added: bool, is_taken: bool) -> None:
        if not text:
            return
        for id, each in list(self._open.items()):
            if not (each.text.now or each.text.was):
                self._place(each)
            if len(each.text.was) + len(each.text.now) > _MOST_PIECES:
                del self._open[id]
            each.text.add(text, is_added=is_added, is_taken=is_taken)
        self._paragraphs[-1].text.add(text, is_added=is_added, is_taken=is_taken)

    def _begin(self, id: str) -> None:
        if id not in self.found:
            self.found[id] = self._open[id] = _Range(self._paragraphs[-1])
            self._place(self.found[id])

    def _place(self, each: _Range) -> None:
        """Nothing; the comment begins here, as far as is known yet."""
        own = self._paragraphs[-1]
        each.paragraph, each.inherited = own, self._last
        each.now, each.was = (sum(map(len, text)) for text in (own.text.now, own.text.was))

    def _anchor(self, name: str) -> None:
        if name.startswith(_ANCHOR):
            self._paragraphs[-1].anchors.append(name)
