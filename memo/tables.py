"""A table in the content: written as rows, as Markdown, or read from a CSV file."""

from __future__ import annotations

from itertools import pairwise

from memo.blocks import Address, Alignment, Caption, Cell, Paragraph, Passage, Row, RowRole, Table
from memo.confidential import is_yes
from memo.context import Context
from memo.grid import Grid
from memo.problems import nearest, say
from memo.source.nodes import Mapping, Node, Scalar, Sequence

_UNALIGNED: tuple[Alignment, ...] = ("",)
_ALIGNMENTS: dict[str, Alignment] = {"venstre": "left", "midt": "center", "højre": "right"}


def compose_table(
    mapping: Mapping, pointer: str, caption: Caption | None, context: Context
) -> Table | Passage | None:
    """The table, or None where its rows are missing or reported.

    Written in Markdown it is a passage, for its cells have no addresses of their own.
    """
    table = _Table(mapping, pointer, context)
    found = table.rows()
    if found is None:
        return None
    rows, alignments, address = found
    block = Table(
        rows,
        table.alignments(alignments),
        context.source.node_span(mapping),
        caption,
        table.notes(),
        is_yes(mapping.entries.get("liggende")),
    )
    return block if address is None else Passage((block,), address)


_Found = tuple[tuple[Row, ...], tuple[Alignment, ...], Address | None]


class _Table:
    """One table as it stands in the YAML."""

    def __init__(self, mapping: Mapping, pointer: str, context: Context) -> None:
        self.entries = mapping.entries
        self.mapping = mapping
        self.pointer = pointer
        self.context = context
        self.report = context.report
        self.source = context.source

    def rows(self) -> _Found | None:
        """The rows, and the alignments that Markdown gives; None with a problem."""
        given = [name for name in ("rækker", "tekst", "fil") if name in self.entries]
        if not given and {"hoved", "summer"} & self.entries.keys():
            return None  # the validator has told what they stand without
        if len(given) != 1:
            self.report.error(
                "tabel-uden-raekker",
                self.source.node_span(self.mapping),
                say("a table has its rows in one of three forms: rækker, tekst or fil"),
                say("write hoved: and rækker:, or tekst: with a table in Markdown, or fil:"),
            )
            return None
        node = self.entries[given[0]]
        if given[0] == "rækker":
            return self._written(node) if isinstance(node, Sequence) else None
        if not isinstance(node, Scalar) or not node.value:
            return None
        return self._in_markdown(node) if given[0] == "tekst" else self._in_file(node)

    def alignments(self, otherwise: tuple[Alignment, ...]) -> tuple[Alignment, ...]:
        """One for each column, from `stilling` where it is given."""
        node = self.entries.get("stilling")
        if not isinstance(node, Sequence):
            return otherwise
        if len(node.items) != len(otherwise):
            self._report_count(node, len(node.items), len(otherwise))
        values = [item.value if isinstance(item, Scalar) else "" for item in node.items]
        return tuple(_ALIGNMENTS.get(value, "") for value in values)

    def notes(self) -> Passage | None:
        """The notes, a paragraph for each line: their * are no points of a list."""
        node = self.entries.get("noter")
        pointer = f"{self.pointer}/noter"
        return self.context.lines(node, pointer) if isinstance(node, Scalar) else None

    def _written(self, node: Sequence) -> _Found | None:
        head = self.entries.get("hoved")
        if not isinstance(head, Sequence):
            return None
        grid = Grid(self.source, self.report)
        # The validator has told of a row that is no list of its own; it is a row all the same.
        rows = head.items if any(isinstance(row, Sequence) for row in head.items) else [head]
        for number, row in enumerate(rows):
            self._add(grid, row, f"{self.pointer}/hoved/{number}", "head")
        for number, row in enumerate(node.items):
            place = f"{self.pointer}/rækker/{number}"
            if isinstance(row, Sequence):
                self._add(grid, row, place, "body")
            elif isinstance(row, Mapping) and "gruppe" in row.entries:
                grid.add_group(self._group(row.entries["gruppe"], f"{place}/gruppe"), row)
            elif isinstance(row, Mapping) and "sum" in row.entries:
                self._add(grid, row.entries["sum"], f"{place}/sum", "sum")
        return grid.rows(), _UNALIGNED * grid.columns, None

    def _add(self, grid: Grid, node: Node, pointer: str, role: RowRole) -> None:
        if isinstance(node, Sequence):
            self._warn_of_split_numbers(node)
            cells = [self._cell(item, f"{pointer}/{n}") for n, item in enumerate(node.items)]
            grid.add(cells, role, node)

    def _warn_of_split_numbers(self, row: Sequence) -> None:
        """Nothing; between [ and ] YAML makes two cells of 1,5, and the row may still fit."""
        for left, right in pairwise(row.items):
            before, comma, after = self.source.text[left.end - 1 : right.start + 1].partition(",")
            if comma and before.isdigit() and after.isdigit():
                self.report.warning(
                    "tal-delt-af-komma",
                    self.source.span(left.start, right.end),
                    say("a number with a comma is two cells here"),
                    say("put it in quotation marks; between two cells, write a space too"),
                )

    def _group(self, node: Node, pointer: str) -> Cell:
        if not isinstance(node, Scalar):
            return Cell()
        line = self.context.line(node, pointer)
        return Cell((Passage((line.paragraph,), line.address, "line"),))

    def _cell(self, node: Node, pointer: str) -> Cell:
        if isinstance(node, Mapping):
            text = node.entries.get("tekst")
            cell = self._cell(text, f"{pointer}/tekst") if text is not None else Cell()
            return Cell(cell.blocks, _count(node, "kolonner"), _count(node, "rækker"))
        if not isinstance(node, Scalar):
            return Cell()
        if not node.value.strip():  # it has an address all the same: a reviewer may write in it
            address = self.context.address(node, pointer)
            return Cell((Passage((Paragraph(()),), address, "cell"),))
        return Cell((self.context.passage(node, pointer, in_cell=True),))

    def _in_markdown(self, node: Scalar) -> _Found | None:
        passage = self.context.passage(node, f"{self.pointer}/tekst")
        table = passage.blocks[0] if len(passage.blocks) == 1 else None
        if not isinstance(table, Table):
            self.report.error(
                "tabel-uden-raekker",
                self.source.node_span(node),
                say("there is something else here than one table in Markdown"),
                say("begin each line with |, and write a line |---|---| below the head"),
            )
            return None
        return table.rows, table.alignments, passage.address

    def _in_file(self, node: Scalar) -> _Found | None:
        from memo.spreadsheet import MAX_BYTES, is_sheet, read_rows  # few papers have any

        path = self.context.named_file(node)
        if path and not is_sheet(path):
            self.report.error(
                "ugyldig-csv",
                self.source.node_span(node),
                say("the name of the file does not end in .csv"),
                say("save the table from the spreadsheet as CSV UTF-8"),
            )
            return None
        name = f"{self.context.content.name}/{path}"
        data = self.context.data(path, MAX_BYTES) if path else None
        rows = read_rows(data, path or "", name, self.report) if data is not None else None
        if not rows:
            return None
        names = [row[0].text for row in rows[1:]]
        sums = self._sums(names)
        grid = Grid(self.source, self.report)
        grid.add([cell.cell() for cell in rows[0]], "head", node)
        for row in rows[1:]:
            if len(row) > 1 and row[0].text and not any(cell.text for cell in row[1:]):
                grid.add_group(row[0].cell(), node)
            else:
                role: RowRole = "sum" if row[0].text in sums else "body"
                grid.add([cell.cell() for cell in row], role, node)
        return grid.rows(), _UNALIGNED * grid.columns, None

    def _sums(self, names: list[str]) -> set[str]:
        node = self.entries.get("summer")
        found = set()
        for item in node.items if isinstance(node, Sequence) else []:
            if isinstance(item, Scalar) and item.value in names:
                found.add(item.value)
            elif isinstance(item, Scalar):
                self.report.error(
                    "ukendt-raekke",
                    self.source.node_span(item),
                    say('no row of the file begins with "{name}"', name=item.value),
                    nearest(item.value, names, say("take it away")),
                )
        return found

    def _report_count(self, node: Node, count: int, columns: int) -> None:
        self.report.error(
            "forkert-antal-celler",
            self.source.node_span(node),
            say(
                "values here: {count}; columns of the table: {columns}",
                count=count,
                columns=columns,
            ),
            say("write one for each column"),
        )


def _count(node: Mapping, name: str) -> int:
    value = node.entries.get(name)
    text = value.value if isinstance(value, Scalar) else ""
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text) < 100 else 1
