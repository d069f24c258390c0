"""What `template check` says of a template, beside what a build says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from memo.cache import Cache
from memo.kinds import Kinds
from memo.problems import Problem, Report, Severity
from memo.templates import Templates
from memo.word.package import read_parts, write_parts
from tests.conftest import ROOT, Paper
from tests.word.altered import BODY, alter, paragraph, small_kind

TITLE = "{{ titel }}</w:t>"
HEADER = "word/header1.xml"
STYLES = "word/styles.xml"
DEFAULT = '<w:lang w:val="da-DK" w:eastAsia="da-DK" w:bidi="ar-SA"/>'
BODY_TEXT = '<w:name w:val="Body Text"/>'
PICTURE = 'name="Mærke" descr="Kommunens mærke"/><wp:cNv'


def checked(folder: Path, name: str = "notat") -> list[Problem]:
    report = Report()
    Templates(Kinds(folder, "templates", Cache(None))).check(name, report)
    return report.problems()


def template(paper: Paper, name: str = "notat") -> Path:
    return paper.templates / f"{name}.docx"


def only_warning(paper: Paper, code: str, name: str = "notat") -> Problem:
    """The one problem of the template: a warning, with which a paper still builds."""
    (problem,) = checked(paper.templates, name)
    assert (problem.code, problem.severity) == (code, Severity.WARNING)
    assert problem.span.file == f"templates/{name}.docx"
    assert problem.span.part is not None
    assert problem.help
    if name == "notat":
        assert paper.problems() == []
    return problem


def place(problem: Problem) -> tuple[str, str]:
    """The part and the text of the paragraph."""
    assert problem.span.part is not None
    return problem.span.part.msgid, problem.span.excerpt


def values(problem: Problem) -> dict[str, object]:
    return dict(problem.message.values)


def change_parts(file: Path, part: str, pattern: str, after: str) -> None:
    """Nothing; replaces all that the pattern finds, which must be something."""
    parts = read_parts(file.read_bytes())
    text, count = re.subn(pattern, after, parts[part].decode(), flags=re.DOTALL)
    assert count
    parts[part] = text.encode()
    file.write_bytes(write_parts(parts))


@pytest.mark.parametrize("name", Kinds(ROOT / "templates", "templates", Cache(None)).all_names())
def test_our_own_templates_and_registers_are_as_they_should_be(name: str) -> None:
    assert checked(ROOT / "templates", name) == []


def test_what_a_build_finds_is_found_here_too(paper: Paper) -> None:
    alter(template(paper), TITLE, "{{ titl }}</w:t>")
    alter(template(paper), "{{ afsender.kommune }}", "{{ afsender.by }}", HEADER)
    alter(template(paper), "{{ dato|", '<w:ins w:id="9" w:author="A"/>{{ dato|')
    found = checked(paper.templates)
    assert [problem.code for problem in found] == [
        "skabelon-ukendt-felt",
        "skabelon-sporede-aendringer",
        "skabelon-ukendt-felt",
    ]
    assert [place(problem)[0] for problem in found] == ["header", "body", "body"]
    assert [values(problem).get("name") for problem in found] == ["by", None, "titl"]
    built = [(p.code, p.span, p.message) for p in paper.problems()]
    assert [(p.code, p.span.line) for p in found] == [(code, span.line) for code, span, _ in built]


def test_a_tag_that_word_has_split_is_no_problem(paper: Paper) -> None:
    split = (
        '{{ ti</w:t></w:r><w:proofErr w:type="spellStart"/><w:r w:rsidR="00A1"><w:rPr><w:noProof/>'
        "</w:rPr><w:t>tel }}</w:t>"
    )
    alter(template(paper), TITLE, split)
    assert checked(paper.templates) == []


def test_a_tag_of_two_looks_is_named(paper: Paper) -> None:
    bold = "Om {{ ti</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>tel }}</w:t>"
    alter(template(paper), TITLE, bold)
    problem = only_warning(paper, "skabelon-delt-maerke")
    assert values(problem) == {"tag": "{{ titel }}"}
    assert place(problem) == ("body", "Om {{ titel }}")


def test_the_look_of_a_tag_for_prose_is_nothing(paper: Paper) -> None:
    bold = "{{p </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>del.tekst }}"
    alter(template(paper), "{{p del.tekst }}", bold)
    assert checked(paper.templates) == []


def test_a_bold_tag_beside_plain_text_has_one_look(paper: Paper) -> None:
    bold = "Om </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{{ titel }}</w:t>"
    alter(template(paper), TITLE, bold)
    assert checked(paper.templates) == []


@pytest.mark.parametrize("marks", ["“{}”", "”{}”", "‘{}’", '"{}”'])
def test_curly_quotation_marks_in_a_tag_are_a_warning(paper: Paper, marks: str) -> None:
    tag = f"{{{{ dato|dato({marks.format('kort')}) }}}}"
    alter(template(paper), '{{ dato|dato("kort") }}', tag)
    problem = only_warning(paper, "skabelon-anfoerselstegn")
    assert place(problem) == ("body", tag)


@pytest.mark.parametrize("marks", ["»{}«", "„{}”", "«{}»"])
def test_quotation_marks_that_cannot_be_read_stop_a_build(paper: Paper, marks: str) -> None:
    tag = f"{{{{ dato|dato({marks.format('kort')}) }}}}"
    alter(template(paper), '{{ dato|dato("kort") }}', tag)
    for (problem,) in (
        paper.problems(),
        [p for p in checked(paper.templates) if p.severity == "error"],
    ):
        assert problem.code == "skabelon-anfoerselstegn"
        assert place(problem) == ("body", tag)


@pytest.mark.parametrize(
    "text",
    ['{{ til|med(" » ") }} {{ ord.til }}', "{# »note« og “note” #}{{ ord.til }} {{ til|og }}"],
)
def test_quotation_marks_that_are_printed_or_in_a_note_are_not_meant(
    paper: Paper, text: str
) -> None:
    alter(template(paper), "{{ ord.til }} {{ til|og }}", text)
    assert checked(paper.templates) == []
    assert paper.problems() == []


@pytest.mark.parametrize("description", ["", ' descr=""', ' descr="  "', ' title="Mærke"'])
def test_a_picture_without_alternative_text_is_named(paper: Paper, description: str) -> None:
    alter(template(paper), PICTURE, f'name="Mærke"{description}/><wp:cNv', HEADER)
    problem = only_warning(paper, "skabelon-uden-alt")
    assert values(problem) == {"name": "Mærke"}
    assert place(problem) == ("header", "{{ afsender.kommune }}")


def test_a_picture_that_is_marked_as_decoration_needs_none(paper: Paper) -> None:
    mark = (
        '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
        'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
        "</a:ext></a:extLst>"
    )
    namespace = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    marked = f'name="Mærke" {namespace}>{mark}</wp:docPr><wp:cNv'
    alter(template(paper), PICTURE, marked, HEADER)
    assert checked(paper.templates) == []
    change_parts(template(paper), HEADER, 'decorative" val="1"', 'decorative" val="0"')
    only_warning(paper, "skabelon-uden-alt")


def test_a_picture_of_an_older_word_is_a_picture_too(paper: Paper) -> None:
    shape = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="Logo"{}>'
        "<v:imagedata/></v:shape></w:pict></w:r>"
    )
    alter(template(paper), "<w:sectPr>", f"<w:p>{shape.format('')}</w:p><w:sectPr>")
    assert values(only_warning(paper, "skabelon-uden-alt")) == {"name": "Logo"}
    alter(template(paper), 'id="Logo"', 'id="Logo" alt="Et mærke"')
    assert checked(paper.templates) == []


def test_what_stands_there_for_older_programs_is_not_said_twice(paper: Paper) -> None:
    box = f"<w:txbxContent>{paragraph('Boks')}</w:txbxContent>"
    both = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
        'markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing><wp:inline>'
        f'<wp:docPr id="7" name="Felt"/>{box}</wp:inline></w:drawing></mc:Choice><mc:Fallback>'
        f"<w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    alter(template(paper), "<w:sectPr>", f"{both}<w:sectPr>")
    assert place(only_warning(paper, "skabelon-tekstboks")) == ("body", "Boks")


def test_a_text_box_with_a_tag_is_said_once(paper: Paper) -> None:
    box = f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('{{ titel }}')}</w:txbxContent></w:pict></w:r></w:p>"
    alter(template(paper), "<w:sectPr>", f"{box}<w:sectPr>")
    (problem,) = checked(paper.templates)
    assert (problem.code, problem.severity) == ("skabelon-tekstboks", Severity.ERROR)


def test_styles_that_prose_can_need_are_named_where_it_is_printed(paper: Paper) -> None:
    missing = r'w:name w:val="(Quote|List Bullet 3|heading 4|Tabel note|footnote text|Strong)"'
    change_parts(template(paper), STYLES, missing, r'w:name w:val="x\1"')
    problem = only_warning(paper, "skabelon-mangler-typografi")
    assert values(problem) == {
        "names": "heading 4, List Bullet 3, Quote, Tabel note, footnote text, Strong"
    }
    assert place(problem) == ("body", "{{p del.tekst }}")


def test_a_list_style_without_numbering_is_as_good_as_missing(paper: Paper) -> None:
    change_parts(
        template(paper), STYLES, r'(w:val="List Number 2".*?)<w:numPr>.*?</w:numPr>', r"\1"
    )
    assert values(only_warning(paper, "skabelon-mangler-typografi")) == {"names": "List Number 2"}


def test_a_line_of_markdown_needs_its_own_styles_only(paper: Paper) -> None:
    line = "navn: {type: string, contentMediaType: text/markdown, x-en-linje: true}"
    small_kind(paper, line, "{{r navn }}")
    names = r'w:name w:val="(Quote|List Bullet|Strong)"'
    change_parts(template(paper, "prøve"), STYLES, names, r'w:name w:val="x\1"')
    problem = only_warning(paper, "skabelon-mangler-typografi", "prøve")
    assert (values(problem), place(problem)) == ({"names": "Strong"}, ("body", "{{r navn }}"))


def test_a_kind_without_prose_needs_the_styles_only_that_its_paragraphs_name(paper: Paper) -> None:
    small_kind(paper, "navn: {type: string}", "{{ navn }}")
    change_parts(template(paper, "prøve"), STYLES, "<w:style .*</w:style>", "")
    assert {p.code for p in checked(paper.templates, "prøve")} <= {"skabelon-mangler-typografi"}
    said = [values(problem) for problem in checked(paper.templates, "prøve")]
    assert all(found.keys() == {"id"} for found in said)


def test_a_style_that_a_paragraph_names_and_the_template_lacks_is_told_once(paper: Paper) -> None:
    alter(template(paper), 'w:styleId="Brdtekst"', 'w:styleId="Andet"', STYLES)
    found = [p for p in checked(paper.templates) if values(p) == {"id": "Brdtekst"}]
    assert [(p.code, place(p)[0]) for p in found] == [("skabelon-mangler-typografi", "body")]


def test_the_language_of_a_style_is_told_at_the_one_that_says_it(paper: Paper) -> None:
    name = '<w:name w:val="Normal"/>'
    alter(template(paper), name, f'{name}<w:rPr><w:lang w:val="en-US"/></w:rPr>', STYLES)
    problem = only_warning(paper, "skabelon-sprog")
    assert values(problem) == {"language": "en-US", "style": "Normal"}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (DEFAULT, "", {}),
        (DEFAULT, '<w:lang w:val="en-US"/>', {"language": "en-US", "wanted": "da-DK"}),
    ],
)
def test_a_template_says_that_it_is_danish(
    paper: Paper, before: str, after: str, said: dict[str, object]
) -> None:
    alter(template(paper), before, after, STYLES)
    problem = only_warning(paper, "skabelon-sprog")
    assert (values(problem), place(problem)) == (said, ("styles", ""))


@pytest.mark.parametrize("text", ["{{ titel }}", "Hilsen"])
def test_text_that_stays_in_another_language_is_named(paper: Paper, text: str) -> None:
    english = (
        f'{text}</w:t></w:r></w:p><w:p><w:r><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t>{text}</w:t>'
    )
    alter(template(paper), TITLE, english.replace("Hilsen", "{{ titel }}", 1))
    problem = only_warning(paper, "skabelon-sprog")
    assert (values(problem), place(problem)) == ({"language": "en-US"}, ("body", text))


@pytest.mark.parametrize(
    "tag", ["{%p if bilag %}", "{%p endfor %}", "{{p del.tekst }}", "{%p for punkt in bilag %}"]
)
def test_the_language_of_a_tag_that_vanishes_is_nothing(paper: Paper, tag: str) -> None:
    english = r'<w:r><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t>' + tag
    change_parts(template(paper), BODY, f"<w:r><w:t[^>]*>{re.escape(tag)}", english)
    assert checked(paper.templates) == []


def test_the_language_inside_a_tag_is_nothing(paper: Paper) -> None:
    inside = (
        '{{ </w:t></w:r><w:r><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t>titel</w:t></w:r><w:r><w:t> }}'
        "</w:t>"
    )
    alter(template(paper), TITLE, inside)
    assert checked(paper.templates) == []


def test_danish_by_hand_is_wrong_where_a_paper_may_be_english(paper: Paper) -> None:
    text = '</w:t></w:r><w:r><w:rPr><w:lang w:val="da-DK"/></w:rPr><w:t>{{ navn }}'
    sprog = "sprog: {type: string, enum: [da, en]}\n"
    small_kind(paper, f"{sprog}navn: {{type: string}}", text)
    assert values(only_warning(paper, "skabelon-sprog", "prøve")) == {"language": "da-DK"}
    small_kind(paper, "navn: {type: string}", text)
    assert checked(paper.templates, "prøve") == []


def test_a_style_that_puts_content_in_another_language_is_named_once(paper: Paper) -> None:
    english = f'{BODY_TEXT}<w:rPr><w:lang w:val="en-US"/></w:rPr>'
    alter(template(paper), BODY_TEXT, english, STYLES)
    problem = only_warning(paper, "skabelon-sprog")
    assert values(problem) == {"language": "en-US", "style": "Body Text"}


def test_words_in_a_style_of_another_language_are_meant_so(paper: Paper) -> None:
    style = (
        '<w:style w:type="character" w:customStyle="1" w:styleId="X"><w:name w:val="Fremmed"/>'
        '<w:rPr><w:lang w:val="en-GB"/></w:rPr></w:style></w:styles>'
    )
    alter(template(paper), "</w:styles>", style, STYLES)
    words = '<w:r><w:rPr><w:rStyle w:val="X"/></w:rPr><w:t>{}</w:t></w:r>'
    alter(template(paper), "<w:sectPr>", f"<w:p>{words.format('Regards')}</w:p><w:sectPr>")
    assert checked(paper.templates) == []
    alter(template(paper), "Regards", "{{ titel }}")
    assert values(only_warning(paper, "skabelon-sprog"))["style"] == "Fremmed"


def test_a_field_that_must_be_written_is_printed(paper: Paper) -> None:
    alter(template(paper), "{{ dato|dato(&quot;kort&quot;) }}".replace("&quot;", '"'), "x")
    problem = only_warning(paper, "skabelon-trykker-ikke")
    assert (values(problem), place(problem)) == ({"name": "dato"}, ("the whole template", ""))


def test_the_document_properties_are_no_page(paper: Paper) -> None:
    small_kind(paper, "a: {type: string}", "x", root="required: [skabelon, a]", title="{{ a }}")
    problem = only_warning(paper, "skabelon-trykker-ikke", "prøve")
    assert values(problem) == {"name": "a"}


def test_a_title_that_no_page_shows_is_told(paper: Paper) -> None:
    alter(template(paper), TITLE, "</w:t>")
    assert values(only_warning(paper, "skabelon-trykker-ikke")) == {"name": "titel"}


@pytest.mark.parametrize(
    ("texts", "owed"),
    [
        (["x"], ["a"]),
        (["{%p if a %}", "x", "{%p endif %}"], ["a"]),
        (["{%p for x in a %}", "{{ x.b }}", "{%p endfor %}"], ["a[].c"]),
        (["{%p for x in a %}", "{{ x.b }}", "{{ x.c.e }}", "{%p endfor %}"], ["a[].c.d"]),
        (["{%p for x in a %}", "{{ x.b }}", "{{ x.c.d }}", "{%p endfor %}"], []),
    ],
)
def test_what_must_be_written_inside_a_group_is_printed_with_it(
    paper: Paper, texts: list[str], owed: list[str]
) -> None:
    group = "{type: object, required: [d], properties: {d: {type: string}, e: {type: string}}}"
    items = f"{{type: object, required: [b, c], properties: {{b: {{type: string}}, c: {group}}}}}"
    small_kind(paper, f"a: {{type: array, items: {items}}}", *texts, root="required: [a]")
    found = checked(paper.templates, "prøve")
    assert [values(problem)["name"] for problem in found] == owed


def test_a_group_that_may_be_left_out_owes_nothing_where_none_of_it_is_printed(
    paper: Paper,
) -> None:
    group = "{type: object, required: [b, c], properties: {b: {type: string}, c: {type: string}}}"
    small_kind(paper, f"a: {group}", "x")
    assert checked(paper.templates, "prøve") == []
    small_kind(paper, f"a: {group}", "{% if a %}{{ a.b }}{% endif %}")
    assert [values(problem)["name"] for problem in checked(paper.templates, "prøve")] == ["a.c"]


def test_a_row_and_an_entry_of_a_register_are_printed_where_any_of_them_is(paper: Paper) -> None:
    row = "{type: object, x-raekke: true, required: [b], properties: {b: {type: string, title: B}}}"
    register = "{type: string, x-register: afsendere}"
    small_kind(
        paper,
        f"a: {row}\nf: {register}",
        *("{%p for x in a %}", "{{ x.tekst }}", "{%p endfor %}", "{{ f.enhed }}"),
        root="required: [a, f]",
    )
    assert checked(paper.templates, "prøve") == []


def test_a_template_that_says_nothing_of_styles_is_checked(paper: Paper) -> None:
    parts = read_parts(template(paper).read_bytes())
    del parts[STYLES]
    template(paper).write_bytes(write_parts(parts))
    codes = {problem.code for problem in checked(paper.templates)}
    assert codes == {"skabelon-sprog", "skabelon-mangler-typografi"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"notat",
        b"PK\x05\x06" + bytes(18),
        write_parts({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}),
        write_parts({"huge.xml": bytes(5_000_000)}),
        write_parts({"mimetype": b"application/vnd.oasis.opendocument.text"}),
    ],
    ids=["empty", "text", "empty zip", "no relations", "unpacks to far more", "other program"],
)
def test_what_is_no_word_file_is_one_problem(paper: Paper, data: bytes) -> None:
    template(paper).write_bytes(data)
    assert [problem.code for problem in checked(paper.templates)] == ["skabelon-beskadiget"]


def test_a_folder_in_place_of_a_template_is_a_problem(paper: Paper) -> None:
    template(paper).unlink()
    template(paper).mkdir()
    assert [problem.code for problem in checked(paper.templates)] == ["skabelon-mangler-fil"]


def test_a_header_in_another_language_of_xml_is_damage(paper: Paper) -> None:
    change_parts(template(paper), HEADER, 'xmlns:w="[^"]*"', 'xmlns:w="x"')
    assert [problem.code for problem in checked(paper.templates)] == ["skabelon-beskadiget"]


@pytest.mark.parametrize("part", [BODY, HEADER, STYLES, "word/numbering.xml"])
def test_a_part_that_is_no_xml_is_one_problem(paper: Paper, part: str) -> None:
    parts = read_parts(template(paper).read_bytes())
    template(paper).write_bytes(write_parts({**parts, part: parts[part][:-9]}))
    assert [problem.code for problem in checked(paper.templates)] == ["skabelon-beskadiget"]
