"""Texts with one mistake each, made of a YAML text that has none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from memo.problems import Report
from memo.source import parse
from memo.source.nodes import Mapping, Node, Scalar, Sequence

TRUNCATIONS = 200

# What stands in place of a value of each type. The values in one place get them in turn, and no
# more values than there are swaps: a table has hundreds of cells that are all alike.
_SWAPS: dict[type, tuple[str, ...]] = {
    Scalar: ("[x]", "{x: y}", "[[x, {x: y}], []]", '""', "{}", "x: y: z", "[]"),
    Sequence: ("x", "{x: y}", '""', "[]", "{}", "[x, x]", "[[]]", "[{x: y}]"),
    Mapping: ("x", "[x]", '""', "{}", "[]", "{x: {x: y}}", "[{x: y}]"),
}


def mutations(text: str) -> dict[str, str]:
    """The mutated texts, each by what was done to it."""
    source = parse(text, "x.yaml", Report())
    assert source is not None
    assert source.root is not None
    changed = (
        *_without_lines(text),
        *_without_keys(text, source.root),
        *_swapped(text, source.root),
        *_truncated(text),
    )
    return {name: mutant for name, mutant in changed if mutant != text}


def _without_lines(text: str) -> Iterator[tuple[str, str]]:
    lines = text.splitlines(keepends=True)
    for number in range(len(lines)):
        yield f"without line {number + 1}", "".join(lines[:number] + lines[number + 1 :])


def _without_keys(text: str, root: Node) -> Iterator[tuple[str, str]]:
    for _, node in _nodes(root):
        if isinstance(node, Mapping):
            keys = list(node.keys.values())
            ends = [following.start for _, following in pairwise(keys)] + [node.end]
            for key, end in zip(keys, ends, strict=True):
                yield f"without {key.value} at {key.start}", text[: key.start] + text[end:]


def _swapped(text: str, root: Node) -> Iterator[tuple[str, str]]:
    seen: Counter[str] = Counter()
    for place, node in _nodes(root):
        swaps = _SWAPS[type(node)]
        swap = swaps[seen[place] % len(swaps)]
        seen[place] += 1
        if seen[place] <= len(swaps):
            yield f"{swap} at {node.start}", text[: node.start] + swap + text[node.end :]


def _truncated(text: str) -> Iterator[tuple[str, str]]:
    for number in range(TRUNCATIONS):
        end = len(text) * number // TRUNCATIONS
        yield f"only to {end}", text[:end]


def _nodes(node: Node, place: str = "") -> Iterator[tuple[str, Node]]:
    """The node and all in it, outermost first, each with its keys; all items have the same."""
    yield place, node
    for inner in node.items if isinstance(node, Sequence) else []:
        yield from _nodes(inner, f"{place}/-")
    for key, inner in node.entries.items() if isinstance(node, Mapping) else []:
        yield from _nodes(inner, f"{place}/{key}")
