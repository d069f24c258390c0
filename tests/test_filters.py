"""The filters of the template language."""

from __future__ import annotations

import pytest

from tests.conftest import Paper
from tests.finding import anchors
from tests.word.altered import printed, problems, small_kind

FIELDS = """sprog: {type: string, enum: [da, en]}
dato: {type: string, format: dato}
navne: {type: array, items: {type: string}}
afsendere: {type: array, items: {type: string, x-register: afsendere}}"""
NAMES = "navne:\n  - Bo Bak\n  - Eva Eg\n  - Ib Ibsen\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("dato: 21-12-2016\n", ("21. december 2016", "dato:d. MMMM y")),
        ("dato: 1. maj 2017\nsprog: da\n", ("1. maj 2017", "dato:d. MMMM y")),
        ("dato: 2016-12-21\nsprog: en\n", ("21 December 2016", "dato:d MMMM y")),
    ],
)
def test_a_date_is_written_in_full_as_the_language_does(
    paper: Paper, content: str, expected: tuple[str, str]
) -> None:
    small_kind(paper, FIELDS, "{{ dato|dato }}")
    text, filter = expected
    assert printed(paper, content) == [text]
    (anchor,) = anchors(paper.output / "sag" / "prøve.docx")
    assert (anchor.printed, anchor.filter) == (text, filter)


@pytest.mark.parametrize(
    ("tag", "sprog", "expected"),
    [
        ("{{ navne|og }}", "da", "Bo Bak, Eva Eg og Ib Ibsen"),
        ("{{ navne|og }}", "en", "Bo Bak, Eva Eg and Ib Ibsen"),
        ('{{ navne|med(" / ") }}', "da", "Bo Bak / Eva Eg / Ib Ibsen"),
        ("{{ navne|med(“ & ”) }}", "en", "Bo Bak & Eva Eg & Ib Ibsen"),
        ("{{ navne|med(' < ') }}", "da", "Bo Bak < Eva Eg < Ib Ibsen"),
    ],
)
def test_texts_are_joined_and_each_keeps_its_address(
    paper: Paper, tag: str, sprog: str, expected: str
) -> None:
    small_kind(paper, FIELDS, tag.replace("&", "&amp;").replace("<", "&lt;"))
    assert printed(paper, f"sprog: {sprog}\n{NAMES}") == [expected]
    found = anchors(paper.output / "sag" / "prøve.docx")
    assert [(a.path, a.printed) for a in found] == [
        ("/navne/0", "Bo Bak"),
        ("/navne/1", "Eva Eg"),
        ("/navne/2", "Ib Ibsen"),
    ]


def test_one_name_has_nothing_to_be_joined_with(paper: Paper) -> None:
    small_kind(paper, FIELDS, '{{ navne|med(" / ") }}', "{{ navne|og }}")
    assert printed(paper, "navne: [Bo Bak]\n") == ["Bo Bak", "Bo Bak"]


@pytest.mark.parametrize(
    "tag",
    [
        "{{ navne|med }}",
        '{{ navne|med("") }}',
        '{{ navne|og("x") }}',
        '{{ dato|med(" / ") }}',
        "{{ afsendere|og }}",
    ],
)
def test_a_filter_with_the_wrong_brackets_or_field_is_a_problem(paper: Paper, tag: str) -> None:
    small_kind(paper, FIELDS, tag)
    assert [p.code for p in problems(paper, "")] == ["skabelon-forkert-filter"]


def test_a_condition_compares_with_a_text_that_holds_signs_of_xml(paper: Paper) -> None:
    small_kind(paper, "titel: {type: string}", '{% if titel == "A &amp; B &lt; C" %}ens{% endif %}')
    assert printed(paper, "titel: A & B < C\n") == ["ens"]
