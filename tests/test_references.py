"""Numbers of annexes, and references to them."""

from __future__ import annotations

import pytest

from memo.problems import Problem
from tests.conftest import Paper
from tests.finding import anchors
from tests.timing import within
from tests.word.altered import printed, problems, small_kind

NUMBER = (
    "{type: [string, integer], minLength: 1, x-nummereres: bilag, pattern: '^([0-9]+[A-Z]?|uden)$'}"
)
ITEM = f"{{type: object, properties: {{nummer: {NUMBER}, titel: {{type: string}}}}}}"
FIELDS = f"""sprog: {{type: string, enum: [da, en]}}
tekst: {{type: string, contentMediaType: text/markdown}}
linje: {{type: string, contentMediaType: text/markdown, x-en-linje: true}}
titel: {{type: string}}
bilag: {{type: array, items: {ITEM}}}"""
LOOP = (
    "{%p for punkt in bilag %}",
    "{% if punkt.nummer %}{{ ord.bilag }} {{ punkt.nummer }}: {% endif %}{{ punkt.titel }}",
    "{%p endfor %}",
)
WORDS = "x-ord: {bilag: {da: Bilag, en: Annex}}"
SIX = "bilag: [{titel: a}, {titel: b, nummer: uden}, {titel: c}, {titel: d, nummer: 5A}, {titel: e}]\n"


@pytest.fixture
def kind(paper: Paper) -> Paper:
    """A paper with a kind that numbers its annexes."""
    small_kind(paper, FIELDS, *LOOP, root=WORDS)
    return paper


def found(problems: list[Problem]) -> list[tuple[str, str]]:
    """The codes of the problems, each with the characters that it stands at."""
    return [
        (p.code, p.span.excerpt[p.span.column - 1 : p.span.end_column - 1])
        for p in problems
        if p.span.line == p.span.end_line
    ]


def test_what_the_author_leaves_out_gets_the_next_number(kind: Paper) -> None:
    expected = ["Bilag 1: a", "b", "Bilag 2: c", "Bilag 5A: d", "Bilag 6: e"]
    assert printed(kind, SIX) == expected
    paths = [anchor.path for anchor in anchors(kind.output / "sag" / "prøve.docx")]
    assert [path for path in paths if path.endswith("nummer")] == ["/bilag/3/nummer"]


@pytest.mark.parametrize(
    ("second", "third", "line"),
    [("nummer: 1", "nummer: 3", 3), ("nummer: 7", "nummer: 7", 4), ("nummer: 0", "titel: x", 4)],
)
def test_two_items_with_the_same_number_are_a_problem_at_the_second(
    kind: Paper, second: str, third: str, line: int
) -> None:
    content = f"bilag:\n  - {{titel: a}}\n  - {{titel: b, {second}}}\n  - {{{third}, titel: c}}\n"
    content = content.replace("titel: x, ", "")
    (problem,) = problems(kind, content)
    assert (problem.code, problem.span.line) == ("samme-nummer", line + 1)


def test_a_small_letter_makes_no_other_number(paper: Paper) -> None:
    small_kind(paper, FIELDS.replace("[A-Z]", "[a-zA-Z]"), *LOOP, root=WORDS)
    content = "bilag: [{nummer: 5A, titel: a}, {nummer: 5a, titel: b}]\n"
    assert found(problems(paper, content)) == [("samme-nummer", "5a")]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("jf. bilag 1.", []),
        ("Bilag 5A og bilag 6", []),
        ("BILAG 5a", []),
        ("jf. bilag 3.", ["3"]),
        ("jf. bilag 1 og 3", ["3"]),
        ("jf. bilag 3, 2 og 4", ["3", "4"]),
        ("jf. bilag 1-3", ["3"]),
        ("jf. bilag 1–2", []),
        ("jf. bilag\u00a03", ["3"]),
        ("jf. bilag 5", ["5"]),
        ("jf. bilag 5B", ["5B"]),
        ("jf. **bilag 3**", ["3"]),
        ("[bilag 3]", ["3"]),
        ("jf. bilag 3 til overenskomsten", []),
        ("jf. bilag 3 og 4 til overenskomsten", []),
        ("bilag 1, 3. december", []),
        ("bilag 1 og 3. december", []),
        ("bilag 1 og 3. Derefter", ["3"]),
        ("bilag 1 og 3.500 kr.", []),
        ("kortbilag 3", []),
        ("bilagene 3 og 4", ["3", "4"]),
        ("bilag 2016", []),
        ("bilag 2016-0419401", []),
        ("bilag", []),
    ],
)
@pytest.mark.parametrize("field", ["tekst", "linje"])
def test_a_reference_must_name_a_number_that_there_is(
    kind: Paper, text: str, wrong: list[str], field: str
) -> None:
    content = f"{SIX}{field}: '{text}'\n"
    expected = [("henvisning-findes-ikke", number) for number in wrong]
    assert found(problems(kind, content)) == expected


def test_a_reference_is_found_over_a_line_break_but_not_over_two_blocks(kind: Paper) -> None:
    text = "tekst: |\n  Se her, jf. bilag\n  3 og mere.\n\n  To bilag\n\n  4. Nej\n  5. Nej\n"
    (problem,) = problems(kind, SIX + text)
    assert (problem.code, problem.span.line, problem.span.column) == (
        "henvisning-findes-ikke",
        5,
        3,
    )


def test_a_list_that_begins_after_the_word_is_no_reference(kind: Paper) -> None:
    found = problems(kind, f"{SIX}tekst: |\n  Disse bilag\n  1. Nej\n  9. Nej\n")
    assert "henvisning-findes-ikke" not in {problem.code for problem in found}


def test_the_help_names_what_there_is(kind: Paper) -> None:
    for content, values in (("", {}), (SIX, {"names": "1, 2, 5A, 6"})):
        (problem,) = problems(kind, f"{content}tekst: jf. bilag 12\n")
        assert problem.help
        assert dict(problem.help.values) == values


def test_a_document_without_the_list_has_none_to_refer_to(kind: Paper) -> None:
    assert found(problems(kind, "tekst: jf. bilag 1\n")) == [("henvisning-findes-ikke", "1")]


def test_a_text_that_is_no_prose_may_say_anything(kind: Paper) -> None:
    assert problems(kind, f"titel: Bilag 9\n{SIX}") == []


def test_a_kind_that_numbers_nothing_checks_nothing(paper: Paper) -> None:
    fields = FIELDS.replace(", x-nummereres: bilag", "")
    small_kind(paper, fields, "Hej")
    assert problems(paper, "tekst: jf. bilag 9\n") == []


def test_references_are_also_read_in_the_language_of_the_document(kind: Paper) -> None:
    text = "tekst: See annexes 1 and 3, annex 9 to the agreement.\nsprog: en\n"
    assert found(problems(kind, SIX + text)) == [("henvisning-findes-ikke", "3")]
    assert printed(kind, f"sprog: en\n{SIX}")[0] == "Annex 1: a"


@pytest.mark.parametrize("nummer", ["''", "[1]", "x", "9999999999999999999999"])
def test_a_faulty_number_is_the_schemas_problem(kind: Paper, nummer: str) -> None:
    found = problems(kind, f"bilag: [{{nummer: {nummer}, titel: a}}, {{titel: b}}, x]\n")
    assert "forkert-type" in {problem.code for problem in found}


def test_a_number_that_is_no_plain_text_is_a_fault_of_the_schema(paper: Paper) -> None:
    small_kind(paper, "x: {type: string, format: dato, x-nummereres: bilag}", "Hej")
    assert [p.code for p in problems(paper, "")] == ["ugyldigt-skema"]


def test_many_wrong_references_in_one_text_take_no_longer_each(kind: Paper) -> None:
    text = "jf. bilag 9 " * 3000
    assert len(within(4, lambda: problems(kind, f"{SIX}tekst: {text}\n"))) == 3000
