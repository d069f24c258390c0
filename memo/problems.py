"""Problems are values: what is wrong, where, and what to do about it.

A function that takes a `report` may complain about the user's files; one that does not, cannot.
Mistakes of our own are ordinary tracebacks.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from enum import StrEnum
from operator import attrgetter
from typing import Generic, TypeAlias, TypeVar

from msgspec import Struct

from memo.compared import Compared
from memo.recent import Recent

_T = TypeVar("_T")


class Severity(StrEnum):
    """How bad a problem is: an error stops its document, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


# What JSON can say, and what is the same when it comes from another process or from the cache:
# of an exception, each copy is another one.
Sayable: TypeAlias = "str | int | float | Message"


class Message(Struct, frozen=True):
    """A sentence for the user. `msgid` is the English one; `memo.messages` translates it."""

    msgid: str
    values: tuple[tuple[str, Sayable], ...] = ()

    def filled(self, **values: Sayable) -> Message:
        """The message with more of its values."""
        return Message(self.msgid, (*self.values, *values.items()))


def say(msgid: str, /, **values: Sayable) -> Message:
    """A message; `values` fill the `{names}` in it and may be messages themselves.

    The catalogues are extracted from the calls of this function.
    """
    return Message(msgid, tuple(values.items()))


_REASONS = {
    errno.ENOENT: say("it is not there"),
    errno.EACCES: say("the computer does not allow it"),
    errno.EPERM: say("it is protected against writing"),
    errno.EROFS: say("it is protected against writing"),
    errno.EISDIR: say("it is a folder"),
    errno.ENOTDIR: say("a file stands where a folder should"),
    errno.EEXIST: say("a file stands where a folder should"),
    errno.ENOSPC: say("the disk is full"),
    errno.EDQUOT: say("your share of the disk is full"),
    errno.EIO: say("the disk, or the network that leads to it, has failed"),
    errno.ENAMETOOLONG: say("the name is too long"),
}


def reason(error: OSError) -> Message:
    """Why the computer refused, in the user's language where the cause is a usual one."""
    return _REASONS.get(error.errno or 0) or say("{words}", words=error.strerror or str(error))


# Most file names share an ending; what is nearer than that is a slip of the hand.
_NEAR = 0.7

# A longer list of choices is not read.
_MOST = 12


def is_near(name: str, known: str) -> bool:
    """Whether the name may be a slip of the hand for the other."""
    return closest(name, [known]) != ""


def closest(name: str, known: list[str]) -> str:
    """The known name that the name may be a slip of the hand for; empty where there is none."""
    from difflib import get_close_matches  # only a slip needs it

    small = {one.lower(): one for one in reversed(known)}
    return next((small[one] for one in get_close_matches(name.lower(), small, 1, _NEAR)), "")


def nearest(name: str, known: list[str], otherwise: Message) -> Message:
    """The help for a name that is not known: the nearest that is, else all of them.

    `otherwise` is the help where there is nothing to choose from.
    """
    if not known:
        return otherwise
    if meant := closest(name, known):
        return say("did you mean {name}?", name=meant)
    more = ", ..." if len(known) > _MOST else ""
    return say("choose one of: {names}", names=", ".join(known[:_MOST]) + more)


class Span(Compared, frozen=True, eq=False):
    """A place in a file, from one character to another.

    Lines and columns count from 1, columns in characters; the end is exclusive. In a Word
    template `part` names the part (body, header, ...) and the line is the paragraph's number, 0 in
    the document properties.
    """

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1
    excerpt: str = ""
    part: Message | None = None

    _compared = attrgetter("file", "line", "column", "end_line", "end_column", "part")


class Problem(Struct, frozen=True):
    """Something in the user's files that the user can mend. `code` is stable."""

    code: str
    severity: Severity
    span: Span
    message: Message
    help: Message | None = None


class Remembered(Generic[_T]):
    """What is read once by its key, and each time gives the problems of reading it again."""

    def __init__(self) -> None:
        self._found: Recent[str, tuple[_T | None, Report]] = Recent()

    def keys(self) -> list[str]:
        """The keys of what is remembered."""
        return list(self._found)

    def get(self, key: str, read: Callable[[Report], _T | None], report: Report) -> _T | None:
        """What was read under that key, now or before; its problems go to the report."""
        if key not in self._found:
            own = Report()
            self._found[key] = (read(own), own)
        value, own = self._found[key]
        report.include(own)
        return value


class Report:
    """Collects problems; the same problem said twice is one."""

    def __init__(self) -> None:
        self._problems: dict[Problem, None] = {}

    def add(self, problem: Problem) -> None:
        """Nothing; adds a problem."""
        self._problems[problem] = None

    def error(self, code: str, span: Span, message: Message, help: Message | None = None) -> None:
        """Nothing; adds a problem that stops its document."""
        self._problems[Problem(code, Severity.ERROR, span, message, help)] = None

    def warning(self, code: str, span: Span, message: Message, help: Message | None = None) -> None:
        """Nothing; adds a problem that does not stop its document."""
        self._problems[Problem(code, Severity.WARNING, span, message, help)] = None

    def include(self, other: Report) -> None:
        """Nothing; adds all problems of the other report."""
        self._problems.update(other._problems)

    def where(self, holds: Callable[[Problem], bool]) -> Report:
        """The problems of which something holds."""
        part = Report()
        part._problems = {problem: None for problem in self._problems if holds(problem)}
        return part

    def problems(self) -> list[Problem]:
        """All problems, sorted by place."""
        return sorted(
            self._problems, key=lambda p: (p.span.file, p.span.line, p.span.column, p.code)
        )

    def count(self, severity: Severity) -> int:
        """The number of problems of that severity."""
        return sum(problem.severity is severity for problem in self._problems)

    @property
    def has_errors(self) -> bool:
        """Whether any problem is an error."""
        return any(problem.severity is Severity.ERROR for problem in self._problems)
