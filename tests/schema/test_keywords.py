"""Schemas that this program cannot follow: where, and why."""

from __future__ import annotations

import pytest

from memo.messages import Messages
from tests.conftest import Paper
from tests.word.altered import printed, problems, small_kind

MARKABLE = "$ref: ../memo/tekst.schema.yaml#/$defs/fortrolig-tekst"


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
        ("a: {type: string, x-fortroligt: Hej}", "Hej", "x-fortroligt"),
        ("a: {type: string, minLength: 9, x-fortroligt: {da: Hej}}", "Hej", "shorter"),
        ("a: {type: string, x-fortroligt: {en: Hej}}", "{en: Hej}", '"da"'),
        ("a: {type: [string, object], format: dato, " + MARKABLE + "}", "dato", "plain text"),
        ("a: {properties: {fortroligt: {type: string}}}", "{prop", "additionalProperties"),
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


@pytest.mark.parametrize(
    ("root", "reason"),
    [
        ("required: [a]", '"a" must be there and may be marked'),
        ("x-personlige-egenskaber: creator", "must be a list"),
        ("x-personlige-egenskaber: [creator, [b]]", "must be a list"),
    ],
)
def test_a_schema_that_could_print_nothing_or_too_much_is_refused(
    paper: Paper, root: str, reason: str
) -> None:
    small_kind(paper, f"a: {{type: [string, object], {MARKABLE}}}", "{{ a }}", root=root)
    (problem,) = problems(paper, "a: x\n")
    assert problem.code == "ugyldigt-skema"
    assert reason in Messages("en").text(problem.message)


def test_a_text_that_may_be_marked_is_printed_as_any_other(paper: Paper) -> None:
    text = f"a: {{type: [string, object], {MARKABLE}, x-fortroligt: {{da: Nej}}}}"
    small_kind(paper, text, "{{ a }}", root="required: [a]")
    assert printed(paper, "a: x\n") == ["x"]
    assert printed(paper, "a: {tekst: x, fortroligt: ja}\n") == ["x"]
    assert [p.code for p in problems(paper, "a: {b: c}\n")] == ["forkert-type"]
    assert [p.code for p in problems(paper, "a: {teks: c}\n")] == ["mangler-felt", "ukendt-felt"]
