"""The formats of the domain."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memo.formats import (
    FORMATS,
    MONTHS,
    has_gln_check_digit,
    is_file_name,
    is_path_below,
    read_date,
)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_the_three_forms_of_a_date_are_the_same_date(day: date) -> None:
    assert read_date(f"{day.day}-{day.month}-{day.year}") == day
    assert read_date(day.isoformat()) == day
    assert read_date(f"{day.day}. {MONTHS[day.month - 1]} {day.year}") == day


@pytest.mark.parametrize(
    "text",
    [
        "31-11-2016",
        "29-02-2015",
        "2016-13-01",
        "0. maj 2016",
        "12. mai 2016",
        "21-12-16",
        "21/12/2016",
        "i dag",
        "",
        "21-12-2016 ",
        "²1-12-2016",
        "00-00-0000",
        "2016-0419401",
    ],
)
def test_what_is_no_date_is_not_guessed_at(text: str) -> None:
    assert read_date(text) is None


@given(st.integers(0, 10**12 - 1))
def test_of_the_ten_possible_last_digits_one_is_right(number: int) -> None:
    first = f"{number:012}"
    assert sum(has_gln_check_digit(f"{first}{digit}") for digit in range(10)) == 1


@given(st.integers(0, 10**12 - 1), st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number: int, place: int, change: int) -> None:
    first = f"{number:012}"
    right = next(f"{first}{d}" for d in range(10) if has_gln_check_digit(f"{first}{d}"))
    wrong = f"{right[:place]}{(int(right[place]) + change) % 10}{right[place + 1 :]}"
    assert not has_gln_check_digit(wrong)


@pytest.mark.parametrize(
    ("format", "valid", "invalid"),
    [
        (
            "telefon",
            ["2154 8307", "21548307", "21 54 83 07", "+45 2154 8307", "+46 8 123 456 78"],
            [
                "2154 830",
                "2154 83071",
                "2154-8307",
                "tlf. 2154 8307",
                "+45 2154 830",
                "２154 8307",
                "",
            ],
        ),
        (
            "email",
            ["AV8E@bif.kk.dk", "æøå@kommune.dk", "a.b+c@d-e.dk"],
            [
                "AV8E@bif",
                "bif.kk.dk",
                "a b@c.dk",
                "a@b@c.dk",
                "a@.dk",
                "a@b..dk",
                "a@b.dk.",
                "<a@b.dk>",
            ],
        ),
        (
            "gln",
            ["5798009710222", "5798 0097 10222"],
            ["579800971022", "5798009710223", "5798-009710222"],
        ),
        ("sagsnr", ["2016-0419401", "16/12345"], ["", "2016 0419401", "2016-0419401 "]),
        (
            "fil",
            ["bilag-1.yaml", "fælles/kort (2).pdf", ".skjult"],
            [
                "../x.yaml",
                "/etc/passwd",
                "a//b",
                "C:x.yaml",
                "a\\b.yaml",
                "\\\\server\\x",
                "a/./b",
                "",
            ],
        ),
    ],
)
def test_what_each_format_takes_and_refuses(
    format: str, valid: list[str], invalid: list[str]
) -> None:
    assert [text for text in valid if not FORMATS[format].is_valid(text)] == []
    assert [text for text in invalid if FORMATS[format].is_valid(text)] == []


def test_a_path_with_two_dots_in_a_name_is_a_path() -> None:
    assert is_path_below("udkast..pdf")


@pytest.mark.parametrize(
    "name",
    [
        *("CON", "con.yaml", "Nul.yaml", "aux .png", "PRN.x.y", "COM1", "com9.pdf", "LPT0.csv"),
        *("COM¹", "lpt³.txt", "CONIN$", "conout$.png", "CLOCK$"),
        *("..", ".", "...", "a.", "a ", "a. .", "", " ", "x.png:secret", "C:", "C:x"),
        *("a/b", "a\\b", "a*", "a?", 'a"', "<a", "a>", "a|b"),
        *("a\0b", "a\tb", "a\nb", "a\x1fb", "a\x7fb", "a\x85b", "a\ud800"),
        *("x" * 256, "æ" * 128),
    ],
)
def test_what_some_system_takes_for_something_else_is_no_file_name(name: str) -> None:
    assert not is_file_name(name)
    assert not is_path_below(name) or "/" in name
    for path in (f"{name}/x.png", f"mappe/{name}", f"a/{name}/b.yaml"):
        assert not is_path_below(path) or name == "a/b"


@pytest.mark.parametrize(
    "name",
    [
        *(
            "bilag-1.yaml",
            "kort (2).pdf",
            ".skjult",
            "udkast..pdf",
            "~",
            "~x",
            " a",
            "Ærø & Fyn.png",
        ),
        *("com.pdf", "com10.csv", "consul.yaml", "nulpunkt.png", "auxo", "2016-0419401-1.docx"),
        *("lpt.txt", "x.con", "æ" * 127, "kort 100%.png", "$x", "[a].csv"),
    ],
)
def test_a_name_that_is_one_file_everywhere_is_a_file_name(name: str) -> None:
    assert is_file_name(name)
    assert is_path_below(f"mappe/{name}")


@pytest.mark.parametrize(
    "path",
    [
        *("../x", "a/../../b", "a/..", "..\\x", "a\\..\\..\\b", "/etc/passwd", "//server/share"),
        *("\\\\server\\share\\x.png", "\\\\?\\C:\\x", "\\\\.\\COM1", "C:x", "C:\\x", "c:/x"),
        *("file:///etc/passwd", "file:x", "http://kk.dk/x", "a//b", "a/", "./a", "a/./b", ".. /a"),
        *("aux/x.png", "a/nul", "a./b", "a /b", ".../b"),
    ],
)
def test_what_leads_anywhere_else_is_no_path_below(path: str) -> None:
    assert not is_path_below(path)
