"""Labels: what stands before a point that the author numbered."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

Counter = Literal["decimal", "lowerLetter", "lowerRoman"]

_ROMAN = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))


class Label(Struct, frozen=True):
    """A number and what is round it: "1.", "2.4", "At 1)", "a)", "iv."."""

    before: str
    number: int
    counter: Counter
    after: str

    @property
    def form(self) -> tuple[str, Counter, str]:
        """All of it but the number."""
        return self.before, self.counter, self.after

    @property
    def text(self) -> str:
        """The label as it is printed."""
        return f"{self.before}{self._number()}{self.after}"

    @property
    def first_number(self) -> int:
        """The first of its numbers, 0 where it has letters only: 2 of "2.4" and of "At 2)"."""
        written = re.search("[0-9]+", self.text)
        return int(written[0]) if written else 0

    def _number(self) -> str:
        if self.counter == "lowerLetter":
            return chr(ord("a") + self.number - 1)
        return roman(self.number) if self.counter == "lowerRoman" else str(self.number)


def roman(number: int) -> str:
    """The number in small Roman letters."""
    letters = ""
    for sign, value in _ROMAN:
        while number >= value:
            letters += sign
            number -= value
    return letters
