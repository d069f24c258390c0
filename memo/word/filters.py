"""The filters that a template may use: each keeps the address of what it prints.

A printed value notes its filter, so that the way back knows how it was made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from memo.blocks import Joined, Text, Value
from memo.fields import Field
from memo.formats import read_date
from memo.language import Language, is_date_pattern


def dato(language: Language, value: Value, pattern: str = "d. MMMM y") -> Value:
    """The date in a CLDR pattern; "21. december 2016" where none is given."""
    assert isinstance(value, Text)
    day = read_date(value.text)
    assert day is not None, "the validator lets no other text through"
    return Text(language.date(day, pattern), value.address, f"dato:{pattern}")


def og(language: Language, value: Value) -> Value:
    """The texts of a list joined as a sentence does: "A, B og C"."""
    assert isinstance(value, tuple)
    pieces: list[Text] = []
    words = ["", *language.between(len(value))]
    for word, item in zip(words, value, strict=False):
        assert isinstance(item, Text)
        pieces += [Text(word), item] if word else [item]
    return Joined(tuple(pieces))


@dataclass(frozen=True)
class Filter:
    """What the template language knows of a filter; `takes` tells which fields it can print.

    `is_argument` tells whether a text may stand in its brackets.
    """

    apply: Callable[..., Value]
    takes: Callable[[Field], bool]
    is_argument: Callable[[str], bool]


FILTERS = {
    "dato": Filter(dato, lambda field: field.format == "dato", is_date_pattern),
    "og": Filter(
        og,
        lambda field: (
            field.kind == "list" and field.items is not None and field.items.kind == "text"
        ),
        lambda argument: False,
    ),
}
