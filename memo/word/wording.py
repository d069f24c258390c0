"""Paragraphs against paragraphs, word by word; a paragraph mark is a word among the others.

So a paragraph that was split, joined, put in or taken out comes out by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from memo.word.differences import gaps
from memo.word.story import Reading

_WORD: Final = re.compile(r"\w+(?:[.,:/’'-]\w+)*|\s|[^\w\s]")
MARK: Final = -1
"""Where a word stands in its line if it is the paragraph mark."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a sign, a thing or a paragraph mark, and the offsets of its two ends in the line.

    `weight` is how many letters and digits it has. Of a block that nothing is paired with,
    `reading` is None and `block` its number.
    """

    value: object
    weight: int
    reading: Reading | None
    start: int = MARK
    end: int = MARK
    block: int = -1

    @property
    def is_mark(self) -> bool:
        """Whether it is the mark of a paragraph."""
        return self.reading is not None and self.start == MARK


def words_of(reading: Reading) -> Iterator[Word]:
    """The words of the line and its mark; a thing counts as one character.

    Offsets count through the strands of the line.
    """
    at = 0
    text: list[str] = []
    for strand in reading.strands:
        if strand.piece.kind == "text":
            text.append(strand.piece.text)
            continue
        yield from _words("".join(text), at, reading)
        at += sum(map(len, text))
        text = []
        # The description of a picture may be another and the picture the same.
        said = "" if strand.piece.kind == "picture" else strand.piece.text
        yield Word((strand.piece.kind, strand.piece.detail, said), 8, reading, at, at + 1)
        at += 1
    yield from _words("".join(text), at, reading)
    kind = reading.line.story if reading.line.story == "section" else "mark"
    yield Word((kind,), 0, reading)


def _words(text: str, at: int, reading: Reading) -> Iterator[Word]:
    for found in _WORD.finditer(text):
        word = found[0]
        weight = len(word) if word[0].isalnum() else 0
        yield Word(word, weight, reading, at + found.start(), at + found.end())


Match = tuple[int, int]


def matched(before: Sequence[Word], after: Sequence[Word]) -> list[Match]:
    """Which words of the one are which of the other, in their order."""
    numbers: dict[object, int] = {}
    a, b = (
        [numbers.setdefault(word.value, len(numbers)) for word in words]
        for words in (before, after)
    )
    found: list[Match] = []
    runs: list[tuple[Match, Match]] = []
    i = j = 0
    for at, end, other, other_end in [*gaps(a, b), (len(a), len(a), len(b), len(b))]:
        runs.append(((i, at), (j, other)))
        i, j = end, other_end
    for number, ((start, end), (other, _)) in enumerate(runs):
        if not _is_chance(before, after, runs, number):
            found += zip(range(start, end), range(other, other + end - start), strict=True)
    return _slid(before, after, dict(found))


def _is_chance(
    before: Sequence[Word],
    after: Sequence[Word],
    runs: Sequence[tuple[Match, Match]],
    number: int,
) -> bool:
    """Whether the words match by chance alone: a space or a small word in a rewritten sentence."""
    (start, end), _ = runs[number]
    own = before[start:end]
    if not own or number in (0, len(runs) - 1):
        return False
    if any(word.reading is None or word.is_mark for word in own):
        return False
    weight = sum(word.weight for word in own)
    sizes = []
    for left, right in ((number - 1, number), (number, number + 1)):
        gone = before[runs[left][0][1] : runs[right][0][0]]
        new = after[runs[left][1][1] : runs[right][1][0]]
        if not gone or not new:
            return False
        sizes.append(max(sum(each.weight for each in words) for words in (gone, new)))
    return weight == 0 or weight * 4 <= min(sizes)


def _slid(before: Sequence[Word], after: Sequence[Word], found: dict[int, int]) -> list[Match]:
    """The matches, where of several marks the one is chosen that is most like the old one.

    "Old." and "Old. New." as a paragraph after it end in the same mark; but it is the second
    paragraph that is new.
    """
    other = {j: i for i, j in found.items()}
    for i, j in list(found.items()):
        if not before[i].is_mark:
            continue
        best_j = _best(after, j, other, before[i])
        best_i = _best(before, i, found, after[j]) if best_j == j else i
        if (best_i, best_j) != (i, j):
            del found[i], other[j]
            found[best_i], other[best_j] = best_j, best_i
    return sorted(found.items())


def _best(words: Sequence[Word], at: int, taken: Mapping[int, int], mark: Word) -> int:
    """The place of the mark, or of one before it with nothing matched between, most like `mark`."""
    candidates = [at]
    place = at - 1
    while place >= 0 and place not in taken:
        if words[place].is_mark:
            candidates.append(place)
        place -= 1
    if len(candidates) == 1:
        return at
    keeps = {candidates[-1]} if place >= 0 and not words[place].is_mark else set()
    return max(candidates, key=lambda each: (_likeness(words[each], mark), each in keeps, -each))


def _likeness(one: Word, other: Word) -> bool:
    if one.reading is None or other.reading is None:
        return False
    first, second = (
        replace(
            word.reading.line,
            pieces=(),
            place="",
            point=word.reading.line.point and replace(word.reading.line.point, jump=0),
        )
        for word in (one, other)
        if word.reading is not None
    )
    return first == second
