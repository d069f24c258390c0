"""What a decided change is known by: the same in every copy of a file, and at any time."""

from __future__ import annotations

import hashlib
from collections import Counter

from memo.word.revised import Revision

_LENGTH = 12


def digests(revision: Revision) -> dict[str, str]:
    """The digest of each change, by its id.

    It tells what was changed in which paragraph of the base. Of changes that are the same in the
    same paragraph, the first is told from the second.
    """
    known: Counter[tuple[str, ...]] = Counter()
    above = _paragraphs(revision)
    found = {}
    for change in revision.changes:
        tracked = "tracked" if change.is_tracked else ""
        said = (change.kind, change.author, change.date, tracked, change.before, change.after)
        key = *said, above[change.at] if 0 <= change.at < len(above) else ""
        known[key] += 1
        total = hashlib.sha256()
        for piece in (*key, str(known[key])):
            total.update(len(piece.encode()).to_bytes(8, "big"))
            total.update(piece.encode())
        found[change.id] = total.hexdigest()[:_LENGTH]
    return found


def _paragraphs(revision: Revision) -> list[str]:
    """For each paragraph that of the base which it is, or below which it stands."""
    found: list[str] = []
    for paragraph in revision.paragraphs:
        last = found[-1] if found else ""
        found.append(last if paragraph.base is None else revision.base[paragraph.base].text)
    return found
