"""The comments of a document, with their replies."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from memo.compared import Compared
from memo.language import without_aside
from memo.word.commented import Commented, read_commented
from memo.word.package import PackageTooFull, main_part, related_parts
from memo.word.tracking import ACCEPTED, resolve
from memo.word.xml import Element, parse, text_of, value_of, w

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"

_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[-+]\d\d:\d\d)?", re.ASCII)

MAX_COMMENTS = 2_000

Remark = tuple[str, str, str]


class Comment(Compared, frozen=True, eq=False):
    """A comment. `date` is as the file has it, "" where it has none; paragraphs end in "\\n".

    Two are the same where people said the same: what it is `on` may have been edited since.
    """

    author: str
    date: str
    text: str
    is_resolved: bool = False
    replies: tuple[Comment, ...] = ()
    initials: str = ""
    on: Commented = Commented()

    _compared = attrgetter("author", "date", "text", "is_resolved", "replies")

    @property
    def remark(self) -> Remark:
        """What tells it from others, whatever is answered: author, date and text."""
        return self.author, self.date, self.text


class Thread(Struct, frozen=True):
    """A comment that is kept beside the content, to be printed at the words that it is on.

    `file` and `path` tell the value, as an address does; both are "" where it is on none.
    """

    id: str
    comment: Comment
    file: str = ""
    path: str = ""


def said_since(base: Sequence[Comment], now: Sequence[Comment]) -> tuple[Comment, ...]:
    """What was said since: comments that are new, or have been answered, resolved or deleted.

    A deleted one is among them as it was, resolved. `now` is as `grouped_as` gives it.
    """
    known, there = set(base), {each.remark for each in now}
    gone = (replace(each, is_resolved=True) for each in base if each.remark not in there)
    return (*(each for each in now if each not in known), *gone)


def grouped_as(base: Sequence[Comment], now: Sequence[Comment]) -> tuple[Comment, ...]:
    """The comments with those put back as replies that were replies in the base.

    LibreOffice 7 saves each of a thread as a comment that stands alone.
    """
    threads = {reply.remark: thread for thread in base for reply in thread.replies}
    there = {each.remark for each in now}
    loose: dict[Remark, list[Comment]] = {}
    left = []
    for each in now:
        thread = None if each.replies else threads.get(each.remark)
        if thread is None or thread.remark not in there or thread.remark == each.remark:
            left.append(each)
        else:
            loose.setdefault(thread.remark, []).append(each)
    order = {reply: number for number, reply in enumerate(threads)}
    return tuple(
        replace(
            each,
            replies=(
                *sorted(loose.pop(each.remark, []), key=lambda r: order[r.remark]),
                *each.replies,
            ),
        )
        for each in left
    )


def read_comments(parts: Mapping[str, bytes]) -> tuple[Comment, ...]:
    """The comments in the order of the words that they are on; then those whose words are gone.

    Raises PackageFault and XmlFault, and PackageTooFull where there are more than people write.
    """
    main = main_part(parts)
    elements: dict[str, Element] = {}
    for name in related_parts(parts, main, "comments"):
        root = parse(parts[name])
        resolve(root, ACCEPTED)
        elements |= {value_of(comment, "id"): comment for comment in root.iterfind(w("comment"))}
    if not elements:
        return ()
    if len(elements) > MAX_COMMENTS:
        raise PackageTooFull("it holds more comments than people write")
    on: dict[str, Commented] = {}
    for name in (main, *related_parts(parts, main, "footnotes", "endnotes")):
        on |= read_commented(parse(parts[name]))
    threads = _Threads(elements, on)
    for name in related_parts(parts, main, "commentsExtended"):
        threads.read(parse(parts[name]))
    ids = [id for id in on if id in elements] + [id for id in elements if id not in on]
    return tuple(threads.comment(id) for id in ids if id not in threads.parents)


class _Threads:
    """Which comments are replies to which; without commentsExtended.xml each stands alone."""

    def __init__(self, elements: Mapping[str, Element], on: Mapping[str, Commented]) -> None:
        self._elements = elements
        self._on = on
        self.parents: dict[str, str] = {}
        self._resolved: set[str] = set()
        self._replies: dict[str, list[str]] = {}

    def read(self, root: Element) -> None:
        """Nothing; reads commentsExtended.xml, which knows a comment by one of its paragraphs."""
        comments = {
            paragraph.get(f"{{{W14}}}paraId", ""): id
            for id, comment in self._elements.items()
            for paragraph in comment.iter(w("p"))
            if paragraph.get(f"{{{W14}}}paraId")
        }
        for extended in root.iterfind(f"{{{W15}}}commentEx"):
            id = comments.get(extended.get(f"{{{W15}}}paraId", ""))
            parent = comments.get(extended.get(f"{{{W15}}}paraIdParent", ""))
            if id is None:
                continue
            if extended.get(f"{{{W15}}}done") in ("1", "true"):
                self._resolved.add(id)
            # Word has replies to comments only: a reply to a reply, as in a ring, stands alone.
            if parent in (None, id) or id in self._replies or parent in self.parents:
                continue
            self.parents[id] = parent
            self._replies.setdefault(parent, []).append(id)

    def comment(self, id: str) -> Comment:
        """The comment with its replies."""
        element = self._elements[id]
        date = value_of(element, "date")
        return Comment(
            value_of(element, "author"),
            # For none, LibreOffice writes 0-00-00T00:00:00Z.
            date if is_date(date) else "",
            without_aside("\n".join(map(text_of, element.iterfind(w("p"))))),
            # Word resolves a thread as a whole, and marks its replies too.
            id in self._resolved - self.parents.keys(),
            tuple(self.comment(reply) for reply in self._replies.get(id, ())),
            value_of(element, "initials"),
            self._on.get(id, Commented()),
        )


def is_date(text: str) -> bool:
    """Whether the text is a date as Word writes and reads them."""
    try:
        return bool(_DATE.fullmatch(text) and datetime.fromisoformat(text))
    except ValueError:
        return False
