"""Documents of a project: what is one, where it goes, and what it draws in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from memo.problems import Report
from memo.project import Project
from memo.word.view import view
from tests.conftest import Paper


def documents(paper: Paper, *paths: str) -> tuple[list[str], list[str]]:
    """The documents in the paths, and the codes of the problems."""
    report = Report()
    project = Project(paper.content, paper.templates, paper.output)
    found = project.documents([paper.content / path for path in paths or ("",)], report)
    return found, [problem.code for problem in report.problems()]


def codes(paper: Paper, path: str = "sag/notat.yaml") -> list[str]:
    return [problem.code for problem in paper.problems(path)]


def test_registers_set_aside_files_and_hidden_ones_are_no_documents(paper: Paper) -> None:
    names = ("_kladde.yaml", ".skjult.yaml", "~$notat.yaml", "noter.txt", "_x.yml", "_arkiv/x.yaml")
    for name in names:
        paper.write(f"sag/{name}", "titel: x\n")
    assert documents(paper) == (["sag/bilag-1.yaml", "sag/notat.yaml"], [])


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("brev.yaml", "titel: x\n", "uden-skabelon"),
        ("brev.yaml", "Skabelon: notat\n", "uden-skabelon"),
        ("brev.yaml", "ksabelon: notat\n", "uden-skabelon"),
        ("brev.yaml", "hej\n", "uden-skabelon"),
        ("afsendere.yaml", "slk: {}\n", "uden-skabelon"),
        ("brev.yml", "skabelon: notat\n", "forkert-endelse"),
        ("brev.YAML", "skabelon: notat\n", "forkert-endelse"),
        ("brev.yaml.txt", "skabelon: notat\n", "forkert-endelse"),
    ],
)
def test_a_file_that_somebody_may_have_meant_for_a_document_is_a_warning(
    paper: Paper, name: str, text: str, code: str
) -> None:
    paper.write(f"sag/{name}", text)
    assert documents(paper) == (["sag/bilag-1.yaml", "sag/notat.yaml"], [code])


@pytest.mark.parametrize("text", ["", "\n", "# Her kommer brevet.\n", "---\n"])
def test_an_empty_file_is_an_error(paper: Paper, text: str) -> None:
    paper.write("sag/brev.yaml", text)
    assert documents(paper) == (["sag/bilag-1.yaml", "sag/brev.yaml", "sag/notat.yaml"], [])
    assert [problem.code for problem in paper.problems("sag/brev.yaml")] == ["tom-fil"]


def test_a_kind_that_is_no_text_is_a_problem_at_its_place(paper: Paper) -> None:
    paper.change("sag/notat.yaml", "skabelon: notat", "skabelon: [notat]")
    assert "sag/notat.yaml" in documents(paper)[0]
    (problem,) = paper.problems()
    assert (problem.code, problem.span.line, problem.span.column) == ("forkert-type", 2, 11)


@pytest.mark.skipif(os.name != "posix", reason="Windows allows no such name")
def test_a_file_name_with_control_characters_is_a_problem(paper: Paper) -> None:
    paper.write("sag/blå\x07b.yaml", "skabelon: notat\n")
    assert documents(paper) == (["sag/bilag-1.yaml", "sag/notat.yaml"], ["ugyldigt-filnavn"])


def test_a_character_of_a_file_name_that_cannot_be_shown_is_told_by_its_code(paper: Paper) -> None:
    paper.write("sag/blå\xa0bog.yaml", "skabelon: notat\n")
    report = Report()
    Project(paper.content, paper.templates, paper.output).documents([paper.content], report)
    (problem,) = report.problems()
    assert problem.span.file.endswith("sag/blå\\xa0bog.yaml")


@pytest.mark.parametrize(
    "change", [("enum: [notat]", "enum: [1, 2]"), ("examples: [21-12-2016]", "examples: []")]
)
def test_an_odd_schema_gives_problems_and_no_traceback(
    paper: Paper, change: tuple[str, str]
) -> None:
    schema = paper.templates / "notat.schema.yaml"
    text = schema.read_text(encoding="utf-8")
    assert change[0] in text
    schema.write_text(text.replace(*change), encoding="utf-8")
    paper.change("sag/notat.yaml", "dato: 21-12-2016", "dato: x")
    assert codes(paper)


@pytest.mark.parametrize("address", ["https://example.invalid/schema", "https://x y", "5", "[]"])
def test_a_schema_of_another_form_is_refused_and_nobody_asks_the_network(
    paper: Paper, address: str
) -> None:
    schema = paper.templates / "notat.schema.yaml"
    _, _, rest = schema.read_text(encoding="utf-8").partition("\n")
    schema.write_text(f"$schema: {address}\n{rest}", encoding="utf-8")
    (problem,) = paper.problems()
    assert (problem.code, problem.span.line, problem.span.column) == ("ugyldigt-skema", 1, 10)
    assert problem.message.values


def test_an_empty_schema_is_a_problem(paper: Paper) -> None:
    (paper.templates / "notat.schema.yaml").write_text("", encoding="utf-8")
    assert codes(paper) == ["ugyldigt-skema"]


@pytest.mark.parametrize("before", ["skabelon: notat", "    fil: bilag-1.yaml"])
def test_a_name_longer_than_the_computer_allows_is_that_of_no_file(
    paper: Paper, before: str
) -> None:
    paper.change("sag/notat.yaml", before, f"{before.partition(':')[0]}: {'x' * 300}")
    assert codes(paper)[0] in ("ukendt-skabelon", "ugyldig-sti")


def test_a_file_that_cannot_be_read_is_taken_for_a_document(paper: Paper) -> None:
    paper.write("sag/kaput.yaml", "a: 'b\n")
    assert "sag/kaput.yaml" in documents(paper)[0]
    assert codes(paper, "sag/kaput.yaml") == ["yaml-syntaks"]


@pytest.mark.parametrize("name", ["afsendere.yaml", "sag/_x.yaml", "sag/x.yaml", "sag/x.txt"])
def test_a_file_that_is_named_and_is_no_document_is_a_problem(paper: Paper, name: str) -> None:
    if name != "afsendere.yaml":
        paper.write(name, "titel: x\n")
    assert documents(paper, name) == ([], ["ikke-et-dokument"])


def test_a_folder_or_file_can_be_named_in_any_way(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(paper.content / "sag")
    project = Project(paper.content, paper.templates, paper.output)
    for path in (Path("notat.yaml"), Path("../sag/notat.yaml"), Path("notat.yaml").resolve()):
        assert project.documents([path], Report()) == ["sag/notat.yaml"]
    assert len(project.documents([Path()], Report())) == 2


def test_the_annex_gives_its_own_title_where_the_memo_gives_none(paper: Paper) -> None:
    text = (paper.content / "sag" / "notat.yaml").read_text(encoding="utf-8")
    paper.write("sag/notat.yaml", f"{text[: text.index('bilag:')]}bilag:\n  - fil: bilag-1.yaml\n")
    assert "[Bilagsliste] 1.\tAnalysen af vækst" in view(paper.parts())


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("titel: Et kort\n    fil: kort.pdf", []),
        ("titel: Et kort", []),
        ("titel: Et kort\n    fil: fælles/kort.pdf", []),
        ("fil: kort.pdf", ["intet-at-hente"]),
        ("fil: uden-titel.yaml", ["intet-at-hente"]),
        ("fil: kort2.pdf", ["fil-findes-ikke"]),
        ("titel: Et kort\n    fil: kort2.pdf", ["fil-findes-ikke"]),
        ("titel: Et kort\n    fil: ..", ["ugyldig-sti"]),
        ("fil: kaput.yaml", ["yaml-syntaks"]),
    ],
)
def test_an_annex_may_be_any_file_of_the_content_folder(
    paper: Paper, entry: str, expected: list[str]
) -> None:
    paper.write("sag/kort.pdf", "")
    paper.write("fælles/kort.pdf", "")
    paper.write("sag/uden-titel.yaml", "skabelon: slides\n")
    paper.write("sag/kaput.yaml", "a: 'b\n")
    text = (paper.content / "sag" / "notat.yaml").read_text(encoding="utf-8")
    paper.write("sag/notat.yaml", f"{text[: text.index('bilag:')]}bilag:\n  - {entry}\n")
    assert sorted(codes(paper)) == expected


def test_a_blank_title_of_an_annex_is_no_title(paper: Paper) -> None:
    text = (paper.content / "sag" / "notat.yaml").read_text(encoding="utf-8")
    paper.write("sag/notat.yaml", f"{text[: text.index('bilag:')]}bilag:\n  - fil: x.yaml\n")
    paper.write("sag/x.yaml", "skabelon: slides\ntitel: '  '\n")
    assert codes(paper) == ["intet-at-hente"]


def test_an_empty_key_is_one_problem(paper: Paper) -> None:
    paper.change("sag/notat.yaml", "skabelon: notat", "skabelon: notat\n'': x")
    assert codes(paper) == ["ukendt-felt"]


def test_a_fault_in_another_entry_of_the_register_stops_nobody(paper: Paper) -> None:
    text = (paper.content / "afsendere.yaml").read_text(encoding="utf-8")
    other = (
        text[text.index("slk:") : text.index("cbu:")]
        .replace("slk:", "\nøkf:")
        .replace("5798009710222", "579")
    )
    paper.write("afsendere.yaml", text + other)
    project = Project(paper.content, paper.templates, paper.output)
    assert project.build("sag/notat.yaml").report.problems() == []
    assert [p.code for p in project.register_problems().problems()] == ["ugyldigt-gln"]
    paper.change("sag/notat.yaml", "afsender: slk", "afsender: økf")
    assert codes(paper) == ["ugyldigt-gln"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "tom-fil"),
        ("slk:\n", "tomt-felt"),
        ("slk: x\n", "forkert-type"),
        ("- slk\n", "forkert-type"),
        ("slk: 'x\n", "yaml-syntaks"),
        ("slk:\n  enhed: x\n", "mangler-felt"),
    ],
)
def test_a_faulty_register_is_a_problem_there(paper: Paper, text: str, code: str) -> None:
    paper.write("afsendere.yaml", text)
    assert code in codes(paper)


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("telefon: 2154 8307", "telefon: 2154 830", "ugyldig-telefon"),
        ("email: AV8E@bif.kk.dk", "email: AV8E@bif", "ugyldig-email"),
        ("ean: 5798009710222", "ean: 5798009710223", "ugyldigt-gln"),
        ("    - Rådhuspladsen 1", "    -", "tomt-felt"),
        ("enhed: Sekretariatet", "enhet: Sekretariatet", "ukendt-felt"),
    ],
)
def test_the_contact_block_is_checked(paper: Paper, before: str, after: str, code: str) -> None:
    paper.change("afsendere.yaml", before, after)
    assert code in codes(paper)


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("sagsnr: 2016-0419401", "sagsnr: 2016 0419401", "ugyldigt-sagsnr"),
        ("dokumentnr: 2016-0419401-1", "dokumentnr: 2016-0419401 1", "ugyldigt-dokumentnr"),
    ],
)
def test_a_number_without_a_pattern_is_still_no_sentence(
    paper: Paper, before: str, after: str, code: str
) -> None:
    schema = paper.templates / "notat.schema.yaml"
    lines = schema.read_text(encoding="utf-8").splitlines()
    schema.write_text("\n".join(x for x in lines if "pattern" not in x), encoding="utf-8")
    paper.change("sag/notat.yaml", before, after)
    assert codes(paper) == [code]


def test_a_register_that_is_not_there_is_a_problem(paper: Paper) -> None:
    (paper.content / "afsendere.yaml").unlink()
    assert codes(paper) == ["fil-kan-ikke-laeses"]


@pytest.mark.skipif(os.name != "posix", reason="links need special rights on Windows")
def test_a_link_that_leads_out_of_the_content_folder_is_not_followed(paper: Paper) -> None:
    secret = paper.write("../hemmelig.yaml", "skabelon: slides\ntitel: Hemmelig\n")
    (paper.content / "sag" / "link.yaml").symlink_to(secret)
    assert codes(paper, "sag/link.yaml") == ["uden-for-mappen"]
    text = (paper.content / "sag" / "notat.yaml").read_text(encoding="utf-8")
    paper.write("sag/notat.yaml", f"{text[: text.index('bilag:')]}bilag:\n  - fil: link.yaml\n")
    assert codes(paper) == ["uden-for-mappen"]


def test_a_new_kind_is_two_files_and_no_python(paper: Paper) -> None:
    import shutil

    shutil.copy(paper.templates / "slides.docx", paper.templates / "oplæg.docx")
    schema = (paper.templates / "slides.schema.yaml").read_text(encoding="utf-8")
    (paper.templates / "oplæg.schema.yaml").write_text(
        schema.replace("enum: [slides]", "enum: [oplæg]"), encoding="utf-8"
    )
    paper.change("sag/bilag-1.yaml", "skabelon: slides", "skabelon: oplæg")
    assert "[heading 1] Anbefalinger" in view(paper.parts("sag/bilag-1.yaml"))


def test_another_municipality_numbers_its_cases_by_its_own_schema(paper: Paper) -> None:
    schema = paper.templates / "notat.schema.yaml"
    text = schema.read_text(encoding="utf-8")
    text = text.replace("^[0-9]{4}-[0-9]{7}$", "^[0-9]{2}/[0-9]+$")
    text = text.replace("^[0-9]{4}-[0-9]{7}-[0-9]+$", "^[0-9]{2}/[0-9]+-[0-9]+$")
    schema.write_text(text, encoding="utf-8")
    assert "forkert-form" in codes(paper)
    paper.change("sag/notat.yaml", "sagsnr: 2016-0419401", "sagsnr: 24/1234")
    paper.change("sag/notat.yaml", "dokumentnr: 2016-0419401-1", "dokumentnr: 24/1234-5")
    assert codes(paper) == []
    paper.change("sag/notat.yaml", "dokumentnr: 24/1234-5", "dokumentnr: 24/12345-5")
    assert codes(paper) == ["dokumentnr-anden-sag"]
