"""Prose as blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memo.blocks import Block, Item, List, Paragraph, Run
from memo.markdown import read_prose
from memo.nodes import Scalar, Source
from memo.problems import Report


def read(text: str) -> tuple[tuple[Block, ...], Report]:
    """The blocks of a text that is a file's only scalar, and its problems."""
    report = Report()
    quoted = "'" + text.replace("'", "''").replace("\n", "\n\n") + "'"
    return read_prose(Source("x.yaml", quoted), Scalar(0, len(quoted), text, "'"), report), report


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text without problems."""
    found, report = read(text)
    assert report.problems() == []
    return found


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Every paragraph in the order of printing."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for item in block.items:
                yield item.paragraph
                yield from paragraphs(item.blocks)


def paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),) if text else ())


def test_emphasis_and_line_breaks() -> None:
    assert blocks("a *b* **c**\\\nd\ne") == (
        Paragraph((Run("a "), Run("b", italic=True), Run(" "), Run("c", bold=True), Run("\nd e"))),
    )


def test_bold_inside_bold_stays_bold_to_the_end() -> None:
    assert blocks("**a __b__ c**") == (Paragraph((Run("a b c", bold=True),)),)


def test_a_list_keeps_the_numbers_of_its_author() -> None:
    (found,) = blocks("54. a\n55. b\n58. c")
    assert isinstance(found, List)
    assert [item.number for item in found.items] == [54, 55, 58]
    assert found.delimiter == "."


def test_a_point_holds_a_list_and_what_stands_under_it() -> None:
    assert blocks("1) a\n   - b\n\n   c\n2) d") == (
        List(
            (
                Item(
                    paragraph("a"),
                    (List((Item(paragraph("b")),)), paragraph("c")),
                    1,
                ),
                Item(paragraph("d"), (), 2),
            ),
            ")",
        ),
    )


def test_an_empty_point_is_a_point() -> None:
    assert blocks("- a\n-\n- - b") == (
        List(
            (
                Item(paragraph("a")),
                Item(paragraph("")),
                Item(paragraph(""), (List((Item(paragraph("b")),)),)),
            )
        ),
    )


@pytest.mark.parametrize("date", ["21. december 2016", "4.  oktober", "1. januar"])
def test_a_number_and_a_month_is_a_date_and_no_point(date: str) -> None:
    printed = date.replace("\n", " ")
    assert blocks(f"{date} er en dato") == (paragraph(f"{printed} er en dato"),)
    assert blocks(f"mødet den\n{date}") == (paragraph(f"mødet den {printed}"),)
    assert len(blocks(f"1. punkt\n\n{date} er en dato")) == 2


@pytest.mark.parametrize(
    "number", ["01.", "000)", "32768.", "32999.", "40000.", "65536)", "999999999."]
)
def test_a_number_that_word_could_not_print_so_is_text(number: str) -> None:
    assert blocks(f"{number} a") == (paragraph(f"{number} a"),)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("tekst\n2. b\n3. c", 2),
        ("følgende:\n2. b", 1),
        ("pkt.\n1. Maj 2016 og", 1),
        ("ligger på\n3. sal og\n1. oktober", 0),
        ("fordelt på\n3. kvartal 2016", 0),
        ("jf. §\n15. Kommunen", 0),
        ("den\n4. og 5. december", 0),
        ("d.\n4. dec. 2016", 0),
        ("i\n2016. Det var", 0),
    ],
)
def test_a_number_inside_a_paragraph_is_text_with_a_warning_where_it_looks_like_a_point(
    text: str, count: int
) -> None:
    _, report = read(text)
    assert [problem.code for problem in report.problems()] == ["nummer-i-afsnit"] * count


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("Mødet er, jf. pkt.\n1. Det betyder", True),
        ("Udgiften faldt med 5\n- 7 pct.", True),
        ("4. kvartal 2016 viser fald.", True),
        ("følgende:\n- a\n- b", False),
        ("tekst\n\n- a\n- b", False),
        ("- a\n  - b\n- c\n  1. d", False),
        ("1. alene", False),
        ("54. a\n55. b", False),
    ],
)
def test_a_list_that_wrapping_may_have_made_is_a_warning(text: str, warned: bool) -> None:
    _, report = read(text)
    assert [p.code for p in report.problems()] == ["liste-ved-et-tilfaelde"] * warned


@pytest.mark.parametrize("space", ["\u00a0", "\u2003"])
@pytest.mark.parametrize("text", ["- a\n- {}\n- c", "1. {}", "- a\n\n\t2016\n\tb{}", "- {}- "])
def test_no_hard_space_and_nothing_else_is_lost_or_doubled(text: str, space: str) -> None:
    found, _ = read(text.format(space))
    printed = "".join(p.text for p in paragraphs(found))
    assert printed.count(space) == 1
    assert re.sub(r"[\s-]", "", printed) == re.sub(r"[\s{}-]|1\.", "", text)


@pytest.mark.parametrize(
    "text",
    ["- Beløb\n\n  10.000 kr.\n\t10.000 kr.", "1. Pkt.\n\n   2016\n\t2016", "- a\n\n  b\n\tb"],
)
def test_a_line_that_begins_with_a_tab_is_printed_once(text: str) -> None:
    printed = " ".join(p.text for p in paragraphs(blocks(text)))
    assert printed.split() == re.sub(r"(?m)^(?:-|1\.) ", "", text).split()


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("- foo\n\tbar baz", "foo bar baz"),
        ("1. et\n\tto er længere\n\tog tre", "et to er længere og tre"),
        ("-\tfoo", "foo"),
        ("- a\n\t- b\n\t\tc d", "ab c d"),
        ("a\tb", "a\tb"),
    ],
)
def test_tabs_before_a_line_neither_double_nor_lose_text(text: str, printed: str) -> None:
    assert "".join(p.text for p in paragraphs(blocks(text))) == printed


def test_a_problem_after_a_tab_has_a_place() -> None:
    _, report = read("- x\n\t<b>")
    assert [problem.code for problem in report.problems()] == ["ikke-i-prosa"]


def test_many_problems_in_one_text_take_time_in_proportion() -> None:
    import time

    def seconds(count: int) -> float:
        start = time.perf_counter()
        read("# h\n" * count)
        return time.perf_counter() - start

    seconds(100)
    assert seconds(4000) < 40 * max(seconds(400), 0.01)


@pytest.mark.parametrize(
    "text",
    [
        "1. Majs er sundt",
        "1. Anne Jensen\n2. Maj Holm\n3. Peter Friis",
        "1. Maj-Britt Jensen\n2. Peter Hansen",
        "1. Januar: start\n2. Februar: midt",
        "1. a\n2. Marts-evaluering",
        "1. august-rapporten",
    ],
)
def test_a_name_that_begins_as_a_month_is_a_point(text: str) -> None:
    (found,) = blocks(text)
    assert isinstance(found, List)
    assert [item.number for item in found.items] == list(range(1, text.count("\n") + 2))


def test_a_list_of_equal_numbers_is_printed_so_with_a_warning() -> None:
    (found,), report = read("1. a\n1. b")
    assert isinstance(found, List)
    assert [item.number for item in found.items] == [1, 1]
    assert [problem.code for problem in report.problems()] == ["ens-numre"]
    assert not report.has_errors


@pytest.mark.parametrize(
    "text",
    ["A & B &amp; C &nbsp;", "a < b > c", "`kode`", "{{ titel }} {% if %}", "[indsæt]", "[a]: b",
     "2 * 3 * 4", "snake_case_navn", "{_{ x", "]]>", "    fire mellemrum før".strip(), "100 % \\ 2",
     "…–—“”„»«", "e\u0301 \u202eab", "😀", "a  b", "(c) ... -- 'x'", "http://kk.dk"],
)  # fmt: skip
def test_what_is_typed_is_what_is_printed(text: str) -> None:
    assert blocks(text) == (paragraph(text),)


@pytest.mark.parametrize("edge", ["\u00a0", "\u2003", "\u3000"])
def test_hard_spaces_at_the_edges_are_kept(edge: str) -> None:
    assert blocks(f"{edge}a{edge}") == (paragraph(f"{edge}a{edge}"),)
    assert blocks(f"-  {edge}a{edge}\n\n{edge}") == (
        List((Item(paragraph(f"{edge}a{edge}")),)),
        paragraph(edge),
    )


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a\n\n# b", 3, 1),
        ("a <b>c", 1, 3),
        ("- x\n  - y [z](w)", 2, 7),
        ("a\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\nb", 3, 1),
        ("> a", 1, 1),
        ("a\nb ![c](d)", 2, 3),
        ("---", 1, 1),
        ("a\n===", 1, 1),
        ("```\na\n```", 1, 1),
        ("<div>\na\n</div>", 1, 1),
        ("a <https://kk.dk>", 1, 3),
        ("1. a\n\n   ~~~\n   b", 3, 4),
    ],
)
def test_what_is_not_supported_is_a_problem_at_its_place(text: str, line: int, column: int) -> None:
    report = Report()
    lines = "".join(f"  {part}\n" if part else "\n" for part in text.split("\n"))
    source = Source("x.yaml", f"|\n{lines}")
    read_prose(source, Scalar(0, len(source.text), f"{text}\n", "|"), report)
    problems = report.problems()
    assert {problem.code for problem in problems} == {"ikke-i-prosa"}
    assert (problems[0].span.line - 1, problems[0].span.column - 2) == (line, column)


PLAIN = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=60
)


@given(PLAIN)
def test_any_text_comes_out_as_typed_when_its_signs_are_escaped(text: str) -> None:
    escaped = "".join(
        f"\\{char}" if char in r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~""" else char for char in text
    )
    found = blocks(escaped)
    assert "".join(p.text for p in paragraphs(found)) == text.strip(" ")


@given(st.text(st.sampled_from("ab 1.)-*_\\\n\n<>[]()!#|`~&;\t\t"), max_size=60))
def test_no_prose_is_lost_without_a_problem(text: str) -> None:
    found, report = read(text)
    if not report.has_errors:
        printed = "".join(p.text for p in paragraphs(found))
        for letter in "ab":
            assert printed.count(letter) == text.count(letter)


@pytest.mark.parametrize("number", [0, 10000, 32699, 32767])
def test_a_number_that_word_can_print_is_a_point(number: int) -> None:
    (found,) = read(f"{number}. a")[0]
    assert isinstance(found, List)
    assert found.items[0].number == number
