"""Two versions of a text compared word by word, in a time that follows their length."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from memo.rising import rising

_WORD = re.compile(r"(\s*)(\w+|[^\w\s])")

# Above this many pairs of words, it is sought first where the texts have three words in common.
_PAIRS = 100_000
_SHINGLE = 3


class Hunk(Struct, frozen=True, order=True):
    """Tokens that come in the place of the old ones from `start` to `end`."""

    start: int
    end: int
    new: tuple[str, ...]


def tokens(text: str) -> list[str]:
    """The words and signs of the text, and what stands between them.

    The first, the third and each second one further is space, or "" where there is none; the
    others are words and signs.
    """
    result: list[str] = []
    end = 0
    for match in _WORD.finditer(text):
        result += match.groups()
        end = match.end()
    return [*result, text[end:]]


def hunks(old: Sequence[str], new: Sequence[str]) -> list[Hunk]:
    """What turns the old tokens into the new ones.

    Words are found again by the words beside them, never by the spaces: new line breaks alone are
    hunks of one token each.
    """
    found: list[Hunk] = []
    old_at = new_at = 0
    pairs = matches(old[1::2], new[1::2])
    for old_word, new_word in [*pairs, (len(old) // 2, len(new) // 2)]:
        old_end, new_end = 2 * old_word + 1, 2 * new_word + 1
        if old[old_at:old_end] != new[new_at:new_end]:
            found.append(_trimmed(old, old_at, old_end, tuple(new[new_at:new_end])))
        old_at, new_at = old_end + 1, new_end + 1
    return found


def _trimmed(old: Sequence[str], start: int, end: int, new: tuple[str, ...]) -> Hunk:
    """The hunk without what is the same on both sides of it."""
    before = _common(old[start:end], new)
    after = _common(old[start + before : end][::-1], new[before:][::-1])
    return Hunk(start + before, end - after, new[before : len(new) - after])


def matches(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """The places of the items that both have, in the order of both."""
    before = _common(old, new)
    after = _common(old[before:][::-1], new[before:][::-1])
    old_end, new_end = len(old) - after, len(new) - after
    middle = _inside(old[before:old_end], new[before:new_end])
    return [
        *((place, place) for place in range(before)),
        *((before + one, before + other) for one, other in middle),
        *((old_end + place, new_end + place) for place in range(after)),
    ]


def _inside(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    if not old or not new:
        return []
    if len(old) * len(new) <= _PAIRS:
        blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        return [(a + place, b + place) for a, b, size in blocks for place in range(size)]
    found: list[tuple[int, int]] = []
    old_at = new_at = 0
    anchors = _anchors(old, new)
    for old_end, new_end in [*anchors, (len(old), len(new))] if anchors else []:
        inner = matches(old[old_at:old_end], new[new_at:new_end])
        found += [(old_at + one, new_at + other) for one, other in inner]
        old_at, new_at = old_end, new_end
    return found


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Where both have the same three words that neither has twice, in the order of both."""
    there = _unique(new)
    pairs = [(place, there[words]) for words, place in _unique(old).items() if words in there]
    pairs.sort()
    return [pairs[number] for number in rising([place for _, place in pairs])]


def _unique(words: Sequence[Hashable]) -> dict[tuple[Hashable, ...], int]:
    places: dict[tuple[Hashable, ...], int] = {}
    double: set[tuple[Hashable, ...]] = set()
    for place in range(len(words) - _SHINGLE + 1):
        shingle = tuple(words[place : place + _SHINGLE])
        if shingle in places:
            double.add(shingle)
        places[shingle] = place
    return {words: place for words, place in places.items() if words not in double}


def _common(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """How many items both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
