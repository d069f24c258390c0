"""Things with numbers, such as annexes.

`x-nummereres: bilag` stands at the property that is the number of each item of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from memo.fields import Field
from memo.problems import Report, Span, say
from memo.schema.walking import below
from memo.source.nodes import Mapping, Node, Scalar, Sequence, Source

UNNUMBERED = "uden"
"""What the author writes for the number of an item that is to have none."""


def numbers(items: Iterable[Node | None], name: str) -> list[str]:
    """The number of each item as it is printed, "" for one that has none.

    `name` is that of the property with the number. Where the author leaves it out, the item gets
    the number after the last one before it, letters aside; so does an item that is None.
    """
    found: list[str] = []
    last = 0
    for item in items:
        typed = item.entries.get(name) if isinstance(item, Mapping) else None
        number = str(last + 1) if typed is None else ""
        if isinstance(typed, Scalar) and typed.value != UNNUMBERED:
            number = typed.value
        found.append(number)
        if digits := re.match("[0-9]{1,9}", number):
            last = int(digits[0])
    return found


def numbers_by_word(source: Source, root: Field) -> dict[str, list[str]]:
    """The numbers that there are in a document, by the words that its schema numbers."""
    found: dict[str, list[str]] = {word: [] for word in _words(root)}
    for sequence, name, field in _numbered_lists(source.root, root) if source.root else ():
        found[field.numbered] += filter(None, numbers(sequence.items, name))
    return found


def check_numbers(source: Source, root: Field, report: Report) -> None:
    """Nothing; reports a number that two items of a list have."""
    for sequence, name, _ in _numbered_lists(source.root, root) if source.root else ():
        first: dict[str, Node] = {}
        for item, number in zip(sequence.items, numbers(sequence.items, name), strict=True):
            node = item.entries.get(name, item) if isinstance(item, Mapping) else item
            if number and first.setdefault(number.lower(), node) is not node:
                places = source.node_span(first[number.lower()]), source.node_span(node)
                _report_same(number, name, places, report)


def _words(field: Field) -> Iterator[str]:
    if field.numbered:
        yield field.numbered
    for inner in field.inner:
        if inner.has_numbers:
            yield from _words(inner)


def _numbered_lists(node: Node, field: Field) -> Iterator[tuple[Sequence, str, Field]]:
    """The lists whose items have numbers, with the name and the field of the number."""
    if isinstance(node, Sequence) and field.items:
        for name, sub in field.items.properties.items():
            if sub.numbered:
                yield node, name, sub
    for value, inner in below(node, field):
        if inner.has_numbers:
            yield from _numbered_lists(value, inner)


def _report_same(number: str, name: str, places: tuple[Span, Span], report: Report) -> None:
    first, second = places
    report.error(
        "samme-nummer",
        second,
        say(
            "the number {number} stands here for the second time; the first is in line {line}",
            number=number,
            line=first.line,
        ),
        say("write another number, or {name}: {none}", name=name, none=UNNUMBERED),
    )
