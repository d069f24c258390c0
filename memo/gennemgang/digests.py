"""What a decided change is known by: the same in every copy of a file, and at any time."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from memo.word.revised import Change

_LENGTH = 12


def digests(changes: Iterable[tuple[Change, str]]) -> Iterator[str]:
    """The digest of each change, in their order; each comes with what tells its place.

    That is the same in every copy, as the text of a paragraph of the base. Of changes that are the
    same at the same place, the first is told from the second.
    """
    known: Counter[tuple[str, ...]] = Counter()
    for change, place in changes:
        is_tracked = "tracked" if change.is_tracked else ""
        said = (change.kind, change.author, change.date, is_tracked, change.before, change.after)
        known[(*said, place)] += 1
        total = hashlib.sha256()
        for piece in (*said, place, str(known[(*said, place)])):
            total.update(len(piece.encode()).to_bytes(8, "big"))
            total.update(piece.encode())
        yield total.hexdigest()[:_LENGTH]
