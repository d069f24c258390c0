"""What stands fast while paragraphs are moved past it: headings, tables, text of the template.

Where a paragraph and a heading have changed places, either may have moved. In the YAML it is the
paragraph that can move: a heading is where a value begins.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from itertools import accumulate

from memo.word.differences import gaps, once_in_both
from memo.word.tree import Block, likeness_of

# So many words at least have headings or tables in common that were edited, and were moved past.
_ALIKE = 0.5

Match = tuple[int, int]


def numbered(
    before: Sequence[Block], after: Sequence[Block], numbers: dict[Hashable, int]
) -> tuple[list[int], list[int], set[int]]:
    """The numbers of the blocks, the same where they are the same, and which of them stand fast.

    Below 0 are those of blocks that only their place among others tells to be the same.
    """
    a, b = ([block.number(numbers) for block in blocks] for blocks in (before, after))
    fixed = {number for block, number in zip(before, a, strict=True) if _is_fixed(block)}
    if a != b:
        for number, (at, other) in enumerate(_moved_past(before, after, (a, b), fixed), 1):
            a[at] = b[other] = -number
            fixed.add(-number)
    return a, b, fixed


def _is_fixed(block: Block) -> bool:
    """Whether it is a landmark in the document as it was built.

    What has no anchor there is no value: it is the template's.
    """
    line = block.readings[0].line
    return block.kind == "tbl" or (not block.kind and (line.heading > 0 or not line.anchors))


def _moved_past(
    before: Sequence[Block],
    after: Sequence[Block],
    numbers: tuple[Sequence[int], Sequence[int]],
    fixed: set[int],
) -> Iterator[Match]:
    """The landmarks that paragraphs were moved past, and that their text does not tell."""
    a, b = numbers
    held = once_in_both(a, b)
    if not held:
        return
    olds, news = (
        [number for number, value in enumerate(values) if value in fixed or _may_be(blocks[number])]
        for values, blocks in ((a, before), (b, after))
    )
    highest = list(accumulate((other for _, other in held), max))
    lowest = list(accumulate((other for _, other in reversed(held)), min))[::-1]
    known, known_new = dict(held).keys(), {other for _, other in held}
    for at, other in _in_order(olds, news, a, b):
        place = bisect_left(held, (at, -1))
        crosses = (place and highest[place - 1] > other) or (
            place < len(held) and lowest[place] < other
        )
        is_told = at in known or other in known_new
        if crosses and not is_told and (a[at] == b[other] or _are_one(before[at], after[other])):
            yield at, other


def _may_be(block: Block) -> bool:
    return block.kind == "tbl" or (not block.kind and block.readings[0].line.heading > 0)


def _in_order(
    olds: Sequence[int], news: Sequence[int], a: Sequence[int], b: Sequence[int]
) -> Iterator[Match]:
    """The landmarks, given by their places, that follow each other as before."""
    own, its = [a[at] for at in olds], [b[at] for at in news]
    i = j = 0
    for start, end, other, other_end in [*gaps(own, its), (len(own), len(own), len(its), len(its))]:
        yield from zip(olds[i:start], news[j:other], strict=True)
        if end - start == other_end - other:
            yield from zip(olds[start:end], news[other:other_end], strict=True)
        i, j = end, other_end


def _are_one(old: Block, new: Block) -> bool:
    """Whether an edited landmark is still the same: by the words or by a bookmark."""
    one, other = old.readings[0].line, new.readings[0].line
    if (old.kind, one.style, one.heading) != (new.kind, other.style, other.heading):
        return False
    return likeness_of(old, new) >= _ALIKE or not set(one.anchors).isdisjoint(other.anchors)
