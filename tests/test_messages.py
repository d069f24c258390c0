"""Messages in Danish and English."""

from __future__ import annotations

import io
import re

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from memo.messages import LOCALE_FOLDER, Messages, system_language
from memo.problems import Problem, Severity, Span, closest, say
from tests.conftest import ROOT

CATALOGUE = LOCALE_FOLDER / "da" / "LC_MESSAGES"


def in_the_code() -> set[str | tuple[str, ...]]:
    """Every message that the code can say: `say("...")` and `count("...", "...")`."""
    found = extract_from_dir(
        str(ROOT / "memo"),
        method_map=[("**.py", "python")],
        keywords={"say": None, "count": (1, 2)},
    )
    return {tuple(m) if isinstance(m, list | tuple) else m for _, _, m, _, _ in found}


def strings(catalogue: Catalog) -> dict[str, object]:
    """What each message is in the catalogue, the plural ones under their singular."""
    ids = {(m.id if isinstance(m.id, str) else m.id[0]): m.string for m in catalogue}
    return {id: list(s) if isinstance(s, tuple) else s for id, s in ids.items() if id}


def test_every_message_has_a_danish_form_and_none_is_left_over() -> None:
    catalogue = read_po(io.BytesIO((CATALOGUE / "memo.po").read_bytes()), locale="da")
    own = {
        tuple(message.id) if isinstance(message.id, list | tuple) else message.id
        for message in catalogue
        if message.id and "click" not in message.user_comments
    }
    assert own == in_the_code()
    assert [
        m.id for m in catalogue if m.id and not all(m.string if m.pluralizable else [m.string])
    ] == []
    assert [(m.id, errors) for m, errors in catalogue.check()] == []


def test_both_forms_have_the_same_places_for_values() -> None:
    catalogue = read_po(io.BytesIO((CATALOGUE / "memo.po").read_bytes()), locale="da")
    for message in catalogue:
        if message.id and not message.pluralizable:
            assert set(re.findall(r"\{\w*", message.id)) == set(
                re.findall(r"\{\w*", message.string)
            )


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    text = read_po(io.BytesIO((CATALOGUE / "memo.po").read_bytes()), locale="da")
    compiled = read_mo(io.BytesIO((CATALOGUE / "memo.mo").read_bytes()))
    assert strings(text) == strings(compiled)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "da"),
        ({"LANG": "C.UTF-8"}, "da"),
        ({"LANG": "sv_SE.UTF-8"}, "da"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "da_DK.UTF-8"}, "da"),
        ({"LANG": "da_DK.UTF-8", "LC_MESSAGES": "en_US"}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "da:en"}, "da"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "en"}, "da"),
    ],
)
def test_the_language_is_that_of_the_system_else_danish(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], language: str
) -> None:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)
    assert system_language() == language


def test_windows_is_asked_for_its_display_language(monkeypatch: pytest.MonkeyPatch) -> None:
    class Kernel:
        @staticmethod
        def GetUserDefaultUILanguage() -> int:  # noqa: N802 - as Windows calls it
            return 0x0809

    class Dll:
        kernel32 = Kernel

    import ctypes

    monkeypatch.setattr("memo.messages.sys.platform", "win32")
    monkeypatch.setattr(ctypes, "windll", Dll, raising=False)
    assert system_language() == "en"


@pytest.mark.parametrize(
    ("line", "start", "end", "marks"),
    [
        ("dato: 31-11-2016", 7, 17, "      ^^^^^^^^^^"),
        ("ø: æ!", 4, 5, "   ^"),
        ("a\tb: 😀x", 7, 8, " \t     ^"),
        ("a: 😀x", 4, 5, "   ^^"),
        ("e\u0301a: x", 5, 6, "   ^"),
        ("a:", 3, 3, "  ^"),
        ("a: 👨\u200d👩\u200d👧x", 4, 9, "   ^^"),
        ("a: 👨\u200d👩\u200d👧x", 9, 10, "     ^"),
        ("a: 👍🏽x", 6, 7, "     ^"),
        ("a: ❤\ufe0fx", 6, 7, "     ^"),
        ("a: 1\ufe0f\u20e3x", 7, 8, "     ^"),
        ("a: 🇩🇰x", 6, 7, "     ^"),
        ("a: a\u030aæ", 6, 7, "    ^"),
        ("a: שלום", 4, 8, "   ^^^^"),
        ("a: \u200bx", 4, 5, "   ^"),
        ("a: 漢字x", 6, 7, "       ^"),
        ("\ta:\t\tx", 6, 7, "\t  \t\t^"),
    ],
)
def test_the_mark_stands_right_under_its_place(line: str, start: int, end: int, marks: str) -> None:
    span = Span("x.yaml", 1, start, 1, end, line)
    shown = Messages("en").problem(
        Problem("kode", Severity.ERROR, span, say("error"), say("error"))
    )
    assert shown.split("\n")[1:3] == [f"  1 | {line}", f"    | {marks}"]


def test_what_would_move_the_cursor_is_shown_by_its_picture() -> None:
    line = "a: \x1b[2J\r\x00\x7f\x85\u2028b"
    span = Span("x.yaml", 1, 12, 1, 13, line)
    shown = Messages("en").problem(Problem("kode", Severity.ERROR, span, say("error")))
    assert shown.split("\n")[1:] == ["  1 | a: ␛[2J␍␀␡��b", "    | " + " " * 11 + "^"]


def test_what_would_turn_a_line_about_is_shown_too() -> None:
    span = Span("a\u2066.yaml", 1, 5, 1, 6, "a: \u202ex")
    message = say("{name}", name="\u202ex\x1b[31m\n")
    shown = Messages("en").problem(Problem("kode", Severity.ERROR, span, message, message))
    assert shown.split("\n") == [
        "a�.yaml:1:5: error: �x␛[31m␊ [kode]", "  1 | a: �x", "    |     ^", "  help: �x␛[31m␊"
    ]  # fmt: skip


def test_of_a_long_line_the_part_round_the_place_is_shown() -> None:
    line = "ord " * 200
    span = Span("x.yaml", 3, 401, 3, 404, line)
    _, excerpt, marks = (
        Messages("en").problem(Problem("kode", Severity.ERROR, span, say("error"))).split("\n")
    )
    assert len(excerpt) < 120
    assert excerpt[marks.index("^") : marks.rindex("^") + 1] == "ord"


def test_a_problem_is_laid_out_as_the_design_says() -> None:
    span = Span("content/sag/notat.yaml", 4, 13, 4, 27, "dokumentnr: 2016-0419402-1")
    message = say(
        '{name} "{value}" does not belong to {other} "{begin}"',
        name="dokumentnr",
        value="2016-0419402-1",
        other="sagsnr",
        begin="2016-0419401",
    )
    help = say(
        "write the case number, a hyphen and a running number, as in {example}",
        example="2016-0419401-1",
    )
    problem = Problem("dokumentnr-anden-sag", Severity.ERROR, span, message, help)
    assert Messages("da").problem(problem) == (
        'content/sag/notat.yaml:4:13: fejl: dokumentnr "2016-0419402-1" '
        'hører ikke til sagsnr "2016-0419401" [dokumentnr-anden-sag]\n'
        "  4 | dokumentnr: 2016-0419402-1\n"
        "    |             ^^^^^^^^^^^^^^\n"
        "  hjælp: skriv sagsnummeret, en bindestreg og et løbenummer, fx 2016-0419401-1"
    )


def test_values_with_braces_are_shown_as_they_are() -> None:
    assert Messages("en").text(say('"{value}" is not a telephone number', value="{0} {x}")) == (
        '"{0} {x}" is not a telephone number'
    )


def test_both_forms_can_be_filled_in_and_show_the_same_braces() -> None:
    catalogue = read_po(io.BytesIO((CATALOGUE / "memo.po").read_bytes()), locale="da")
    for message in catalogue:
        if message.id and not message.pluralizable and "click" not in message.user_comments:
            values = dict.fromkeys(re.findall(r"(?<!\{)\{(\w+)\}", message.id), "x")
            forms = [text.format(**values) for text in (message.id, message.string)]
            assert forms[0].count("{") == forms[1].count("{") == message.id.count("{{")


@pytest.mark.parametrize(
    ("typed", "meant"), [("slkk", "slk"), ("SLK", "slk"), ("Ja", "ja"), ("xyz", "")]
)
def test_a_slip_of_the_hand_is_known_whatever_its_case(typed: str, meant: str) -> None:
    assert closest(typed, ["slk", "cbu", "ja", "nej"]) == meant
