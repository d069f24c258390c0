"""What can be done to the values of a YAML file, whatever it looks like."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct, field

from memo.source.nodes import Mapping, Node, Scalar, Sequence

Item = str | list["Item"] | dict[str, "Item"]
"""A new value, with all that stands in it."""

Steps = tuple[str, ...]


class SetText(Struct, frozen=True):
    """The text at those steps becomes another."""

    steps: Steps
    value: str


class Remove(Struct, frozen=True):
    """The item of a list, or the key with its value, is taken away."""

    steps: Steps


class Insert(Struct, frozen=True):
    """An item comes before that at the index of the list at those steps; at its length, last."""

    steps: Steps
    index: int
    item: Item


class Move(Struct, frozen=True):
    """An item of the list at those steps comes before that at `to`; at the length, last."""

    steps: Steps
    index: int
    to: int


Act = SetText | Remove | Insert | Move


class CannotRewrite(ValueError):
    """These acts cannot be done to the file, alone or beside the others."""

    def __init__(self, acts: Iterable[Act]) -> None:
        self.acts = tuple(acts)
        super().__init__(f"cannot be done: {self.acts}")


class Plan(Struct):
    """What happens at one node: its new text; or which items go, come and move, in their order.

    All indexes are those of the list as it is. `coming` are the acts for each index.
    """

    text: str | None = None
    gone: set[str] = field(default_factory=set)
    coming: dict[int, list[Insert | Move]] = field(default_factory=dict)

    @property
    def moved(self) -> set[str]:
        """The indexes of the items that move."""
        acts = (act for acts in self.coming.values() for act in acts)
        return {str(act.index) for act in acts if isinstance(act, Move)}


Plans = dict[Steps, Plan]


def plans(acts: Iterable[Act]) -> Plans:
    """The acts by the nodes that they happen at. Raises CannotRewrite where two are at odds."""
    result: Plans = {}
    for act in acts:
        if isinstance(act, SetText):
            plan = result.setdefault(act.steps, Plan())
            if plan.text not in (None, act.value):
                raise CannotRewrite([act])
            plan.text = act.value
        elif isinstance(act, Remove):
            if not act.steps:
                raise CannotRewrite([act])
            result.setdefault(act.steps[:-1], Plan()).gone.add(act.steps[-1])
        else:
            plan = result.setdefault(act.steps, Plan())
            if isinstance(act, Move) and str(act.index) in plan.moved:
                raise CannotRewrite([act])
            to = act.index if isinstance(act, Insert) else act.to
            plan.coming.setdefault(to, []).append(act)
    return {
        steps: plan for steps, plan in result.items() if not _is_inside_what_goes(result, steps)
    }


def _is_inside_what_goes(plans: Plans, steps: Steps) -> bool:
    above = ((plans.get(steps[:depth]), steps[depth]) for depth in range(len(steps)))
    return any(plan is not None and step in plan.gone for plan, step in above)


def suits(node: Node | None, plan: Plan) -> bool:
    """Whether there is such a node, with all that the plan speaks of."""
    if isinstance(node, Scalar):
        return not plan.gone and not plan.coming
    if plan.text is not None or node is None:
        return False
    if isinstance(node, Mapping):
        return plan.gone <= set(node.entries) and not plan.coming
    indexes = {str(index) for index in range(len(node.items))}
    places = range(len(node.items) + 1)
    return (
        plan.gone | plan.moved <= indexes
        and not plan.gone & plan.moved
        and all(to in places for to in plan.coming)
    )


def expected(node: Node, plans: Plans, steps: Steps = ()) -> Any:
    """The node as mappings, lists and strings, when the plans are carried out."""
    plan = plans.get(steps, Plan())
    if isinstance(node, Scalar):
        return node.value if plan.text is None else plan.text
    if isinstance(node, Mapping):
        return {
            key: expected(value, plans, (*steps, key))
            for key, value in node.entries.items()
            if key not in plan.gone
        }
    return _expected_items(node, plan, plans, steps)


def _expected_items(node: Sequence, plan: Plan, plans: Plans, steps: Steps) -> list[Any]:
    values = [expected(item, plans, (*steps, str(index))) for index, item in enumerate(node.items)]
    result: list[Any] = []
    for index in range(len(values) + 1):
        for act in plan.coming.get(index, ()):
            result.append(act.item if isinstance(act, Insert) else values[act.index])
        if index < len(values) and str(index) not in plan.gone | plan.moved:
            result.append(values[index])
    return result
