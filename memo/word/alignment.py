"""What of one document is what of another: tables with tables, rows, cells, then word by word.

Text decides. Bookmarks do not, for programs delete, double and rename them; they are asked where
paragraphs were moved past a heading or table that was edited.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import dropwhile, groupby

from memo.word.differences import gaps
from memo.word.landmarks import numbered
from memo.word.story import NOTES, Path, Reading
from memo.word.tree import Block, blocks_of, likeness_of
from memo.word.units import Cutter, Pair, Part, Unit, length_of, mark_of, part_of
from memo.word.wording import Word, matched, words_of

# So many pairs of tables, rows or notes are compared with each other; more are paired in order.
_MOST_PAIRS = 4_000


class Aligned:
    """Two readings held side by side.

    `pairs` are in the order of both. `paths` are those of the new document for those of the old.
    """

    def __init__(self, before: Sequence[Reading], after: Sequence[Reading]) -> None:
        self.pairs: list[Pair] = []
        self.paths: dict[Path, Path] = {}
        self._numbers: dict[Hashable, int] = {}
        self._cutter = Cutter()
        old, new = (_stories(readings) for readings in (before, after))
        self._align(old[0], new[0])
        self._gap(old[1], new[1], self._notes(old[1], new[1]))
        self._align(old[2], new[2])

    def _align(self, before: Sequence[Block], after: Sequence[Block]) -> None:
        i = j = 0
        a, b, fixed = numbered(before, after, self._numbers)
        for at, end, other, other_end in [*gaps(a, b, fixed), (len(a), len(a), len(b), len(b))]:
            for old, new, number in zip(before[i:at], after[j:other], a[i:at], strict=True):
                if number < 0:
                    self._gap([old], [new], _paired([old], [new]))
                else:
                    self._hold(old, new)
            olds, news = before[at:end], after[other:other_end]
            self._gap(olds, news, _paired(olds, news))
            i, j = end, other_end

    def _hold(self, before: Block, after: Block) -> None:
        """Nothing; the one is the same as the other, if perhaps in other runs."""
        for old, new in zip(before.readings, after.readings, strict=True):
            self.paths[old.path] = new.path
            length = self._cutter.length(new)
            self._both((old, 0, length), (new, 0, length))
            self.pairs.append(Pair(mark_of(old), mark_of(new)))

    def _notes(self, before: Sequence[Block], after: Sequence[Block]) -> list[tuple[int, int]]:
        """The notes whose marks are the same, as pairs."""
        same = {
            _mark(pair.before): _mark(pair.after)
            for pair in self.pairs
            if pair.before and pair.after and pair.before.piece and pair.before.piece.kind in NOTES
        }
        news = {block.path[0][1][1:]: number for number, block in enumerate(after)}
        found = ((at, same.get(block.path[0][1][1:])) for at, block in enumerate(before))
        return [(at, news[mark]) for at, mark in found if mark is not None and mark in news]

    def _gap(
        self,
        before: Sequence[Block],
        after: Sequence[Block],
        paired: Sequence[tuple[int, int]],
    ) -> None:
        """Nothing; aligns what is in the pairs, and what stands between them."""
        i = j = 0
        for at, other in paired:
            self._words(before[i:at], after[j:other])
            old, new = before[at], after[other]
            self.paths[old.path] = new.path
            if old.kind == "tr" and len(old.children) == len(new.children):
                for cell, its in zip(old.children, new.children, strict=True):
                    self.paths[cell.path] = its.path
                    self._align(cell.children, its.children)
            else:
                self._align(old.children, new.children)
            i, j = at + 1, other + 1
        self._words(before[i:], after[j:])

    def _words(self, before: Sequence[Block], after: Sequence[Block]) -> None:
        if _stand_alike(before, after):
            for old, new in zip(before, after, strict=True):
                self._compare([old], [new])
        else:
            self._compare(before, after)

    def _compare(self, before: Sequence[Block], after: Sequence[Block]) -> None:
        old, new = list(_words(before)), list(_words(after))
        i = j = 0
        for at, other, length in [*matched(old, new), (len(old), len(new), 0)]:
            self.pairs += [Pair(unit, None, whole) for unit, whole in self._of(before, old[i:at])]
            self.pairs += [Pair(None, unit, whole) for unit, whole in self._of(after, new[j:other])]
            i, j = at + length, other + length
            if length:
                self._same(old[at:i], new[other:j])

    def _same(self, before: Sequence[Word], after: Sequence[Word]) -> None:
        old, new = before[0].reading, after[0].reading
        if old is None or new is None:
            return
        if before[0].is_mark:
            self.pairs.append(Pair(mark_of(old), mark_of(new)))
        else:
            self._both((old, before[0].start, before[-1].end), (new, after[0].start, after[-1].end))

    def _both(self, before: Part, after: Part) -> None:
        """Nothing; the two parts of lines have the same text, if perhaps in other strands."""
        olds, news = (list(self._cutter.cut(part))[::-1] for part in (before, after))
        while olds and news:
            old, new = olds.pop(), news.pop()
            length = min(length_of(old.piece), length_of(new.piece))
            for unit, rest in ((old, olds), (new, news)):
                if length_of(unit.piece) > length:
                    rest.append(part_of(unit, length, length_of(unit.piece)))
            self.pairs.append(Pair(part_of(old, 0, length), part_of(new, 0, length)))

    def _of(self, blocks: Sequence[Block], words: Sequence[Word]) -> Iterator[tuple[Unit, bool]]:
        """What the words are; and whether they are in a block that stands alone."""
        for number, group in groupby(words, key=lambda word: (word.block, id(word.reading))):
            run = list(group)
            reading = run[0].reading
            if reading is None:
                for each in blocks[number[0]].readings:
                    whole = (each, 0, self._cutter.length(each))
                    yield from ((unit, True) for unit in self._cutter.cut(whole))
                    yield mark_of(each), True
                continue
            within = [word for word in run if not word.is_mark]
            if within:
                part = (reading, within[0].start, within[-1].end)
                yield from ((unit, False) for unit in self._cutter.cut(part))
            if run[-1].is_mark:
                yield mark_of(reading), False


def _stories(readings: Sequence[Reading]) -> tuple[list[Block], list[Block], list[Block]]:
    """The stories of a document: the body, the notes, and the edges of its pages."""
    blocks = blocks_of(readings, 0)
    edges = list(dropwhile(lambda block: block.kind in ("body", *NOTES), blocks))
    notes = [block for block in blocks if block.kind in NOTES]
    return [block for block in blocks if block.kind == "body"], notes, edges


def _mark(unit: Unit) -> tuple[int, str]:
    """The run of a note's mark, and the id of the note."""
    strand = unit.reading.strands[unit.strand]
    return strand.key, strand.note


def _paired(before: Sequence[Block], after: Sequence[Block]) -> list[tuple[int, int]]:
    """The blocks that hold others, as pairs that are most alike, in the order of both."""
    olds = [number for number, block in enumerate(before) if block.kind]
    news = [number for number, block in enumerate(after) if block.kind]
    if len(olds) * len(news) > _MOST_PAIRS:
        return [
            (old, new)
            for old, new in zip(olds, news, strict=False)
            if before[old].kind == after[new].kind
        ]
    # What is won at best by pairing the blocks from there on.
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    likeness = [[likeness_of(before[old], after[new]) for new in news] for old in olds]
    for i in range(len(olds) - 1, -1, -1):
        for j in range(len(news) - 1, -1, -1):
            own = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] else 0.0
            best[i][j] = max(own, best[i + 1][j], best[i][j + 1])
    found = []
    i = j = 0
    while i < len(olds) and j < len(news):
        if likeness[i][j] and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            found.append((olds[i], news[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _stand_alike(before: Sequence[Block], after: Sequence[Block]) -> bool:
    """Whether each paragraph is what stands in its place: as many of the same styles, all typed in.

    Not where one is more like another than like that: then one has gone and another has come.
    """
    if len(before) != len(after) or len(before) ** 2 > _MOST_PAIRS:
        return False
    for at, (old, new) in enumerate(zip(before, after, strict=True)):
        one, other = old.readings[0].line, new.readings[0].line
        if old.kind or new.kind or (one.style, one.heading) != (other.style, other.heading):
            return False
        own = (old.words & new.words).total()
        others = (each for number, each in enumerate(after) if number != at)
        if any((old.words & each.words).total() > own for each in others):
            return False
    return True


def _words(blocks: Sequence[Block]) -> Iterator[Word]:
    for number, block in enumerate(blocks):
        if block.kind:
            yield Word(block, 0, None, block=number)
        else:
            yield from words_of(block.readings[0])
