"""Comments that switch checks off."""

from __future__ import annotations

import ast

import pytest

from memo.checks import CHECKS, SWITCHABLE
from memo.checks.switches import Switches
from memo.problems import Report
from memo.source import parse
from tests.checks.marked import HEAD, checked
from tests.conftest import ROOT, Paper

DASH, HARD, HELP = "bindestreg-som-tankestreg", "mangler-haardt-mellemrum", "hjaelpetekst"


def switched(text: str) -> tuple[Switches, Report]:
    source = parse(text, "content/notat.yaml", Report())
    assert source is not None
    report = Report()
    return Switches(source, SWITCHABLE, report), report


def left(text: str) -> list[tuple[str, int]]:
    """The codes and lines of what the checks find, and no comment switches off."""
    switches, report = switched(text)
    found = [problem for problem, _ in checked(text)[1] if not switches.is_off(problem)]
    return sorted((p.code, p.span.line) for p in [*found, *report.problems()])


BODY = HEAD.replace("En titel", "a - b") + (
    "afsnit:\n  - overskrift: c - d\n    tekst: |\n      e - f\n\n      g - §4\n  - tekst: h - i\n"
    "bilag:\n  - titel: j - k\n"
)
ALL = [(DASH, 7), (DASH, 11), (DASH, 13), (DASH, 15), (DASH, 16), (DASH, 18), (HARD, 15)]
OFF = f"# uden kontrol: {DASH}"


def without(*lines: int) -> list[tuple[str, int]]:
    return [(code, line) for code, line in ALL if code != DASH or line not in lines]


def after(line: str, comment: str = OFF) -> str:
    assert BODY.count(f"{line}\n") == 1
    return BODY.replace(f"{line}\n", f"{line} {comment}\n")


def above(line: str, comment: str = OFF, indent: str = "") -> str:
    return BODY.replace(f"{line}\n", f"{indent}{comment}\n{line}\n")


def moved(found: list[tuple[str, int]], first: int, by: int = 1) -> list[tuple[str, int]]:
    """The same problems in a file that has a line more above that line."""
    return [(code, line + by if line >= first else line) for code, line in found]


def test_without_comments_all_is_found() -> None:
    assert left(BODY) == ALL


@pytest.mark.parametrize(
    ("line", "off"),
    [
        ("titel: a - b", [7]),
        ("  - overskrift: c - d", [11]),
        ("    tekst: |", [13, 15]),
        ("  - tekst: h - i", [16]),
        ("  - titel: j - k", [18]),
        ("afsnit:", [11, 13, 15, 16]),
        ("bilag:", [18]),
        ("sagsbehandler: Anne Jensen", []),
    ],
)
def test_behind_a_field_it_holds_for_the_field(line: str, off: list[int]) -> None:
    assert left(after(line)) == without(*off)


@pytest.mark.parametrize(
    ("line", "at", "off"),
    [
        ("titel: a - b", 7, [7]),
        ("afsnit:", 10, [11, 13, 15, 16]),
        ("  - overskrift: c - d", 11, [11, 13, 15]),
        ("    tekst: |", 12, [13, 15]),
        ("  - tekst: h - i", 16, [16]),
        ("bilag:", 17, [18]),
        ("  - titel: j - k", 18, [18]),
    ],
)
def test_on_a_line_of_its_own_it_holds_for_what_begins_below(
    line: str, at: int, off: list[int]
) -> None:
    for indent in ("", line[: len(line) - len(line.lstrip())]):
        assert left(above(line, indent=indent)) == moved(without(*off), at)


def test_above_the_first_field_it_holds_for_the_document() -> None:
    schema = "# yaml-language-server: $schema=../../templates/notat.schema.yaml\n"
    every = [line for _, line in ALL]
    assert left(f"{OFF}\n{BODY}") == moved(without(*every), 1)
    assert left(f"{schema}{OFF}\n{BODY}") == moved(without(*every), 1, 2)
    assert left(f"{OFF}\n{schema}{BODY}") == moved(without(*every), 1, 2)
    assert left(f"\n{schema}\n{OFF}\n\n{BODY}") == moved(without(*every), 1, 5)
    assert left(f"{OFF}\n---\n{BODY}") == moved(without(*every), 1, 2)


def test_several_codes_and_several_comments() -> None:
    both = f"# uden kontrol: {DASH}, {HARD}"
    assert left(f"{both}\n{BODY}") == []
    assert left(f"# Uden kontrol:{DASH} {HARD}\n{BODY}") == []
    assert left(f"{OFF}\n# uden kontrol: {HARD}\n{BODY}") == []
    two = above("  - overskrift: c - d", f"  {OFF}\n  # uden kontrol: {HARD}")
    assert left(two) == moved([p for p in without(11, 13, 15) if p[0] == DASH], 11, 2)


def test_lines_that_end_as_in_windows() -> None:
    text = after("    tekst: |").replace("\n", "\r\n")
    assert left(text) == without(13, 15)
    assert left(f"{OFF}\n{BODY}".replace("\n", "\r\n")) == moved(without(*range(20)), 1)


def test_inside_a_text_it_is_text() -> None:
    assert left(BODY.replace("e - f", f"e - f {OFF}")) == ALL
    assert left(BODY.replace("a - b", f"'a - b {OFF}'")) == ALL
    assert left(BODY.replace("a - b", f'"a - b {OFF}"')) == ALL
    assert left(BODY.replace("a - b", "a - b#uden kontrol:x")) == ALL


def test_in_flow_collections_it_holds_for_the_item() -> None:
    flow = BODY.replace(
        "bilag:\n  - titel: j - k\n",
        f"bilag: [\n  {{titel: j - k}}, {OFF}\n  {{titel: l - m}}\n]\n",
    )
    assert left(flow) == sorted([*without(18), (DASH, 19)])
    row = "      - tabel:\n          hoved: [[a]]\n          rækker:\n            - [m - n, o - p]"
    table = HEAD + f"afsnit:\n  - tekst:\n{row}\n            - [q - r, x]\n"
    assert left(table) == [(DASH, 15), (DASH, 15), (DASH, 16)]
    assert left(table.replace("o - p]", f"o - p] {OFF}")) == [(DASH, 16)]


def test_behind_the_last_line_of_a_text_over_several_it_holds_for_all_of_it() -> None:
    for title in ("a - b\n  c", "'a - b\n  c'", '"a - b\n  c"'):
        text = BODY.replace("a - b", f"{title} {OFF}")
        assert left(text) == moved(without(7), 8)
    text = BODY.replace(
        "  - titel: j - k", f"  [\n  {{titel: j - k}},\n  {{titel: l - m}}\n  ] {OFF}"
    )
    assert left(text) == without(18)


def test_a_comment_above_the_second_item_holds_for_that_alone() -> None:
    text = BODY + f"  {OFF}\n  - titel: l - m\n    dato: x\n  - titel: n - o\n"
    assert left(text) == sorted([*ALL, (DASH, 22)])


def test_a_comment_below_all_holds_for_nothing() -> None:
    assert left(f"{BODY}{OFF}\n") == ALL


def test_an_unknown_code_is_a_warning_with_the_nearest() -> None:
    text = after("titel: a - b", "# uden kontrol: bindestreg-som-tankestrek, hjaelpetekst")
    assert left(text) == sorted([*ALL, ("ukendt-kontrol", 7)])
    (found,) = switched(text)[1].problems()
    assert (found.span.column, found.span.end_column) == (30, 55)
    assert found.help is not None
    assert found.help.values == (("name", DASH),)


def test_a_comment_that_stands_in_itself_is_told_at_its_place() -> None:
    found = switched(f"# uden kontrol: uden kontrol:\n{BODY}")[1].problems()
    assert [p.span.column for p in found] == [17, 22]


def test_what_is_no_check_cannot_be_switched_off() -> None:
    text = f"# uden kontrol: ugyldig-dato\n{BODY}"
    assert ("ukendt-kontrol", 1) in left(text)


def test_a_forgotten_colon_does_not_matter() -> None:
    assert left(after("titel: a - b", f"# uden kontrol {DASH}")) == without(7)


def test_a_comment_that_names_no_check_is_told() -> None:
    text = after("titel: a - b", "# uden kontrol:")
    assert left(text) == sorted([*ALL, ("ukendt-kontrol", 7)])


def test_other_comments_are_left_alone() -> None:
    for comment in (
        "# uden kontrol",
        "# uden kontrol af andre",
        "# Kontrol: bindestreg",
        "# uden kontroller: x",
        "#",
    ):
        assert left(f"{comment}\n{BODY}") == moved(ALL, 1)


def test_an_error_of_another_step_is_not_switched_off(paper: Paper) -> None:
    """Without the table there is nothing that a reference could print."""
    paper.change("sag/notat.yaml", "skabelon:", "# uden kontrol: henvisning-findes-ikke\nskabelon:")
    paper.change("sag/notat.yaml", "jf.\n      bilag 1", "jf.\n      bilag 9, [tabel](#ukendt)")
    assert [p.code for p in paper.problems()] == ["henvisning-findes-ikke"]


def test_an_error_of_a_check_is_switched_off_in_the_build_too(paper: Paper) -> None:
    paper.change("sag/notat.yaml", "jf.\n      bilag 1", "jf.\n      bilag 9")
    assert [p.code for p in paper.problems()] == ["henvisning-findes-ikke"]
    paper.change("sag/notat.yaml", "skabelon:", "# uden kontrol: henvisning-findes-ikke\nskabelon:")
    assert paper.problems() == []


WIDE = "afsnit:\n  - tekst:\n      - tabel:\n          hoved: [[{}]]\n          rækker: [[{}]]\n"


def test_warnings_of_other_steps_are_switched_off(paper: Paper) -> None:
    heads = ", ".join([f"Kolonne{n}" for n in range(40)])
    wide = HEAD + WIDE.format(heads, heads)
    cases = {
        "tabel-for-bred": wide,
        "tegn-som-tekst": HEAD + "afsnit:\n  - tekst: Ordet ==mærket== er\n",
        "ens-numre": HEAD + "afsnit:\n  - tekst: |\n      1. a\n      1. b\n",
        "tekst-efter-havelaage": HEAD.replace("En titel", "Sag #7") + "afsnit:\n  - tekst: x\n",
        "oedelagte-bogstaver": HEAD + "afsnit:\n  - tekst: bÃ¸rn\n",
        "afsnit-smelter-sammen": HEAD + "afsnit:\n  - tekst: >\n      a\n\n      b\n",
    }
    for code, text in cases.items():
        paper.write("sag/notat.yaml", text)
        assert [p.code for p in paper.problems()] == [code]
        paper.write("sag/notat.yaml", f"# uden kontrol: {code}\n{text}")
        assert paper.problems() == []


def test_what_may_be_switched_off_is_all_that_is_said_of_a_place_in_the_content() -> None:
    warned = set()
    for file in (ROOT / "memo").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                code = node.args[0] if node.args else None
                if node.func.attr == "warning" and isinstance(code, ast.Constant):
                    warned.add(code.value)
    # Of files as wholes, of this machine, and of such comments themselves; and of templates.
    others = {
        "forkert-endelse",
        "gennemgang-uden-papir",
        "fortroligt-papir-ligger-der",
        "ikke-maalt",
        "uden-skabelon",
        "udkast-aabent",
        "ukendt-kontrol",
    }
    of_content = {code for code in warned if not code.startswith("skabelon-")} - others
    assert of_content | {check.code for check in CHECKS} == SWITCHABLE
    assert others <= warned
