"""Prose as blocks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from memo.blocks import Block, Footnote, Item, List, Paragraph, Quote, Run, Table
from memo.captions import Captions
from memo.labels import Label
from memo.markdown import read_lines, read_prose
from memo.problems import Report, Span
from memo.source.nodes import Scalar, Source
from tests.timing import within


def read(text: str) -> tuple[tuple[Block, ...], Report]:
    """The blocks of a text that is a file's only scalar, and its problems."""
    report = Report()
    quoted = json.dumps(text, ensure_ascii=False)  # is YAML too
    source, scalar = Source("x.yaml", quoted), Scalar(0, len(quoted), text, '"')
    captions = Captions()
    found = read_prose(source, scalar, captions, report)
    captions.check(report)
    return found, report


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text without problems."""
    found, report = read(text)
    assert report.problems() == []
    return found


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Every paragraph in the order of printing, those of footnotes behind their own."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            for inline in block.inlines:
                if isinstance(inline, Footnote):
                    yield from inline.paragraphs
        elif isinstance(block, List):
            for item in block.items:
                yield from paragraphs((item.paragraph, *item.blocks))
        elif isinstance(block, Quote):
            yield from paragraphs(block.blocks)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs(cell.blocks)


def labels(found: Block) -> list[str]:
    """The labels of a list's own points."""
    assert isinstance(found, List)
    return [item.label.text if item.label else "-" for item in found.items]


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
    assert labels(found) == ["54.", "55.", "58."]


def test_a_point_holds_a_list_and_what_stands_under_it() -> None:
    assert blocks("1) a\n   - b\n\n   c\n2) d") == (
        List(
            (
                Item(
                    paragraph("a"),
                    (List((Item(paragraph("b")),)), paragraph("c")),
                    Label("", 1, "decimal", ")"),
                ),
                Item(paragraph("d"), (), Label("", 2, "decimal", ")")),
            ),
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
        ("A. stort\nB. stort", 1),
        ("(1) et\n(2) to\n(3) tre", 2),
        ("Anne\nB. Hansen", 0),
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
        read("#### h\n" * count)
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
    assert labels(found) == [f"{n}." for n in range(1, text.count("\n") + 2)]


def test_a_list_of_equal_numbers_is_printed_so_with_a_warning() -> None:
    (found,), report = read("1. a\n1. b")
    assert isinstance(found, List)
    assert labels(found) == ["1.", "1."]
    assert [problem.code for problem in report.problems()] == ["ens-numre"]
    assert not report.has_errors


@pytest.mark.parametrize(
    "text",
    ["A & B &amp; C &nbsp;", "a < b > c", "10 ` 20", "{{ titel }} {% if %}", "[indsæt]", "[a] : b",
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
        ("a\n\n#### b", 3, 1),
        ("- a\n\n  # b", 3, 3),
        ("a\n\n#", 3, 1),
        ("a <b>c", 1, 3),
        ("- x\n  - y [z](w)", 2, 7),
        ("a\n\n| x | y |\n|---|\n| 1 | 2 |\n\nb", 3, 1),
        ("a\n\n| x | y |\n| 1 | 2 |", 3, 1),
        ("a\nb ~~c~~ d", 2, 3),
        ("> a\n>\n> # b", 3, 1),
        ("a\nb ![c](d)", 2, 3),
        ("***", 1, 1),
        ("- a\n\n  ---", 3, 3),
        ("a[^1]\n\n[^1]: - b", 3, 1),
        ("```\na\n```", 1, 1),
        ("<div>\na\n</div>", 1, 1),
        ("a <ftp://kk.dk>", 1, 3),
        ("1. a\n\n   ~~~\n   b", 3, 4),
    ],
)
def test_what_is_not_supported_is_a_problem_at_its_place(text: str, line: int, column: int) -> None:
    report = Report()
    lines = "".join(f"  {part}\n" if part else "\n" for part in text.split("\n"))
    source = Source("x.yaml", f"|\n{lines}")
    read_prose(source, Scalar(0, len(source.text), f"{text}\n", "|"), Captions(), report)
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


def printed(blocks: tuple[Block, ...]) -> str:
    """All that is printed, labels and notes too."""
    text = ""
    for block in blocks:
        if isinstance(block, List):
            for item in block.items:
                text += item.label.text if item.label else ""
                text += printed((item.paragraph, *item.blocks))
        elif isinstance(block, Quote):
            text += printed(block.blocks)
        else:
            text += "".join(paragraph.text for paragraph in paragraphs((block,)))
    return text


@given(st.text(st.sampled_from("ab 1.)-*_\\\n\n<>[]()!#|`~&;\t\ti^"), max_size=60))
@example("1. a\n   1. b\n\n   a) i")
@example("[^a]: b\n\ni[^a]")
def test_no_prose_is_lost_without_a_problem(text: str) -> None:
    found, report = read(text)
    if not report.has_errors and "[^" not in text:
        for letter in "abi":
            assert printed(found).count(letter) == text.count(letter)


@pytest.mark.parametrize("number", [0, 10000, 32699, 32767])
def test_a_number_that_word_can_print_is_a_point(number: int) -> None:
    (found,) = read(f"{number}. a")[0]
    assert isinstance(found, List)
    assert labels(found) == [f"{number}."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.1 a\n1.2 b\n1.4 c\n1.6 d\n2.4 e", ["1.1", "1.2", "1.4", "1.6", "2.4"]),
        ("130. a\n244. b", ["130.", "244."]),
        ("1) a\n3) b", ["1)", "3)"]),
        ("a) a\nb) b\nd) c", ["a)", "b)", "d)"]),
        ("a. a\nb. b", ["a.", "b."]),
        ("i. a\nii. b\niii. c\niv. d\nv. e\nvi. f", ["i.", "ii.", "iii.", "iv.", "v.", "vi."]),
        ("At 1) a\nAt 2) b\nAt 10) c", ["At 1)", "At 2)", "At 10)"]),
        ("g. a\nh. b\ni. c\nj. d".replace("g.", "a."), ["a.", "h.", "i.", "j."]),
        ("2.4.1 a\n2.4.2 b", ["2.4.1", "2.4.2"]),
        ("1.1. a\n1.2. b", ["1.1.", "1.2."]),
        ("c) a\nd) b", ["c)", "d)"]),
    ],
)
def test_the_labels_of_committee_papers(text: str, expected: list[str]) -> None:
    (found,) = blocks(text)
    assert labels(found) == expected


@pytest.mark.parametrize(
    "text",
    ["f. eks. er det sådan", "d. 4. oktober 2016", "1.200 personer", "1.05 til 1.10", "12.345 kr.",
     "09.30 begynder mødet", "At 1 er sandt", "A. Hansen", "hej) med dig", "24.12.2016 er",
     "1) ja".replace("1", "x1"), "p.t. ikke", "32768) a", "At 01) a"],
)  # fmt: skip
def test_what_only_looks_like_a_label_is_text(text: str) -> None:
    assert blocks(text) == (paragraph(text),)


def test_inline_points_stay_in_their_sentence() -> None:
    text = "Vi skal 1) gøre det ene, 2) gøre det andet og a) det tredje."
    assert blocks(text) == (paragraph(text),)


def test_kinds_of_labels_are_mixed_by_depth() -> None:
    (found,) = blocks("At 1) a\n   1.1 b\n      a) c\n      b) d\n   1.2 e\nAt 2) f\n   2.1 g")
    assert labels(found) == ["At 1)", "At 2)"]
    inner = found.items[0].blocks[0]
    assert labels(inner) == ["1.1", "1.2"]
    assert labels(inner.items[0].blocks[0]) == ["a)", "b)"]


def test_an_inner_list_runs_on_across_the_points() -> None:
    (found,) = blocks("1. a\n   a) b\n   b) c\n2. d\n   c) e\n   d) f")
    assert [labels(item.blocks[0]) for item in found.items] == [["a)", "b)"], ["c)", "d)"]]


@pytest.mark.parametrize("inner", ["a) b) c)", "5) 6) 7)"])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_points_below_the_text_of_a_long_label_are_points(inner: str, between: str) -> None:
    points = between.join(f"       {point} x" for point in inner.split())
    (found,) = blocks(f"1.1.1. x\n\n{points}")
    assert isinstance(found, List)
    (below,) = found.items[0].blocks
    assert labels(below) == inner.split()


def test_a_list_goes_on_after_a_paragraph() -> None:
    first, between, second = blocks("a. x\nb. y\n\nmellem\n\nc. z")
    assert (labels(first), between.text, labels(second)) == (["a.", "b."], "mellem", ["c."])


def test_a_number_that_wraps_inside_a_point_is_no_point() -> None:
    assert blocks("1. Lejligheden på\n   2. sal") == (
        List((Item(paragraph("Lejligheden på 2. sal"), (), Label("", 1, "decimal", ".")),)),
    )


def test_a_point_holds_paragraphs_lists_and_tables_in_any_order() -> None:
    (found,) = blocks("1. a\n\n   b\n\n   - c\n\n   d\n\n   | x | y |\n   |---|---|\n   | 1 | 2 |")
    kinds = [type(block).__name__ for block in found.items[0].blocks]
    assert kinds == ["Paragraph", "List", "Paragraph", "Table"]


def test_superscript_subscript_links_and_phrases() -> None:
    (found,) = blocks("m^2^ CO~2~ [se **her**](https://kk.dk) <mailto:a@b.dk> [case]{sprog=en}")
    assert found.inlines == (
        Run("m"),
        Run("2", position="superscript"),
        Run(" CO"),
        Run("2", position="subscript"),
        Run(" "),
        Run("se ", link="https://kk.dk"),
        Run("her", bold=True, link="https://kk.dk"),
        Run(" "),
        Run("mailto:a@b.dk", link="mailto:a@b.dk"),
        Run(" "),
        Run("case", language="en"),
    )


def test_headings_page_breaks_and_quotes() -> None:
    found = blocks("# a\n\nb\n---\n### c\n\n> d\n>\n> - e")
    assert [type(block).__name__ for block in found] == [
        "Paragraph", "Paragraph", "PageBreak", "Paragraph", "Quote",
    ]  # fmt: skip
    assert [block.heading for block in found if isinstance(block, Paragraph)] == [1, 0, 3]


def test_a_footnote_stands_where_its_number_is() -> None:
    (found,) = blocks("a[^x] b\n\n[^x]: note *et*\n\n    mere")
    note = found.inlines[1]
    assert isinstance(note, Footnote)
    assert [p.text for p in note.paragraphs] == ["note et", "mere"]
    assert found.text == "a b"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a[^x]", "fodnote-uden-tekst"),
        ("a\n\n[^x]: b", "fodnote-uden-henvisning"),
        ("a[^x] b[^x]\n\n[^x]: c", "fodnote-to-gange"),
        ("a[^x]\n\n[^x]: c\n\n[^x]: d", "fodnote-to-gange"),
        ("jf. [tabel](#y)", "henvisning-findes-ikke"),
        ("| a | b |\n|---|---|\n| c | d | e |", "forkert-antal-celler"),
    ],
)
def test_what_does_not_fit_together_is_a_problem(text: str, code: str) -> None:
    assert [problem.code for problem in read(text)[1].problems()] == [code]


def test_a_reference_with_a_number_of_its_own_is_a_problem_at_its_place() -> None:
    captions, report = Captions(), Report()
    captions.add("figur", "kort", Span("x.yaml"), report)
    source = Source("x.yaml", "'jf. [figur 1](#kort)'")
    read_prose(source, Scalar(0, len(source.text), source.text[1:-1], "'"), captions, report)
    (problem,) = report.problems()
    assert (problem.code, problem.span.column) == ("henvisning-med-nummer", 6)


def test_a_table_stands_in_a_quotation() -> None:
    (found,) = blocks("> | a | b |\n> |---|---|\n> | c | d |")
    assert isinstance(found, Quote)
    assert isinstance(found.blocks[0], Table)


@pytest.mark.parametrize("text", ["a[^1]", "a[^1]\n\n[^1]: b"])
def test_a_footnote_where_its_text_has_no_place_is_told_so(text: str) -> None:
    report = Report()
    source = Source("x.yaml", f"|\n{text}\n")
    read_lines(source, Scalar(0, len(source.text), f"{text}\n", "|"), Captions(), report)
    assert {problem.code for problem in report.problems()} == {"ikke-i-prosa"}
    assert "noter:" in str(report.problems()[0].help)


def test_a_table_with_a_group_and_a_total() -> None:
    (found,) = blocks("| x | y |\n|:--|--:|\n| **g** | |\n| a | 1 |\n| **i** | **2** |\n| b |")
    assert isinstance(found, Table)
    assert [row.role for row in found.rows] == ["head", "group", "body", "sum", "body"]
    assert found.alignments == ("left", "right")
    assert [len(row.cells) for row in found.rows] == [2, 1, 2, 2, 2]


@pytest.mark.parametrize("sign", ["[^", "[", "[^a"])
def test_signs_that_begin_something_and_never_end_it_are_quickly_read(sign: str) -> None:
    begin = process_time()
    read(sign * 10_000)
    assert process_time() - begin < 3


def test_many_lines_with_bold_words_are_quickly_read() -> None:
    within(4, lambda: blocks("ord, **fed** og mere\n" * 20_000))


def test_no_text_is_lost_however_deep_it_stands() -> None:
    for text in ("> " * 17 + "x", "- " * 5 + "x"):
        assert [p.text for p in paragraphs(blocks(text)) if p.text] == ["x"]
    for deep in ("> " * 18, "> " * 400, "- " * 6, "- " * 400):
        _, report = read(deep + "x")
        assert {problem.code for problem in report.problems()} == {"ikke-i-prosa"}


def test_what_follows_a_footnote_inside_a_footnote_stays_in_the_outer() -> None:
    text = "a[^1] b[^2]\n\n[^1]: c\n\n    [^2]: d\n\n    e"
    assert [p.text for p in paragraphs(blocks(text))] == ["a b", "c", "e", "d"]


def test_a_long_chain_of_footnotes_is_no_crash() -> None:
    notes = "".join(f"\n[^{n}]: x[^{n + 1}]\n" for n in range(2000))
    _, report = read(f"a[^0]\n{notes}")
    assert "ikke-i-prosa" in {problem.code for problem in report.problems()}


@pytest.mark.parametrize(
    "text", ["5*3*2", "2 * 3", "1*2 og 3*4", "12*5 = 60*1", "**2*3*4**", "a 2*3", "5*3*"]
)
def test_a_star_between_two_digits_is_printed(text: str) -> None:
    assert "".join(p.text for p in paragraphs(blocks(text))) == text.replace("**", "")


def test_stars_at_words_and_numbers_are_emphasis_still() -> None:
    assert blocks("*5*, 20**17** *a*") == (
        Paragraph(
            (
                Run("5", italic=True),
                Run(", 20"),
                Run("17", bold=True),
                Run(" "),
                Run("a", italic=True),
            )
        ),
    )


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("1. Frokost kl.\n   12.30 i kantinen", ["1."]),
        ("- Det koster\n  2.4 mio. kr.", ["-"]),
        ("- Det koster\n  2.1 mio. kr.", ["-"]),
        ("1. x\n\n- Det koster\n  1.2 mio. kr.", ["1.", "-"]),
        ("At 1) Det koster\n      12.1 mio. kr.", ["At 1)"]),
        ("2. Anden\n   2.4 punkt", ["2.", "2.4"]),
        ("2. Anden\n   2.1 punkt\n   2.4 punkt", ["2.", "2.1", "2.4"]),
        ("At 1) x\n   1.1 y\n      a) z\n         1.1.1 æ", ["At 1)", "1.1", "a)", "1.1.1"]),
        ("1. x\n   3.1 y", ["1."]),
        ("1. x\n\n   3.1 y\n2. z\n   3.2 æ", ["1.", "3.1", "2.", "3.2"]),
        ("1. x\n   a) y\n   b) z", ["1.", "a)", "b)"]),
    ],
)
def test_a_number_at_the_start_of_a_wrapped_line_is_a_point_where_it_counts_on(
    text: str, points: list[str]
) -> None:
    def all_labels(found: tuple[Block, ...]) -> Iterator[str]:
        for block in found:
            if isinstance(block, List):
                for item in block.items:
                    yield item.label.text if item.label else "-"
                    yield from all_labels(item.blocks)

    assert list(all_labels(read(text)[0])) == points


@pytest.mark.parametrize(("text", "told"), [("3.1 y\n  3.2 z", 2), ("2.4 mio. kr.\n  3.2 z", 0)])
def test_numbers_with_dots_that_follow_one_another_are_told_where_they_are_text(
    text: str, told: int
) -> None:
    _, report = read(f"- x\n  {text}")
    assert [problem.code for problem in report.problems()] == ["nummer-i-afsnit"] * told


def test_a_line_that_would_go_on_with_a_list_above_is_text_in_an_ordinary_paragraph() -> None:
    found, _ = read("1. a\n\nFra\n2. b")
    assert [type(block) for block in found] == [List, Paragraph]


@pytest.mark.parametrize(
    "text",
    ["`kode`", "[a]: https://kk.dk", "a ==b== c", "a^[note]", "- [ ] opgave", "::: boks", "[a]{.b}",
     "Overskrift\n==========", "**fed ** a", "[a](b c)", "[a]{sprog=EN}"],
)  # fmt: skip
def test_signs_that_other_programs_read_are_printed_with_a_warning(text: str) -> None:
    found, report = read(text)
    assert "tegn-som-tekst" in {problem.code for problem in report.problems()}
    assert not report.has_errors
    assert printed(found) == text.removeprefix("- ").replace("\n", " ")
