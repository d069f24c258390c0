"""Prose as one paragraph after another, each with its place in lists, quotations and tables.

In this form prose out of Markdown and prose out of Word are the same thing, so what a reviewer did
in Word can be told from what stands in the YAML, and written there.
"""

from __future__ import annotations

from operator import attrgetter
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from memo.blocks import Run
from memo.compared import Compared
from memo.labels import Label

THING: Final = "\ufffc"
"""Stands in a flat's text for what is no text: a footnote's mark, a reference to a table."""

FlatKind = Literal["text", "heading", "point"]
Thing = Literal["", "footnote", "reference"]
Origin = tuple[int, int]
"""The number of a flat of the old value, and the offset of a character in its text."""


class Stretch(Compared, frozen=True, eq=False):
    """Text of one look, or a thing, whose `run` then has the text `THING`.

    `name` is that of the table or figure that a reference refers to, or the number of a footnote
    among those of the value, counted from 0 in the order in which they are printed.

    `origin` is where its first character stands in the old value; the others follow it there.
    None where the reviewer has written it.

    `label` is what the mark of a footnote that comes from elsewhere was written as there.
    """

    run: Run
    thing: Thing = ""
    name: str = ""
    origin: Origin | None = None
    label: str = ""

    _compared = attrgetter("run", "thing", "name", "origin")


class Flat(Struct, frozen=True):
    """A paragraph of prose, and where it stands.

    `level` is that of a heading, from 1; of a point, and of a text under a point, the depth of the
    list, from 1; 0 outside lists. `label` is None where a point has a bullet. `quotes` is how many
    quotations it stands in. In a table written in Markdown, `cell` is its table, row and column,
    each counted from 0. `note` is the number of the footnote that it is a paragraph of.
    """

    stretches: tuple[Stretch, ...]
    kind: FlatKind = "text"
    level: int = 0
    label: Label | None = None
    quotes: int = 0
    cell: tuple[int, int, int] | None = None
    note: int | None = None

    @property
    def text(self) -> str:
        """The text of the paragraph, with `THING` for each thing in it."""
        return "".join(stretch.run.text for stretch in self.stretches)


def without_origins(flat: Flat) -> Flat:
    """The same paragraph wherever it comes from, with neighbouring text of one look as one."""
    joined: list[Stretch] = []
    for stretch in flat.stretches:
        own = replace(stretch, origin=None, run=replace(stretch.run, offsets=None))
        if not own.run.text:
            continue
        last = joined[-1] if joined else None
        if (
            last
            and not (last.thing or own.thing)
            and replace(last.run, text="") == replace(own.run, text="")
        ):
            joined[-1] = replace(last, run=replace(last.run, text=last.run.text + own.run.text))
        else:
            joined.append(own)
    return replace(flat, stretches=tuple(joined))
