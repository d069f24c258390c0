"""What stands in the values of a line that has text of the template too."""

from __future__ import annotations

from collections.abc import Sequence

from memo.review.looks import Sign, signs_of
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
    for sign in [*signs_of(fragments), None]:
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
