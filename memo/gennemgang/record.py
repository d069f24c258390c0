"""What has been said and decided of a paper in Word: the types, and where they are kept."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from memo.source import FORBIDDEN

if TYPE_CHECKING:
    from memo.word.comments import Thread

COMMENTS_KEY: Final = "kommentarer"

Choice = Literal["taget", "afvist"]
TAKEN: Final = "taget"
REFUSED: Final = "afvist"

# Of what is there to be read only.
_LONGEST = 200


class Decided(Struct, frozen=True):
    """A change that has been decided. `id` is its digest; the rest is there to be read."""

    id: str
    choice: Choice
    author: str = ""
    date: str = ""
    file: str = ""
    path: str = ""
    before: str = ""
    after: str = ""


class Gennemgang(Struct, frozen=True, dict=True):
    """The comments that are kept beside a paper, and what has been decided of changes."""

    threads: tuple[Thread, ...] = ()
    decided: tuple[Decided, ...] = ()

    @property
    def open_threads(self) -> tuple[Thread, ...]:
        """Those that the next draft prints."""
        return tuple(thread for thread in self.threads if not thread.comment.is_resolved)

    def decision(self, digest: str) -> Choice | None:
        """What was decided of the change with that digest; None where nothing was."""
        return self._choices.get(digest)

    @cached_property
    def _choices(self) -> dict[str, Choice]:
        return {each.id: each.choice for each in self.decided}

    def with_decisions(self, decided: Iterable[Decided]) -> Gennemgang:
        """The same with those decisions, which take the place of earlier ones."""
        known = {each.id: each for each in self.decided}
        for each in decided:
            if each.id not in known or known[each.id].choice != each.choice:
                known[each.id] = _readable(each)
        return replace(self, decided=tuple(known.values()))

    def with_thread(self, thread: Thread) -> Gennemgang:
        """The same with that thread, which takes the place of one with its id."""
        known = {each.id: each for each in self.threads} | {thread.id: thread}
        return replace(self, threads=tuple(known.values()))


def _readable(decided: Decided) -> Decided:
    """The same as a YAML file can hold it and a person reads it."""
    from memo.word.comments import is_date

    author, before, after = (
        text_of_file(text, _LONGEST) for text in (decided.author, decided.before, decided.after)
    )
    date = decided.date if is_date(decided.date) else ""
    return replace(decided, author=author, date=date, before=before, after=after)


def text_of_file(text: str, longest: int) -> str:
    """The beginning of the text, with spaces for what a YAML file cannot hold."""
    return FORBIDDEN.sub(" ", text.replace("\r", ""))[:longest]
