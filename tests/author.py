"""An author who writes random prose, and notes what a reader must be shown."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tests.shown import NOTE, Cell, Shown, Table

WORDS = ["sag", "ældre", "A&B", "<5", "§31", "{{x}}", "år", "100", "æøå", "notat-1", "Ü", "«ja»"]
NUMBERS = ["7", "1.200,5", "-3,25", "12*", "4,5 pct.", "–", "100 kr.", "0,125**"]


@dataclass(frozen=True)
class Form:
    """How the points of a list are labelled: "" before and behind it is a bullet."""

    before: str = ""
    counter: str = "bullet"
    after: str = ""

    def label(self, number: int) -> str:
        """What the author types before a point."""
        if self.counter == "bullet":
            return "-"
        if self.counter == "lowerLetter":
            return f"{self.before}{chr(ord('a') + number - 1)}{self.after}"
        roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
        shown = roman[number - 1] if self.counter == "lowerRoman" else number
        return f"{self.before}{shown}{self.after}"


BULLETS = Form()
FORMS = [
    BULLETS,
    *(Form("", counter, end) for counter in ("decimal", "lowerLetter", "lowerRoman") for end in ".)"),
    Form("At ", "decimal", ")"),
    Form("ad ", "decimal", "."),
    *(Form(before, "decimal", end) for before in ("1.", "12.", "2.4.") for end in ("", ".")),
]  # fmt: skip


@dataclass
class Author:
    """Writes the texts of one document. `names` are its tables and figures, by their numbers.

    `level` is that of a heading # in them, `heading` the number of # of the last in this prose.
    """

    random: random.Random
    names: dict[str, str] = field(default_factory=dict)
    level: int = 2
    heading: int = 0
    written: list[Shown | Table] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    _lines: list[str] = field(default_factory=list)
    _due: list[str] = field(default_factory=list)
    _last: dict[int, tuple[Form, int]] = field(default_factory=dict)
    _in_cell: bool = False

    def chance(self, share: float) -> bool:
        """Whether something happens that happens so often."""
        return self.random.random() < share

    def text(self) -> str:
        """Markdown of some paragraphs and lists, with all that may stand between them."""
        self._lines, self._due, self._last = [], [], {}
        for _ in range(self.random.randint(2, 4)):
            self._paragraph("")
            if self.chance(0.7):
                self._list("", 1)
            self.random.choice([self._heading, self._break, self._quote, self._table, _nothing])("")
        return "\n".join([*self._lines, *self._due])

    def lines_of_a_cell(self) -> tuple[str, tuple[Shown, ...]]:
        """Markdown of a cell with a list in it, and what it shows."""
        outer = self.written
        self._lines, self._last, self.written, self._in_cell = [], {}, [], True
        self._paragraph("")
        self._list("", 1)
        text, shown = "\n".join(self._lines), self.written
        self.written, self._in_cell = outer, False
        return text, tuple(part for part in shown if isinstance(part, Shown))

    def line(self, *, notes: bool = False) -> tuple[str, str]:
        """One line of Markdown, and what it shows."""
        pieces = [("ord", "ord"), *(self._piece() for _ in range(self.random.randint(0, 5)))]
        if notes and not self._in_cell and self.chance(0.15):
            pieces.append(self._note())
        source = " ".join(piece for piece, _ in pieces).replace(" [^", "[^")
        return source, " ".join(piece for _, piece in pieces).replace(f" {NOTE}", NOTE)

    def _piece(self) -> tuple[str, str]:
        if self.chance(0.7):
            word = self.random.choice(WORDS)
            return word, word
        number = self.random.randint(1, 99)
        address = f"https://kk.dk/a_b/{number}?x=1&y=2"
        name = self.random.choice([*self.names, ""])
        source, text = self.random.choice(
            [
                ("**fed**", "fed"),
                ("*kursiv*", "kursiv"),
                ("***begge*-to**", "begge-to"),
                (f"m^{number}^", f"m{number}"),
                ("H~2~O", "H2O"),
                ("[to ord]{sprog=en}", "to ord"),
                (f"[et *link*]({address})", "et link"),
                (f"<{address}>", address),
                (f"jf. [figur](#{name})", f"jf. figur\u00a0{self.names.get(name)}"),
            ][: 9 if name else 8]
        )
        if address in source:
            self.links.append((text, address))
        return source, text

    def _note(self) -> tuple[str, str]:
        label, (source, text) = f"n{len(self.notes)}", self.line()
        self._due += [f"[^{label}]: {source}", ""]
        if self.chance(0.3):
            more, text_below = self.line()
            self._due += [f"    {more}", ""]
            text = f"{text}\n{text_below}"
        self.notes.append(text)
        return f"[^{label}]", NOTE

    def _paragraph(self, indent: str) -> None:
        source, text = self.line(notes=True)
        if self.chance(0.2):
            source, text = f"{source}\\\n{indent}linje", f"{text}\nlinje"
        elif self.chance(0.2):
            source, text = f"{source}\n{indent}videre", f"{text} videre"
        self._lines += [indent + source, ""]
        self.written.append(Shown(text))

    def _heading(self, indent: str) -> None:
        level = self.random.randint(1, min(3, self.heading + 1))
        self.heading = level
        source, text = self.line()
        self._lines += [f"{'#' * level} {source}", ""]
        self.written.append(Shown(text, f"heading{self.level + level - 1}"))

    def _break(self, indent: str) -> None:
        self._lines += ["---", ""]

    def _quote(self, indent: str) -> None:
        source, text = self.line()
        self._lines += [f"{indent}> {source}", ""]
        self.written.append(Shown(text))

    def _list(self, indent: str, depth: int) -> None:
        form = self.random.choice(FORMS)
        number, is_tight = self._first(indent, form), self.chance(0.3)
        for _ in range(self.random.randint(2, 4)):
            label = form.label(number)
            source, text = self.line(notes=True)
            self._lines += [f"{indent}{label} {source}", *([] if is_tight else [""])]
            self.written.append(Shown(text, form.counter, label, depth))
            if not is_tight:
                width = self.random.choice([min(len(label), 2), len(label)]) + 1
                self._below(indent + " " * width, depth)
            self._last[len(indent)] = form, number
            number += self.random.choice([1, 1, 1, 1, 2]) if form.counter == "decimal" else 1
        self._lines += [""] if is_tight else []

    def _first(self, indent: str, form: Form) -> int:
        """The number that a list begins with: it may go on from one above."""
        above, last = self._last.get(len(indent), (form, 0))
        if form.counter == "decimal":
            return last + 1 if last < 90 and self.chance(0.7) else self.random.randint(1, 80)
        # Letters go on from the list right above only; after h comes i, and a Roman i is none.
        most = 4 if form.counter == "lowerLetter" else 8
        return last + 1 if above == form and last < most else 1

    def _below(self, indent: str, depth: int) -> None:
        """What stands under a point, in any order."""
        things = [self._paragraph]
        if depth < 4:
            things.append(lambda indent: self._list(indent, depth + 1))
        if not self._in_cell:
            things += [self._quote, self._table]
        for thing in self.random.sample(things, len(things)):
            if self.chance(0.25 if thing is not self._table else 0.05):
                thing(indent)

    def _table(self, indent: str) -> None:
        """A table in Markdown."""
        columns = self.random.randint(2, 4)
        aligns = self.random.choices(["---", "--:", ":-:", ":--"], k=columns)
        rows = [self._row(columns) for _ in range(self.random.randint(2, 4))]
        sources = [[source for source, _ in row] for row in rows]
        cells = [tuple(Cell((Shown(text),)) for _, text in row) for row in rows]
        if self.chance(0.4):
            sources.insert(1, ["**gruppe**", *[""] * (columns - 1)])
            cells.insert(1, (Cell((Shown("gruppe"),), columns),))
        if self.chance(0.4):
            sources.append([f"**{n}**" for n in range(columns)])
            cells.append(tuple(Cell((Shown(str(n)),)) for n in range(columns)))
        sources.insert(1, aligns)
        self._lines += [f"{indent}| {' | '.join(row)} |" for row in sources] + [""]
        self.written.append(Table(tuple(cells), 1))

    def _row(self, columns: int) -> list[tuple[str, str]]:
        return [self.cell(notes=True) for _ in range(columns)]

    def cell(self, *, notes: bool = False) -> tuple[str, str]:
        """What stands in a cell of one line, and what it shows."""
        if self.chance(0.5):
            number = self.random.choice(NUMBERS)
            return number, number
        return self.line(notes=notes)


def _nothing(indent: str) -> None:
    pass
