"""Filling in a template: its tree of tags walked with the values of one document."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from memo.blocks import Line, Prose, Record, Text, Value
from memo.filters import FILTERS
from memo.language import Language
from memo.word.tag_tree import (
    Choice,
    Comparison,
    Condition,
    Form,
    Junction,
    Loop,
    Negation,
    Node,
    Present,
    Reference,
    Tag,
    Xml,
)


class Missing(Struct, frozen=True):
    """A field that the schema knows and the content lacks; `record` is where it could stand."""

    name: str
    record: Record


Known = Value | Missing


class Filling(Struct):
    """Fills in the parts of a template.

    `print` gives what a tag prints of a value, by its form and line; `items` gives the items of a
    list for a loop at a line, of which each prints so much of the template.
    """

    language: Language
    print: Callable[[Known, Form, int], str]
    items: Callable[[Known, int, int], Sequence[Value]]

    def filled(self, nodes: Sequence[Node], values: dict[str, Known]) -> str:
        """The nodes with the values, by their names, in the places of the tags."""
        pieces: list[str] = []
        self._fill(nodes, values, pieces)
        return "".join(pieces)

    def _fill(self, nodes: Sequence[Node], values: dict[str, Known], pieces: list[str]) -> None:
        for node in nodes:
            if isinstance(node, Xml):
                pieces.append(node.text)
            elif isinstance(node, Tag):
                pieces.append(self.print(self._value(node.value, values), node.form, node.line))
            elif isinstance(node, Loop):
                own = dict(values)
                for item in self.items(self._value(node.items, values), node.line, node.size):
                    own[node.name] = item
                    self._fill(node.body, own, pieces)
            else:
                self._fill(self._chosen(node, values), values, pieces)

    def _chosen(self, choice: Choice, values: dict[str, Known]) -> Sequence[Node]:
        for branch in choice.branches:
            if branch.condition is None or self._holds(branch.condition, values):
                return branch.body
        return ()

    def _holds(self, condition: Condition, values: dict[str, Known]) -> bool:
        if isinstance(condition, Present):
            return _is_present(self._value(condition.value, values))
        if isinstance(condition, Comparison):
            texts = [self._text(operand, values) for operand in condition.operands]
            pairs = zip(texts, texts[1:], condition.signs, strict=False)
            return all((one == other) == (sign == "==") for one, other, sign in pairs)
        if isinstance(condition, Negation):
            return not self._holds(condition.condition, values)
        assert isinstance(condition, Junction)
        each = (self._holds(one, values) for one in condition.conditions)
        return all(each) if condition.word == "and" else any(each)

    def _text(self, operand: Reference | str, values: dict[str, Known]) -> str:
        """The text of an operand; "" where the field is absent."""
        if isinstance(operand, str):
            return operand
        value = self._value(operand, values)
        return value.text if isinstance(value, Text) else ""

    def _value(self, reference: Reference, values: dict[str, Known]) -> Known:
        name, *rest = reference.names
        value = values[name]
        for attribute in rest:
            if isinstance(value, Record):
                value = value.values.get(attribute, Missing(attribute, value))
            else:
                assert isinstance(value, Missing), "the template was checked against the schema"
        for filter in reference.filters:
            if not isinstance(value, Missing):
                value = FILTERS[filter.name].apply(self.language, value, *filter.arguments)
        return value


def _is_present(value: Known) -> bool:
    if isinstance(value, Text):
        return bool(value.text)
    if isinstance(value, Prose):
        return bool(value.blocks)
    return isinstance(value, Record | Line) or (isinstance(value, tuple) and bool(value))
