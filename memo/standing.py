"""How a document stands: whether its output is there, is what it should be, and holds work."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from memo.freshness import Cause
from memo.word.reviewed import Review


class State(StrEnum):
    """How a document stands, in one word."""

    MISSING = "missing"
    FRESH = "fresh"
    STALE = "stale"
    EDITED = "edited"
    STALE_EDITED = "stale-edited"
    FOREIGN = "foreign"
    ORPHAN = "orphan"


@dataclass(frozen=True)
class Standing:
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
        return len(self.review.changes) + len(self.review.untracked) if self.review else 0

    @property
    def comments(self) -> int:
        """How many comments it holds, with their replies."""
        return sum(1 + len(c.replies) for c in self.review.comments) if self.review else 0

    @property
    def authors(self) -> tuple[str, ...]:
        """Who made the changes and comments, in the order in which they stand.

        What was not tracked has no author: it may be that of the person who saved the file last.
        """
        if self.review is None:
            return ()
        names = [change.author for change in self.review.changes]
        for comment in self.review.comments:
            names += [comment.author, *(reply.author for reply in comment.replies)]
        names += [self.review.saved_by] if self.review.untracked else []
        return tuple(dict.fromkeys(filter(None, names)))
