"""The words of a template in the document's language."""

from __future__ import annotations

import pytest

from memo.problems import Problem
from memo.word.package import read_parts
from memo.word.view import view
from tests.conftest import Paper
from tests.finding import anchors
from tests.word.altered import printed, problems, small_kind

SPROG = "sprog: {type: string, enum: [da, en]}"
WORDS = "x-ord: {til: {da: Til, en: To}, nr: {da: Nr., en: No.}}"
LIST = "navne: {type: array, items: {type: string}}"


@pytest.mark.parametrize(
    ("sprog", "expected"),
    [
        ("", ["Til", "Nr. a", "Nr. b", ""]),
        ("sprog: da\n", ["Til", "Nr. a", "Nr. b", ""]),
        ("sprog: en\n", ["To", "No. a", "No. b", ""]),
    ],
)
def test_words_are_printed_in_the_language_of_the_document(
    paper: Paper, sprog: str, expected: list[str]
) -> None:
    body = ("{{ ord.til }}", "{%p for navn in navne %}", "{{ ord.nr }} {{ navn }}", "{%p endfor %}")
    small_kind(
        paper,
        f"{SPROG}\n{LIST}",
        *body,
        "",
        root=WORDS,
        header="{{ ord.til }}",
        title="{{ ord.nr }}",
    )
    assert printed(paper, f"{sprog}navne: [a, b]\n") == expected
    docx = paper.output / "sag" / "prøve.docx"
    parts = read_parts(docx.read_bytes())
    assert f"] {expected[0]}\n" in view(parts).split("== header")[1]
    number = expected[1].partition(" ")[0]
    assert f"<dc:title>{number}</dc:title>" in parts["docProps/core.xml"].decode()
    assert [(a.path, a.before) for a in anchors(docx)] == [
        ("/navne/0", f"{number} "),
        ("/navne/1", f"{number} "),
    ]


def test_a_kind_without_words_has_no_ord(paper: Paper) -> None:
    small_kind(paper, SPROG, "{{ ord.til }}")
    (problem,) = problems(paper, "")
    assert problem.code == "skabelon-ukendt-felt"
    small_kind(paper, "ord: {type: string}", "{{ ord }}")
    assert printed(paper, "ord: eget felt\n") == ["eget felt"]


def test_a_word_that_nobody_gave_is_a_problem_with_the_nearest(paper: Paper) -> None:
    small_kind(paper, SPROG, "{{ ord.till }}", root=WORDS)
    (problem,) = problems(paper, "")
    assert problem.code == "skabelon-ukendt-felt"
    assert problem.help
    assert dict(problem.help.values)["name"] == "til"


@pytest.mark.parametrize("tag", ["{{ ord }}", "{%p for x in ord %}", "{{ ord.til|dato }}"])
def test_words_are_texts_and_nothing_more(paper: Paper, tag: str) -> None:
    small_kind(paper, SPROG, tag, *(["{%p endfor %}"] if "for" in tag else []), root=WORDS)
    assert problems(paper, "")


def test_the_author_cannot_write_the_words(paper: Paper) -> None:
    small_kind(paper, SPROG, "{{ ord.til }}", root=WORDS)
    assert [p.code for p in problems(paper, "ord: {til: Hen til}\n")] == ["ukendt-felt"]


def test_a_language_that_the_kind_does_not_have_is_a_problem(paper: Paper) -> None:
    small_kind(
        paper, "sprog: {type: string, enum: [da]}", "{{ ord.x }}", root="x-ord: {x: {da: x}}"
    )
    assert [p.code for p in problems(paper, "sprog: en\n")] == ["ukendt-valg"]


def reason(problem: Problem) -> str:
    return str(dict(problem.message.values)["reason"])


@pytest.mark.parametrize(
    ("root", "properties", "named", "line"),
    [
        ("x-ord: {til: {da: Til}}", SPROG, "til", 1),
        ("x-ord:\n  nr: {da: Nr., en: No.}\n  til: {en: To}", SPROG, "til", 3),
        ("x-ord: {nej: {da: Nej, en: No}}", SPROG, "nej", 1),
        ("x-ord: {til: Til}", SPROG, "til", 1),
        ("x-ord: {til: {da: ' ', en: To}}", SPROG, "til", 1),
        ("x-ord: [til]", SPROG, "x-ord", 1),
        (WORDS, "ord: {type: string}", "ord", 1),
        ("", "sprog: {type: string}", "sprog", 6),
        ("", "sprog: {type: string, enum: [da, de]}", "sprog", 6),
        ("", "sprog: {type: array, items: {type: string}}", "sprog", 6),
    ],
)
def test_a_schema_whose_words_are_not_whole_cannot_be_used(
    paper: Paper, root: str, properties: str, named: str, line: int
) -> None:
    small_kind(paper, properties, "Hej", root=root)
    (problem,) = problems(paper, "")
    assert problem.code == "ugyldigt-skema"
    assert f"{named}" in reason(problem)
    assert problem.span.line == line
