"""The contract of a kind, field by field: what each is, and where the template prints it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from memo.fields import DRAFT_KEY, ROW_LABEL, ROW_TEXT, Field, Located, Printed
from memo.formats import FORMATS
from memo.problems import Message, Span, say
from memo.schema.vocabulary import LANGUAGE_KEY, WORDS_KEY


class Entry(Struct, frozen=True):
    """A field of the contract; `places` are where the template prints just this field.

    `is_printed` also where it prints something in it. `is_owed` where a reader of the paper would
    miss it: it must be written, and no page shows it; the document properties are no page.
    """

    path: str
    type: Message
    is_required: bool
    is_printed: bool
    is_owed: bool
    places: tuple[Span, ...]


class Contract(Struct, frozen=True):
    """What a template may print: the fields of the content, and the words that are in none.

    Those are its own (`x-ord`), and what tells that the document is a draft.

    `is_placed` is False where the template could not be read: then nothing is known to be printed.
    """

    fields: tuple[Entry, ...]
    words: tuple[Entry, ...]
    is_placed: bool


def read_contract(
    root: Field,
    words: tuple[str, ...],
    registers: Callable[[str], Field | None],
    printed: tuple[Printed, ...] | None,
) -> Contract:
    """The contract with its places; `root` is the schema's, `words` are the names under `x-ord`.

    `registers` gives the field of a register's entries, None where it has no schema; `printed` is
    what the template prints, None where it could not be read.
    """
    whole = Located("", root)
    walk = _Walk(registers, (*(printed or ()), *_printed_in_rows(whole, printed or ())))
    own = Located(WORDS_KEY, Field("record", {name: Field("text") for name in words}))
    every = Located("", Field("record", {DRAFT_KEY: Field("text")}))
    return Contract(
        tuple(walk.below(whole, frozenset())),
        (*walk.below(own, frozenset()), *walk.below(every, frozenset())),
        printed is not None,
    )


class _Walk(Struct, frozen=True):
    """Goes through the fields in the order of the schema."""

    registers: Callable[[str], Field | None]
    printed: tuple[Printed, ...]

    def below(self, parent: Located, inside: frozenset[str]) -> Iterator[Entry]:
        """The entries of all that stands in the field; `inside` are the registers round it."""
        is_there = not parent.path or self._shows(parent.path)
        for name, one in parent.properties.items():
            places = self._places(one)
            is_printed = bool(places) or self._prints_in(one.path)
            is_required = name in parent.field.required
            # A value without a choice says nothing, the language shows in the words, and an entry
            # of a register serves other kinds too.
            may_be_left_out = len(one.field.options) == 1 or one.path == LANGUAGE_KEY or inside
            is_owed = is_required and is_there and not self._shows(one.path) and not may_be_left_out
            yield Entry(one.path, describe(one.field), is_required, is_printed, is_owed, places)
            yield from self._inside(one, inside)

    def _inside(self, one: Located, inside: frozenset[str]) -> Iterator[Entry]:
        register = one.field.register
        if one.items and one.field.kind == "list":
            yield from self._inside(one.items, inside)
        elif one.field.kind == "record":
            yield from self.below(one, inside)
        elif register and register not in inside and (entry := self.registers(register)):
            yield from self.below(one.with_field(entry), inside | {register})

    def _places(self, one: Located) -> tuple[Span, ...]:
        """Where the template prints the field itself, or one by one what is in the list."""
        return tuple(p.span for p in self.printed if p.path in (one.path, f"{one.path}[]"))

    def _shows(self, path: str) -> bool:
        """Whether the field, or something in it, stands on a page: all but the properties do."""
        return any(
            p.span.line and (p.path == path or p.path.startswith((f"{path}.", f"{path}[")))
            for p in self.printed
        )

    def _prints_in(self, path: str) -> bool:
        return any(p.path.startswith((f"{path}.", f"{path}[")) for p in self.printed)


def _printed_in_rows(one: Located, printed: tuple[Printed, ...]) -> Iterator[Printed]:
    """Where the fields of rows are printed, and the words that are their labels.

    A template sees a row as a list, in which no field has a name.
    """
    for name, sub in one.properties.items():
        if one.field.is_row:
            halves = {ROW_TEXT: sub.path, ROW_LABEL: f"{WORDS_KEY}.{name}"}
            for half, path in halves.items():
                found = (p for p in printed if p.path == f"{one.path}[].{half}")
                yield from (Printed(path, p.span) for p in found)
        yield from _printed_in_rows(sub, printed)
    if one.items:
        yield from _printed_in_rows(one.items, printed)


def describe(field: Field) -> Message:
    """What the field is, in a few words."""
    if field.register:
        return say("key in {file}", file=f"{field.register}.yaml")
    if field.options:
        return say("one of: {names}", names=", ".join(field.options))
    if field.format:
        return FORMATS[field.format].name
    if field.kind == "list" and field.items:
        return say("list: {items}", items=describe(field.items))
    return say("row of texts") if field.is_row else _TYPES[field.kind]


_TYPES = {
    "text": say("text"),
    "line": say("line of Markdown"),
    "prose": say("prose in Markdown"),
    "list": say("list"),
    "record": say("group"),
    "cell": say("cell of a table"),
}
