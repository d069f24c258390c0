"""The columns of a table."""

from __future__ import annotations

import pytest

from memo.blocks import Alignment, Cell, Paragraph, Row, Run, Table
from memo.language import language
from memo.problems import Span
from memo.word.amounts import behind
from memo.word.columns import Column, columns
from memo.word.fonts import Font

FONT = Font("Times New Roman", 20)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("12", ""), ("1.200", ""), ("1.200,5", ",5"), ("-3,25", ",25"), ("\u22123 %", " %"),
        ("\u2013 3", ""), ("1 200,0", ",0"), ("12*", "*"), ("3,5**", ",5**"), ("1,5 mio. kr.", ",5 mio. kr."),
        ("0", ""), ("12 pct.", " pct."),
    ],
)  # fmt: skip
def test_a_danish_number_is_known(text: str, rest: str) -> None:
    assert behind(text, language("da")) == rest


@pytest.mark.parametrize(
    "text", ["1.20", "12.000.00", "1,2,3", "ca. 5", "2016-2017", "1,5 x", "12 a"]
)
def test_a_text_is_no_number(text: str) -> None:
    assert behind(text, language("da")) is None


def test_an_english_number_has_a_point() -> None:
    assert behind("1,200.5", language("en")) == ".5"
    assert behind("1.200,5", language("en")) is None


def table(*rows: tuple[str, ...], align: Alignment = "") -> Table:
    made = [
        Row(tuple(Cell((Paragraph((Run(text),)),)) for text in row), "body" if number else "head")
        for number, row in enumerate(rows)
    ]
    return Table(tuple(made), (align,) * len(rows[0]), Span("x"))


def found(table: Table, room: int = 9000) -> list[Column]:
    return columns(table, FONT, language("da"), 216, room)


def test_numbers_stand_to_the_right_and_words_to_the_left() -> None:
    assert [c.align for c in found(table(("a", "b", "c"), ("x", "1", "-"), ("y", "2,5", "")))] == [
        "left",
        "right",
        "left",
    ]


def test_what_the_author_says_of_a_column_holds() -> None:
    assert [c.align for c in found(table(("a",), ("1",), align="center"))] == ["center"]


def test_a_column_is_as_wide_as_what_stands_in_it() -> None:
    short, long = found(table(("a", "b"), ("x", "en noget længere tekst")))
    assert 216 < short.width < FONT.width("xx") + 400
    assert FONT.width("en noget længere tekst") + 216 < long.width < 3000


def test_a_cell_of_several_lines_is_as_wide_as_the_longest() -> None:
    (one,), (more,) = (
        found(table(("a",), ("lang linje",))),
        found(table(("a",), ("lang linje\nx",))),
    )
    assert more.width == one.width


def test_where_there_is_too_little_room_the_longest_texts_give_way() -> None:
    words = "mange små ord i en lang tekst " * 10
    short, long = found(table(("tal", "tekst"), ("1.200", words)), room=5000)
    assert short.width + long.width <= 5000
    assert short.width > FONT.width("1.200") + 216


def test_more_columns_than_there_is_room_for_share_it() -> None:
    many = found(table(("sammenhængende",) * 12, ("x",) * 12), room=5000)
    assert 4900 < sum(column.width for column in many) <= 5000


@pytest.mark.parametrize(
    ("text", "room", "is_too_narrow"),
    [
        ("boligområder,", 900, False),
        ("boligområder,", 500, True),
        ("1.234.567,89", 900, True),
        ("1.234.567,89", 1300, False),
    ],
)
def test_a_column_may_divide_a_word_but_no_number(
    text: str, room: int, is_too_narrow: bool
) -> None:
    (column,) = found(table(("a",), (text,)), room)
    assert column.is_too_narrow == is_too_narrow


def test_where_there_is_no_room_words_are_divided_before_numbers() -> None:
    text = "Beskæftigelsesforvaltningen"
    columns = found(table(("a", "b", "c"), (text, "1.234.567,89", text)), 4600)
    assert sum(column.width for column in columns) <= 4600
    assert not any(column.is_too_narrow for column in columns)
