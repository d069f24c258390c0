"""What somebody asks to be done with the changes and comments of a file."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

Choosing = Callable[[str, str], bool]
"""Whether a change or a comment is meant, by its id and its author."""


class Wish(Struct, frozen=True):
    """What to take, `only` that, and what to `reject`."""

    only: Choosing
    reject: Choosing

    def is_taken(self, id: str, author: str) -> bool:
        """Whether it is to be taken."""
        return self.only(id, author) and not self.reject(id, author)
