"""What is to be done to the content, and what of it is in conflict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence

from msgspec import Struct, field

from memo.review.found import Conflict
from memo.review.returned import Fault
from memo.source.acts import Act
from memo.source.sheets import SheetAct

Place = tuple[str, tuple[str, ...]]
"""A file of the content folder, and the steps to a value in it, as it is today."""


class Clash(Struct, frozen=True):
    """Changes that are in conflict with today's YAML, or with one another."""

    ids: frozenset[str]
    conflict: Conflict


class Plan(Struct):
    """Acts on the files of the content folder, with the changes that each carries out.

    `printed` is what the texts that they set must print, where the content has not gone on there.
    """

    acts: defaultdict[str, list[tuple[Act | SheetAct, frozenset[str]]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    printed: dict[Place, tuple[str, ...]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)


def has_come(
    item: object, items: Sequence[object], known: Container[int], index: int, *, is_behind: bool
) -> bool:
    """Whether the item stands already where it is to come in, among others that are new there.

    `known` are the numbers of the items that were there when the file was built. It comes behind
    one of them, or before it, at `index`.
    """
    at, step = (index, 1) if is_behind else (index - 1, -1)
    while 0 <= at < len(items) and at not in known:
        if items[at] == item:
            return True
        at += step
    return False
