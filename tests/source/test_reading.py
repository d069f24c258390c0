"""Reading YAML into nodes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memo.problems import Problem, Report
from memo.source import MAX_BYTES, parse, read
from memo.source.nodes import Mapping, Scalar, Sequence
from tests.timing import within


def codes(text: str) -> list[tuple[str, int, int]]:
    """Code, line and column of each problem."""
    report = Report()
    parse(text, "x.yaml", report)
    return [(p.code, p.span.line, p.span.column) for p in report.problems()]


def test_every_scalar_is_the_text_that_was_typed() -> None:
    text = "a: no\nb: 0419\nc: 21-12-2016\nd: 1_000\ne: ~\nf: 0x1F\ng: 12:30\nh: .5\ni: null\n"
    source = parse(text, "x.yaml", Report())
    assert source is not None
    assert isinstance(source.root, Mapping)
    values = [node.value for node in source.root.entries.values() if isinstance(node, Scalar)]
    assert values == ["no", "0419", "21-12-2016", "1_000", "~", "0x1F", "12:30", ".5", "null"]


def test_an_empty_value_is_the_empty_text() -> None:
    source = parse("a:\nb: ''\n", "x.yaml", Report())
    assert source is not None
    assert isinstance(source.root, Mapping)
    assert [source.raw(node) for node in source.root.entries.values()] == ["", "''"]


def test_a_list_ends_with_its_last_item_and_not_with_the_comment_below() -> None:
    source = parse("a:\n  - x\n  - y\n\n# om b\nb: z\n", "x.yaml", Report())
    assert source is not None
    assert isinstance(source.root, Mapping)
    node = source.root.entries["a"]
    assert isinstance(node, Sequence)
    assert source.raw(node) == "- x\n  - y"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b: c\n", ("yaml-syntaks", 1, 5)),
        ("a:\n\t- x\n", ("yaml-syntaks", 2, 1)),
        ("a: 1\nb: 'x\n", ("yaml-syntaks", 2, 4)),
        ("a: [1, 2\nb: 3\n", ("yaml-syntaks", 1, 4)),
        ("x\ny: 2\n", ("yaml-syntaks", 2, 1)),
        ("a:1\nb: 2\n", ("yaml-syntaks", 1, 2)),
        ("a: 1\nb:2\nc: 3\n", ("yaml-syntaks", 2, 2)),
        ("a: 'x' y\n", ("yaml-syntaks", 1, 4)),
        ("a: [x] y\n", ("yaml-syntaks", 1, 4)),
        ("a: > 50 kr.\n", ("yaml-syntaks", 1, 6)),
        ("a:\n  b: 1\n   c: |\n    x\n", ("yaml-syntaks", 3, 1)),
        ("a:\n  - b: 1\n    c: 2\n   d: |\n", ("yaml-syntaks", 4, 4)),
        ("a: @x\n", ("yaml-syntaks", 1, 4)),
        ("a: - x\n", ("yaml-syntaks", 1, 4)),
        ('a: "C:\\mappe"\n', ("yaml-syntaks", 1, 7)),
        ("a:\n  b: 1\n\tc: 2\n", ("yaml-syntaks", 3, 1)),
        ("a: 1\n b: 2\n", ("yaml-syntaks", 2, 1)),
        ("a: 1\na: 2\n", ("dobbelt-felt", 2, 1)),
        ("a: *x\n", ("yaml-alias", 1, 4)),
        ("a: &x 1\n", ("yaml-alias", 1, 4)),
        ("a: !!str 1\n", ("yaml-tag", 1, 4)),
        ("---\na: 1\n---\nb: 2\n", ("flere-yaml-dokumenter", 3, 1)),
        ("? [a]\n: b\n", ("forkert-noegle", 1, 3)),
        ("æ: 'å'\nb: \x07\n", ("ugyldigt-tegn", 2, 4)),
        ('a: "\\0"\n', ("ugyldigt-tegn", 1, 4)),
        ('a: "\\r"\n', ("ugyldigt-tegn", 1, 4)),
        ('a: "x\\r\\ny"\n', ("ugyldigt-tegn", 1, 4)),
        ("a: x\rb: y\n", ("forkert-linjeslut", 1, 5)),
        ("a: x\u2028y\n", ("ugyldigt-tegn", 1, 5)),
        ("a: x\x85y\n", ("ugyldigt-tegn", 1, 5)),
        ("a: \ufffe\n", ("ugyldigt-tegn", 1, 4)),
        ("a: " + "[" * 60_000, ("for-dybt", 1, 54)),
        ("- " * 60_000, ("for-dybt", 1, 103)),
    ],
)
def test_each_fault_has_its_code_and_place(text: str, expected: tuple[str, int, int]) -> None:
    assert expected in codes(text)


@pytest.mark.parametrize(("text", "column"), [("a: [x, , y]\n", 8), ("a: [- 5, y]\n", 5)])
def test_a_gap_between_brackets_is_no_bracket_left_open(text: str, column: int) -> None:
    report = Report()
    parse(text, "x.yaml", report)
    (problem,) = report.problems()
    assert (problem.code, problem.span.column) == ("yaml-syntaks", column)
    assert "between the commas" in str(problem.message)


def test_aliases_that_multiply_are_refused_before_they_do() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert ("yaml-alias", 12, 6) in codes("\n".join(lines))


def test_columns_count_characters_also_after_a_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes("\ufeffæøå: 😀 b: c\r\n".encode())
    report = Report()
    assert read(file, "x.yaml", report) is None
    assert [(p.span.line, p.span.column) for p in report.problems()] == [(1, 9)]


def test_windows_line_endings_change_nothing(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(b"a: |\r\n  x\r\n  y\r\nb: z\r\n")
    source = read(file, "x.yaml", Report())
    assert source is not None
    assert isinstance(source.root, Mapping)
    assert [n.value for n in source.root.entries.values() if isinstance(n, Scalar)] == [
        "x\ny\n",
        "z",
    ]
    assert source.node_span(source.root.keys["b"]).line == 4


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16", "utf-16-le"])
def test_another_encoding_is_a_problem_at_the_first_letter_it_breaks(
    tmp_path: Path, encoding: str
) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes("a: 1\ntitel: Bær\n".encode(encoding))
    report = Report()
    assert read(file, "x.yaml", report) is None
    problem = report.problems()[0]
    assert problem.code == "ikke-utf8"
    if "16" not in encoding:
        assert (problem.span.line, problem.span.column) == (2, 9)


def test_a_file_that_is_not_there_or_too_large_is_a_problem(tmp_path: Path) -> None:
    report = Report()
    assert read(tmp_path / "ingen.yaml", "ingen.yaml", report) is None
    (tmp_path / "stor.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
    assert read(tmp_path / "stor.yaml", "stor.yaml", report) is None
    assert [p.code for p in report.problems()] == ["fil-kan-ikke-laeses", "fil-for-stor"]


@given(st.text(st.sampled_from("ab: -'\"|>[]{}#&*!%@`,\n\t?\\æ😀"), max_size=40))
def test_any_text_is_read_or_has_a_problem(text: str) -> None:
    report = Report()
    source = parse(text, "x.yaml", report)
    assert (source is None) == report.has_errors
    for problem in report.problems():
        assert 1 <= problem.span.line <= text.count("\n") + 1
        assert problem.span.column >= 1


def test_a_fault_below_a_long_text_is_told_in_time() -> None:
    text = "a: |\n" + "     ord\n" * 200_000 + "   et ord: c\n"

    def told() -> list[Problem]:
        report = Report()
        assert parse(text, "x.yaml", report) is None
        return report.problems()

    assert [problem.span.line for problem in within(2, told)] == [2]
