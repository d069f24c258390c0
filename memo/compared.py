"""Values that are the same although not all their fields are."""

from __future__ import annotations

from typing import Any, ClassVar

from msgspec import Struct


class Compared(Struct, frozen=True, eq=False):
    """A value that is compared by some of its fields only: those that `_compared` gives."""

    _compared: ClassVar[Any]

    def __eq__(self, other: object) -> bool:
        compared = type(self)._compared
        return type(other) is type(self) and compared(self) == compared(other)

    def __ne__(self, other: object) -> bool:
        # The library's own would go by identity here.
        return not self == other

    def __hash__(self) -> int:
        return hash(type(self)._compared(self))
