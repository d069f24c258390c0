"""Fields: what a schema says of each value, as composing and templates need it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Field:
    """What the schema says of one value: the part that composing and templates need.

    `items` is the field of each item of a list, or of each entry of a record with free keys.
    """

    kind: Literal["text", "line", "prose", "list", "record"]
    properties: dict[str, Field] = field(default_factory=dict)
    items: Field | None = None
    format: str = ""
    register: str = ""
    fetched_from: str = ""
    begins_with: str = ""
    example: str = ""

    def at(self, path: tuple[str | int, ...]) -> Field | None:
        """The field of the value at that path of keys and indexes, if the schema has one."""
        found: Field | None = self
        for step in path:
            if found is None:
                return None
            found = found.properties.get(str(step), found.items)
        return found
