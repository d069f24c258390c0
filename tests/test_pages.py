"""Slides that do not fit their page: which, from which word, and by how much."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from memo.messages import Messages
from memo.problems import Problem
from memo.project import Project
from tests.conftest import ROOT, Paper
from tests.office import convert, fake_office, fakes_office, office_that_lays_out
from tests.pictures import png
from tests.test_cli import folders, run

Tool = Callable[[str], str]

SENTENCE = (
    "det kræver en målrettet indsats, som kommunen og de lokale aktører skal løfte i fællesskab"
)

SHORT = ["- Et kort punkt", "- og et til"]
LONG_LIST = [f"{n}. Punkt nummer {n}, for {SENTENCE}" for n in range(1, 13)]
NESTED = ["1. Det ydre punkt", *(f"   - Det indre {n}, for {SENTENCE}" for n in range(12))]
PARAGRAPH = [" ".join(f"Sætning {n}: {SENTENCE}." for n in range(20))]
THREE_PAGES = [" ".join(f"Sætning {n}: {SENTENCE}." for n in range(30))]


def slides(*texts: Sequence[str]) -> str:
    """A document with those slides."""
    lines = ["skabelon: slides", "titel: Prøve", "slides:"]
    for number, text in enumerate(texts, 1):
        lines += [f"  - overskrift: Overskrift {number}", "    tekst: |"]
        lines += [f"      {line}" for line in text]
    return "\n".join([*lines, ""])


def problems(paper: Paper, *paths: str) -> list[Problem]:
    """What does not fit its page in the documents, which are built in one run."""
    project = Project(paper.content, paper.templates, paper.output)
    for path in paths or ("sag/x.yaml",):
        assert project.build(path, force=True).report.problems() == []
    return project.page_problems().problems()


def values(problem: Problem) -> dict[str, object]:
    """The values in a problem's message and in the message inside it."""
    outer = dict(problem.message.values)
    inner = getattr(outer.get("fault"), "values", ())
    return {**outer, **dict(inner)}


def words(text: str) -> list[str]:
    """The words that a piece of a slide's Markdown prints."""
    return re.sub(r"(?m)^ *([0-9]+\.|-) ", "", text).split()


@pytest.fixture
def soffice(tool: Tool) -> str:
    return tool("soffice")


@pytest.mark.parametrize(
    "text", [LONG_LIST, NESTED, PARAGRAPH, THREE_PAGES, ["1. " + PARAGRAPH[0], "2. Og mere"]],
    ids=["list", "nested", "paragraph", "three-pages", "point"],
)  # fmt: skip
def test_a_slide_that_does_not_fit_tells_from_which_word_and_by_how_much(
    paper: Paper, soffice: str, tool: Tool, tmp_path: Path, text: list[str]
) -> None:
    content = slides(SHORT, text, SHORT)
    paper.write("sag/x.yaml", content)
    (problem,) = problems(paper)
    assert (problem.code, problem.severity) == ("fylder-for-meget", "warning")
    assert problem.span.file.endswith("sag/x.yaml")
    said = values(problem)
    assert (said["name"], said["title"]) == ("slides 2", "Overskrift 2")

    lines = content.splitlines()
    slide = lines[lines.index("  - overskrift: Overskrift 2") + 2 :][: len(text)]
    first_line = lines.index(slide[0]) + 1
    own = slide[problem.span.line - first_line :]
    rest = words("\n".join([own[0][problem.span.column - 1 :], *own[1:]]))
    assert rest[:5] == str(said["words"]).split()
    assert len(rest) == said["count"]
    assert 10 < len(rest) < len(words("\n".join(slide))) - 10

    (pdf,) = convert(soffice, "pdf", [paper.output / "sag" / "x.docx"], tmp_path)
    done = subprocess.run([tool("pdfinfo"), str(pdf)], capture_output=True, text=True, check=True)
    found = re.search(r"Pages:\s+([0-9]+)", done.stdout)
    assert found
    assert said["pages"] == int(found[1]) - 3


@pytest.mark.usefixtures("soffice")
def test_each_slide_that_does_not_fit_is_told_in_every_document_of_the_run(paper: Paper) -> None:
    paper.write("sag/x.yaml", slides(LONG_LIST, PARAGRAPH, SHORT))
    paper.write("sag/y.yaml", slides(SHORT, SHORT, NESTED))
    found = problems(paper, "sag/x.yaml", "sag/bilag-1.yaml", "sag/y.yaml", "sag/notat.yaml")
    assert [(p.span.file.rpartition("/")[2], values(p)["name"]) for p in found] == [
        ("x.yaml", "slides 1"),
        ("x.yaml", "slides 2"),
        ("y.yaml", "slides 3"),
    ]


HEAD = '          hoved:\n            - [Post, "2017"]\n'
ROWS = "".join(f"            - [Post {n} i budgettet, {n}.000]\n" for n in range(1, 40))
SHEET = "Post;2017\n" + "".join(f"Række {n};{n}.000\n" for n in range(1, 40))


@pytest.mark.usefixtures("soffice")
def test_a_table_tells_from_which_row_and_one_of_a_csv_file_at_the_text_above(paper: Paper) -> None:
    schema = paper.templates / "slides.schema.yaml"
    text = schema.read_text(encoding="utf-8")
    place = text.rindex("        tekst:\n")
    schema.write_text(
        f"{text[:place]}        tekst:\n          $ref: ../memo/tekst.schema.yaml\n", "utf-8"
    )
    paper.write("sag/tal.csv", SHEET)
    content = slides(SHORT).replace("    tekst: |\n      - Et kort punkt\n      - og et til\n", "")
    content += f"    tekst:\n      - Her er m^2^.\n      - tabel:\n{HEAD}          rækker:\n{ROWS}"
    content += "  - overskrift: Fra filen\n    tekst:\n      - tabel:\n          fil: tal.csv\n"
    paper.write("sag/x.yaml", content)
    lines = content.splitlines()
    own, sheet = problems(paper)
    row = lines[own.span.line - 1]
    assert row[own.span.column - 1 :].startswith(str(values(own)["words"]))
    assert row.startswith("            - [Post ")
    assert str(values(sheet)["words"]).startswith("Række ")
    assert lines[sheet.span.line - 1] == "  - overskrift: Fra filen"


@pytest.mark.usefixtures("soffice")
def test_two_builds_at_once_both_tell_it(paper: Paper, tmp_path: Path) -> None:
    paper.write("sag/x.yaml", slides(SHORT, PARAGRAPH))

    def build(number: int) -> str:
        to = ["--content", paper.content, "--templates", paper.templates]
        done = run(*to, "-o", tmp_path / str(number), XDG_CACHE_HOME=str(tmp_path / "cache"))
        assert done.returncode == 0
        return done.stderr

    with ThreadPoolExecutor() as pool:
        for told in pool.map(build, range(2)):
            assert told.count("[fylder-for-meget]") == 1


@fakes_office
def test_without_libreoffice_nothing_is_said(paper: Paper, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    paper.write("sag/x.yaml", slides(PARAGRAPH))
    done = run(*folders(paper), PATH=str(tmp_path / "bin"))
    assert (done.returncode, done.stderr) == (0, "")


@fakes_office
@pytest.mark.parametrize("python", ["sys.exit(1)", "", "import time; time.sleep(60)"])
def test_a_libreoffice_that_fails_or_hangs_is_one_warning(
    paper: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, python: str
) -> None:
    monkeypatch.setattr("memo.office.SECONDS", 1)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    program = fake_office(tmp_path / "bin", python)
    paper.write("sag/x.yaml", slides(PARAGRAPH))
    (problem,) = problems(paper, "sag/x.yaml", "sag/bilag-1.yaml")
    assert (problem.code, problem.severity) == ("ikke-maalt", "warning")
    assert problem.span.file == program.as_posix()
    assert problem.help is not None
    assert (paper.output / "sag" / "x.docx").is_file()


@fakes_office
def test_the_command_line_shows_the_warning_and_exits_with_0(paper: Paper, tmp_path: Path) -> None:
    fake_office(tmp_path / "bin", "sys.exit(1)")
    done = run(*folders(paper), PATH=str(tmp_path / "bin"), XDG_CACHE_HOME=str(tmp_path / "cache"))
    assert done.returncode == 0
    assert "[ikke-maalt]" in done.stderr
    assert "Traceback" not in done.stderr
    assert "2 dokumenter bygget, 0 fejl, 1 advarsel\n" in done.stdout


@dataclass
class Office:
    """A LibreOffice that finds the page breaks where a test wants them."""

    paper: Paper
    folder: Path

    def problems(self, content: str, body: str) -> list[Problem]:
        """What does not fit in that content, printed as that OpenDocument text.

        In it `{3}` is the third bookmark, and | an automatic page break.
        """
        body = re.sub(r"\{([0-9]+)\}", r'<text:bookmark text:name="_m\1"/>', body)
        office_that_lays_out(self.folder, body.replace("|", "<text:soft-page-break/>"))
        self.paper.write("sag/x.yaml", content)
        return problems(self.paper)

    @property
    def calls(self) -> int:
        """How many times it has been started."""
        calls = self.folder / "calls"
        return calls.read_text().count("called") if calls.exists() else 0


@pytest.fixture
def office(paper: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Office(paper, tmp_path / "bin")


def document(*lines: str) -> str:
    """A document with one slide whose text is written so; it begins in line 5, column 5."""
    head = "skabelon: slides\ntitel: Prøve\nslides:\n  - overskrift: H\n"
    return head + "".join(f"{line}\n" for line in lines)


TITLE = "<text:p>{1}Prøve</text:p><text:h>{2}H</text:h>"


@fakes_office
@pytest.mark.parametrize(
    ("lines", "body", "place", "said"),
    [
        # Between two points, below which the author's numbers are no words.
        (
            ["    tekst: |", "      1. et 2", "      2. to", "         - tre 2"],
            "<text:p>{3}et 2</text:p><text:p>{4}to</text:p><text:p>|{5}tre 2</text:p>",
            (8, 12),
            (2, "tre 2"),
        ),
        # In a paragraph, with signs of Markdown before and in the word.
        (
            ["    tekst: |", "      _et_ **to**", "      tre\\", "      **fire** fem"],
            "<text:p>{3}et to tre <text:line-break/>fi|re fem</text:p>",
            (8, 9),
            (2, "fire fem"),
        ),
        # The same words more than once.
        (
            ["    tekst: |", "      et to", "", "      et to"],
            "<text:p>{3}et to</text:p><text:p>{4}et |to</text:p>",
            (8, 10),
            (1, "to"),
        ),
        # In quotation marks, with escapes; on the line of its key.
        (
            ['    tekst: "et\\u0020\\"to\\" tre"'],
            "<text:p>{3}et |&quot;to&quot; tre</text:p>",
            (5, 23),
            (2, '"to" tre'),
        ),
        # Before the whole text.
        (["    tekst: et to"], "<text:p>|{3}et to</text:p>", (5, 12), (2, "et to")),
        # A word that is no whole one in Markdown is not found: there its text begins.
        (
            ["    tekst: et **t**o"],
            "<text:p>{3}et |to</text:p>",
            (5, 12),
            (1, "to"),
        ),
    ],
)  # fmt: skip
def test_the_place_is_that_of_the_first_word_that_does_not_fit(
    office: Office,
    lines: list[str],
    body: str,
    place: tuple[int, int],
    said: tuple[int, str],
) -> None:
    (problem,) = office.problems(document(*lines), TITLE + body)
    assert (problem.span.line, problem.span.column) == place
    assert (values(problem)["count"], values(problem)["words"]) == said


@fakes_office
@pytest.mark.parametrize(
    "body",
    [
        "<text:h>|{2}H</text:h><text:p>{3}et to</text:p>",
        "<text:h>{2}H</text:h><text:p>{3}et to</text:p><text:p>uden |anker</text:p>",
        # The titles stand in a list of contents too.
        "<text:p>{2}H</text:p><text:p>{4}I</text:p>"
        "<text:h>|{2}H</text:h><text:p>{3}et to</text:p><text:h>{4}I</text:h><text:p>{5}et</text:p>",
    ],
)
def test_a_break_before_or_after_a_slide_is_none_in_it(office: Office, body: str) -> None:
    second = ("  - overskrift: I", "    tekst: et")
    assert office.problems(document("    tekst: et to", *second), body) == []
    assert office.calls == 1


@fakes_office
def test_a_slide_that_runs_over_without_words_still_tells_its_pages(office: Office) -> None:
    body = TITLE + "<text:p>{3}et</text:p><text:p>|{3}</text:p>"
    (problem,) = office.problems(document("    tekst: et"), body)
    assert "words" not in values(problem)
    assert values(problem)["pages"] == 2


@fakes_office
def test_what_has_been_measured_is_not_measured_again(office: Office, paper: Paper) -> None:
    body = TITLE + "<text:p>{3}et |to</text:p>"
    first = office.problems(document("    tekst: et to"), body)
    assert problems(paper) == first != []
    assert office.calls == 1
    paper.write("sag/x.yaml", document("    tekst: et to tre"))
    assert len(problems(paper)) == 1
    assert office.calls == 2


@fakes_office
def test_only_what_is_written_and_has_slides_is_measured(office: Office, paper: Paper) -> None:
    office.problems(document("    tekst: et"), TITLE)
    assert office.calls == 1
    assert problems(paper, "sag/notat.yaml") == []
    project = Project(paper.content, paper.templates, paper.output)
    paper.write("sag/x.yaml", document("    tekst: to"))
    (paper.output / "sag" / "x.docx").write_bytes(b"edited")
    project.build("sag/x.yaml")
    paper.write("sag/y.yaml", document("    tekst: ''"))
    project.build("sag/y.yaml")
    assert project.page_problems().problems() == []
    assert office.calls == 1


@fakes_office
def test_any_group_of_any_kind_can_be_bound_to_a_page(office: Office, paper: Paper) -> None:
    schema = paper.templates / "slides.schema.yaml"
    text = schema.read_text(encoding="utf-8")
    text = text.replace("      x-en-side: true\n", "      $ref: '#/$defs/en'\n", 1)
    assert "$defs" in text
    schema.write_text(f"{text}$defs:\n  en:\n    x-en-side: true\n", encoding="utf-8")
    body = TITLE + "<text:p>{3}et |to</text:p>"
    (problem,) = office.problems(document("    tekst: et to"), body)
    assert values(problem)["name"] == "slides 1"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("      x-en-side: true", "      x-en-side: ja"),
        ("    title: Slides\n", "    title: Slides\n    x-en-side: true\n"),
        ("          title: Tekst\n", "          title: Tekst\n          x-en-side: true\n"),
        ("title: Slides\ndesc", "x-en-side: true\ntitle: Slides\ndesc"),
    ],
)
def test_a_page_for_what_is_no_group_makes_the_schema_unusable(
    paper: Paper, before: str, after: str
) -> None:
    schema = paper.templates / "slides.schema.yaml"
    text = schema.read_text(encoding="utf-8")
    assert text.count(before) == 1
    schema.write_text(text.replace(before, after), encoding="utf-8")
    assert [problem.code for problem in paper.problems("sag/bilag-1.yaml")] == ["ugyldigt-skema"]


@pytest.mark.usefixtures("soffice")
def test_the_papers_of_this_repository_fit(tmp_path: Path) -> None:
    from memo.problems import Report

    project = Project(ROOT / "content", ROOT / "templates", tmp_path)
    for document in project.documents([ROOT / "content"], Report()):
        project.build(document)
    shown = [Messages("en").problem(p) for p in project.page_problems().problems()]
    assert shown == []


def test_pictures_that_do_not_fit_are_told_though_they_have_no_words(
    paper: Paper, soffice: str
) -> None:
    (paper.content / "sag" / "x.png").write_bytes(png(300, 200, per_metre=1000))
    picture = "      - figur: {fil: x.png, pynt: ja}\n"
    head = "skabelon: slides\ntitel: x\nslides:\n"
    paper.write("sag/x.yaml", f"{head}  - overskrift: Billeder\n    tekst:\n{picture * 3}")
    (problem,) = problems(paper)
    assert problem.code == "fylder-for-meget"
    assert problem.span.line > 6
