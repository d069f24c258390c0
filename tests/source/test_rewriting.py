"""Acts on the values of a YAML file: the values are as wanted, and the rest is as it was."""

from __future__ import annotations

import copy
from random import Random
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from memo.problems import Report
from memo.source import parse
from memo.source.acts import Act, Insert, Item, Move, Remove, SetText
from memo.source.nodes import Mapping, Node, Scalar, Sequence, Source, plain
from memo.source.rewriting import rewrite
from tests.source.nasty import Writer, reworded, text, value


def source_of(yaml: str) -> Source:
    source = parse(yaml, "x.yaml", Report())
    assert source is not None, yaml
    return source


def nodes(node: Node, steps: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Node]]:
    found = [(steps, node)]
    if isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            found += nodes(item, (*steps, str(index)))
    elif isinstance(node, Mapping):
        for key, item in node.entries.items():
            found += nodes(item, (*steps, key))
    return found


class Slot:
    """A value that knows what shall become of it: an implementation with nothing in common."""

    def __init__(self, node: Node) -> None:
        self.gone = False
        self.before: list[Any] = []
        self.data: Any
        if isinstance(node, Scalar):
            self.data = node.value
        elif isinstance(node, Sequence):
            self.data = [*(Slot(item) for item in node.items), None]
            self.ends: list[Any] = []
        else:
            self.data = {key: Slot(item) for key, item in node.entries.items()}

    def at(self, steps: tuple[str, ...]) -> Slot:
        slot = self
        for step in steps:
            slot = slot.data[int(step)] if isinstance(slot.data, list) else slot.data[step]
        return slot

    def result(self) -> Any:
        if isinstance(self.data, str):
            return self.data
        if isinstance(self.data, dict):
            return {key: slot.result() for key, slot in self.data.items() if not slot.gone}
        out: list[Any] = []
        for slot in self.data:
            coming = slot.before if slot else self.ends
            out += [item.result() if isinstance(item, Slot) else item for item in coming]
            if slot and not slot.gone:
                out.append(slot.result())
        return out


def wanted(root: Node, acts: list[Act]) -> Any:
    top = Slot(root)
    for act in acts:
        if isinstance(act, SetText):
            top.at(act.steps).data = act.value
        elif isinstance(act, Remove):
            top.at(act.steps).gone = True
        else:
            slot = top.at(act.steps)
            index = act.index if isinstance(act, Insert) else act.to
            place = slot.data[index].before if slot.data[index] else slot.ends
            if isinstance(act, Insert):
                place.append(act.item)
            else:
                moved = slot.data[act.index]
                here = copy.copy(moved)
                here.before = []
                moved.gone = True
                place.append(here)
    return top.result()


def some_acts(rnd: Random, source: Source) -> list[Act]:
    assert source.root is not None
    found = nodes(source.root)
    acts: list[Act] = []
    taken: set[tuple[str, ...]] = set()
    for _ in range(rnd.randint(1, 5)):
        steps, node = rnd.choice(found)
        if isinstance(node, Scalar):
            if steps not in taken:
                acts.append(SetText(steps, reworded(rnd, node.value)))
            taken.add(steps)
        elif isinstance(node, Sequence):
            index = rnd.randint(0, len(node.items))
            kind = rnd.random()
            one = (*steps, str(index))
            if kind < 0.5:
                acts.append(Insert(steps, index, some_item(rnd, node)))
            elif index < len(node.items) and one not in taken and kind < 0.75:
                acts.append(Remove(one))
                taken.add(one)
            elif index < len(node.items) and one not in taken:
                acts.append(Move(steps, index, rnd.randint(0, len(node.items))))
                taken.add(one)
        elif node.entries and rnd.random() < 0.3:
            acts.append(Remove((*steps, rnd.choice(list(node.entries)))))
    return acts


def some_item(rnd: Random, node: Sequence) -> Item:
    if node.items and rnd.random() < 0.5:
        like = rnd.choice(node.items)
        if isinstance(like, Mapping):
            return {key: text(rnd) for key in like.entries} or "x"
        if isinstance(like, Sequence):
            return [text(rnd).replace("\n", " ") for _ in like.items]
    return value(rnd, rnd.choice([0, 0, 1, 2])) if rnd.random() < 0.9 else text(rnd)


def random_file(rnd: Random) -> str:
    data = (
        value(rnd, 3)
        if rnd.random() < 0.3
        else {f"n{n}": value(rnd, 3) for n in range(rnd.randint(1, 4))}
    )
    yaml = Writer(rnd).document(data)
    return yaml.replace("\n", "\r\n") if rnd.random() < 0.25 else yaml


@settings(max_examples=400, deadline=None)
@given(st.integers(0, 10**9))
def test_after_any_acts_the_values_are_as_wanted(seed: int) -> None:
    rnd = Random(seed)
    yaml = random_file(rnd)
    source = parse(yaml, "x.yaml", Report())
    assume(source is not None and source.root is not None)
    assert source is not None
    assert source.root is not None
    acts = some_acts(rnd, source)
    new = rewrite(source, acts)
    root = source_of(new).root
    assert root is not None
    assert plain(root) == wanted(source.root, acts)
    assert ("\r\n" in new) == ("\r\n" in yaml) or "\n" not in new or "\n" not in yaml
