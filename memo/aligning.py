"""Where the values of an older content file stand today, when sections have come, gone and moved.

Fields are found by their names, items of lists by what they hold: never by their number alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Sequence as Rows
from itertools import takewhile

from msgspec import Struct, field

from memo.blocks import pointer_of, steps_of
from memo.likeness import Leaf, Likeness, in_order
from memo.problems import Report
from memo.rewording import matches
from memo.source import nodes, parse
from memo.source.nodes import Node, Scalar, Sequence, Source

Steps = tuple[str, ...]

# A text that has been marked, or divided into parts, stands below this name.
_TEXT = "tekst"
# As many words have a number or a name, which may be replaced by another that is not like it.
_SHORT = 3
# From here on, an item that has changed its place is the same one.
_MOVED = 0.6
# Above this many pairs, what has changed in a list is not compared.
_PAIRS = 250_000


def base_value(source: str) -> str | None:
    """The value of a scalar, from its text as it stood in the file, quotation marks and all.

    None where that cannot be told without its surroundings: below |2, the indentation counts from
    what is above. Spaces at the end of a text below | are not in its source, and the line break
    there is taken to have been one.
    """
    read = parse(f"- {source}\n", "", Report())
    root = read.root if read else None
    items = root.items if isinstance(root, Sequence) else []
    if len(items) != 1 or not isinstance(items[0], Scalar):
        return None
    scalar = items[0]
    signs = source.partition("\n")[0].partition("#")[0]
    if scalar.style in ("|", ">") and any(sign.isdigit() for sign in signs):
        return None
    return scalar.value


def todays(base: Mapping[str, str], today: Source) -> dict[str, str | None]:
    """Today's JSON pointer of each value of the base; None where the value is gone.

    `base` has the source texts of values by their pointers. A text that has become a list of parts
    is found in the part that is most like it, one that has been marked below `tekst`.
    """
    top = _Old(())
    for pointer, source in base.items():
        old = top
        for step in steps_of(pointer):
            old = old.below.setdefault(step, _Old((*old.steps, step)))
        value = base_value(source)
        old.text = source if value is None else value
    found: dict[Steps, Steps] = {}
    if today.root is not None:
        _align(top, today.root, (), found)
    return {
        pointer: pointer_of(found[steps]) if (steps := steps_of(pointer)) in found else None
        for pointer in base
    }


def todays_rows(base: Mapping[tuple[int, int], str], today: Rows[Rows[str]]) -> dict[int, int]:
    """Today's number of each row of a spreadsheet; those that are gone are not in it.

    `base` has the texts of cells by their row and column, as they were; it may not know all. Where
    one of several equal rows is gone, or has come in, nobody knows which: none of them is in it.
    """
    columns = sorted({column for _, column in base})
    numbers = sorted({row for row, _ in base})
    olds = [_row([base.get((n, c), "").strip() for c in columns], columns) for n in numbers]
    news = [_row([row[c] if c < len(row) else "" for c in columns], columns) for row in today]
    # Up to the first that is another, none has another number: of others equal ones may stand
    # about that were not printed.
    same = takewhile(lambda at: news[numbers[at] : numbers[at] + 1] == [olds[at]], range(len(olds)))
    pairs = [(at, numbers[at]) for at in same]
    at, start = len(pairs), pairs[-1][1] + 1 if pairs else 0
    pairs += [(at + a, start + b) for a, b in _pairs(olds[at:], news[start:], numbers[at:])]
    gone = [olds[one] for one in set(range(len(olds))) - {one for one, _ in pairs}]
    come = [news[other] for other in set(range(start, len(news))) - {other for _, other in pairs}]
    return {
        numbers[one]: other
        for one, other in pairs
        if olds[one] != news[other] or olds[one] not in (gone if one < at else [*gone, *come])
    }


def _row(texts: list[str], columns: list[int]) -> list[Leaf]:
    return [((str(column),), text) for column, text in zip(columns, texts, strict=True)]


class _Old(Struct):
    """What the base knows of a node: its text, or some of what stands below it."""

    steps: Steps
    text: str | None = None
    below: dict[str, _Old] = field(default_factory=dict)

    @property
    def is_list(self) -> bool:
        """Whether it has been a list, as far as can be seen."""
        return bool(self.below) and all(step.isdecimal() for step in self.below)

    def leaves(self, steps: Steps = ()) -> Iterator[Leaf]:
        """The texts in it."""
        if self.text is not None:
            yield steps, self.text
        for step, old in self.below.items():
            yield from old.leaves((*steps, step))


def _leaves(node: Node, steps: Steps = ()) -> Iterator[Leaf]:
    if isinstance(node, Scalar):
        yield steps, node.value
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from _leaves(item, (*steps, str(index)))
    else:
        for key, value in node.entries.items():
            yield from _leaves(value, (*steps, key))


def _align(old: _Old, node: Node, steps: Steps, found: dict[Steps, Steps]) -> None:
    """Nothing; notes where what was in the old node is in today's."""
    if isinstance(node, nodes.Mapping):
        if _TEXT in node.entries and (old.is_list or not old.below):
            _align(old, node.entries[_TEXT], (*steps, _TEXT), found)
        for key in old.below.keys() & node.entries.keys():
            _align(old.below[key], node.entries[key], (*steps, key), found)
    elif old.below.keys() == {_TEXT}:
        _align(old.below[_TEXT], node, steps, found)
    elif isinstance(node, Scalar):
        if old.is_list:
            _align_joined(old, node, steps, found)
        elif not old.below:
            found[old.steps] = steps
    elif old.is_list:
        _align_items(old, node, steps, found)
    elif not old.below:
        _align_parted(old, node, steps, found)


def _align_parted(old: _Old, node: Sequence, steps: Steps, found: dict[Steps, Steps]) -> None:
    """Nothing; a text that has become a list is in the part that is most like it."""
    parts = [_without_marks(item) for item in node.items]
    likeness = Likeness([list(old.leaves())], parts)
    best = max(range(len(parts)), key=lambda index: likeness.of(0, index), default=None)
    if best is not None and (likeness.of(0, best) or _only_one(parts)):
        _align(old, node.items[best], (*steps, str(best)), found)


def _only_one(parts: list[list[Leaf]]) -> bool:
    return len(parts) == 1


def _align_joined(old: _Old, node: Scalar, steps: Steps, found: dict[Steps, Steps]) -> None:
    """Nothing; of the parts that have become one text, that which is most like it."""
    parts = list(old.below.values())
    likeness = Likeness([_unmarked(part.leaves()) for part in parts], [[((), node.value)]])
    best = max(range(len(parts)), key=lambda index: likeness.of(index, 0))
    if likeness.of(best, 0):
        _align(parts[best], node, steps, found)


def _align_items(old: _Old, node: Sequence, steps: Steps, found: dict[Steps, Steps]) -> None:
    numbers = sorted(old.below, key=int)
    before = [_unmarked(old.below[number].leaves()) for number in numbers]
    known = {steps for item in before for steps, _ in item}
    after = [[leaf for leaf in _without_marks(item) if leaf[0] in known] for item in node.items]
    for one, other in _pairs(before, after, [int(number) for number in numbers]):
        _align(old.below[numbers[one]], node.items[other], (*steps, str(other)), found)


def _pairs(
    before: list[list[Leaf]], after: list[list[Leaf]], numbers: list[int]
) -> list[tuple[int, int]]:
    """Which items are the same: the equal ones, then what is like, what has moved, what is short.

    `numbers` are the indexes in the base, of which it may not know all.
    """
    keys = [[tuple(sorted(item)) for item in items] for items in (before, after)]
    likeness = Likeness(before, after)
    pairs = matches(*keys)
    for old_gap, new_gap in _gaps(pairs, len(before), len(after)):
        if len(old_gap) * len(new_gap) <= _PAIRS:
            pairs = [*pairs, *in_order(likeness, old_gap, new_gap)]
    firm = {(a, b) for a, b in pairs if keys[0][a] == keys[1][b] or likeness.of(a, b) >= _MOVED}
    moved = list(_moved(keys, likeness, firm))
    taken = ({one for one, _ in moved}, {other for _, other in moved})
    # What is a little like one in its order, and clearly another out of it, is that other.
    free = {(a, b) for a, b in pairs if a not in taken[0] and b not in taken[1]}
    pairs = sorted(firm | free)
    for old_gap, new_gap in _gaps(pairs, len(before), len(after)):
        olds = [one for one in old_gap if one not in taken[0]]
        news = [other for other in new_gap if other not in taken[1]]
        first, last = (numbers[olds[0]], numbers[olds[-1]]) if olds else (0, 0)
        if len(olds) == len(news) and (not olds or last - first == len(olds) - 1):
            both = zip(olds, news, strict=True)
            moved += [(a, b) for a, b in both if _is_short(before[a]) and _is_short(after[b])]
    return [*pairs, *moved]


def _gaps(pairs: list[tuple[int, int]], old: int, new: int) -> list[tuple[range, range]]:
    """What stands between the pairs, in both lists."""
    found: list[tuple[range, range]] = []
    old_at = new_at = 0
    for one, other in [*pairs, (old, new)]:
        if one > old_at and other > new_at:
            found.append((range(old_at, one), range(new_at, other)))
        old_at, new_at = one + 1, other + 1
    return found


def _moved(
    keys: list[list[tuple[Leaf, ...]]], likeness: Likeness, pairs: set[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The items that have no partner in their order, and clearly one out of it."""
    olds = sorted(set(range(len(keys[0]))) - {one for one, _ in pairs})
    news = sorted(set(range(len(keys[1]))) - {other for _, other in pairs})
    if len(olds) * len(news) > _PAIRS:
        return
    scored = [
        (2.0 if keys[0][one] == keys[1][other] else likeness.of(one, other), -one, -other)
        for one in olds
        for other in news
    ]
    taken: tuple[set[int], set[int]] = (set(), set())
    for score, one, other in sorted(scored, reverse=True):
        if score >= _MOVED and -one not in taken[0] and -other not in taken[1]:
            taken[0].add(-one)
            taken[1].add(-other)
            yield -one, -other


def _is_short(item: list[Leaf]) -> bool:
    return len(item) <= 1 and sum(len(text.split()) for _, text in item) <= _SHORT


def _without_marks(node: Node) -> list[Leaf]:
    return _unmarked(_leaves(node))


def _unmarked(leaves: Iterator[Leaf]) -> list[Leaf]:
    """The texts, where it makes no difference whether one has been marked or divided."""
    return [
        (tuple(step for step in steps if step != _TEXT and not step.isdecimal()), text)
        for steps, text in leaves
    ]
