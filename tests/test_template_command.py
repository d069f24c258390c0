"""`template check` and `template fields`, run as a person runs them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, Paper
from tests.test_cli import run
from tests.word.altered import alter, small_kind

EN = ("--lang", "en")


def check(paper: Paper, *names: str) -> tuple[int, str, list[str]]:
    """The exit code, the last line, and the first line of each problem."""
    done = run("template", "check", *names, "--templates", paper.templates, *EN)
    assert done.stderr == ""
    *lines, last = done.stdout.splitlines()
    return done.returncode, last, [line for line in lines if not line.startswith("  ")]


def test_all_templates_are_checked_where_none_is_named(paper: Paper) -> None:
    assert check(paper) == (0, "6 templates checked, 0 errors, 0 warnings", [])


def test_one_is_checked_where_it_is_named(paper: Paper) -> None:
    (paper.templates / "brev.docx").write_bytes(b"")
    assert check(paper, "notat", "notat") == (0, "1 template checked, 0 errors, 0 warnings", [])
    code, summary, problems = check(paper, "notat", "brev")
    assert (code, summary) == (1, "2 templates checked, 1 error, 0 warnings")
    assert "brev.docx" in problems[0]
    assert "[skabelon-beskadiget]" in problems[0]


def test_a_problem_tells_part_paragraph_and_field(paper: Paper) -> None:
    alter(paper.templates / "notat.docx", "{{ sagsnr }}</w:t>", "{{ sagnr }}</w:t>")
    done = run(
        "template", "check", "notat", "--templates", "templates", *EN, cwd=paper.output.parent
    )
    assert done.stdout == (
        "templates/notat.docx: body, paragraph 5: error: the template names the field "
        '"sagnr", which the schema does not have [skabelon-ukendt-felt]\n'
        "  | {{ sagnr }}\n"
        "  help: did you mean sagsnr?\n"
        "1 template checked, 1 error, 0 warnings\n"
    )
    assert done.returncode == 1


def test_warnings_leave_the_exit_code_alone(paper: Paper) -> None:
    small_kind(paper, "a: {type: string}", "x", root="required: [a]")
    code, summary, (problem,) = check(paper, "prøve")
    assert (code, summary) == (0, "1 template checked, 0 errors, 1 warning")
    assert "prøve.docx: the whole template: warning: " in problem
    assert '"a"' in problem


def test_an_unknown_name_suggests_the_nearest(paper: Paper) -> None:
    done = run("template", "check", "notta", "--templates", paper.templates, *EN)
    assert done.returncode == 1
    assert "[ukendt-skabelon]\n  help: did you mean notat?\n1 template checked" in done.stdout


@pytest.mark.parametrize("name", ["", "..", "../notat", "a\\b", "x" * 300, "templates/notat.docx"])
def test_a_name_that_is_none_is_a_problem(paper: Paper, name: str) -> None:
    code, _, problems = check(paper, name)
    assert code == 1
    assert "[ukendt-skabelon]" in problems[0]


def test_what_stands_alone_in_the_folder_is_a_problem(paper: Paper) -> None:
    shutil.copy(paper.templates / "notat.docx", paper.templates / "alene.docx")
    shutil.copy(paper.templates / "notat.schema.yaml", paper.templates / "uden.schema.yaml")
    (paper.templates / "mappe.docx").mkdir()
    (paper.templates / "~$notat.docx").write_bytes(b"Anne")
    code, summary, problems = check(paper)
    assert (code, summary) == (1, "9 templates checked, 3 errors, 0 warnings")
    assert ['"alene"' in "".join(problems), '"mappe"' in "".join(problems)] == [True, True]
    assert any("uden.docx" in problem for problem in problems)


@pytest.mark.parametrize("schema", ["type: nej", "type: object", "a: [", ""])
def test_the_schema_of_a_register_is_checked_with_the_templates(paper: Paper, schema: str) -> None:
    (paper.templates / "afsendere.schema.yaml").write_text(schema, "utf-8")
    for names in ((), ("afsendere",), ("notat",)):
        code, summary, (problem,) = check(paper, *names)
        assert code == 1
        assert "templates/afsendere.schema.yaml:" in problem
        assert summary.endswith(" checked, 1 error, 0 warnings")


def test_a_register_may_be_named_too(paper: Paper) -> None:
    assert check(paper, "afsendere")[0] == 0


def test_a_file_may_be_called_as_the_command_or_the_template(paper: Paper, tmp_path: Path) -> None:
    for name in ("template", "notat", "check"):
        (tmp_path / name).write_text("x", "utf-8")
    for order in (
        ["template", "check", "notat", "--templates", paper.templates, *EN],
        ["template", "--templates", paper.templates, *EN, "check", "notat"],
        ["--templates", paper.templates, *EN, "template", "check", "notat"],
        [*EN, "template", "check", "--templates", paper.templates, "notat"],
    ):
        done = run(*order, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == "1 template checked, 0 errors, 0 warnings\n"


@pytest.mark.parametrize(
    "arguments",
    [[], ["chek"], ["check", "--foo"], ["check", "--templates", "findes-ikke"], ["fields"],
     ["fields", "notat", "brev"], ["check", "--lang", "xx"]],
)  # fmt: skip
def test_a_wrong_command_line_exits_with_2(arguments: list[str]) -> None:
    done = run("template", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [[], ["check"], ["fields"]])
def test_help_on_the_commands(command: list[str]) -> None:
    done = run("template", *command, "--help", *EN)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(" ".join(["Usage: build.py template", *command]))


def fields(*arguments: object, columns: str = "80") -> list[str]:
    done = run("template", "fields", *arguments, *EN, COLUMNS=columns)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_the_contract_is_shown_in_columns() -> None:
    lines = fields("slides", "--templates", ROOT / "templates")
    assert lines[0] == "skabelon             one of: slides        required"
    start = lines.index("slides               list: group           required")
    assert lines[start + 1 :] == [
        "slides[].overskrift  line of Markdown      required",
        "    body, paragraph 9: {{r slide.overskrift }}",
        "slides[].tekst       prose in Markdown     required",
        "    body, paragraph 10: {{p slide.tekst }}",
        "slides[].fortroligt  one of: ja, nej       may be left out",
        "    not printed",
        "udkast               word of the template",
        "    footer, paragraph 1: {{ titel }}        {{ udkast }}    2",
        "    footer, paragraph 1:    {{ udkast }}",
    ]


@pytest.mark.parametrize("name", ["notat", "brev", "indstilling", "referat"])
def test_no_line_is_wider_than_the_terminal(name: str) -> None:
    assert max(map(len, fields(name))) <= 80
    assert len(fields(name, columns="0")) >= len(fields(name, columns="200"))


def test_the_contract_is_shown_of_a_template_with_faults_too(paper: Paper) -> None:
    small_kind(paper, "a: {type: string}", "{{ b }}")
    done = run("template", "fields", "prøve", "--templates", paper.templates, *EN)
    assert done.returncode == 1
    assert done.stdout.splitlines()[1] == "a         text                  may be left out"
    assert "not printed" not in done.stdout
    assert "[skabelon-ukendt-felt]" in done.stderr


def test_a_schema_without_fields_has_what_every_template_may_print(paper: Paper) -> None:
    small_kind(paper, "", "x")
    (paper.templates / "prøve.schema.yaml").write_text("type: object", "utf-8")
    lines = fields("prøve", "--templates", paper.templates)
    assert lines == ["udkast  word of the template", "    footer, paragraph 2: {{ udkast }}"]


def test_the_contract_of_no_kind_is_a_problem(paper: Paper) -> None:
    for name in ("notta", "afsendere"):
        done = run("template", "fields", name, "--templates", paper.templates, *EN)
        assert (done.returncode, done.stdout) == (1, "")
        assert ": error: " in done.stderr
