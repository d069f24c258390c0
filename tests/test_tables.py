"""Tables from a spreadsheet."""

from __future__ import annotations

import pytest

from memo.word.xml import parse, text_of, w
from tests.conftest import Paper

MEMO = "sag/notat.yaml"
TABLE = "  - tekst:\n      - tabel:\n          fil: tal.csv\n"


def with_table(paper: Paper, csv: bytes, more: str = "") -> Paper:
    """The paper with a memo that holds the table only."""
    text = (paper.content / MEMO).read_text("utf-8")
    paper.write(MEMO, text[: text.index("afsnit:")] + "afsnit:\n" + TABLE + more)
    (paper.content / "sag" / "tal.csv").write_bytes(csv)
    return paper


def cells(paper: Paper) -> list[list[str]]:
    """The text of each cell of the memo's only table."""
    (table,) = parse(paper.parts()["word/document.xml"]).iter(w("tbl"))
    return [
        ["|".join(map(text_of, cell.iter(w("p")))) for cell in row.iter(w("tc"))]
        for row in table.iter(w("tr"))
    ]


@pytest.mark.parametrize(
    "csv",
    [
        "Område;2017\r\nUdgifter;\r\nMjølner, parken;1.200,5\r\n;;\r\nI alt;2*\r\n".encode("utf-8-sig"),
        b"Omr\xc3\xa5de;2017\nUdgifter;\n\"Mj\xc3\xb8lner, parken\";1.200,5\nI alt;2*",
        "Område\t2017\nUdgifter\t\nMjølner, parken\t1.200,5\nI alt\t2*\n".encode(),
        'Område,2017\nUdgifter,\n"Mjølner, parken","1.200,5"\nI alt,2*\n'.encode(),
    ],
)  # fmt: skip
def test_a_spreadsheet_is_read_as_it_is_saved(paper: Paper, csv: bytes) -> None:
    found = cells(with_table(paper, csv, "          summer: [I alt]\n"))
    assert found == [
        ["Område", "2017"],
        ["Udgifter"],
        ["Mjølner, parken", "1.200,5"],
        ["I alt", "2*"],
    ]


def test_no_sign_means_anything_in_a_spreadsheet(paper: Paper) -> None:
    signs = "*a* **b** - c <b> {{ x }} [d](e) 1. f & \\"
    assert cells(with_table(paper, f"a;b\n{signs};1. kvartal\n- x;#".encode())) == [
        ["a", "b"],
        [signs, "1. kvartal"],
        ["- x", "#"],
    ]


def test_columns_at_the_right_in_which_nothing_stands_are_no_columns(paper: Paper) -> None:
    found = cells(with_table(paper, b"a;b;;\n1;2;;\n;3;;\n"))
    assert found == [["a", "b"], ["1", "2"], ["", "3"]]


def test_a_cell_of_a_spreadsheet_may_have_several_lines(paper: Paper) -> None:
    assert cells(with_table(paper, b'a;b\n"c\nd";e\n')) == [["a", "b"], ["c\nd", "e"]]


@pytest.mark.parametrize(
    ("csv", "code"),
    [
        ("Område\n".encode("cp1252"), "ikke-utf8"),
        (b"", "ugyldig-csv"),
        (b"\n;;\n", "ugyldig-csv"),
        (b'a;b\n"c;d\n', "ugyldig-csv"),
        (b"a;b\nc\n", "forkert-antal-celler"),
        (b"a;b\nc;d;e\n", "forkert-antal-celler"),
        (b"a;b\nc;\x07d\n", "ugyldigt-tegn"),
        (b"a;b\nc;d\x00\n", "ugyldigt-tegn"),
        (b"a;b\n" + b"x" * 1_000_000 + b";d\n", "ugyldig-csv"),
        (b"a;b\n" + b"c;d\n" * 100_000, "for-mange-celler"),
        (b";" * 200_000 + b"\n", "for-mange-celler"),
        (b";".join([b"a"] * 64) + b"\n", "for-mange-kolonner"),
        (b"\n" * 11_000_000, "fil-for-stor"),
    ],
)
def test_a_damaged_spreadsheet_is_a_problem(paper: Paper, csv: bytes, code: str) -> None:
    assert [problem.code for problem in with_table(paper, csv).problems(MEMO)] == [code]


@pytest.mark.parametrize(
    ("csv", "line"),
    [
        (b'a;b\n"c\nd";e\nf\n', 4),
        (b"a;b\n;;\nc;d;e\n", 3),
        (b"Udgifter\na;b\nc;d\ne;f\n", 1),
        (b'a;b\nc;"d\ne;f\n', 2),
        (b'a;b\nc;"d"e\n', 2),
    ],
)
def test_a_fault_in_a_spreadsheet_is_told_at_its_line(paper: Paper, csv: bytes, line: int) -> None:
    (problem,) = with_table(paper, csv).problems(MEMO)
    assert problem.span.file.endswith("tal.csv")
    assert problem.span.line == line


def test_a_sum_that_the_spreadsheet_does_not_have_is_a_problem(paper: Paper) -> None:
    with_table(paper, b"a;b\nI alt;1\n", "          summer: [Ialt]\n")
    (problem,) = paper.problems(MEMO)
    assert (problem.code, problem.span.line) == ("ukendt-raekke", 16)
