"""What pandoc sees in a document: lists in lists, tables, notes, links."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.shown import NOTE, Cell, Shown, Table

_COUNTERS = {"Decimal": "decimal", "LowerAlpha": "lowerLetter", "LowerRoman": "lowerRoman"}
_TEXTS = {"Space": " ", "SoftBreak": " ", "LineBreak": "\n"}


@dataclass
class Pandoc:
    """A document read by pandoc. It knows no labels such as "1.1", and tells no continued list."""

    shown: list[Shown | Table] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)

    def blocks(self, blocks: list[Any], depth: int = 0) -> Iterator[Shown | Table]:
        """What the blocks show, tables as one."""
        for block in blocks:
            kind, content = block["t"], block.get("c")
            if kind in ("Para", "Plain"):
                yield Shown(self.text(content), depth=depth)
            elif kind == "Header":
                yield Shown(self.text(content[2]), f"heading{content[0]}")
            elif kind == "BlockQuote":  # pandoc takes any indented paragraph for one
                yield from self.blocks(content, depth)
            elif kind == "BulletList":
                yield from self._list(content, "bullet", depth + 1)
            elif kind == "OrderedList":
                yield from self._list(content[1], _COUNTERS[content[0][1]["t"]], depth + 1)
            else:
                assert kind == "Table", kind
                yield self._table(content)

    def _list(self, items: list[Any], kind: str, depth: int) -> Iterator[Shown | Table]:
        for first, *rest in items:
            yield replace(*self.blocks([first], depth), kind=kind)  # type: ignore[type-var]
            yield from self.blocks(rest, depth)

    def _table(self, content: list[Any]) -> Table:
        _, _, _, (_, head), bodies, (_, foot) = content
        assert not foot
        rows = [*head, *(row for body in bodies for row in [*body[2], *body[3]])]
        return Table(tuple(self._row(cells) for _, cells in rows), len(head))

    def _row(self, cells: list[Any]) -> tuple[Cell, ...]:
        return tuple(
            # The bookmark of an empty cell makes a paragraph of it.
            Cell(tuple(shown for shown in self.blocks(blocks) if shown != Shown("")), columns, rows)
            for _, _, rows, columns, blocks in cells
        )

    def text(self, inlines: list[Any]) -> str:
        """The text of the inlines; notes, links and pictures in it are noted."""
        return "".join(map(self._inline, inlines))

    def _inline(self, inline: Any) -> str:
        kind, content = inline["t"], inline.get("c")
        if kind == "Str":
            return str(content)
        if kind == "Note":
            paragraphs = [self.text(block["c"]) for block in content]
            self.notes.append("\n".join(paragraphs).strip())
            return NOTE
        if kind == "Image":
            self.pictures.append(self.text(content[1]))
            return ""
        if kind == "Link":
            text = self.text(content[1])
            self.links.append((text, content[2][0]))
            return text
        if kind == "Span":
            return self.text(content[1])
        return _TEXTS[kind] if kind in _TEXTS else self.text(content)


def read_by_pandoc(pandoc: str, docx: Path) -> Pandoc:
    """The document as pandoc sees it."""
    done = subprocess.run([pandoc, str(docx), "-t", "json"], capture_output=True, check=True)
    found = Pandoc()
    blocks = found.blocks(json.loads(done.stdout)["blocks"])
    found.shown = [part for part in blocks if isinstance(part, Table) or part.text]
    return found


def as_pandoc_sees(written: Iterable[Shown | Table]) -> list[Shown | Table]:
    """What an author has written, as pandoc can see it.

    To pandoc a list ends with what is no item of it, so an item that follows such a paragraph
    begins a list that is in no other. It tells no label, and sees no empty paragraph.
    """
    found: list[Shown | Table] = []
    above: list[int] = []
    for part in written:
        if isinstance(part, Table):
            rows = tuple(tuple(_cell(cell) for cell in row) for row in part.rows)
            found.append(Table(rows, part.head))
            above = []
        elif part.label:
            above = [depth for depth in above if depth < part.depth] + [part.depth]
            found.append(Shown(part.text, part.kind, depth=len(above)))
        elif part.text:
            found.append(Shown(part.text, part.kind))
            above = []
    return found


def _cell(cell: Cell) -> Cell:
    shown: Sequence[Shown | Table] = as_pandoc_sees(cell.shown)
    return replace(cell, shown=tuple(shown))  # type: ignore[arg-type]
