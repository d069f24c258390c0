"""The changes and comments of a reviewed file, as a person reads them and as a program does."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from memo.cli.wordings import compared, shown_text, unchanged
from memo.messages import Messages, Paint, marked_excerpt
from memo.problems import Message, Span, say

if TYPE_CHECKING:
    from memo.review.found import Conflict, Decision, FoundChange, FoundComment, ReviewedFile
    from memo.word.comments import Comment

# Where a terminal tells no width, or a foolish one.
_NARROWEST = 40

# A name that is longer is no name, and a comment that is longer is read in Word.
_LONGEST_NAME = 60
_LONGEST_COMMENT = 1000

_KINDS = {
    "insertion": say("inserted"),
    "deletion": say("deleted"),
    "replacement": say("replaced"),
    "move": say("moved"),
    "formatting": say("formatted"),
    "table": say("table changed"),
    "pages": say("pages set up otherwise"),
    "style": say("style changed"),
}


class Findings:
    """What was found in one file, in words; `paint` gives it colour."""

    def __init__(self, reviewed: ReviewedFile, messages: Messages, paint: Paint) -> None:
        self._reviewed = reviewed
        self._messages = messages
        self._paint = paint

    def heading(self) -> str:
        """The file, and what it was built from."""
        about = say(
            "{file}, built from {content}", file=self._reviewed.file, content=self._reviewed.content
        )
        return self._paint("place", self._text(about))

    def change(self, found: FoundChange) -> Iterator[str]:
        """The lines of a change: who and when, where, what, and why it does not come back."""
        yield self._title(found.change.id, self._kind(found), decision_of_change(found.decision))
        yield from self._place(found.span, found.where)
        yield f"  {self.wording(found)}"
        if found.conflict:
            yield from self._conflict(found.conflict)
        if found.why:
            why = self._text(say("does not come back: {why}", why=found.why))
            yield f"  {self._paint('warning', why)}"

    def comment(self, found: FoundComment) -> Iterator[str]:
        """The lines of a thread: who and when, where, on which words, what was said."""
        comment = found.comment
        who = say("{who}: comment", who=self._who(comment.author, comment.date))
        resolved = say("resolved") if comment.is_resolved else None
        yield self._title(found.id, who, decision_of_comment(found.decision), resolved)
        yield from self._place(found.span, None)
        words = say('on: "{text}"', text=shown_text(found.on))
        on = words if found.on else say("on no words")
        yield f"  {self._text(on)}"
        yield from self._said(comment.text, "  ")
        for reply in comment.replies:
            yield f"  > {self._text(self._who(reply.author, reply.date))}:"
            yield from self._said(reply.text, "    ")

    def wording(self, found: FoundChange) -> str:
        """What the change changed, word by word."""
        before, after = found.change.before, found.change.after
        shown = compared(before, after, self._paint)
        return f'"{shown}"' if before == after else shown

    def _title(self, id: str, what: Message, *marks: Message | None) -> str:
        told = ", ".join(self._text(mark) for mark in marks if mark)
        line = f"{self._paint('place', id)}  {self._text(what)}"
        return f"{line} ({self._paint('help', told)})" if told else line

    def _kind(self, found: FoundChange) -> Message:
        change = found.change
        who = self._who(change.author, change.date)
        if not change.is_tracked:
            saved_by = shown_text(self._reviewed.saved_by, _LONGEST_NAME) or say("unknown")
            who = say("not tracked (last saved by {name})", name=saved_by)
        return say("{who}: {what}", who=who, what=_KINDS[change.kind])

    def _who(self, author: str, date: str) -> Message:
        name = shown_text(author, _LONGEST_NAME) or say("unknown")
        if not date:
            return say("{name}", name=name)
        return say("{name}, {when}", name=name, when=_moment(date))

    def _place(self, span: Span | None, where: Message | None) -> Iterator[str]:
        if span is None:
            if where:
                yield f"  {self._text(where)}"
            return
        yield f"  {self._paint('place', self._messages.place(span))}"
        # How far it reaches in the YAML of today nobody can tell: its beginning is marked.
        start = replace(span, end_line=span.line, end_column=span.column)
        yield from (f"  {line}" for line in marked_excerpt(start, self._paint))

    def _conflict(self, conflict: Conflict) -> Iterator[str]:
        """The three texts, of long ones what has become another."""
        told = say("conflict: the text has also been changed in the YAML since")
        yield f"  {self._paint('warning', self._text(told))}"
        # A line break in the YAML is only a space.
        printed, reviewed, today = (
            text.replace("\n", " ").strip()
            for text in (conflict.printed, conflict.reviewed, conflict.today)
        )
        texts = (
            (say("as it was built"), unchanged(printed, reviewed)),
            (say("in Word"), compared(printed, reviewed, self._paint)),
            (say("in the YAML today"), compared(printed, today, self._paint)),
        )
        width = max(len(self._text(name)) for name, _ in texts)
        for name, text in texts:
            yield f"    {self._text(name):{width}}  {text}"

    def _said(self, text: str, indent: str) -> Iterator[str]:
        width = max(shutil.get_terminal_size().columns, _NARROWEST)
        for line in _cut(text).split("\n"):
            shown = shown_text(line, _LONGEST_COMMENT * 2)
            yield from textwrap.wrap(shown, width, initial_indent=indent, subsequent_indent=indent)

    def _text(self, message: Message) -> str:
        return self._messages.text(message)


def decision_of_change(decision: Decision) -> Message | None:
    """What was decided of a change, in words; None while it is open."""
    from memo.review.found import Decision

    return {Decision.TAKEN: say("taken in"), Decision.REFUSED: say("refused")}.get(decision)


def decision_of_comment(decision: Decision) -> Message | None:
    """What was decided of a comment, in words; None while it is open."""
    from memo.review.found import Decision

    return {Decision.TAKEN: say("kept"), Decision.REFUSED: say("refused")}.get(decision)


def as_object(reviewed: ReviewedFile, messages: Messages) -> dict[str, object]:
    """The file for programs, the texts as they are in it."""
    return {
        "file": reviewed.file,
        "content": reviewed.content,
        "changes": [_change(found, messages) for found in reviewed.changes],
        "comments": [_comment(found) for found in reviewed.comments],
    }


def _change(found: FoundChange, messages: Messages) -> dict[str, object]:
    change = found.change
    return {
        "id": change.id,
        "kind": change.kind,
        "author": change.author,
        "date": change.date,
        "tracked": change.is_tracked,
        "before": change.before,
        "after": change.after,
        **_where(found.span),
        "returns": found.returns,
        "why": messages.text(found.why) if found.why else "",
    }


def _comment(found: FoundComment) -> dict[str, object]:
    return {
        "id": found.id,
        **_saying(found.comment),
        "on": found.on,
        "resolved": found.comment.is_resolved,
        "replies": [_saying(reply) for reply in found.comment.replies],
        **_where(found.span),
    }


def _saying(comment: Comment) -> dict[str, object]:
    return {"author": comment.author, "date": comment.date, "text": comment.text}


def _where(span: Span | None) -> dict[str, object]:
    """The place, null where it is none in the content."""
    if span is None:
        return {"file": None, "line": None, "column": None}
    return {"file": span.file, "line": span.line, "column": span.column}


def _moment(date: str) -> str:
    """The date as a Dane writes it; as it is where it cannot be read.

    Word writes the time of its own clock, whatever zone it says: it is not converted.
    """
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return shown_text(date, _LONGEST_NAME)
    return f"{moment:%d-%m-%Y %H:%M}"


def _cut(text: str) -> str:
    """The text of a comment, a very long one cut in the middle."""
    if len(text) <= _LONGEST_COMMENT:
        return text
    half = _LONGEST_COMMENT // 2
    return f"{text[:half]} ... {text[-half:]}"
