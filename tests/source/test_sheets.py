"""Cells and rows of a CSV file changed where they stand."""

from __future__ import annotations

import csv
import io
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memo.source.sheets import InsertRow, RemoveRow, SetCell, SheetAct, divider, rewrite_sheet

TABLE = 'Post;2016;2017\r\nDrift; 1,5 ;"2"\r\n"I alt; netto";"3";"a ""b"""\r\n'


@pytest.mark.parametrize(
    ("act", "old", "new"),
    [
        (SetCell(1, 0, "Anlæg"), "Drift", "Anlæg"),
        (SetCell(1, 1, "2,5"), " 1,5 ", " 2,5 "),
        (SetCell(1, 2, "7"), '"2"', '"7"'),
        (SetCell(1, 0, "a;b"), "Drift", '"a;b"'),
        (SetCell(1, 0, '"x'), "Drift", '"""x"'),
        (SetCell(1, 0, "to\nlinjer"), "Drift", '"to\nlinjer"'),
        (SetCell(0, 2, ""), ";2017", ";"),
        (RemoveRow(1), 'Drift; 1,5 ;"2"\r\n', ""),
        (InsertRow(2, ("Ny", "1")), '"I alt', 'Ny;1;\r\n"I alt'),
        (InsertRow(3, ("Ny", "1", "2")), '""b"""\r\n', '""b"""\r\n"Ny";"1";"2"\r\n'),
    ],
)
def test_only_what_is_meant_changes(act: SheetAct, old: str, new: str) -> None:
    assert rewrite_sheet(TABLE, [act]) == TABLE.replace(old, new, 1)


def test_a_row_comes_last_in_a_file_that_does_not_end_its_line() -> None:
    assert rewrite_sheet("a\tb\nc\td", [InsertRow(2, ("e", "f"))]) == "a\tb\nc\td\ne\tf\n"


@pytest.mark.parametrize(
    "act",
    [
        SetCell(3, 0, "x"),
        SetCell(0, 3, "x"),
        RemoveRow(9),
        InsertRow(4, ("x",)),
        InsertRow(0, ("x",) * 4),
    ],
)
def test_what_is_not_there_is_not_changed(act: SheetAct) -> None:
    assert rewrite_sheet(TABLE, [act]) is None


CELLS = st.text(st.sampled_from('ab æ;,"\n\t 1'), max_size=5)


@settings(max_examples=400, deadline=None)
@given(
    st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=1, max_size=5)),
    st.sampled_from(";\t,"), st.sampled_from(["\n", "\r\n"]), st.booleans(), st.integers(0, 10**6), CELLS,
)  # fmt: skip
def test_a_changed_cell_is_read_as_the_new_text(
    rows: list[list[str]], sign: str, eol: str, is_quoted: bool, seed: int, text: str
) -> None:
    stream = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if is_quoted else csv.QUOTE_MINIMAL
    csv.writer(stream, delimiter=sign, lineterminator=eol, quoting=quoting).writerows(rows)
    yaml = stream.getvalue()
    if divider(yaml) != sign:
        return
    rnd = Random(seed)
    row, column = rnd.randrange(len(rows)), rnd.randrange(len(rows[0]))
    new = rewrite_sheet(yaml, [SetCell(row, column, text), InsertRow(row, tuple(rows[0]))])
    if new is None:
        # A lone empty cell is no row to the reader, and another first line may divide otherwise.
        assert len(rows[0]) == 1 or row == 0
        return
    found = [
        [cell.strip() for cell in row]
        for row in csv.reader(io.StringIO(new, newline=""), delimiter=sign)
    ]
    rows[row] = [*rows[row][:column], text, *rows[row][column + 1 :]]
    wanted = [*rows[:row], rows[0] if row else found[0], *rows[row:]]
    assert found == [[cell.strip() for cell in row] for row in wanted]
