"""Prose in Markdown as one paragraph after another."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, partial
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from memo.blocks import (
    Block,
    Footnote,
    Form,
    Inline,
    List,
    Offsets,
    Paragraph,
    Quote,
    Reference,
    Run,
    Table,
)
from memo.captions import Captions
from memo.flat import THING, Flat, FlatKind, Stretch
from memo.markdown.reader import read_line, read_lines, read_prose
from memo.problems import Report
from memo.source.nodes import Scalar, Source

HEADER: Final = "|\n"
"""Stands before a value where it is read alone: offsets count from its beginning."""


def flatten(value: str, form: Form) -> tuple[Flat, ...]:
    """The paragraphs of a value of Markdown; each has the number of its `block` in the addresses.

    The origin of each stretch is its own place. A line or a cell that says nothing has one
    paragraph without text.
    """
    return _read(value, form)[0]


def offsets_in_value(stretch: Stretch) -> list[int] | None:
    """Where each character of a stretch out of `flatten` stands in the value, and where it ends."""
    if stretch.run.offsets is None:
        return None
    return [offset - len(HEADER) for offset in stretch.run.offsets()]


def is_faultless(value: str, form: Form) -> bool:
    """Whether the value has no error in it, but for names that only the document can know."""
    return _read(value, form)[1]


@lru_cache(maxsize=256)
def _read(value: str, form: Form) -> tuple[tuple[Flat, ...], bool]:
    assert form != "plain", "what is printed as it stands is no Markdown"
    # The value stands alone, so places in it are those in a file that holds nothing else.
    text = f"{HEADER}{value}"
    source, scalar = Source("", text), Scalar(0, len(text), value, "|")
    captions, report = Captions(), Report()
    blocks: tuple[Block, ...]
    if form == "line":
        blocks = (read_line(source, scalar, captions, report),)
    elif form == "lines":
        blocks = read_lines(source, scalar, captions, report)
    else:
        blocks = read_prose(source, scalar, captions, report, in_cell=form == "cell")
    if not value.strip() and form in ("prose", "lines"):
        blocks = ()
    flattening = _Flattening()
    flattening.blocks(blocks, 0, 0)
    return tuple(flattening.flats), not report.has_errors


class _Flattening(Struct):
    """Counts as the writer of Word does: a paragraph, then the footnotes that it refers to."""

    flats: list[Flat] = field(default_factory=list)
    _notes: int = 0
    _tables: int = 0

    def blocks(self, blocks: Iterable[Block], level: int, quotes: int) -> None:
        """Nothing; adds the paragraphs of the blocks."""
        for block in blocks:
            if isinstance(block, Paragraph):
                kind: FlatKind = "heading" if block.heading else "text"
                self._add(block, Flat((), kind, block.heading or level, None, quotes))
            elif isinstance(block, List):
                self._list(block, level + 1, quotes)
            elif isinstance(block, Quote):
                self.blocks(block.blocks, level, quotes + 1)
            elif isinstance(block, Table):
                self._table(block)

    def _list(self, block: List, level: int, quotes: int) -> None:
        for item in block.items:
            self._add(item.paragraph, Flat((), "point", level, item.label, quotes))
            self.blocks(item.blocks, level, quotes)

    def _table(self, table: Table) -> None:
        number = self._tables
        self._tables += 1
        for row_number, row in enumerate(table.rows):
            for column, cell in enumerate(row.cells):
                for block in cell.blocks:
                    if isinstance(block, Paragraph):
                        self._add(block, Flat((), cell=(number, row_number, column)))

    def _add(self, paragraph: Paragraph, empty: Flat) -> None:
        """Nothing; adds the paragraph, which `empty` tells the place of, and its footnotes."""
        number, at, first_note = len(self.flats), 0, self._notes
        stretches: list[Stretch] = []
        notes = []
        for inline in paragraph.inlines:
            if isinstance(inline, Footnote):
                notes.append(inline)
                self._notes += 1
            stretch = _stretch(inline, str(self._notes - 1), (number, at))
            at += len(stretch.run.text)
            last = stretches[-1] if stretches else None
            if last and not (last.thing or stretch.thing) and _look(last) == _look(stretch):
                stretches[-1] = replace(last, run=_joined(last.run, stretch.run))
            else:
                stretches.append(stretch)
        self.flats.append(replace(empty, stretches=tuple(stretches)))
        for note_number, note in enumerate(notes, first_note):
            for each in note.paragraphs:
                self._add(each, Flat((), note=note_number))


def _joined(run: Run, other: Run) -> Run:
    first, second = run.offsets, other.offsets
    offsets = partial(_both, first, second, len(run.text)) if first and second else None
    return replace(run, text=run.text + other.text, offsets=offsets)


def _both(first: Offsets, second: Offsets, length: int) -> list[int]:
    return [*first()[:length], *second()]


def _look(stretch: Stretch) -> Run:
    return replace(stretch.run, text="")


def _stretch(inline: Inline, note: str, origin: tuple[int, int]) -> Stretch:
    if isinstance(inline, Footnote):
        return Stretch(Run(THING), "footnote", note, origin)
    if isinstance(inline, Reference):
        look = inline.look
        run = Run(THING, look.bold, look.italic, look.position, look.language, look.link)
        return Stretch(run, "reference", inline.name, origin)
    return Stretch(inline, origin=origin)
