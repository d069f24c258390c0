"""The filters that a template may use: each keeps the address of what it prints.

A printed value notes its filter, so that the way back knows how it was made.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from memo.blocks import Joined, Text, Value
from memo.fields import Field
from memo.formats import read_date
from memo.language import Language, is_date_pattern
from memo.problems import Message, say

SHORT = "kort"
"""What a template calls the short form of a date."""


def dato(language: Language, value: Value, pattern: str = "") -> Text:
    """The date in a CLDR pattern; as the language writes it in full where none is given.

    `kort` is the form that stands in a column: 21-12-2016.
    """
    assert isinstance(value, Text)
    day = read_date(value.text)
    assert day is not None, "the validator lets no other text through"
    named = {"": language.long_date, SHORT: language.short_date}
    pattern = named.get(pattern, pattern)
    return Text(language.date(day, pattern), value.address, f"dato:{pattern}")


def og(language: Language, value: Value) -> Joined:
    """The texts of a list joined as a sentence does: "A, B og C"."""
    assert isinstance(value, tuple)
    return _joined(value, language.between(len(value)))


def med(language: Language, value: Value, between: str) -> Joined:
    """The texts of a list with the same text between each two: "A / B / C"."""
    assert isinstance(value, tuple)
    return _joined(value, [between] * (len(value) - 1))


def _joined(items: tuple[Value, ...], between: list[str]) -> Joined:
    pieces: list[Text] = []
    for word, item in zip(["", *between], items, strict=False):
        assert isinstance(item, Text)
        pieces += [Text(word), item] if word else [item]
    return Joined(tuple(pieces))


class Filter(Struct, frozen=True):
    """What the template language knows of a filter; `takes` tells which fields it can print.

    `takes_arguments` tells whether just these texts may stand in its brackets, and `help` what may.
    """

    apply: Callable[..., Value]
    takes: Callable[[Field], bool]
    takes_arguments: Callable[[list[str]], bool]
    help: Message


def _is_list_of_texts(field: Field) -> bool:
    items = field.items
    return (
        field.kind == "list" and items is not None and items.kind == "text" and not items.register
    )


FILTERS = {
    "dato": Filter(
        dato,
        lambda field: field.format == "dato",
        lambda arguments: all(text == SHORT or is_date_pattern(text) for text in arguments),
        say('write dato, dato("kort"), or a pattern as in dato("d. MMMM y")'),
    ),
    "og": Filter(
        og,
        _is_list_of_texts,
        lambda arguments: not arguments,
        say("write it without brackets: og"),
    ),
    "med": Filter(
        med,
        _is_list_of_texts,
        lambda arguments: arguments not in ([], [""]),
        say('write what is to stand between the texts, as in med(" / ")'),
    ),
}
