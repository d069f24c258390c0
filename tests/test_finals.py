"""Final versions: what they hold, and when there is none."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from memo.cli.commands import command_line
from memo.edition import Edition
from memo.finals import Finals
from memo.messages import Messages
from memo.output import Outcome
from memo.problems import Report
from memo.project import Built, Project
from memo.word.package import add_content_type, add_relationship, read_parts, write_parts
from memo.word.view import view
from tests.conftest import ROOT, Paper
from tests.reviewer import Reviewed
from tests.soundness import faults

FINAL = "sag/endelig/2016-0419401-1.docx"
POINT = "Deloittes analyse af Mjølnerparken"


def run(paper: Paper, *arguments: str) -> Result:
    folders = ["--content", str(paper.content), "--templates", str(paper.templates)]
    return CliRunner().invoke(
        command_line(Messages("en")), ["build", *arguments, *folders, "-o", str(paper.output)]
    )


def final(
    paper: Paper,
    edition: Edition = Edition.FINAL,
    path: str = "sag/notat.yaml",
    *,
    force: bool = False,
) -> Built:
    """What became of the final version of one document, read afresh."""
    project = Project(paper.content, paper.templates, paper.output)
    return Finals.of(project, [path], edition, force=force).do(project, path)


def parts(
    paper: Paper, edition: Edition = Edition.FINAL, path: str = "sag/notat.yaml"
) -> dict[str, bytes]:
    """The parts of a final version, which must build."""
    built = final(paper, edition, path)
    assert built.outcome is Outcome.WRITTEN, built.report.problems()
    return read_parts(Path(built.output).read_bytes())


def printed(paper: Paper, edition: Edition = Edition.PUBLIC) -> list[str]:
    """The paragraphs of a final version, without their styles and numbers."""
    lines = view(parts(paper, edition)).replace("\xa0", " ").splitlines()
    return [line.partition("] ")[2].rpartition("\t")[2] for line in lines]


def codes(built: Built) -> list[str]:
    return [problem.code for problem in built.report.problems()]


@pytest.mark.parametrize("edition", [Edition.FINAL, Edition.PUBLIC])
def test_a_final_version_does_not_tell_how_it_came_about(
    edition: Edition, tmp_path: Path, tool: Callable[[str], str]
) -> None:
    project = Project(ROOT / "content", ROOT / "templates", tmp_path / "output")
    documents = project.documents([ROOT / "content"], Report())
    finals = Finals.of(project, documents, edition)
    for path in documents:
        built = finals.do(project, path)
        assert built.outcome is Outcome.WRITTEN, built.report.problems()
        found = read_parts(Path(built.output).read_bytes())
        assert not any(name.startswith("customXml/") for name in found)
        text = b"".join(data for name, data in found.items() if name.endswith(".xml")).decode()
        bookmarks = re.findall('w:bookmarkStart [^>]*w:name="([^"]*)"', text)
        assert all(name.startswith("_Ref_") for name in bookmarks)
        for trace in ("trackRevisions", "w:ins ", "w:del ", "comment", "rsid"):
            assert trace not in text, trace
        assert not re.search(">(?:Udkast|Draft)\\b", text)
        assert "lastModifiedBy" not in text
        assert faults(Path(built.output)) == []
        done = subprocess.run(
            [tool("ooxml-validator"), built.output], capture_output=True, text=True, check=False
        )
        assert json.loads(done.stdout)["errors"] == [], path


def test_the_case_officer_is_no_property_of_a_final_memo(paper: Paper) -> None:
    assert b"Mikkel Melgaard Nielsen" in paper.parts()["docProps/core.xml"]
    core = parts(paper)["docProps/core.xml"].decode()
    assert "creator" not in core
    assert "Afrapportering" in core


def test_a_schema_names_the_properties_that_are_left_out_of_every_part(paper: Paper) -> None:
    schema = paper.templates / "notat.schema.yaml"
    names = "x-personlige-egenskaber: [company, sagsnr, subject]"
    schema.write_text(
        re.sub("x-personlige-egenskaber:.*", names, schema.read_text("utf-8")), "utf-8"
    )
    template = paper.templates / "notat.docx"
    found = read_parts(template.read_bytes())
    found["docProps/app.xml"] = found["docProps/app.xml"].replace(
        b"<AppVersion>", b"<Company>Anne Jensens pc</Company><AppVersion>"
    )
    template.write_bytes(write_parts(found))
    built = parts(paper)
    assert b"Company" not in built["docProps/app.xml"]
    assert b"creator" in built["docProps/core.xml"]
    assert b"subject" not in built["docProps/core.xml"]
    assert b'name="sagsnr"' not in built["docProps/custom.xml"]
    assert b'pid="2" name="dokumentnr"' in built["docProps/custom.xml"]


def test_a_document_without_a_number_keeps_the_name_of_its_file(paper: Paper) -> None:
    built = final(paper, path="sag/bilag-1.yaml")
    assert Path(built.output) == paper.output / "sag" / "endelig" / "bilag-1.docx"


def test_the_command_names_the_files(paper: Paper) -> None:
    done = run(paper, "--final")
    assert done.exit_code == 0, done.output
    assert FINAL in done.output
    assert "sag/endelig/bilag-1.docx" in done.output
    assert not (paper.output / "sag" / "notat.docx").exists()


def test_public_is_public_also_where_both_are_asked_for(paper: Paper) -> None:
    paper.change(
        "sag/notat.yaml", "overskrift: Baggrund", "fortroligt: ja\n    overskrift: Baggrund"
    )
    for arguments in (["--final", "--public"], ["--public", "--final"], ["--public"]):
        assert run(paper, *arguments, "--force").exit_code == 0
        assert "Mjølnerparken" not in view(read_parts((paper.output / FINAL).read_bytes()))


def test_errors_stop_it(paper: Paper) -> None:
    paper.change("sag/notat.yaml", "dato: 21-12-2016", "dato: 31-11-2016")
    assert run(paper, "--final", str(paper.content / "sag" / "notat.yaml")).exit_code == 1
    assert not (paper.output / FINAL).exists()


def test_an_open_comment_or_change_stops_it(paper: Paper) -> None:
    paper.parts()
    docx = paper.output / "sag" / "notat.docx"
    reviewer = Reviewed(docx, "Anne Jensen")
    reviewer.comment(POINT, "Er det alle?")
    docx.write_bytes(reviewer.saved())
    assert codes(final(paper)) == ["gennemsyn-ikke-afsluttet"]
    assert run(paper, "--final", "--force").exit_code == 3
    assert not (paper.output / FINAL).exists()
    docx.write_bytes(b"foreign")
    assert final(paper).outcome is Outcome.LEFT


def test_a_change_that_the_content_has_by_now_stops_nothing(paper: Paper) -> None:
    paper.parts()
    docx = paper.output / "sag" / "notat.docx"
    reviewer = Reviewed(docx, "Anne Jensen")
    reviewer.replace("Deloittes", "Deloitte-rapportens")
    docx.write_bytes(reviewer.saved())
    paper.change("sag/notat.yaml", "- Deloittes", "- Deloitte-rapportens")
    assert final(paper).outcome is Outcome.WRITTEN


def test_a_final_version_that_would_differ_is_left(paper: Paper) -> None:
    parts(paper)
    assert final(paper).outcome is Outcome.FRESH
    before = (paper.output / FINAL).read_bytes()
    paper.change("sag/notat.yaml", "dato: 21-12-2016", "dato: 22-12-2016")
    assert codes(final(paper)) == ["endelig-findes"]
    assert run(paper, "--final", str(paper.content / "sag" / "notat.yaml")).exit_code == 3
    assert (paper.output / FINAL).read_bytes() == before
    built = final(paper, force=True)
    assert Path(built.aside).read_bytes() == before
    assert (paper.output / FINAL).read_bytes() != before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_what_lies_there_and_is_no_plain_file_is_left_unread(paper: Paper) -> None:
    (paper.output / FINAL).parent.mkdir(parents=True)
    os.mkfifo(paper.output / FINAL)
    built = final(paper)
    assert (built.outcome, codes(built)) == (Outcome.LEFT, ["endelig-findes"])


def test_two_documents_cannot_have_the_same_final_version(paper: Paper) -> None:
    text = (paper.content / "sag" / "notat.yaml").read_text("utf-8")
    paper.write("sag/notat2.yaml", text)
    done = run(paper, "--final")
    assert done.exit_code == 1
    assert done.output.count("[samme-endelige-fil]") == 2
    assert not (paper.output / FINAL).exists()


def test_a_number_that_is_changed_during_the_run_is_that_of_the_file_too(paper: Paper) -> None:
    first = Project(paper.content, paper.templates, paper.output)
    finals = Finals.of(first, ["sag/notat.yaml"], Edition.FINAL)
    paper.change("sag/notat.yaml", "2016-0419401-1", "2016-0419401-7")
    built = finals.do(finals.papers(), "sag/notat.yaml")  # as another process reads it
    assert Path(built.output).name == "2016-0419401-7.docx"
    assert "2016-0419401-7" in view(read_parts(Path(built.output).read_bytes()))


def test_a_number_that_no_file_can_be_called_is_a_problem(paper: Paper) -> None:
    schema = paper.templates / "notat.schema.yaml"
    text = schema.read_text("utf-8").replace("    pattern: ^[0-9]{4}-[0-9]{7}-[0-9]+$\n", "")
    schema.write_text(text, "utf-8")
    paper.change("sag/notat.yaml", "2016-0419401-1", "2016-0419401-1/2")
    assert codes(final(paper)) == ["ugyldigt-filnavn"]


def test_a_confidential_paper_has_no_public_version(paper: Paper) -> None:
    paper.change("sag/notat.yaml", "dato:", "fortroligt: ja\ndato:")
    done = run(paper, "--public")
    assert done.exit_code == 0
    assert "sag/notat.yaml: confidential, so it has no public version" in done.output
    assert not (paper.output / FINAL).exists()
    parts(paper)
    built = final(paper, Edition.PUBLIC)
    assert built.outcome is Outcome.SKIPPED
    assert codes(built) == ["fortroligt-papir-ligger-der"]
    assert (paper.output / FINAL).exists()


def test_an_annex_that_a_paper_marks_has_no_public_version(paper: Paper) -> None:
    paper.change("sag/notat.yaml", "fil: bilag-1.yaml", "fil: bilag-1.yaml\n    fortroligt: ja")
    done = run(paper, "--public", str(paper.content / "sag" / "bilag-1.yaml"))
    assert done.exit_code == 0
    assert "confidential, so it has no public version" in done.output
    assert not (paper.output / "sag" / "endelig").exists()
    assert final(paper, path="sag/bilag-1.yaml").outcome is Outcome.WRITTEN
    built = final(paper, Edition.PUBLIC, "sag/bilag-1.yaml")
    assert codes(built) == ["fortroligt-papir-ligger-der"]


def test_what_is_set_aside_by_a_public_version_may_be_confidential(paper: Paper) -> None:
    assert final(paper).outcome is Outcome.WRITTEN
    paper.change(
        "sag/notat.yaml", "  - overskrift: Indhold", "  - fortroligt: ja\n    overskrift: Indhold"
    )
    built = final(paper, Edition.PUBLIC, force=True)
    assert built.outcome is Outcome.WRITTEN
    assert "fortroligt-papir-ligger-der" in codes(built)


def test_a_draft_that_is_not_ours_stops_it_and_is_named(paper: Paper) -> None:
    draft = paper.output / "sag" / "notat.docx"
    draft.parent.mkdir(parents=True)
    draft.write_bytes(b"x")
    built = final(paper)
    assert (built.outcome, codes(built)) == (Outcome.LEFT, ["gennemsyn-ikke-afsluttet"])
    assert built.output.endswith("sag/notat.docx")
    (problem,) = built.report.problems()
    assert "was not built here" in problem.message.msgid


def test_a_slide_that_does_not_fit_is_told_of_a_final_version_too(
    paper: Paper, tool: Callable[[str], str]
) -> None:
    tool("soffice")
    points = "".join(f"      {n}. Et punkt\n" for n in range(1, 40))
    slide = f"  - overskrift: For meget\n    tekst: |\n{points}"
    with (paper.content / "sag" / "bilag-1.yaml").open("a", encoding="utf-8") as file:
        file.write(f"\n{slide}")
    done = run(paper, "--final", str(paper.content / "sag" / "bilag-1.yaml"))
    assert done.exit_code == 0
    assert "[fylder-for-meget]" in done.output


def test_the_title_of_a_confidential_annex_is_fetched_by_no_public_version(paper: Paper) -> None:
    bilag = "bilag:\n  - fil: bilag-2.yaml\n  - titel: Kort\n"
    text = (paper.content / "sag" / "notat.yaml").read_text("utf-8")
    paper.write("sag/notat.yaml", text.partition("bilag:\n")[0] + bilag)
    annex = "skabelon: bilag\n{mark}titel: {title}\nafsnit:\n  - tekst: Tekst.\n"
    for mark, title in (
        ("fortroligt: ja\n", "Hemmeligt"),
        ("", "{tekst: Hemmeligt, fortroligt: ja}"),
    ):
        paper.write("sag/bilag-2.yaml", annex.format(mark=mark, title=title))
        assert "Hemmeligt" in printed(paper, Edition.FINAL)
        (paper.output / FINAL).unlink()
        found = printed(paper)
        assert "Hemmeligt" not in " ".join(found)
        assert found[found.index("Fortroligt bilag") + 1] == "Kort"
        (paper.output / FINAL).unlink()


TABLES = """
  - overskrift: Tal
    tekst:
      - Se [tabel](#a) og [tabel](#b).
      - tabel: {titel: Hemmelig, navn: a, fortroligt: ja, hoved: [[A]], rækker: [[1]]}
      - tabel: {titel: Åben, navn: b, hoved: [[A]], rækker: [[2]]}
"""


def add(paper: Paper, sections: str) -> None:
    text = (paper.content / "sag" / "notat.yaml").read_text("utf-8")
    paper.write("sag/notat.yaml", text.replace("\nafsnit:\n", f"\nafsnit:{sections}", 1))


def test_a_table_that_is_left_out_keeps_its_number(paper: Paper) -> None:
    add(paper, TABLES)
    found = printed(paper)
    assert "Se tabel 1 og tabel 2." in found
    assert "Tabellen er udeladt, fordi den er fortrolig." in found
    assert "Tabel 2. Åben" in found
    body = parts_of(paper)["word/document.xml"].decode()
    assert "_Ref_tabel1" not in body
    assert "REF _Ref_tabel2" in body


def parts_of(paper: Paper) -> dict[str, bytes]:
    return read_parts((paper.output / FINAL).read_bytes())


def test_a_reference_into_what_is_left_out_is_an_error_of_the_public_version_only(
    paper: Paper,
) -> None:
    sections = TABLES.replace("fortroligt: ja, ", "").replace("tekst:\n", "tekst:\n", 1)
    before, _, after = sections.partition("      - Se")
    add(
        paper,
        f"{before}      - Se [tabel](#c).\n      - Se{after}"
        + """
  - overskrift: Hemmeligt
    fortroligt: ja
    tekst:
      - tabel: {titel: Hemmelig, navn: c, hoved: [[A]], rækker: [[1]]}
""",
    )
    assert codes(final(paper)) == []
    built = final(paper, Edition.PUBLIC)
    assert (built.outcome, codes(built)) == (Outcome.FAILED, ["henvisning-til-fortroligt"])


def test_a_number_typed_in_what_is_left_out_does_not_count(paper: Paper) -> None:
    text = (paper.content / "sag" / "notat.yaml").read_text("utf-8").partition("bilag:\n")[0]
    annexes = (
        "bilag:\n  - {nummer: 5, titel: Hemmeligt, fortroligt: ja}\n  - {nummer: 1, titel: Kort}\n"
    )
    paper.write("sag/notat.yaml", text + annexes)
    built = final(paper, Edition.PUBLIC)
    assert built.outcome is Outcome.WRITTEN
    (problem,) = built.report.problems()
    assert problem.code == "nummer-forskudt"
    assert problem.span.excerpt.startswith("  - {nummer: 5")


def test_what_is_left_out_of_the_public_version_is_in_the_final_one(paper: Paper) -> None:
    paper.change(
        "sag/notat.yaml", "overskrift: Baggrund", "fortroligt: ja\n    overskrift: Baggrund"
    )
    assert "Baggrund" in printed(paper, Edition.FINAL)
    (paper.output / FINAL).unlink()
    found = printed(paper)
    assert "Baggrund" not in found
    place = found.index("Fortroligt")
    assert found[place + 1] == "Afsnittet er udeladt, fordi det er fortroligt."


SLIPS = [
    "fortroligt: Ja",
    "fortroligt: true",
    'fortroligt: "ja "',
    "fortroligt:",
    "fortroligt: |\n  ja",
]


@pytest.mark.parametrize("slip", SLIPS)
def test_a_mark_with_a_slip_in_an_annex_hides_it_all_the_same(slip: str, paper: Paper) -> None:
    add_annex(paper, slip)
    assert "Hemmeligt" not in " ".join(printed(paper))


@pytest.mark.parametrize("slip", ["fortrolig: ja", "Fortroligt: ja", "fortroligt:ja", "x: ["])
def test_there_is_no_public_version_where_a_mark_in_an_annex_cannot_be_read(
    slip: str, paper: Paper
) -> None:
    for name in ("bilag-2.yaml", "_bilag-2.yaml", "bilag-2.yml"):
        add_annex(paper, slip, name)
        assert codes(final(paper)) == []
        (paper.output / FINAL).unlink()
        built = final(paper, Edition.PUBLIC)
        assert (built.outcome, codes(built)) == (Outcome.FAILED, ["bilag-har-fejl"])


def add_annex(paper: Paper, mark: str, name: str = "bilag-2.yaml") -> None:
    """Nothing; the memo has one annex, in whose file that mark stands."""
    text = (paper.content / "sag" / "notat.yaml").read_text("utf-8").partition("bilag:\n")[0]
    paper.write("sag/notat.yaml", f"{text}bilag:\n  - fil: {name}\n    titel: Hemmeligt\n")
    paper.write(f"sag/{name}", f"skabelon: bilag\n{mark}\ntitel: A\nafsnit:\n  - tekst: B\n")


def test_a_draft_that_somebody_has_open_is_warned_of(paper: Paper) -> None:
    lock = paper.output / "sag" / "~$notat.docx"
    lock.parent.mkdir(parents=True)
    lock.write_bytes(b"")
    paper.parts()
    built = final(paper)
    assert (built.outcome, codes(built)) == (Outcome.WRITTEN, ["udkast-aabent"])
    assert run(paper, "--final", str(paper.content / "sag" / "notat.yaml")).exit_code == 0


@pytest.mark.parametrize("name", ["endelig", "Endelig"])
def test_no_draft_lies_where_final_versions_do(name: str, paper: Paper) -> None:
    text = (paper.content / "sag" / "bilag-1.yaml").read_text("utf-8")
    paper.write(f"sag/{name}/bilag-1.yaml", text)
    built = paper.build(f"sag/{name}/bilag-1.yaml")
    assert (built.outcome, codes(built)) == (Outcome.FAILED, ["ugyldigt-filnavn"])
    assert final(paper, path="sag/bilag-1.yaml").outcome is Outcome.WRITTEN
    assert paper.build("sag/bilag-1.yaml").outcome is Outcome.WRITTEN


@pytest.mark.parametrize("force", [False, True])
def test_a_file_that_is_called_as_the_folder_is_left(force: bool, paper: Paper) -> None:
    folder = (paper.output / FINAL).parent
    folder.parent.mkdir(parents=True)
    folder.write_bytes(b"work")
    built = final(paper, force=force)
    assert (built.outcome, codes(built)) == (Outcome.FAILED, ["kan-ikke-skrives"])
    (problem,) = built.report.problems()
    assert problem.help is not None
    assert "move or rename the file" in Messages("en").text(problem.help)
    assert [file.read_bytes() for file in folder.parent.iterdir()] == [b"work"]


_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MICROSOFT = "http://schemas.microsoft.com/office/2011/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LEFT_BY_KEEPERS = {
    "word/comments.xml": (
        f"{_RELATIONS}/comments",
        f'<w:comments xmlns:w="{_WORD}"><w:comment w:id="0" w:author="Anne Qvist">'
        "<w:p><w:r><w:t>Klagen</w:t></w:r></w:p></w:comment></w:comments>",
    ),
    "word/people.xml": (
        f"{_MICROSOFT}/people",
        '<p:people xmlns:p="http://schemas.microsoft.com/office/word/2012/wordml">'
        '<p:person p:author="Anne Qvist"/></p:people>',
    ),
}


@pytest.mark.parametrize("name", LEFT_BY_KEEPERS)
def test_a_template_hands_on_nothing_of_those_who_commented_it(name: str, paper: Paper) -> None:
    template = paper.templates / "notat.docx"
    found = read_parts(template.read_bytes())
    kind, text = LEFT_BY_KEEPERS[name]
    found[name] = text.encode()
    add_relationship(found, "word/document.xml", kind, f"/{name}")
    add_content_type(found, name, "application/xml")
    track = found["word/settings.xml"].replace(
        b"<w:defaultTab", b"<w:trackRevisions/><w:defaultTab"
    )
    assert b"trackRevisions" in track
    template.write_bytes(write_parts({**found, "word/settings.xml": track}))
    for built in (paper.parts(), parts(paper)):
        assert b"Anne Qvist" not in b"".join(built.values())
        assert name not in built
    assert b"trackRevisions" not in built["word/settings.xml"]


def test_the_picture_of_a_template_is_not_that_of_a_paper(paper: Paper) -> None:
    template = paper.templates / "notat.docx"
    found = read_parts(template.read_bytes())
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"
    found["docProps/thumbnail.emf"] = b"a page"
    add_relationship(found, "", kind, "docProps/thumbnail.emf")
    add_content_type(found, "docProps/thumbnail.emf", "image/x-emf")
    template.write_bytes(write_parts(found))
    assert "docProps/thumbnail.emf" not in parts(paper)


def test_a_template_that_word_has_counted_builds_and_hands_on_no_count(paper: Paper) -> None:
    template = paper.templates / "notat.docx"
    found = read_parts(template.read_bytes())
    counts = (
        b"<TotalTime>42</TotalTime><Pages>1</Pages><Words>77</Words><HeadingPairs/><TitlesOfParts>"
        b'<vt:vector xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'docPropsVTypes" size="1" baseType="lpstr"><vt:lpstr>{{ titel }}</vt:lpstr></vt:vector>'
        b"</TitlesOfParts><AppVersion>"
    )
    app = found["docProps/app.xml"].replace(b"<AppVersion>", counts)
    template.write_bytes(write_parts({**found, "docProps/app.xml": app}))
    for built in (paper.parts(), parts(paper)):
        assert built["docProps/app.xml"] == found["docProps/app.xml"]
