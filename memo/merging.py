"""Two changed versions of one text put together, word by word."""

from __future__ import annotations

from bisect import bisect_left

from memo.rewording import Hunk, hunks, tokens


def merge(base: str, ours: str, theirs: str) -> str | None:
    """The text with what both sides have changed in it; None where they contradict one another.

    They do where both have changed the same words, each differently, and where both have put words
    at one point, so that nobody knows which come first. Other changes may touch. New wrapping
    contradicts nothing: where the other side has changed words, theirs are taken as they stand.
    """
    old = tokens(base)
    own, others = hunks(old, tokens(ours)), hunks(old, tokens(theirs))
    known = set(_settled(old, own))
    places = zip(others, _settled(old, others), strict=True)
    merged = _merged(old, own, [hunk for hunk, place in places if place not in known])
    if merged is None:
        return None
    pieces: list[str] = []
    at = 0
    for hunk in merged:
        pieces += [*old[at : hunk.start], *hunk.new]
        at = hunk.end
    return "".join([*pieces, *old[at:]])


def _settled(old: list[str], hunks: list[Hunk]) -> list[Hunk]:
    """The hunks, each as far to the front as it says the same.

    A point that is put in between two others may begin at its own dash, or behind that of the next:
    which of them is found depends on what else was changed.
    """
    found: list[Hunk] = []
    first = 0
    for hunk in hunks:
        start, end, new = hunk.start, hunk.end, hunk.new
        while start > first and not new and old[start - 1] == old[end - 1]:
            start, end = start - 1, end - 1
        while start > first and start == end and old[start - 1] == new[-1]:
            start, end, new = start - 1, end - 1, (new[-1], *new[:-1])
        found.append(Hunk(start, end, new))
        first = hunk.end
    return found


def _merged(old: list[str], ours: list[Hunk], theirs: list[Hunk]) -> list[Hunk] | None:
    """All hunks of both in the order of the text; None where two contradict one another."""
    dropped: set[tuple[bool, Hunk]] = set()
    starts = [hunk.start for hunk in theirs]
    for our in ours:
        # One before those that begin where ours does, as it may reach into it.
        for their in theirs[max(0, bisect_left(starts, our.start - 1) - 1) :]:
            if their.start > our.end + 1:
                break
            if our == their or not (_overlap(our, their) or _in_doubt(old, our, their)):
                continue
            soft = [_is_soft(old, our), _is_soft(old, their)]
            if not any(soft):
                return None
            is_ours = not soft[1] or (soft[0] and _wrapping(our) < _wrapping(their))
            dropped.add((is_ours, our if is_ours else their))
    kept = {hunk for hunk in ours if (True, hunk) not in dropped}
    return sorted(kept | {hunk for hunk in theirs if (False, hunk) not in dropped})


def _overlap(one: Hunk, other: Hunk) -> bool:
    if one.start == one.end and other.start == other.end:
        return one.start == other.start
    return max(one.start, other.start) < min(one.end, other.end) or (
        _is_inside(one, other) or _is_inside(other, one)
    )


def _is_inside(insertion: Hunk, hunk: Hunk) -> bool:
    return insertion.start == insertion.end and hunk.start < insertion.start < hunk.end


def _in_doubt(old: list[str], one: Hunk, other: Hunk) -> bool:
    """Whether nobody knows which of two that touch comes first.

    So it is with words that were put between two words, where the other side has put words too, or
    has begun a new paragraph: they may belong before it or below it.
    """
    return (_is_loose(one) and _may_part(old, one, other)) or (
        _is_loose(other) and _may_part(old, other, one)
    )


def _may_part(old: list[str], insertion: Hunk, other: Hunk) -> bool:
    """Whether the other is at the space beside the insertion, and not only new wrapping."""
    space = insertion.start - insertion.start % 2
    if other.start == other.end:
        return other.start - other.start % 2 == space and _is_loose(other)
    return (other.start, other.end) == (space, space + 1) and not _is_soft(old, other)


def _is_loose(hunk: Hunk) -> bool:
    """Whether words are put between two others with a space on both sides."""
    if hunk.start != hunk.end:
        return False
    return bool(hunk.new[-1] if hunk.start % 2 else hunk.new[0])


def _is_soft(old: list[str], hunk: Hunk) -> bool:
    """Whether the hunk only moves a line break that wrapping has put where it is."""
    if hunk.end != hunk.start + 1 or hunk.start % 2 or len(hunk.new) != 1:
        return False
    return _is_wrapping(old[hunk.start]) and _is_wrapping(hunk.new[0])


def _is_wrapping(space: str) -> bool:
    # Two spaces at a line's end are a break that Markdown prints.
    is_break = "  \n" in space.replace("\r", "")
    return space != "" and not space.strip(" \t\r\n") and space.count("\n") <= 1 and not is_break


def _wrapping(hunk: Hunk) -> tuple[int, str]:
    return hunk.new[0].count("\n"), hunk.new[0]
