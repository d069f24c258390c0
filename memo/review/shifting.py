"""Where the values of a file stand when items have come into its lists or gone from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from memo.source.acts import Act, Insert, Remove, SetText
from memo.source.sheets import SheetAct
from memo.spreadsheet import is_sheet
from memo.word.addresses import Anchor

Steps = tuple[str, ...]
_Seen = tuple[str, Steps, int, str, str]


class Shifting:
    """What the acts on each file do to its pointers."""

    def __init__(self, acts: Mapping[str, Sequence[tuple[Act | SheetAct, object]]]) -> None:
        # Of a spreadsheet, all that is printed counts as touched: its acts see to their cells.
        self._sheets = {file for file in acts if is_sheet(file)}
        self._acts = {
            file: [act for act, _ in own if isinstance(act, Act)] for file, own in acts.items()
        }

    def untouched_before(self, anchors: Iterable[Anchor]) -> list[_Seen]:
        """The prints of what no act is on, each at the place where it will stand."""
        found = []
        for anchor in anchors:
            acts, steps = self._acts.get(anchor.address.file, []), anchor.address.steps
            if anchor.address.file in self._sheets:
                continue
            if not any(_is_on(act, steps) for act in acts):
                found.append(_seen(anchor, _shifted(steps, acts)))
        return found

    def untouched_after(self, anchors: Iterable[Anchor]) -> list[_Seen]:
        """The prints of what no act was on, when all have been carried out."""
        touched = {file: _results(acts) for file, acts in self._acts.items()}
        found = []
        for anchor in anchors:
            steps = anchor.address.steps
            own = touched.get(anchor.address.file, [])
            if anchor.address.file in self._sheets:
                continue
            if not any(steps[: len(place)] == place for place in own):
                found.append(_seen(anchor, steps))
        return found

    def place(self, file: str, steps: Steps) -> Steps:
        """Where a value stands afterwards."""
        return _shifted(steps, self._acts.get(file, []))


def _seen(anchor: Anchor, steps: Steps) -> _Seen:
    return anchor.address.file, steps, anchor.block, anchor.role, anchor.printed


def _is_on(act: Act, steps: Steps) -> bool:
    return not isinstance(act, Insert) and steps[: len(act.steps)] == act.steps


def _results(acts: Sequence[Act]) -> list[Steps]:
    """Where the texts that are set stand afterwards, and the items that have come in."""
    found = [_shifted(act.steps, acts) for act in acts if isinstance(act, SetText)]
    for number, act in enumerate(acts):
        if isinstance(act, Insert):
            others = [each for each in acts if each.steps[:-1] == act.steps or each is act]
            gone = sum(
                isinstance(each, Remove) and int(each.steps[-1]) < act.index for each in others
            )
            come = sum(
                isinstance(each, Insert)
                and each.steps == act.steps
                and (each.index < act.index or (each.index == act.index and at < number))
                for at, each in enumerate(acts)
            )
            found.append((*_shifted(act.steps, acts), str(act.index - gone + come)))
    return found


def _shifted(steps: Steps, acts: Sequence[Act]) -> Steps:
    """Today's steps as they are when the acts have been carried out."""
    found = list(steps)
    for depth, step in enumerate(steps):
        if not step.isdecimal():
            continue
        above, index = steps[:depth], int(step)
        gone = sum(
            isinstance(act, Remove) and act.steps[:-1] == above and int(act.steps[-1]) < index
            for act in acts
            if not isinstance(act, Remove) or act.steps[-1].isdecimal()
        )
        come = sum(
            isinstance(act, Insert) and act.steps == above and act.index <= index for act in acts
        )
        found[depth] = str(index - gone + come)
    return tuple(found)
