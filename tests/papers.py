"""Random papers: the content of a document of each kind of part, and what it must show."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field

from tests.author import NUMBERS, Author
from tests.pictures import jpeg, png
from tests.shown import Cell, Shown, Table

_SECTION = "  - overskrift: Overskrift\n    tekst:\n"


@dataclass(frozen=True)
class Form:
    """How a kind of paper holds its prose.

    `begin` and `end` are what stands in the smallest document of the kind where the three sections
    are to stand; `sections` is the YAML above the prose of each. The rest is what is shown above a
    section, below it and below them all.
    """

    begin: str = "afsnit:\n"
    sections: tuple[str, str, str] = (_SECTION,) * 3
    above: tuple[tuple[Shown, ...], ...] = ((Shown("Overskrift", "heading1"),),) * 3
    below: tuple[Shown, ...] = ()
    end: str = ""
    last: tuple[Shown, ...] = ()


_POINT = "  - titel: Overskrift\n    beslutning: Godkendt.\n    sagsfremstilling:\n"
FORMS = {
    "notat": Form(),
    "bilag": Form(),
    "slides": Form("slides:\n"),
    "indstilling": Form(
        "",
        ("problemstilling:\n", "løsning:\n", "økonomi:\n"),
        tuple((Shown(text, "heading1"),) for text in ("Problemstilling", "Løsning", "Økonomi")),
    ),
    "brev": Form(
        end="underskrivere:\n  - navn: Anne Jensen\nsprog: en\n",
        last=(Shown("Yours sincerely"), Shown("Anne Jensen")),
    ),
    "referat": Form(
        "punkter:\n",
        (_POINT,) * 3,
        ((Shown("Overskrift", "heading1"), Shown("Sagsfremstilling", "heading2")),) * 3,
        (Shown("Beslutning", "heading2"), Shown("Godkendt.")),
    ),
}
_ENGLISH = {"tabel": "Table", "figur": "Figure"}


@dataclass
class RandomPaper:
    """A document that a seed makes, after the smallest of its kind, and the files beside it."""

    seed: int
    kind: str
    smallest: str
    author: Author = field(init=False)
    files: dict[str, bytes] = field(default_factory=dict)
    pictures: list[str] = field(default_factory=list)
    source: str = field(init=False)
    _captions: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.author = Author(random.Random(self.seed))
        # What is to come is known beforehand: a text may refer to a figure below it.
        plan = self.author.random.choices(["text", "tabel", "figur", "none"], k=12)
        for kind in ("tabel", "figur"):
            for number in range(1, plan.count(kind) + 1):
                self.author.names[f"{kind}-{number}"] = str(number)
        self._captions = list(self.author.names)
        form = FORMS[self.kind]
        self.author.level = 1 + len(form.above[0])
        self.source = self.smallest.partition(form.begin)[0] if form.begin else self.smallest
        self.source += form.begin
        # Three sections of four parts each.
        for number, (section, above) in enumerate(zip(form.sections, form.above, strict=True)):
            self.source += section
            self.author.written += above
            self.author.heading = 0
            for part in plan[4 * number : 4 * number + 4]:
                self._part(part)
            self.author.written += form.below
        self.source += form.end
        self.author.written += form.last

    def _part(self, kind: str) -> None:
        if kind == "text":
            self._add_text(self.author.text())
        elif kind == "figur":
            self._figure(self._caption(kind))
        else:
            caption = self._caption(kind) if kind == "tabel" else ""
            self.author.random.choice([self._table, self._table, self._markdown, self._file])(
                caption
            )

    def _add(self, *lines: str) -> None:
        self.source += "".join(f"      {line}".rstrip() + "\n" for line in lines)

    def _add_text(self, text: str) -> None:
        self._add("- |", *(f"  {line}" for line in text.split("\n")))

    def _caption(self, kind: str) -> str:
        """The title, unit and name of the next table or figure; shown above what follows."""
        name = next(name for name in self._captions if name.startswith(kind))
        self._captions.remove(name)
        source, text = self.author.line()
        unit = self.author.line() if kind == "tabel" and self.author.chance(0.5) else None
        word = _ENGLISH[kind] if "sprog: en" in FORMS[self.kind].end else kind.capitalize()
        shown = f"{word} {self.author.names[name]}. {text}"
        shown += f" ({unit[1]})" if unit else ""
        entries = {"titel": source, "navn": name} | ({"enhed": unit[0]} if unit else {})
        self.author.written.append(Shown(shown))
        return "".join(f"    {key}: {_quoted(value)}\n" for key, value in entries.items())

    def _open(self, kind: str, caption: str) -> None:
        self._add(f"- {kind}:", *caption.splitlines())

    def _figure(self, caption: str) -> None:
        name = f"{self.seed}-{len(self.pictures)}"
        picture = f"{name}.png" if self.author.chance(0.5) else f"{name}.jpg"
        side = self.author.random.randint(1, 900)
        self.files[picture] = png(side, 9) if picture.endswith("png") else jpeg(9, side)
        self._open("figur", caption)
        # Its alternative text is no Markdown.
        text = self.author.random.choice(["", "Kort *over* A&B", '<5 {{x}} "ja"'])
        self._add(f"    fil: {picture}", f"    alt: {_quoted(text)}" if text else "    pynt: ja")
        self.pictures.append(text)

    def _markdown(self, caption: str) -> None:
        self._open("tabel", caption)
        self._add("    tekst: |", "      | a | b |", "      |---|--:|", "      | *x* | 1,5 |")
        head, body = (tuple(Cell((Shown(t),)) for t in row) for row in ("ab", ("x", "1,5")))
        self.author.written.append(Table((head, body), 1))
        self._notes()

    def _file(self, caption: str) -> None:
        """A table from a spreadsheet: no sign in it means anything."""
        name = f"{self.seed}-{len(self.files)}.csv"
        columns = self.author.random.randint(2, 4)
        rows = [
            [self.author.random.choice(["**x**", "<b>", *NUMBERS]) for _ in range(columns)]
            for _ in range(self.author.random.randint(2, 5))
        ]
        self.files[name] = "".join(";".join(row) + "\r\n" for row in rows).encode("utf-8-sig")
        self._open("tabel", caption)
        self._add(f"    fil: {name}")
        cells = tuple(tuple(Cell((Shown(text),)) for text in row) for row in rows)
        self.author.written.append(Table(cells, 1))
        self._notes()

    def _table(self, caption: str) -> None:
        """A table written as rows, with cells over several rows and columns."""
        columns = self.author.random.randint(2, 4)
        head = self.author.random.randint(1, 2)
        self._open("tabel", caption)
        self._add(*(["    liggende: ja"] if self.author.chance(0.15) else []))
        self._add("    hoved:")
        rows = self._rows(columns, head, "      ")
        self._add("    rækker:")
        for _ in range(self.author.random.randint(1, 3)):
            if self.author.chance(0.4):
                source, text = self.author.line()
                self._add(f"      - gruppe: {_quoted(source)}")
                rows.append((Cell((Shown(text),), columns),))
            rows += self._rows(columns, self.author.random.randint(1, 4), "      ")
        if self.author.chance(0.5):
            self._add(f"      - sum: {json.dumps(['1'] * columns)}")
            rows.append(tuple(Cell((Shown("1"),)) for _ in range(columns)))
        self.author.written.append(Table(tuple(rows), head))
        self._notes()

    def _rows(self, columns: int, count: int, indent: str) -> list[tuple[Cell, ...]]:
        """Rows in which each cell that reaches further down ends; the last column has none."""
        covered: dict[int, int] = {}
        found = []
        for number in range(count):
            row, column = [], 0
            self._add(f"{indent}-")
            while column < columns:
                if covered.get(column, 0) > number:
                    column += 1
                    continue
                free = next(
                    (c for c in range(column, columns) if covered.get(c, 0) > number), columns
                )
                width = self.author.random.choice(
                    [1, 1, 1, self.author.random.randint(1, free - column)]
                )
                reaches_end = column + width == columns
                height = 1 if reaches_end else self.author.random.choice([1, 1, 1, count - number])
                for place in range(column, column + width):
                    covered[place] = number + height
                row.append(self._cell(width, height, f"{indent}  "))
                column += width
            found.append(tuple(row))
        return found

    def _cell(self, columns: int, rows: int, indent: str) -> Cell:
        if self.author.chance(0.1):
            text, shown = self.author.lines_of_a_cell()
            inner = [f"{indent}      {line}" for line in text.split("\n")]
            sizes = [f"{indent}  kolonner: {columns}", f"{indent}  rækker: {rows}"]
            self._add(f"{indent}- tekst: |", *inner, *sizes)
            return Cell(shown, columns, rows)
        source, text = self.author.cell() if self.author.chance(0.9) else ("", "")
        spans = f"{{tekst: {_quoted(source)}, kolonner: {columns}, rækker: {rows}}}"
        plain = (columns, rows) == (1, 1)
        self._add(f"{indent}- {_quoted(source) if plain else spans}")
        return Cell((Shown(text),) if text else (), columns, rows)

    def _notes(self) -> None:
        """Notes below the table: their * are no points of a list."""
        if self.author.chance(0.5):
            source, text = self.author.line()
            self._add("    noter: |", "      * 1) ord 2) ord", "", f"      Note: {source}")
            self.author.written += [Shown("* 1) ord 2) ord"), Shown(f"Note: {text}")]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
