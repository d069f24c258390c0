"""Readings as the tree that they stand in: stories, tables, rows, cells and boxes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from functools import cached_property
from itertools import groupby

from msgspec import Struct

from memo.word.story import Path, Reading

# So much alike are tables at least that are the same table.
_LEAST = 0.2


class Block(Struct, eq=False, dict=True):
    """A paragraph, whose `kind` is "", or all that stands in a story, table, row, cell or box."""

    kind: str
    path: Path
    readings: Sequence[Reading]
    depth: int

    @cached_property
    def children(self) -> list[Block]:
        """The blocks in it."""
        return blocks_of(self.readings, self.depth)

    @cached_property
    def words(self) -> Counter[str]:
        """How often each word stands in it."""
        return Counter(" ".join(each.line.text for each in self.readings).split())

    def number(self, numbers: dict[Hashable, int]) -> int:
        """A number that it has in common with all that are the same."""
        own: Hashable = self.readings[0].line
        if self.kind:
            own = (self.kind, tuple(child.number(numbers) for child in self.children))
        return numbers.setdefault(own, len(numbers))


def blocks_of(readings: Sequence[Reading], depth: int) -> list[Block]:
    """The blocks that the readings are, of which the paths are the same up to that depth."""
    found = []
    for path, group in groupby(readings, key=lambda each: each.path[: depth + 1]):
        within = list(group)
        if len(path) > depth:
            found.append(Block(path[-1][0], path, within, depth + 1))
        else:
            found += [Block("", path, [reading], depth) for reading in within]
    return found


def likeness_of(one: Block, other: Block) -> float:
    """How much alike the blocks are: 0 where they cannot be the same."""
    if one.kind != other.kind:
        return 0.0
    total = one.words.total() + other.words.total()
    found = 2 * (one.words & other.words).total() / total if total else 1.0
    if one.kind == "tbl":
        return found if found >= _LEAST else 0.0
    return found + 0.01
