"""Schemas that this program cannot follow: where, and why."""

from __future__ import annotations

import pytest

from memo.messages import Messages
from tests.conftest import Paper
from tests.word.altered import problems, small_kind


@pytest.mark.parametrize(
    ("properties", "marked", "reason"),
    [
        ("a: {type: string, format: datoo}", "datoo", "datoo"),
        ("a: {$ref: '#/$defs/b'}", "'#/$defs/b'", "$defs/b"),
        ("a: {$ref: ../b.yaml}", "../b.yaml", "b.yaml"),
        ("a: {type: string, x-en-side: true}", "true", "page"),
        ("a: {type: object, x-en-side: ja}", "ja", "true or false"),
        ("a: {type: string, x-register: [b]}", "[b]}", "x-register"),
        ("a: {type: string, format: dato, x-nummereres: b}", "b}", "plain text"),
        ("a: {type: array, items: {type: string, format: b}}", "b}}", "format"),
        ("a: {type: object, x-raekke: true, properties: {b: {type: string}}}", "{type", "title"),
        ("a: {type: strng}", "strng", "strng"),
        ("a: {type: array, items: 5}", "5", "5"),
    ],
)
def test_what_a_schema_says_wrong_is_marked(
    paper: Paper, properties: str, marked: str, reason: str
) -> None:
    small_kind(paper, properties, "Hej")
    (problem,) = problems(paper, "")
    assert problem.code == "ugyldigt-skema"
    assert problem.span.excerpt[problem.span.column - 1 :].startswith(marked)
    assert reason in Messages("en").text(problem.message)


def test_a_prose_of_several_parts_needs_no_items(paper: Paper) -> None:
    small_kind(paper, "a: {type: [string, array], contentMediaType: text/markdown}", "{{p a }}")
    assert problems(paper, "a: x\n") == []
