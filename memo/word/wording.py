"""Paragraphs against paragraphs, word by word; a paragraph mark is a word among the others.

So a paragraph that was split, joined, put in or taken out comes out by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from memo.word.differences import gaps, is_coarse
from memo.word.story import Reading

_WORD: Final = re.compile(r"\d+(?:[.,:/]\d+)*\w*|\w+(?:[’'-]\w+)*|\s|[^\w\s]")
MARK: Final = -1
"""Where a word stands in its line if it is the paragraph mark."""


class Word(Struct, frozen=True):
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
Range = tuple[int, int, int]
"""Where as many words begin in the one and in the other, and how many."""


def matched(before: Sequence[Word], after: Sequence[Word]) -> list[Range]:
    """Which words of the one are which of the other, in their order; no range has two lines."""
    numbers: dict[object, int] = {}
    a, b = (
        [numbers.setdefault(word.value, len(numbers)) for word in words]
        for words in (before, after)
    )
    runs = list(_joined(_same(a, b, before, after)))
    ends = [(0, 0, 0), *runs, (len(a), len(b), 0)]
    found: dict[int, int] = {}
    for number, (start, other, length) in enumerate(runs, 1):
        if not _is_chance(before, after, ends[number - 1 : number + 2]):
            found |= zip(range(start, start + length), range(other, other + length), strict=True)
    for start, other, length in list(_in_lines(sorted(found.items()), before, after)):
        if _are_signs(before[start : start + length], after[other]):
            for number in range(start, start + length):
                del found[number]
    matches = _by_look(before, after, _slid(before, after, found))
    turned = _by_look(after, before, [(j, i) for i, j in matches])
    return list(_in_lines([(i, j) for j, i in turned], before, after))


def _are_signs(before: Sequence[Word], after: Word) -> bool:
    """Whether only signs and spaces are the same, in paragraphs of different styles."""
    if before[0].reading is None or after.reading is None:
        return False
    one, other = before[0].reading.line, after.reading.line
    is_other = (one.style, one.heading) != (other.style, other.heading)
    return is_other and not any(word.is_mark or word.weight for word in before)


def _in_lines(
    matches: Sequence[Match], before: Sequence[Word], after: Sequence[Word]
) -> Iterator[Range]:
    """The matches, those as one that follow each other in the same lines; each mark alone."""
    start = 0
    for at in range(1, len(matches) + 1):
        (i, j), last = matches[at - 1], at == len(matches)
        if last or not (
            matches[at] == (i + 1, j + 1)
            and not before[i].is_mark
            and not before[i + 1].is_mark
            and before[i].reading is before[i + 1].reading
            and after[j].reading is after[j + 1].reading
        ):
            yield (*matches[start], at - start)
            start = at


def _same(
    a: Sequence[int], b: Sequence[int], before: Sequence[Word], after: Sequence[Word]
) -> Iterator[Range]:
    """What is the same. Where too much would have to be compared, paragraphs are paired first."""
    i = j = 0
    for at, end, other, other_end in [*gaps(a, b), (len(a), len(a), len(b), len(b))]:
        yield i, j, at - i
        i, j = end, other_end
        olds, news = _paragraphs(before, at, end), _paragraphs(after, other, other_end)
        if len(olds) == 1 or len(news) == 1 or not is_coarse(a[at:end], b[other:other_end]):
            continue
        for (first, last), (its_first, its_last) in zip(olds, news, strict=False):
            if _are_alike(a[first:last], b[its_first:its_last]):
                start, its_start = first, its_first
                own, its = a[first:last], b[its_first:its_last]
                for k, n, _, o in [*gaps(own, its), (len(own), len(own), len(its), len(its))]:
                    yield start, its_start, first + k - start
                    start, its_start = first + n, its_first + o


def _paragraphs(words: Sequence[Word], start: int, end: int) -> list[tuple[int, int]]:
    """The ranges of the paragraphs of the words between those two."""
    ends = [number + 1 for number in range(start, end) if words[number].is_mark]
    if not ends or ends[-1] < end:
        ends.append(end)
    return list(zip([start, *ends], ends, strict=False))


def _are_alike(one: Sequence[int], other: Sequence[int]) -> bool:
    common = (Counter(one) & Counter(other)).total()
    return common * 3 >= len(one) + len(other) - common


def _joined(ranges: Iterable[Range]) -> Iterator[Range]:
    """The ranges, those as one that follow each other in both; none that is empty."""
    last = (0, 0, 0)
    for start, other, length in ranges:
        if (start, other) == (last[0] + last[2], last[1] + last[2]):
            last = (last[0], last[1], last[2] + length)
        else:
            if last[2]:
                yield last
            last = (start, other, length)
    if last[2]:
        yield last


def _is_chance(before: Sequence[Word], after: Sequence[Word], ranges: Sequence[Range]) -> bool:
    """Whether the words match by chance alone: a space or a small word in a rewritten sentence.

    `ranges` are what is the same, and what is the same before and after that.
    """
    _, (start, _, length), _ = ranges
    own = before[start : start + length]
    if any(word.reading is None or word.is_mark for word in own):
        return False
    weight = sum(word.weight for word in own)
    sizes = []
    for left, right in pairwise(ranges):
        gone = before[left[0] + left[2] : right[0]]
        new = after[left[1] + left[2] : right[1]]
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


def _by_look(one: Sequence[Word], other: Sequence[Word], matches: Sequence[Match]) -> list[Match]:
    """The matches; beside what has come into the other, those words that look as they do in one.

    Behind a bold word and a space, a bold space and a bold word have come in: the space that was
    there is the one that is not bold.
    """
    found = [(-1, -1), *matches, (len(one), len(other))]
    for number in range(1, len(found)):
        (i, j), (k, n) = found[number - 1 : number + 1]
        if k - i > 1 or n - j == 1:
            continue
        at, step = number - 1, 1
        while at > 0 and found[at] == (i, j) and _looks_so(one[i], other[j], other[n - step]):
            found[at] = i, n - step
            at, i, j, step = at - 1, i - 1, j - 1, step + 1
        if step > 1:
            continue
        at, last = number, len(found) - 1
        while at < last and found[at] == (k, n) and _looks_so(one[k], other[n], other[j + step]):
            found[at] = k, j + step
            at, k, n, step = at + 1, k + 1, n + 1, step + 1
    return found[1:-1]


def _looks_so(was: Word, now: Word, beside: Word) -> bool:
    """Whether the word looks as another beside it does, and not as the one it is taken for."""
    if now.value != beside.value or now.reading is not beside.reading:
        return False
    if was.is_mark or was.reading is None:
        return False
    look = _look(was)
    return look != _look(now) and look == _look(beside)


def _look(word: Word) -> tuple[object, ...]:
    """The look of the word where it begins."""
    at = 0
    for strand in word.reading.strands if word.reading else ():
        piece = strand.piece
        at += len(piece.text) if piece.kind == "text" else 1
        if at > word.start:
            return piece.look, piece.link
    return ()
