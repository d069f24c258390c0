"""Content as the values that a template prints."""

from __future__ import annotations

import pytest

from tests.conftest import Paper
from tests.finding import anchors
from tests.word.altered import printed, problems, small_kind

ROW = """sprog: {type: string, enum: [da, en]}
side:
  type: object
  additionalProperties: false
  x-raekke: true
  properties:
    ref: {type: string, minLength: 1, title: Deres ref.}
    møde: {type: string, format: dato, title: Mødedato}
    journal: {type: [string, integer], title: Journalnr.}"""
LOOP = (
    "{%p if side %}",
    "{%p for felt in side %}",
    "{{ felt.etiket }}: {{ felt.tekst }}",
    "{%p endfor %}",
    "{%p endif %}",
    "slut",
)
WORDS = "x-ord: {møde: {da: Møde, en: Meeting}}"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "side: {journal: 7, møde: 2. maj 2017, ref: abc}\n",
            ["Deres ref.: abc", "Møde: 02-05-2017", "Journalnr.: 7"],
        ),
        ("sprog: en\nside: {møde: 2-5-2017}\n", ["Meeting: 2 May 2017"]),
        ("side: {}\n", []),
        ("", []),
    ],
)
def test_a_row_is_printed_in_the_order_of_the_schema(
    paper: Paper, content: str, expected: list[str]
) -> None:
    small_kind(paper, ROW, *LOOP, root=WORDS)
    assert printed(paper, content) == [*expected, "slut"]


def test_each_text_of_a_row_keeps_its_address(paper: Paper) -> None:
    small_kind(paper, ROW, *LOOP, root=WORDS)
    printed(paper, "side: {møde: 2. maj 2017, ref: abc}\n")
    found = anchors(paper.output / "sag" / "prøve.docx")
    assert [(a.path, a.source, a.printed, a.before, a.filter) for a in found] == [
        ("/side/ref", "abc", "abc", "Deres ref.: ", ""),
        ("/side/møde", "2. maj 2017", "02-05-2017", "Møde: ", "dato:dd-MM-y"),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("side: {rf: abc}\n", "ukendt-felt"),
        ("side: {møde: 31-11-2017}\n", "ugyldig-dato"),
        ("side: {ref: ''}\n", "tomt-felt"),
        ("side: abc\n", "forkert-type"),
        ("side: [abc]\n", "forkert-type"),
    ],
)
def test_a_fault_in_a_row_is_told_as_in_any_group(paper: Paper, content: str, code: str) -> None:
    small_kind(paper, ROW, *LOOP)
    (problem,) = problems(paper, content)
    assert problem.code == code
    if code == "ukendt-felt":
        assert problem.help
        assert dict(problem.help.values)["name"] == "ref"


@pytest.mark.parametrize("tag", ["{{ side.ref }}", "{{ side }}", "{{ side|og }}"])
def test_a_template_sees_a_row_as_a_list_only(paper: Paper, tag: str) -> None:
    small_kind(paper, ROW, tag)
    assert problems(paper, "")[0].code.startswith("skabelon-")


@pytest.mark.parametrize(
    "fault",
    [
        ("title: Deres ref.", "description: x"),
        ("type: [string, integer]", "type: array"),
        ("title: Deres ref.", "title: x, x-register: afsendere"),
        ("title: Deres ref.", "title: x, contentMediaType: text/markdown"),
        ("x-raekke: true", "x-raekke: ja"),
    ],
)
def test_a_row_of_anything_but_texts_with_titles_is_a_fault(
    paper: Paper, fault: tuple[str, str]
) -> None:
    small_kind(paper, ROW.replace(*fault), *LOOP)
    assert [p.code for p in problems(paper, "")] == ["ugyldigt-skema"]


@pytest.mark.parametrize("part", ["tekst: x", '"Det ligger på Nørrebro":'])
def test_a_text_between_parts_of_prose_that_reads_as_a_field_is_told_how_to_stand(
    paper: Paper, part: str
) -> None:
    paper.write("sag/x.yaml", f"skabelon: bilag\ntitel: x\nafsnit:\n  - tekst:\n      - {part}\n")
    problem = paper.problems("sag/x.yaml")[0]
    assert problem.code == "ukendt-felt"
    assert "- |" in str(problem.help)


def test_a_slip_in_the_name_of_a_part_of_prose_suggests_the_nearest(paper: Paper) -> None:
    part = "- tabell: {hoved: [[a]], rækker: [[b]]}"
    paper.write("sag/x.yaml", f"skabelon: bilag\ntitel: x\nafsnit:\n  - tekst:\n      {part}\n")
    problem = paper.problems("sag/x.yaml")[0]
    assert problem.help
    assert dict(problem.help.values)["name"] == "tabel"


TABLE = """tekst:
  - tabel:
      liggende: {side}
      hoved: [[a, b]]
      rækker:
        - gruppe: |
            - En gruppe
            1. på en linje
        - [c, d]
"""


@pytest.mark.parametrize(("side", "landscape"), [("ja", True), ("nej", False)])
def test_no_is_as_if_nothing_were_written(paper: Paper, side: str, landscape: bool) -> None:
    small_kind(paper, "tekst: {$ref: ../memo/tekst.schema.yaml}", "{{p tekst }}")
    printed(paper, TABLE.format(side=side))
    body = paper.parts("sag/prøve.yaml")["word/document.xml"]
    assert (b'w:orient="landscape"' in body) is landscape


def test_the_name_of_a_group_of_rows_is_one_line(paper: Paper) -> None:
    small_kind(paper, "tekst: {$ref: ../memo/tekst.schema.yaml}", "{{p tekst }}")
    assert "- En gruppe 1. på en linje" in printed(paper, TABLE.format(side="nej"))


@pytest.mark.parametrize(
    "path", ["tekst.schema.yaml", "memo/tekst.schema.yaml", "x/tekst.schema.yaml", "../memo/x.yaml"]
)
def test_a_schema_refers_to_prose_by_the_path_that_an_editor_can_follow(
    paper: Paper, path: str
) -> None:
    small_kind(paper, f"tekst: {{$ref: {path}}}", "{{p tekst }}")
    (problem,) = problems(paper, "tekst: En tekst\n")
    assert problem.code == "ugyldigt-skema"
