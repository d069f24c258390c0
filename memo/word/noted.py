"""Notes at the foot of the page: what came in or went with its mark is one act with that."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from memo.word.acts import Act
from memo.word.story import NOTES
from memo.word.union import Token

Note = tuple[str, bool, int, str]
"""A note: its kind, whether it has gone from the file, the run of its mark, and its id."""


def note_around(token: Token) -> Note | None:
    """The note that the token stands in, if it stands in one."""
    kind, (part, mark, id), _ = token.path[0]
    return (kind, not part, mark, id) if kind in NOTES else None


def note_of(token: Token) -> Note | None:
    """The note that the token refers to, if it is the mark of one."""
    piece = token.seen.piece
    if piece is None or piece.kind not in NOTES:
        return None
    strand = token.seen.reading.strands[token.seen.strand]
    has_gone = token.was is not None and token.before is None
    return piece.kind, has_gone, strand.key, strand.note


def with_marks(tokens: Sequence[Token]) -> set[Act]:
    """The acts that are no more: what they were on came in or went with the mark of its note.

    That of the mark is on it from then on, and tells the text of the note too.
    """
    marks = {note: token for token in tokens if (note := note_of(token))}
    replaced: set[Act] = set()
    for note, group in groupby(tokens, note_around):
        mark = marks.get(note) if note else None
        for number, token in enumerate(group):
            if mark is not None:
                replaced |= _follow(token, mark, is_first=number == 0)
    left = {act for token in tokens for act in (token.added, token.removed, token.altered)}
    return replaced - left


def _follow(token: Token, mark: Token, *, is_first: bool) -> set[Act]:
    """The acts that were on what stands in a note, and are not any more."""
    replaced = set()
    text = "\n" if token.seen.piece is None else token.seen.piece.text
    if token.added and mark.added and _is_one(token.added, mark.added):
        replaced.add(token.added)
        token.added = mark.added
        _tell(mark.added.after, text, is_first=is_first)
    if token.removed and mark.removed and _is_one(token.removed, mark.removed):
        replaced.add(token.removed)
        token.removed = mark.removed
        _tell(mark.removed.before, text, is_first=is_first)
    return replaced


def _is_one(act: Act, other: Act) -> bool:
    return (act.author, act.is_tracked) == (other.author, other.is_tracked)


def _tell(texts: list[str], text: str, *, is_first: bool) -> None:
    """Nothing; what stands in a note is told behind all else, as a paragraph of its own."""
    last = next((each for each in reversed(texts) if each), "\n")
    if is_first and not last.endswith("\n"):
        texts.append("\n")
    # Between the number of a note and its text, programs put a space.
    texts.append(text.removeprefix(" ") if is_first else text)
