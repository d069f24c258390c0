"""What was found in a reviewed file, and what became of it."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from memo.problems import Message, Span
from memo.word.comments import Comment
from memo.word.revised import Change


class Decision(StrEnum):
    """What has been decided of a change or comment."""

    OPEN = "open"
    TAKEN = "taken"
    REFUSED = "refused"


class Conflict(Struct, frozen=True):
    """A text that the reviewer and the content have both changed, each in another way."""

    printed: str
    reviewed: str
    today: str


class FoundChange(Struct, frozen=True):
    """A change, with its place in the content.

    `span` is None where it belongs to nothing in the content; `where` then tells where it stands in
    the document. `why` is given where it does not come back: `returns` is False.
    """

    change: Change
    decision: Decision
    span: Span | None
    where: Message
    returns: bool
    why: Message | None = None
    conflict: Conflict | None = None


class FoundComment(Struct, frozen=True):
    """A comment with its id (`k2`), the words that it is `on`, and its place in the content."""

    id: str
    comment: Comment
    on: str
    decision: Decision
    span: Span | None


class ReviewedFile(Struct, frozen=True):
    """All that was found in a file.

    `file` is what the user called it, `content` its content file below the content folder.
    `changes` and `comments` are in the order of the document.
    """

    file: str
    content: str
    changes: tuple[FoundChange, ...]
    comments: tuple[FoundComment, ...]
    saved_by: str


class Rewritten(Struct, frozen=True):
    """A file of the content folder before and after; `name` is what the user sees it called.

    `before` is None where there was none.
    """

    path: str
    name: str
    before: str | None
    after: str


class Applied(Struct, frozen=True):
    """What `apply` has done with a file, or with `dry_run` would have done.

    `reviewed` has the decisions as they are afterwards. `files` are those that it changed: content,
    and what was decided of it. `left` are the ids that were asked for and are still open.
    """

    reviewed: ReviewedFile
    files: tuple[Rewritten, ...]
    left: tuple[str, ...]
