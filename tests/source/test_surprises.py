"""Warnings of what YAML accepts, and its author hardly meant."""

from __future__ import annotations

import pytest

from memo.problems import Report
from memo.source import parse


def warnings(text: str) -> list[tuple[str, int, int]]:
    """Code, line and column of each problem of a text that is YAML."""
    report = Report()
    assert parse(text, "x.yaml", report) is not None
    return [(p.code, p.span.line, p.span.column) for p in report.problems()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: Sag #12\n", [("tekst-efter-havelaage", 1, 8)]),
        ("a: #12\n", [("tekst-efter-havelaage", 1, 4)]),
        ("a:\n  - x  #y\n", [("tekst-efter-havelaage", 2, 8)]),
        ("a: x\n  y #z\n", [("tekst-efter-havelaage", 2, 5)]),
        ("a: [x #y\n  ]\n", [("tekst-efter-havelaage", 1, 7)]),
        ("a: x # y\n", []),
        ("a: x ##\n", []),
        ("a: 'x' #y\n", []),
        ("a: | #y\n  x #z\n", []),
        ("a: x\n#y\nb: z\n", []),
        ("a: #y\n  b: z\n", []),
        ("a: x#y\n", []),
        ("a: Ã˜konomi\n", [("oedelagte-bogstaver", 1, 4)]),
        ("a: Lars\u00e2\u20ac\u2122 notat\n", [("oedelagte-bogstaver", 1, 8)]),
        ("a: bl\ufffd\n", [("oedelagte-bogstaver", 1, 6)]),
        ("a: São Paulo, Ålborg\n", []),
    ],
)
def test_only_what_is_hardly_meant_has_a_warning(
    text: str, expected: list[tuple[str, int, int]]
) -> None:
    assert warnings(text) == expected
