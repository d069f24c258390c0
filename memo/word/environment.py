"""Jinja with nothing in it but our own filters, and records whose attributes are their values."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import StrictUndefined, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment
from msgspec import Struct

from memo.blocks import Record, Value
from memo.filters import FILTERS


class Missing(Struct, frozen=True):
    """A field that the schema knows and the content lacks; `record` is where it could stand."""

    name: str
    record: Record


class Environment(SandboxedEnvironment):
    """Jinja without its own filters, tests and globals."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.tests.clear()
        self.filters.clear()
        self.filters.update(_FILTER_CALLS)

    def getattr(self, obj: object, attribute: str) -> object:
        """The value of that name in a record, or Missing."""
        if isinstance(obj, Record):
            return obj.values.get(attribute, Missing(attribute, obj))
        return obj if isinstance(obj, Missing) else self.undefined(obj=obj, name=attribute)


def _filter_call(name: str) -> Callable[..., Value | Missing]:
    @pass_context
    def call(context: Context, value: Value | Missing, *arguments: str) -> Value | Missing:
        if isinstance(value, Missing):
            return value
        return FILTERS[name].apply(context["_language"], value, *arguments)

    return call


_FILTER_CALLS = {name: _filter_call(name) for name in FILTERS}


ENVIRONMENT = Environment()
