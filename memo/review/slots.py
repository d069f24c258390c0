"""What stands in the values of a line that has text of the template too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from memo.review.looks import Sign, one_by_one, signs_of
from memo.review.printed import Slot
from memo.word.revised import Fragment


def divided(
    fragments: Sequence[Fragment], slots: Sequence[Slot]
) -> tuple[list[list[Sign]], set[str]]:
    """The signs of each value, and the changes that have put text between the values.

    What was put in belongs to the value that it touches; between two, to the first.
    """
    texts: list[list[Sign]] = [[] for _ in slots]
    strays: set[str] = set()
    waiting: list[Sign] = []
    behind = 0  # where the last sign of the base ended
    for sign in [*_at_values(list(one_by_one(signs_of(fragments))), slots), None]:
        if sign is not None and sign.place is None:
            waiting.append(sign)
            continue
        before = None if sign is None or sign.place is None else sign.place[1]
        owner = _touched(slots, behind, before)
        if owner is None:
            strays |= {each.fragment.added for each in waiting}
        else:
            texts[owner] += waiting
        waiting = []
        if sign is not None and before is not None:
            behind = before + 1
            for number, slot in enumerate(slots):
                if slot.start <= before < slot.end:
                    texts[number].append(sign)
    return texts, strays


def with_separators(slots: Sequence[Slot], texts: Sequence[Sequence[Sign]]) -> list[Slot]:
    """The slots; the separator of two items of one list is of the first, if one of them is gone.

    "Økonomiudvalget og " is deleted together: the template prints no "og" round one alone.
    """
    found = list(slots)
    for number, (one, other) in enumerate(pairwise(slots)):
        if _are_of_one_list(one, other) and not (texts[number] and texts[number + 1]):
            found[number] = replace(one, end=other.start)
    return found


def _are_of_one_list(one: Slot, other: Slot) -> bool:
    first, second = one.anchor.address, other.anchor.address
    places = [(each.file, each.steps[:-1]) for each in (first, second)]
    return places[0] == places[1] and first.steps[-1].isdecimal() and second.steps[-1].isdecimal()


def _at_values(signs: list[Sign], slots: Sequence[Slot]) -> list[Sign]:
    """The signs, what was put in between the values at the value where it may stand as well.

    " Per" before " og" reads the same as "Per " behind its space: nobody can tell them apart.
    """
    found: list[Sign] = []
    rest = signs
    while rest:
        count = next((n for n, sign in enumerate(rest) if sign.place is not None), len(rest))
        new, rest = rest[:count], rest[count:]
        if new and _owner(found, rest, slots) is None:
            found, new, rest = _moved(found, new, rest, slots)
        found += [*new, *rest[:1]]
        rest = rest[1:]
    return found


def _moved(
    before: list[Sign], new: list[Sign], rest: list[Sign], slots: Sequence[Slot]
) -> tuple[list[Sign], list[Sign], list[Sign]]:
    """The signs before, what is new, and the rest, in which what is new stands at a value."""
    for size in range(1, min(len(new), len(before)) + 1):
        if not _are_same(before[-size:], new[-size:]):
            break
        if _owner(before[:-size], before[-size:], slots) is not None:
            return before[:-size], new[-size:] + new[:-size], before[-size:] + rest
    for size in range(1, min(len(new), len(rest)) + 1):
        if not _are_same(rest[:size], new[:size]):
            break
        if _owner(before + rest[:size], rest[size:], slots) is not None:
            return before + rest[:size], new[size:] + new[:size], rest[size:]
    return before, new, rest


def _are_same(kept: Sequence[Sign], new: Sequence[Sign]) -> bool:
    pairs = zip(kept, new, strict=True)
    return all(old.place is not None and old.text == sign.text for old, sign in pairs)


def _owner(before: Sequence[Sign], rest: Sequence[Sign], slots: Sequence[Slot]) -> int | None:
    """The number of the slot that text belongs to which stands between them."""
    last = before[-1].place if before else None
    following = rest[0].place if rest else None
    return _touched(slots, last[1] + 1 if last else 0, following[1] if following else None)


def _touched(slots: Sequence[Slot], behind: int, before: int | None) -> int | None:
    """The number of the slot that text belongs to which was put in between those two places.

    What stood between them is gone. `before` is None at the end of the line.
    """
    for number, slot in enumerate(slots):
        if slot.start < behind <= slot.end:
            return number
    for number, slot in enumerate(slots):
        is_between = behind <= slot.start and (before is None or slot.end <= before)
        if is_between or (before is not None and slot.start <= before < slot.end):
            return number
    return None
