"""What has been said and decided of a paper in Word: the types, and where they are kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal

from memo.word.comments import Thread

Choice = Literal["taget", "afvist"]
TAKEN: Final = "taget"
REFUSED: Final = "afvist"


@dataclass(frozen=True, slots=True)
class Decided:
    """A change that has been decided. `id` is its digest; the rest is there to be read."""

    id: str
    choice: Choice
    author: str = ""
    date: str = ""
    file: str = ""
    path: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Gennemgang:
    """The comments that are kept beside a paper, and what has been decided of changes."""

    threads: tuple[Thread, ...] = ()
    decided: tuple[Decided, ...] = ()

    @property
    def open_threads(self) -> tuple[Thread, ...]:
        """Those that the next draft prints."""
        return tuple(thread for thread in self.threads if not thread.comment.is_resolved)

    def decision(self, digest: str) -> Choice | None:
        """What was decided of the change with that digest; None where nothing was."""
        return next((each.choice for each in self.decided if each.id == digest), None)

    def with_decisions(self, decided: Iterable[Decided]) -> Gennemgang:
        """The same with those decisions, which take the place of earlier ones."""
        known = {each.id: each for each in self.decided}
        for each in decided:
            if each.id not in known or known[each.id].choice != each.choice:
                known[each.id] = each
        return replace(self, decided=tuple(known.values()))

    def with_thread(self, thread: Thread) -> Gennemgang:
        """The same with that thread, which takes the place of one with its id."""
        known = {each.id: each for each in self.threads} | {thread.id: thread}
        return replace(self, threads=tuple(known.values()))
