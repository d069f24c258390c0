"""What `template check` says of footers that do not tell a draft from the final version."""

from __future__ import annotations

from pathlib import Path

import pytest

from memo.cache import Cache
from memo.kinds import Kinds
from memo.messages import Messages
from memo.problems import Report, Severity
from memo.templates import Templates
from memo.word.package import read_parts
from tests.conftest import Paper
from tests.word.altered import BODY, alter

MARK = "{{ udkast }}"
FIRST, OTHERS = "word/footer1.xml", "word/footer2.xml"
SECTION = "<w:sectPr>"
OF_FIRST = '<w:footerReference w:type="first" r:id="rId8"/>'
OF_OTHERS = '<w:footerReference w:type="default" r:id="rId9"/>'
EVEN = "<w:evenAndOddHeaders/>"


def told(paper: Paper, name: str = "notat") -> list[str]:
    """Where the mark is missed: warnings, with which a paper still builds."""
    report = Report()
    Templates(Kinds(paper.templates, "templates", Cache(None))).check(name, report)
    problems = report.problems()
    assert {(p.code, p.severity) for p in problems} <= {("skabelon-uden-udkast", Severity.WARNING)}
    assert all(p.span.file == f"templates/{name}.docx" and p.help for p in problems)
    assert paper.problems() == []
    return [Messages("en").part(problem.span) for problem in problems]


@pytest.fixture
def template(paper: Paper) -> Path:
    return paper.templates / "notat.docx"


def test_each_footer_that_lacks_the_mark_is_told(paper: Paper, template: Path) -> None:
    alter(template, MARK, "", FIRST)
    assert told(paper) == ["footer of the first page"]
    alter(template, MARK, "", OTHERS)
    assert told(paper) == ["footer of the first page", "footer"]


def test_the_mark_elsewhere_does_not_do(paper: Paper, template: Path) -> None:
    alter(template, MARK, "", OTHERS)
    alter(template, "{{ titel }}</w:t>", f"{{{{ titel }}}} {MARK}</w:t>")
    assert told(paper) == ["footer"]


def test_a_condition_on_the_mark_prints_nothing(paper: Paper, template: Path) -> None:
    alter(template, MARK, "{% if udkast %}Udkast{% endif %}", OTHERS)
    assert told(paper) == ["footer"]
    alter(template, "%}Udkast{%", "%}Udkast {{udkast}}{%", OTHERS)
    assert told(paper) == []


def test_pages_without_a_footer_are_told(paper: Paper, template: Path) -> None:
    alter(template, OF_FIRST, "")
    assert told(paper) == ["footer of the first page"]
    alter(template, OF_OTHERS, "")
    assert told(paper) == ["footer of the first page", "footer"]


def test_the_footer_of_a_first_page_that_is_like_the_others_is_not_in_use(
    paper: Paper, template: Path
) -> None:
    alter(template, MARK, "", FIRST)
    alter(template, "<w:titlePg/>", '<w:titlePg w:val="0"/>')
    assert told(paper) == []


def test_even_pages_need_a_footer_where_they_have_their_own(paper: Paper, template: Path) -> None:
    alter(template, "<w:compat>", f"{EVEN}<w:compat>", "word/settings.xml")
    assert told(paper) == ["footer of even pages"]
    alter(template, OF_OTHERS, OF_OTHERS + OF_OTHERS.replace("default", "even"))
    assert told(paper) == []


def test_a_section_goes_on_with_the_footers_of_the_one_before(paper: Paper, template: Path) -> None:
    alter(template, SECTION, f"<w:p><w:pPr>{SECTION}{OF_OTHERS}</w:sectPr></w:pPr></w:p>{SECTION}")
    alter(template, f"{OF_OTHERS}{OF_FIRST}", OF_FIRST)
    assert told(paper) == []
    alter(template, MARK, "", OTHERS)
    assert told(paper) == ["footer in section 1"]
    alter(template, MARK, "", FIRST)
    assert told(paper) == ["footer in section 1", "footer of the first page in section 2"]


def test_a_body_without_a_section_has_no_footer(paper: Paper, template: Path) -> None:
    body = read_parts(template.read_bytes())[BODY].decode()
    start = body.rindex(SECTION)
    end = body.index("</w:sectPr>", start) + len("</w:sectPr>")
    alter(template, body[start:end], "")
    assert told(paper) == ["footer"]


def test_where_there_are_errors_nothing_is_said_of_footers(paper: Paper, template: Path) -> None:
    alter(template, MARK, "{{ udkst }}", FIRST)
    report = Report()
    Templates(Kinds(paper.templates, "templates", Cache(None))).check("notat", report)
    (problem,) = report.problems()
    assert problem.code == "skabelon-ukendt-felt"
