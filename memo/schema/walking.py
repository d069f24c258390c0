"""From a value to those in it, side by side with the schema."""

from __future__ import annotations

from collections.abc import Iterator

from memo.fields import Field
from memo.source.nodes import Mapping, Node, Sequence


def below(node: Node, field: Field) -> Iterator[tuple[Node, Field]]:
    """What stands directly in a list or a group, each with its field, if the schema has one."""
    if isinstance(node, Sequence) and field.items:
        for item in node.items:
            yield item, field.items
    elif isinstance(node, Mapping):
        for name, value in node.entries.items():
            if sub := field.properties.get(name, field.items):
                yield value, sub
