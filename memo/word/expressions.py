"""The expressions of the template language: which field each names, and whether that can be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Literal

from jinja2 import nodes
from msgspec import Struct

from memo.fields import Field, Located
from memo.filters import FILTERS
from memo.problems import nearest, say
from memo.word.checked_part import CheckedPart
from memo.word.tag_tree import Comparison, Condition, Filter, Junction, Negation, Present, Reference

_SIGNS: Final[dict[str, Literal["==", "!="]]] = {"eq": "==", "ne": "!="}

Scope = dict[str, Located]
"""The names that an expression may begin with, and what they stand for."""


class Expressions(Struct, frozen=True):
    """Checks the expressions of one part; `registers` gives the field of a register's entries."""

    part: CheckedPart
    registers: Callable[[str], Field | None]

    def condition(self, node: Any, scope: Scope) -> Condition:
        """The condition; its problems are reported."""
        if isinstance(node, nodes.Not):
            return Negation(self.condition(node.node, scope))
        if isinstance(node, nodes.And | nodes.Or):
            both = self.condition(node.left, scope), self.condition(node.right, scope)
            return Junction("and" if isinstance(node, nodes.And) else "or", both)
        if isinstance(node, nodes.Compare) and all(each.op in _SIGNS for each in node.ops):
            operands = [node.expr, *(each.expr for each in node.ops)]
            return Comparison(
                tuple(self._operand(operand, scope) for operand in operands),
                tuple(_SIGNS[each.op] for each in node.ops),
            )
        if isinstance(node, nodes.Filter):
            self.part.refuse(node.lineno)
        else:
            self.field(node, scope)
        return Present(reference(node))

    def _operand(self, node: nodes.Expr, scope: Scope) -> Reference | str:
        if isinstance(node, nodes.Const) and isinstance(node.value, str):
            return node.value
        found = self.field(node, scope)
        if found is not None and (found.field.register or found.field.kind != "text"):
            self.part.refuse(node.lineno)
        return reference(node)

    def field(self, node: nodes.Node, scope: Scope) -> Located | None:
        """The field that an expression names, or None after a problem."""
        if isinstance(node, nodes.Name):
            return self._known(node.name, scope, node)
        if isinstance(node, nodes.Getattr):
            parent = self.field(node.node, scope)
            if parent is None:
                return None
            if parent.field.register:
                entry = self.registers(parent.field.register)
                if entry is None:  # reported where the register's schema was looked for
                    self.part.faulty.add(node.lineno)
                    return None
                parent = parent.with_field(entry)
            return self._known(node.attr, parent.properties, node)
        if isinstance(node, nodes.Filter) and node.node is not None:
            return self._filtered(node, node.node, scope)
        self.part.refuse(node.lineno)
        return None

    def _known(self, name: str, fields: Scope, node: nodes.Node) -> Located | None:
        if name not in fields:
            self.part.error(
                "skabelon-ukendt-felt",
                node.lineno,
                say(
                    'the template names the field "{name}", which the schema does not have',
                    name=name,
                ),
                nearest(name, list(fields), say("take the tag away")),
            )
        return fields.get(name)

    def _filtered(self, node: nodes.Filter, value: nodes.Expr, scope: Scope) -> Located | None:
        found = self.field(value, scope)
        known = FILTERS.get(node.name)
        arguments = [
            arg.value
            for arg in node.args
            if isinstance(arg, nodes.Const) and isinstance(arg.value, str)
        ]
        if known is None:
            self.part.error(
                "skabelon-ukendt-filter",
                node.lineno,
                say('there is no filter called "{name}"', name=node.name),
                nearest(node.name, list(FILTERS), say("take the tag away")),
            )
        elif len(arguments) > 1 or len(arguments) < len(node.args) or _is_named_or_starred(node):
            self.part.refuse(node.lineno)
        elif not known.takes_arguments(arguments):
            self.part.error(
                "skabelon-forkert-filter",
                node.lineno,
                say(
                    'the filter "{filter}" does not have in its brackets what it needs',
                    filter=node.name,
                ),
                known.help,
            )
        elif found is not None and not known.takes(found.field):
            self.part.error(
                "skabelon-forkert-filter",
                node.lineno,
                say(
                    'the filter "{filter}" cannot print "{name}"',
                    filter=node.name,
                    name=written(value),
                ),
                say("take the filter away, or give the field the format that the filter prints"),
            )
        return found and found.with_field(Field("text"))


def _is_named_or_starred(filter: nodes.Filter) -> bool:
    """Whether an argument is written as name=..., *... or **..."""
    return bool(filter.kwargs or filter.dyn_args or filter.dyn_kwargs)


def reference(node: Any) -> Reference:
    """What the expression names; nothing of what is no field, which has been reported."""
    if isinstance(node, nodes.Name):
        return Reference((node.name,))
    if isinstance(node, nodes.Getattr):
        return Reference((*reference(node.node).names, node.attr))
    if isinstance(node, nodes.Filter):
        value = reference(node.node)
        arguments = tuple(str(each.value) for each in node.args if isinstance(each, nodes.Const))
        return Reference(value.names, (*value.filters, Filter(node.name, arguments)))
    return Reference(())


def written(node: nodes.Node) -> str:
    """The expression as the template keeper wrote it, near enough."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{written(node.node)}.{node.attr}"
    if isinstance(node, nodes.Filter) and node.node is not None:
        return f"{written(node.node)}|{node.name}"
    return "..."
