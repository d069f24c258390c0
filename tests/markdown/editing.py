"""Edits of flats, as a reviewer in Word may do them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from memo.blocks import Run
from memo.flat import THING, Flat, Stretch
from memo.labels import Label

WORDS = ["ord", "æble", "Nyt afsnit.", "5", "1. maj", "to ord"]
HOSTILE = [
    "*", "_", "**", "#", "# ", "1. ", "1) x", "a) ", "- ", "-", "+ ", "|", "[", "]", "[x](y)", "<b>", "<",
    ">", "> ", "\\", "~", "^", "`", "~~", "[^1]", "[^9]: ", "![", "{sprog=en}", "](", "---", "===", "&amp;",
    "2.4 ", "At 1) ", "iv. ", "|---|", "http://a.dk", "$", "{{", ":", "__init__", "5*3*2", "***",
]  # fmt: skip
LOOKS: list[dict[str, object]] = [
    {"bold": True}, {"italic": True}, {"position": "superscript"}, {"position": "subscript"},
    {"language": "en"}, {"link": "https://kk.dk/a_b?c=1&d=2"}, {"bold": False, "italic": False},
    {"link": ""}, {"bold": True, "italic": True},
]  # fmt: skip
LABELS = [
    None,
    None,
    Label("", 1, "decimal", "."),
    Label("", 1, "lowerLetter", ")"),
    Label("At ", 1, "decimal", ")"),
]


def cut(flat: Flat, start: int, end: int) -> tuple[Stretch, ...]:
    """The stretches of a part of the text."""
    found, at = [], 0
    for stretch in flat.stretches:
        text = stretch.run.text
        first, last = max(start - at, 0), min(end - at, len(text))
        if first < last:
            origin = stretch.origin and (stretch.origin[0], stretch.origin[1] + first)
            run = replace(stretch.run, text=text[first:last], offsets=None)
            found.append(replace(stretch, run=run, origin=origin))
        at += len(text)
    return tuple(found)


def put(flat: Flat, start: int, end: int, text: str, **look: object) -> Flat:
    """The paragraph with text of the reviewer's in the place of a part."""
    new = (Stretch(Run(text, **look)),) if text else ()  # type: ignore[arg-type]
    return replace(flat, stretches=cut(flat, 0, start) + new + cut(flat, end, len(flat.text)))


@dataclass
class Editor:
    """Edits flats at random; `acts` are what was done."""

    random: random.Random
    words: Sequence[str]
    flats: list[Flat]
    acts: list[str] = field(default_factory=list)

    def act(self, name: str) -> None:
        """Nothing; does that act, if there is anything to do it to."""
        getattr(self, f"_{name}")()
        self.flats = renumbered(self.flats)
        self.acts.append(name)

    def _pick(self, *kinds: str, cells: bool = True, notes: bool = True) -> int | None:
        found = [
            number
            for number, flat in enumerate(self.flats)
            if (not kinds or flat.kind in kinds)
            and (cells or not flat.cell)
            and (notes or flat.note is None)
        ]
        return self.random.choice(found) if found else None

    def _range(self, flat: Flat) -> tuple[int, int]:
        length = len(flat.text)
        start = self.random.randint(0, length)
        return start, min(length, start + self.random.randint(0, 12))

    def _text(self) -> str:
        return " ".join(self.random.choices(self.words, k=self.random.randint(1, 2)))

    def _look_at(self, flat: Flat, place: int) -> dict[str, object]:
        found = cut(flat, max(0, place - 1), max(1, place))
        if not found or found[0].thing:
            return {}
        run = found[0].run
        return {
            name: getattr(run, name) for name in ("bold", "italic", "position", "language", "link")
        }

    def _change(self) -> None:
        if (at := self._pick()) is not None:
            start, end = self._range(self.flats[at])
            look = self._look_at(self.flats[at], start)
            self.flats[at] = put(self.flats[at], start, end, self._text(), **look)

    def _delete(self) -> None:
        if (at := self._pick()) is not None:
            self.flats[at] = put(self.flats[at], *self._range(self.flats[at]), "")

    def _restyle(self) -> None:
        if (at := self._pick()) is None:
            return
        flat = self.flats[at]
        start, end = self._range(flat)
        look = self.random.choice(LOOKS)
        middle = tuple(
            stretch if stretch.thing else replace(stretch, run=replace(stretch.run, **look))  # type: ignore[arg-type]
            for stretch in cut(flat, start, end)
        )
        stretches = cut(flat, 0, start) + middle + cut(flat, end, len(flat.text))
        self.flats[at] = replace(flat, stretches=stretches)

    def _split(self) -> None:
        if (at := self._pick(cells=False)) is not None:
            flat = self.flats[at]
            place = self.random.randint(0, len(flat.text))
            first = replace(flat, stretches=cut(flat, 0, place))
            second = replace(flat, stretches=cut(flat, place, len(flat.text)))
            if flat.label:
                second = replace(second, label=replace(flat.label, number=flat.label.number + 1))
            if flat.kind == "heading":
                second = replace(second, kind="text", level=0)
            self.flats[at : at + 1] = [first, second]

    def _join(self) -> None:
        if (at := self._pick(cells=False, notes=False)) is None or at + 1 >= len(self.flats):
            return
        first, second = self.flats[at : at + 2]
        if second.cell is None and second.note is None:
            self.flats[at : at + 2] = [replace(first, stretches=first.stretches + second.stretches)]

    def _remove(self) -> None:
        if (at := self._pick(cells=False)) is not None:
            del self.flats[at]

    def _insert(self) -> None:
        at = self._pick(cells=False, notes=False)
        flat = Flat((Stretch(Run(self._text())),))
        if at is None:
            self.flats.append(flat)
        else:
            like = self.flats[at]
            label = like.label and replace(like.label, number=like.label.number + 1)
            self.flats.insert(at + 1, replace(like, stretches=flat.stretches, label=label))

    def _move(self) -> None:
        at, to = self._pick(cells=False, notes=False), self._pick(cells=False, notes=False)
        if at is not None and to is not None:
            flat = self.flats.pop(at)
            self.flats.insert(to, flat)

    def _indent(self) -> None:
        if (at := self._pick("point", notes=False)) is not None:
            self.flats[at] = replace(self.flats[at], level=self.flats[at].level + 1)

    def _outdent(self) -> None:
        if (at := self._pick("point", notes=False)) is not None and self.flats[at].level > 1:
            self.flats[at] = replace(self.flats[at], level=self.flats[at].level - 1)

    def _turn(self) -> None:
        """Another kind of paragraph."""
        if (at := self._pick(cells=False, notes=False)) is None:
            return
        flat = self.flats[at]
        kind = self.random.choice(["point", "heading", "text"])
        if kind == "point":
            flat = replace(
                flat,
                kind="point",
                level=max(1, flat.level if flat.kind != "heading" else 1),
                label=self.random.choice(LABELS),
            )
        elif kind == "heading":
            flat = replace(
                flat, kind="heading", level=self.random.randint(1, 3), label=None, quotes=0
            )
        else:
            level = flat.level if flat.kind == "point" and self.random.random() < 0.5 else 0
            flat = replace(flat, kind="text", level=level, label=None)
        self.flats[at] = flat

    def _label(self) -> None:
        if (at := self._pick("point")) is not None:
            self.flats[at] = replace(self.flats[at], label=self.random.choice(LABELS))

    def _rows(self) -> list[tuple[int, int]]:
        return sorted({flat.cell[:2] for flat in self.flats if flat.cell})

    def _add_row(self) -> None:
        if rows := self._rows():
            table, row = self.random.choice(rows)
            columns = 1 + max(
                flat.cell[2] for flat in self.flats if flat.cell and flat.cell[0] == table
            )
            at = 1 + max(
                n
                for n, flat in enumerate(self.flats)
                if flat.cell and flat.cell[:2] == (table, row)
            )
            while at < len(self.flats) and self.flats[at].note is not None:
                at += 1
            new = [
                Flat(
                    (Stretch(Run(self._text())),)
                    if self.random.random() < 0.8 or not column
                    else (),
                    cell=(table, -1, column),
                )
                for column in range(columns)
            ]
            self.flats[at:at] = new

    def _remove_row(self) -> None:
        if rows := [row for row in self._rows() if row[1]]:
            row = self.random.choice(rows)
            self.flats = [flat for flat in self.flats if not flat.cell or flat.cell[:2] != row]

    def _remove_table(self) -> None:
        if rows := self._rows():
            table = self.random.choice(rows)[0]
            self.flats = [flat for flat in self.flats if not flat.cell or flat.cell[0] != table]

    def _empty_cell(self) -> None:
        found = [n for n, flat in enumerate(self.flats) if flat.cell]
        if found:
            at = self.random.choice(found)
            self.flats[at] = replace(self.flats[at], stretches=())

    def _add_note(self) -> None:
        if (at := self._pick(notes=False)) is not None:
            flat = self.flats[at]
            place = self.random.randint(0, len(flat.text))
            name = str(
                max(
                    [
                        0,
                        *(
                            int(s.name)
                            for f in self.flats
                            for s in f.stretches
                            if s.thing == "footnote"
                        ),
                    ]
                )
                + 1
            )
            mark = Stretch(Run(THING), "footnote", name)
            self.flats[at] = replace(
                flat, stretches=(*cut(flat, 0, place), mark, *cut(flat, place, len(flat.text)))
            )
            self.flats.insert(at + 1, Flat((Stretch(Run(self._text())),), note=int(name)))

    def _remove_note(self) -> None:
        found = [
            (n, s) for n, f in enumerate(self.flats) for s in f.stretches if s.thing == "footnote"
        ]
        if found:
            at, mark = self.random.choice(found)
            rest = tuple(s for s in self.flats[at].stretches if s is not mark)
            self.flats[at] = replace(self.flats[at], stretches=rest)
            self.flats = [flat for flat in self.flats if str(flat.note) != mark.name]


ACTS = [name[1:] for name in vars(Editor) if name.startswith("_") and name[1:] not in (
    "pick", "range", "text", "look_at", "rows") and not name.startswith("__")]  # fmt: skip


def renumbered(flats: Sequence[Flat]) -> list[Flat]:
    """The same with the rows of tables counted anew, and cells of new rows behind them."""
    result: list[Flat] = []
    table, row, last = -1, -1, None
    for flat in flats:
        if flat.cell is None:
            if flat.note is None:
                last = None
            result.append(flat)
            continue
        if last is None or last[0] != flat.cell[0]:
            table, row = table + 1, -1
        if row < 0 or (last and (last[1] != flat.cell[1] or flat.cell[2] <= last[2])):
            row += 1
        last = flat.cell
        result.append(replace(flat, cell=(table, row, flat.cell[2])))
    return result


def plain(flat: Flat) -> dict[str, object]:
    """The look of the first words of the paragraph."""
    if not flat.stretches:
        return {}
    run = flat.stretches[0].run
    return {name: getattr(run, name) for name in ("bold", "italic", "position", "language", "link")}
