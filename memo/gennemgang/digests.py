"""What a decided change is known by: the same in every copy of a file, and at any time."""

from __future__ import annotations

import hashlib
from collections import Counter

from memo.word.revised import Change, Revision

_LENGTH = 12


def digests(revision: Revision) -> dict[str, str]:
    """The digest of each change, by its id.

    It tells what was changed in which paragraph of the base. Of changes that are the same in the
    same paragraph, the first is told from the second.
    """
    known: Counter[tuple[str, ...]] = Counter()
    found = {}
    for change in revision.changes:
        tracked = "tracked" if change.is_tracked else ""
        said = (change.kind, change.author, change.date, tracked, change.before, change.after)
        key = *said, _paragraph(change, revision)
        known[key] += 1
        total = hashlib.sha256()
        for piece in (*key, str(known[key])):
            total.update(len(piece.encode()).to_bytes(8, "big"))
            total.update(piece.encode())
        found[change.id] = total.hexdigest()[:_LENGTH]
    return found


def _paragraph(change: Change, revision: Revision) -> str:
    """The paragraph of the base that the change stands in, or below which it does."""
    for paragraph in reversed(revision.paragraphs[: change.at + 1]):
        if paragraph.base is not None:
            return revision.base[paragraph.base].text
    return ""
