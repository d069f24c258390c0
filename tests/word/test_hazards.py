"""What a template must not bring along into papers, and what content cannot become."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from memo.word.package import add_relationship, read_parts, relationships, write_parts
from tests.conftest import ROOT, Paper
from tests.word.altered import BODY, alter

TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
BODY_END = "<w:sectPr"


def template(paper: Paper) -> Path:
    return paper.templates / "notat.docx"


def codes(paper: Paper) -> list[str]:
    """The codes of what keeps the memo from being built; `template check` must say the same."""
    problems = paper.problems()
    assert all(problem.span.file.endswith("notat.docx") and problem.help for problem in problems)
    return [problem.code for problem in problems]


def add_relation(paper: Paper, part: str, kind: str, target: str, mode: str = "External") -> None:
    """Nothing; the part of the template has such a relationship."""
    parts = read_parts(template(paper).read_bytes())
    add_relationship(parts, part, kind if ":" in kind else TYPES + kind, target)
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels".lstrip("/")
    parts[rels] = parts[rels].replace(
        f'Target="{target}"'.encode(), f'Target="{target}" TargetMode="{mode}"'.encode()
    )
    template(paper).write_bytes(write_parts(parts))


def add_field(paper: Paper, *runs: str) -> None:
    """Nothing; the template's body ends with a paragraph of such runs."""
    parts = read_parts(template(paper).read_bytes())
    text = parts[BODY].decode()
    place = text.rindex(BODY_END)
    field = "".join(f"<w:r>{run}</w:r>" if "<w:fldSimple" not in run else run for run in runs)
    parts[BODY] = f"{text[:place]}<w:p>{field}</w:p>{text[place:]}".encode()
    template(paper).write_bytes(write_parts(parts))


def char(kind: str) -> str:
    return f'<w:fldChar w:fldCharType="{kind}"/>'


def words(text: str) -> str:
    return f'<w:instrText xml:space="preserve">{text}</w:instrText>'


BEGIN, SEPARATE, END = char("begin"), char("separate"), char("end")


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("word/settings.xml", "attachedTemplate"),
        ("word/settings.xml", "mailMergeSource"),
        ("word/settings.xml", "transform"),
        ("word/webSettings.xml", "frame"),
        (BODY, "image"),
        ("word/header1.xml", "image"),
        ("word/footer1.xml", "video"),
        ("word/glossary/document.xml", "image"),
        ("", "metadata/core-properties"),
    ],
)
@pytest.mark.parametrize(
    ("target", "mode"),
    [
        ("file:///C:/Users/mm/Normal.dotm", "External"),
        ("\\\\server\\share\\x.png", "External"),
        ("https://kk.dk/x.png", "external"),
    ],
)
def test_what_a_paper_would_fetch_is_a_problem(
    paper: Paper, part: str, kind: str, target: str, mode: str
) -> None:
    add_relation(paper, part, kind, target, mode)
    assert codes(paper) == ["skabelon-henter-udefra"]
    assert target in dict(paper.problems()[0].message.values).values()


def test_a_link_that_a_reader_clicks_is_fine(paper: Paper) -> None:
    add_relation(paper, BODY, "hyperlink", "https://kk.dk/")
    assert codes(paper) == []


@pytest.mark.parametrize(
    "kind",
    [
        "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
        "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility",
        "http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes",
        "http://purl.oclc.org/ooxml/officeDocument/relationships/oleObject",
        *("oleObject", "package", "control", "aFChunk", "subDocument"),
    ],
)
@pytest.mark.parametrize("mode", ["Internal", "External"])
def test_programs_and_embedded_objects_are_a_problem(paper: Paper, kind: str, mode: str) -> None:
    add_relation(paper, BODY, kind, "x.bin", mode)
    assert codes(paper) == ["skabelon-med-program"]


@pytest.mark.parametrize(
    ("runs", "code"),
    [
        ([BEGIN, words(r' DDEAUTO c:\\cmd.exe "/k calc" '), END], "skabelon-med-program"),
        ([BEGIN, words("DDE"), words("AUTO x y"), SEPARATE, END], "skabelon-med-program"),
        ([BEGIN, words(" d"), words("de x"), END], "skabelon-med-program"),
        ([BEGIN, BEGIN, words("QUOTE 68 68 69"), END, words(" x"), END], "skabelon-med-program"),
        ([BEGIN, words("DD"), BEGIN, words("QUOTE 69"), END, END], "skabelon-med-program"),
        ([BEGIN, words("MACROBUTTON Kør Tryk"), END], "skabelon-med-program"),
        (['<w:fldSimple w:instr="DDEAUTO x"/>'], "skabelon-med-program"),
        ([BEGIN, words("IF 1 = "), BEGIN, words("DDE x y"), END, END], "skabelon-med-program"),
        ([BEGIN, words("DDEAUTO x")], "skabelon-med-program"),
        ([BEGIN, words('INCLUDEPICTURE "http://kk.dk/x.png" \\d'), END], "skabelon-henter-udefra"),
        ([BEGIN, words('INCLUDETEXT"x.docx"'), END], "skabelon-henter-udefra"),
        ([BEGIN, words("LINK Excel.Sheet.8 x"), END], "skabelon-henter-udefra"),
        (['<w:fldSimple w:instr=" database \\d x"/>'], "skabelon-henter-udefra"),
    ],
)
def test_a_field_that_runs_or_fetches_is_a_problem(
    paper: Paper, runs: list[str], code: str
) -> None:
    add_field(paper, *runs)
    assert codes(paper) == [code]


@pytest.mark.parametrize(
    "instruction",
    [
        *(" PAGE ", "NUMPAGES \\* MERGEFORMAT", '= 1 + 2 \\# "0"', "STYLEREF 1", "TOC \\o"),
        *("", "DATE \\@ dd-MM-yyyy", "DOCPROPERTY Title", 'HYPERLINK "https://kk.dk"', "DDES"),
    ],
)
def test_a_field_that_only_prints_is_fine(paper: Paper, instruction: str) -> None:
    add_field(paper, BEGIN, words(instruction), SEPARATE, "<w:t>DDEAUTO</w:t>", END)
    assert codes(paper) == []


def test_a_field_in_a_header_is_looked_at_too(paper: Paper) -> None:
    field = f"<w:p><w:r>{BEGIN}</w:r><w:r>{words('DDE x')}</w:r><w:r>{END}</w:r></w:p></w:hdr>"
    alter(template(paper), "</w:hdr>", field, "word/header1.xml")
    assert codes(paper) == ["skabelon-med-program"]


def test_a_letter_merged_with_data_is_a_problem(paper: Paper) -> None:
    merge = '<w:mailMerge><w:connectString w:val="DSN=x"/></w:mailMerge><w:trackRevisions'
    parts = read_parts(template(paper).read_bytes())
    settings = re.sub(r"(<w:settings[^>]*>)", rf"\1{merge}/>", parts["word/settings.xml"].decode())
    parts["word/settings.xml"] = settings.encode()
    template(paper).write_bytes(write_parts(parts))
    assert codes(paper) == ["skabelon-henter-udefra"]


def test_an_old_picture_that_names_its_file_is_a_problem(paper: Paper) -> None:
    shape = '<v:shape><v:imagedata src="file://server/x.png"/></v:shape>'
    add_field(paper, f'<w:pict xmlns:v="urn:schemas-microsoft-com:vml">{shape}</w:pict>')
    assert codes(paper) == ["skabelon-henter-udefra"]


HOSTILE_PROSE = r"""
{ DDEAUTO c:\\cmd.exe "/k calc" } { INCLUDETEXT "\\\\server\\x" } DDEAUTO x

[a](https://kk.dk/?a=%22%3E&b="c) [b](mailto:a@b.dk) [c](#_Ref_tabel1\" DDE x)

\x13 DDEAUTO \x15 `DDE` <w:instrText>DDE</w:instrText>
"""


def test_no_text_of_an_author_becomes_a_field(paper: Paper) -> None:
    field = '{ DDEAUTO c:\\cmd } " INCLUDETEXT \\\\server\\x'
    text = (paper.content / "sag" / "notat.yaml").read_text("utf-8")
    table = (
        f"tabel: {{navn: DDE, titel: '{field}', hoved: [[a, b]], rækker: [['=DDE()', '{field}']], "
        f"noter: '{field}'}}"
    )
    prose = f"|-\n          {field} [tabel](#DDE), DDEAUTO.[^1]\n\n          [^1]: {field}"
    paper.write(
        "sag/notat.yaml",
        f"{text[: text.index('afsnit:')]}afsnit:\n  - overskrift: '{field}'\n"
        f"    tekst:\n      - {prose}\n      - {table}\n",
    )
    parts = paper.parts()
    assert b"DDEAUTO" in parts[BODY]
    found = {
        word
        for data in parts.values()
        for word in re.findall(rb"<w:instrText[^>]*>\s*(\S+)|w:instr=\"\s*(\S+)", data)
    }
    assert {b"".join(words) for words in found} <= {b"PAGE", b"NUMPAGES", b"SEQ", b"REF"}
    assert not re.search(rb"<w:instrText[^>]*>[^<]*(DDE|INCLUDE)", b"".join(parts.values()))


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "file:///etc/passwd", "vbscript:x", "data:text/html,x"),
        *("\\\\\\\\server\\\\share", "//server/share", "ms-word:ofe|u|http://x", "C:/x.exe"),
        *("JAVASCRIPT:x", "http\\:x", " javascript:x", "x.exe", "ftp://x", "https:evil"),
    ],
)
def test_a_link_leads_to_the_web_or_to_nothing(paper: Paper, address: str) -> None:
    text = (paper.content / "sag" / "notat.yaml").read_text("utf-8")
    prose = f"    tekst: |\n      [her]({address}) og <{address}> og {address}\n"
    paper.write(
        "sag/notat.yaml", f"{text[: text.index('afsnit:')]}afsnit:\n  - overskrift: x\n{prose}"
    )
    if paper.build().report.has_errors:
        return
    parts = paper.parts()
    for name in parts:
        for relation in relationships(parts, name):
            if relation.type.endswith("/hyperlink"):
                assert relation.target.startswith(("https:", "http:", "mailto:"))


@pytest.mark.parametrize("kind", ["bilag", "brev", "indstilling", "notat", "referat", "slides"])
def test_our_own_templates_fetch_nothing(kind: str) -> None:
    parts = read_parts((ROOT / "templates" / f"{kind}.docx").read_bytes())
    assert not any(b"External" in data for name, data in parts.items() if name.endswith(".rels"))
