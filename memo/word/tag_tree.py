"""A part of a template as a tree: the XML that stays as it is, and the tags in it.

The tree is what is left of the template language when a template has been read: it can name fields,
loop over them and compare them, and nothing else, whatever the content says. It is mere data, so
it can be kept on disk.
"""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

PARAGRAPH_MARK: Final = "\x01"
"""Stands in the filled part where a paragraph's bookmarks go; no content can hold it."""

VALUE_MARK: Final = "\x02"
"""Stands before and behind a printed value, or its number; no content can hold it."""

Form = Literal["text", "runs", "paragraphs", "property"]
"""How a tag prints: in a text, as runs, as paragraphs of its own, or in a document property."""


class Filter(Struct, frozen=True):
    """The name of a filter, and what stands in its brackets."""

    name: str
    arguments: tuple[str, ...]


class Reference(Struct, frozen=True, tag=True):
    """What a tag names: a field, the field of a record (`afsender.enhed`), and so on.

    `filters` are applied in their order.
    """

    names: tuple[str, ...]
    filters: tuple[Filter, ...] = ()


class Xml(Struct, frozen=True, tag=True):
    """XML of the template, which stays as it is."""

    text: str


class Tag(Struct, frozen=True, tag=True):
    """A tag that prints; `line` is the number of its paragraph."""

    value: Reference
    form: Form
    line: int


class Loop(Struct, frozen=True, tag=True):
    """What is printed for each item of a list; `size` is about how much each prints of it."""

    name: str
    items: Reference
    line: int
    size: int
    body: tuple[Node, ...]


class Choice(Struct, frozen=True, tag=True):
    """The first of the branches whose condition holds."""

    branches: tuple[Branch, ...]


class Branch(Struct, frozen=True):
    """What is printed where a condition holds; None always does."""

    condition: Condition | None
    body: tuple[Node, ...]


class Present(Struct, frozen=True, tag=True):
    """Whether a field is there and not empty."""

    value: Reference


class Comparison(Struct, frozen=True, tag=True):
    """Whether each operand is the same as the next, or is another: `signs` has one for each pair.

    A text among the operands is one that the template holds.
    """

    operands: tuple[Reference | str, ...]
    signs: tuple[Literal["==", "!="], ...]


class Negation(Struct, frozen=True, tag=True):
    """Whether a condition does not hold."""

    condition: Condition


class Junction(Struct, frozen=True, tag=True):
    """Whether all the conditions hold, or any of them."""

    word: Literal["and", "or"]
    conditions: tuple[Condition, ...]


Node = Xml | Tag | Loop | Choice
Condition = Present | Comparison | Negation | Junction
