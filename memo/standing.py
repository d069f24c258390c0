"""How a document stands: whether its output is there, is what it should be, and holds work."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from functools import reduce
from typing import TYPE_CHECKING

from msgspec import Struct

from memo.freshness import Cause
from memo.problems import Message, say

if TYPE_CHECKING:
    from memo.word.comments import Comment
    from memo.word.reviewed import Review
    from memo.word.revised import Change


class State(StrEnum):
    """How a document stands, in one word."""

    MISSING = "missing"
    FRESH = "fresh"
    STALE = "stale"
    EDITED = "edited"
    STALE_EDITED = "stale-edited"
    FOREIGN = "foreign"
    ORPHAN = "orphan"


class Standing(Struct, frozen=True):
    """How a document stands. `output` is what the user sees its file called.

    `content` is the path below the content folder, "" of a foreign file that no document is built
    to. `causes` tell why it is stale, `review` what has been done in it in Word.
    """

    content: str
    output: str
    state: State
    causes: tuple[Cause, ...] = ()
    review: Review | None = None

    @property
    def changes(self) -> int:
        """How many changes it holds, tracked or not."""
        return len(self._changes())

    @property
    def comments(self) -> int:
        """How many comments it holds, with their replies."""
        return len(self._all_comments())

    @property
    def work(self) -> Message:
        """Who has done how much of what."""
        made = Counter(change.author for change in self._changes() if change.is_tracked)
        said = Counter(comment.author for comment in self._all_comments())
        pieces = [
            say(
                "{author}: changes: {changes}, comments: {comments}",
                author=author or say("unknown"),
                changes=made[author],
                comments=said[author],
            )
            for author in dict.fromkeys([*made, *said])
        ]
        number = sum(not change.is_tracked for change in self._changes())
        if self.review and number:
            saved_by = self.review.revision.saved_by or say("unknown")
            pieces.append(
                say("not tracked: {number} (last saved by {name})", number=number, name=saved_by)
            )
        return reduce(lambda left, right: say("{left}; {right}", left=left, right=right), pieces)

    @property
    def authors(self) -> tuple[str, ...]:
        """Who made the changes and comments, in the order in which they stand.

        What was not tracked has no author: it may be that of the person who saved the file last.
        """
        if self.review is None:
            return ()
        names = [change.author for change in self._changes()]
        names += [comment.author for comment in self._all_comments()]
        is_untracked = any(not change.is_tracked for change in self._changes())
        names += [self.review.revision.saved_by] if is_untracked else []
        return tuple(dict.fromkeys(filter(None, names)))

    def _changes(self) -> tuple[Change, ...]:
        return self.review.revision.changes if self.review else ()

    def _all_comments(self) -> list[Comment]:
        """The comments, each with its replies behind it."""
        threads = self.review.comments if self.review else ()
        return [comment for thread in threads for comment in (thread, *thread.replies)]
