"""Templates as people leave them: split tags, faults, and problems that say where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from memo.output import Outcome
from memo.problems import Problem
from memo.word.checks import TRACES
from memo.word.package import read_parts, write_parts
from memo.word.view import view
from memo.word.xml import text_of
from tests.conftest import ROOT, Paper
from tests.word.altered import BODY, alter, cell, paragraph

TITLE = "{{ titel }}</w:t>"


def template(paper: Paper) -> Path:
    return paper.templates / "notat.docx"


def line_of_title(paper: Paper) -> int:
    """The number of the paragraph of the template's body that holds the title."""
    lines = re.findall(
        r"<w:p[ >].*?</w:p>", read_parts(template(paper).read_bytes())[BODY].decode()
    )
    return 1 + next(number for number, line in enumerate(lines) if TITLE in line)


def only_problem(paper: Paper) -> Problem:
    """The one problem of building the memo, which must not have been written."""
    built = paper.build()
    assert built.outcome is Outcome.FAILED
    (problem,) = built.report.problems()
    assert problem.span.file.endswith("templates/notat.docx")
    assert problem.help
    return problem


def without_annexes(paper: Paper) -> None:
    paper.change("sag/notat.yaml", ", jf.\n      bilag 1", "")
    text = (paper.content / "sag" / "notat.yaml").read_text(encoding="utf-8")
    paper.write("sag/notat.yaml", text[: text.index("bilag:\n")])


def body_of(paper: Paper) -> str:
    return view(paper.parts()).split("== header")[0]


@pytest.mark.parametrize(
    "split",
    [
        "{{ ti</w:t></w:r><w:r><w:t>tel }}</w:t>",
        "{</w:t></w:r><w:r><w:t>{ titel }</w:t></w:r><w:r><w:t>}</w:t>",
        '{{</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t>titel</w:t>'
        '</w:r><w:proofErr w:type="spellEnd"/><w:r><w:t>}}</w:t>',
        "{{titel}}</w:t>",
    ],
)
def test_a_tag_that_word_has_split_is_one_tag(paper: Paper, split: str) -> None:
    alter(template(paper), TITLE, split)
    expected = view(read_parts((ROOT / "templates" / "notat.docx").read_bytes()))
    assert "[Title] {{ titel }}" in expected
    assert "[Title] Afrapportering på analyser" in body_of(paper)


def test_curly_quotation_marks_in_a_tag_are_read_as_straight(paper: Paper) -> None:
    alter(template(paper), '{{ dato|dato("kort") }}', "{{ dato|dato(“d. MMMM y”) }}")
    assert "[Sidekolonne] 21. december 2016" in body_of(paper)


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("{{ titl }}", "skabelon-ukendt-felt"),
        ("{{ afsender.navn }}", "skabelon-ukendt-felt"),
        ("{{ titel.navn }}", "skabelon-ukendt-felt"),
        ("{{ titel", "skabelon-maerke"),
        ("{{ titel | }}", "skabelon-maerke"),
        ("{% if titel %}", "skabelon-maerke"),
        ("{% endif %}", "skabelon-maerke"),
        ("{{ titel|upper }}", "skabelon-ukendt-filter"),
        ("{{ titel|dato }}", "skabelon-forkert-filter"),
        ("{{ titel|og }}", "skabelon-forkert-filter"),
        ('{{ dato|dato("%d-%m") }}', "skabelon-forkert-filter"),
        ('{{ dato|dato("ddd d MMM y") }}', "skabelon-forkert-filter"),
        ('{{ dato|dato("dddd. MMMM y") }}', "skabelon-forkert-filter"),
        ('{{ dato|dato("d. MMMM y EEEEEEEE") }}', "skabelon-forkert-filter"),
        ('{{ dato|dato("dd", "MM") }}', "skabelon-ikke-tilladt"),
        ("{{ 1 + 1 }}", "skabelon-ikke-tilladt"),
        ("{{ titel.upper() }}", "skabelon-ikke-tilladt"),
        ("{{ ''.__class__ }}", "skabelon-ikke-tilladt"),
        ("{{ titel[0] }}", "skabelon-ikke-tilladt"),
        ("{{ range(9) }}", "skabelon-ikke-tilladt"),
        ("{% set x = titel %}", "skabelon-ikke-tilladt"),
        ("{% include 'x' %}", "skabelon-ikke-tilladt"),
        ("{% if titel is defined %}x{% endif %}", "skabelon-ikke-tilladt"),
        ("{% if titel > 1 %}x{% endif %}", "skabelon-ikke-tilladt"),
        ("{% for x in titel %}{{ x }}{% endfor %}", "skabelon-ikke-en-liste"),
        ("{% for x in til if x %}{{ x }}{% endfor %}", "skabelon-ikke-tilladt"),
        ("{{ til }}", "skabelon-forkert-maerke"),
        ("{{ afsender }}", "skabelon-forkert-maerke"),
        ("{{r titel }}", "skabelon-forkert-maerke"),
        ("{{tr titel }}", "skabelon-maerke"),
        ("{% colspan titel %}", "skabelon-ikke-tilladt"),
        ("{{ titel }} }}", "skabelon-maerke"),
        ("Titel: {{p titel }}", "skabelon-gaar-tabt"),
    ],
)
def test_a_faulty_tag_is_a_problem_at_its_paragraph(paper: Paper, tag: str, code: str) -> None:
    line = line_of_title(paper)
    alter(template(paper), TITLE, f"{tag.replace('<', '&lt;').replace('>', '&gt;')}</w:t>")
    built = paper.build()
    assert built.outcome is Outcome.FAILED
    problems = built.report.problems()
    assert {problem.code for problem in problems} == {code}
    assert {problem.span.line for problem in problems} == {line}
    assert problems[0].span.part is not None
    if code != "skabelon-maerke":
        assert tag in problems[0].span.excerpt


def test_all_faults_of_a_template_are_found_in_one_run(paper: Paper) -> None:
    alter(template(paper), TITLE, "{{ titl }} {{ emne }}</w:t>")
    alter(template(paper), "{{ dokumentnr }}</w:t>", "{{ dokumentnr</w:t>")
    alter(template(paper), "{{ afsender.kommune }}", "{{ afsender.by }}", "word/header1.xml")
    alter(template(paper), "{{ sagsnr }}", "{{ sagsnummer }}", "docProps/custom.xml")
    found = [(p.span.part.msgid, p.code) for p in paper.problems() if p.span.part]
    assert sorted(found) == [
        ("body", "skabelon-maerke"),
        ("body", "skabelon-ukendt-felt"),
        ("body", "skabelon-ukendt-felt"),
        ("document properties", "skabelon-ukendt-felt"),
        ("header", "skabelon-ukendt-felt"),
    ]


@pytest.mark.parametrize("trace", TRACES)
def test_tracked_changes_and_comments_in_a_template_do_not_leak(paper: Paper, trace: str) -> None:
    left = f'<w:{trace} w:id="90" w:author="Hemmelig" w:date="2026-01-01T00:00:00Z"/>'
    alter(template(paper), TITLE, f"{TITLE}</w:r>{left}<w:r>")
    problem = only_problem(paper)
    assert problem.code == "skabelon-sporede-aendringer"
    assert problem.span.line == line_of_title(paper)


def test_a_tag_in_a_tracked_deletion_is_not_read(paper: Paper) -> None:
    left = (
        '<w:del w:id="90"><w:r><w:delText>{{ titel }} {{ findes_ikke }}</w:delText></w:r></w:del>'
    )
    alter(template(paper), TITLE, f"{TITLE}</w:r>{left}<w:r>")
    assert only_problem(paper).code == "skabelon-sporede-aendringer"


def test_a_tracked_row_is_reported_at_its_first_paragraph(paper: Paper) -> None:
    row = f'<w:tr><w:trPr><w:ins w:id="9" w:author="A"/></w:trPr><w:tc>{paragraph("celle")}</w:tc></w:tr>'
    alter(template(paper), "<w:sectPr>", f"<w:tbl>{row}</w:tbl>{paragraph('')}<w:sectPr>")
    assert only_problem(paper).span.excerpt == "celle"


@pytest.mark.parametrize(
    "thing",
    [
        '<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent/></w:sdt>',
        '<w:r><w:drawing><wp:inline><wp:docPr id="7" name="x"/></wp:inline></w:drawing></w:r>',
    ],
)
def test_what_word_allows_once_cannot_stand_in_a_loop(paper: Paper, thing: str) -> None:
    end = "{{ punkt.titel }}</w:t></w:r>"
    alter(template(paper), end, f"{end}{thing}")
    assert only_problem(paper).code == "skabelon-kan-ikke-gentages"


@pytest.mark.parametrize("name", ["loop", "_text", "titel"])
def test_a_loop_cannot_take_a_name_that_means_something(paper: Paper, name: str) -> None:
    alter(template(paper), TITLE, f"{{% for {name} in til %}}x{{% endfor %}}</w:t>")
    assert only_problem(paper).code == "skabelon-optaget-navn"


@pytest.mark.parametrize(
    "place",
    [
        '<w:r><w:instrText xml:space="preserve"> HYPERLINK "{{ titel }}" </w:instrText></w:r>',
        '<w:r><w:drawing><wp:inline><wp:docPr id="7" name="{{ titel }}"/></wp:inline></w:drawing></w:r>',
    ],
)
def test_a_tag_where_no_text_is_printed_is_a_problem(paper: Paper, place: str) -> None:
    alter(template(paper), TITLE, f"{TITLE}</w:r>{place}<w:r>")
    assert only_problem(paper).code == "skabelon-forkert-sted"


def test_a_tag_in_a_part_where_nothing_is_filled_in_is_a_problem(paper: Paper) -> None:
    parts = read_parts(template(paper).read_bytes())
    parts["word/footnotes.xml"] = b"<x>{{ titel }}</x>"
    template(paper).write_bytes(write_parts(parts))
    assert only_problem(paper).code == "skabelon-forkert-sted"


@pytest.mark.parametrize(
    ("before", "after", "part"),
    [
        ("<w:sectPr>", '<w:bookmarkStart w:id="x" w:name="y"/><w:sectPr>', BODY),
        ('<w:num w:numId="2">', '<w:num w:numId="to">', "word/numbering.xml"),
        (
            '<w:numPr><w:ilvl w:val="4"/><w:numId w:val="2"/>',
            '<w:numPr><w:ilvl w:val="x"/>',
            "word/styles.xml",
        ),
    ],
)
def test_a_number_that_is_none_is_damage(paper: Paper, before: str, after: str, part: str) -> None:
    alter(template(paper), before, after, part)
    assert only_problem(paper).code == "skabelon-beskadiget"


def test_text_beside_a_tag_that_takes_its_paragraph_away_is_not_lost(paper: Paper) -> None:
    alter(template(paper), "{%p if bilag %}", "Hej {%p if bilag %}")
    assert only_problem(paper).code == "skabelon-gaar-tabt"


@pytest.mark.parametrize(
    "lost",
    [
        '<w:r><w:br w:type="page"/></w:r>',
        "<w:r><w:drawing/></w:r>",
        "<w:r><w:t></w:t></w:r><w:r><w:object/></w:r>",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
    ],
)
@pytest.mark.parametrize("tag", ["{%p if bilag %}", "{{p del.tekst }}"])
def test_what_would_vanish_with_a_tag_is_a_problem(paper: Paper, tag: str, lost: str) -> None:
    alter(template(paper), f"{tag}</w:t></w:r>", f"{tag}</w:t></w:r>{lost}")
    assert "skabelon-gaar-tabt" in {problem.code for problem in paper.problems()}


def test_text_in_a_row_that_vanishes_is_a_problem(paper: Paper) -> None:
    cells = [paragraph("{%tr for x in til %}"), paragraph("TABT")]
    row = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
    end = f"<w:tr><w:tc>{paragraph('{%tr endfor %}')}</w:tc></w:tr>"
    alter(
        template(paper),
        "<w:sectPr>",
        f"<w:tbl><w:tr>{row}</w:tr>{end}</w:tbl>{paragraph('')}<w:sectPr>",
    )
    assert only_problem(paper).code == "skabelon-gaar-tabt"


def test_a_condition_over_two_paragraphs_is_a_problem(paper: Paper) -> None:
    alter(
        template(paper),
        TITLE,
        "A {% if bilag %}b</w:t></w:r></w:p>"
        + paragraph("C {{ titel }}{% endif %}").removesuffix("</w:r></w:p>"),
    )
    assert only_problem(paper).code == "skabelon-overlap"


def test_a_condition_over_two_runs_is_none(paper: Paper) -> None:
    bold = "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>"
    alter(template(paper), TITLE, f"{{% if bilag %}}{bold}ja{{% endif %}} {{{{ titel }}}}</w:t>")
    assert "[Title] ja Afrap" in body_of(paper)


@pytest.mark.parametrize(
    "tag", ["{%- if titel %}x{% endif %}", "{{ titel -}}", "{%+ if titel %}x{% endif %}"]
)
def test_signs_that_merge_paragraphs_are_not_part_of_the_language(paper: Paper, tag: str) -> None:
    alter(template(paper), TITLE, f"{tag}</w:t>")
    assert "skabelon-ikke-tilladt" in {problem.code for problem in paper.problems()}


def test_nesting_beyond_pythons_limits_is_a_problem(paper: Paper) -> None:
    line = line_of_title(paper)
    opening = "".join(f"{{% for x{n} in til %}}" for n in range(30))
    alter(template(paper), TITLE, f"{opening}x{'{% endfor %}' * 30}</w:t>")
    problem = only_problem(paper)
    assert (problem.code, problem.span.line) == ("skabelon-for-dybt", line)


def test_a_template_made_from_a_built_document_has_no_old_addresses(paper: Paper) -> None:
    parts = paper.parts()
    body = (
        parts[BODY]
        .decode()
        .replace(
            '>Afrapportering på analyser af vækst og beskæftigelse i udsatte boligområder</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="Overskrift1"/>',
            '>{{ titel }}</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="Overskrift1"/>',
            1,
        )
    )
    assert "{{ titel }}" in body
    template(paper).write_bytes(write_parts({**parts, BODY: body.encode()}))
    for _ in range(2):
        rebuilt = paper.parts()
        names = re.findall(r'w:name="(_m[0-9]+)"', rebuilt[BODY].decode())
        assert names == ["_m1"]
        assert (
            sum(
                b"urn:memo:addresses" in part
                for name, part in rebuilt.items()
                if "Props" not in name
            )
            == 1
        )


def test_the_cursor_that_word_remembers_is_left_out(paper: Paper) -> None:
    cursor = '<w:bookmarkStart w:id="3" w:name="_GoBack"/><w:bookmarkEnd w:id="3"/>'
    alter(
        template(paper),
        "{{ punkt.titel }}</w:t></w:r>",
        f"{{{{ punkt.titel }}}}</w:t></w:r>{cursor}",
    )
    assert b"_GoBack" not in paper.parts()[BODY]


def test_comments_in_the_xml_are_nobodys_tags(paper: Paper) -> None:
    alter(template(paper), "<w:sectPr>", "<!-- {{ findes_ikke }} --><?x {{ titel }}?><w:sectPr>")
    assert b"findes_ikke" not in paper.parts()[BODY]


@pytest.mark.parametrize("value", ["{{ til }}", "{{ afsender }}", "{{ afsnit }}"])
def test_a_property_is_a_text(paper: Paper, value: str) -> None:
    alter(template(paper), "{{ sagsnr }}", value, "docProps/custom.xml")
    assert only_problem(paper).code == "skabelon-forkert-maerke"


@pytest.mark.parametrize("condition", ["til|og", "titel == afsnit", "afsender == 'slk'"])
def test_a_condition_that_could_never_hold_is_refused(paper: Paper, condition: str) -> None:
    alter(template(paper), TITLE, f"{{% if {condition} %}}x{{% endif %}}</w:t>")
    assert "skabelon-ikke-tilladt" in {problem.code for problem in paper.problems()}


def test_hostile_text_in_a_header_and_a_footer_comes_out_as_typed(paper: Paper) -> None:
    hostile = '{{ titel }} & <w:p/> ]]> "x"'
    paper.change(
        "afsendere.yaml", "slk:\n  kommune: Københavns Kommune", f"slk:\n  kommune: '{hostile}'"
    )
    assert f"[Brevhoved kommune] {hostile}" in view(paper.parts())
    paper.change(
        "sag/bilag-1.yaml",
        "titel: Analysen af vækst og beskæftigelse i udsatte boligområder",
        f"titel: '{hostile}'",
    )
    assert f"[footer] {hostile}\tUdkast " in view(paper.parts("sag/bilag-1.yaml"))


def test_a_bookmark_of_the_template_keeps_its_id_to_itself(paper: Paper) -> None:
    bookmark = '<w:bookmarkStart w:id="7" w:name="x"/><w:bookmarkEnd w:id="7"/>'
    fixed = paragraph("Fast tekst").replace("</w:p>", f"{bookmark}</w:p>")
    alter(template(paper), "<w:sectPr>", f"{fixed}<w:sectPr>")
    body = paper.parts()[BODY].decode()
    assert body.count('w:id="7" w:name="x"') == 1
    assert 'w:id="7" w:name="_m' not in body


@pytest.mark.parametrize("name", ["_GoBack", "_Toc123", "_Hlk4", "_m1", "egen"])
def test_a_bookmark_that_could_lose_an_end_is_left_out_whole(paper: Paper, name: str) -> None:
    alter(template(paper), TITLE, f'{TITLE}</w:r><w:bookmarkStart w:id="7" w:name="{name}"/><w:r>')
    alter(
        template(paper),
        "{{ punkt.titel }}</w:t></w:r>",
        '{{ punkt.titel }}</w:t></w:r><w:bookmarkEnd w:id="7"/>',
    )
    body = paper.parts()[BODY].decode()
    assert body.count("<w:bookmarkStart") == body.count("<w:bookmarkEnd")
    assert 'w:id="7" w:name="' + name not in body


def test_a_row_loop_in_a_table_inside_a_table(paper: Paper) -> None:
    grid = '<w:tblPr/><w:tblGrid><w:gridCol w:w="1000"/></w:tblGrid>'
    tags = ("{%tr for x in til %}", "{{ x }}", "{%tr endfor %}")
    inner = "".join(f"<w:tr>{cell(paragraph(tag))}</w:tr>" for tag in tags)
    table = f"<w:tbl>{grid}<w:tr>{cell(f'<w:tbl>{grid}{inner}</w:tbl>' + paragraph('ud'))}</w:tr></w:tbl>"
    alter(template(paper), "<w:sectPr>", f"{table}{paragraph('')}<w:sectPr>")
    assert "+ [Body Text] Økonomiudvalget\n+ [Body Text] Beskæftigelses- og" in body_of(paper)


def test_a_strict_document_is_refused(paper: Paper) -> None:
    parts = read_parts(template(paper).read_bytes())
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    old = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    template(paper).write_bytes(write_parts({k: v.replace(old, strict) for k, v in parts.items()}))
    assert only_problem(paper).code == "skabelon-beskadiget"


@pytest.mark.parametrize("target", ["mailto:{{ titel }}", "mailto:%7B%7B%20titel%20%7D%7D"])
def test_a_tag_in_the_address_of_a_link_is_a_problem(paper: Paper, target: str) -> None:
    link = f'<Relationship Id="rId99" Type="http://x/hyperlink" Target="{target}" TargetMode="External"/>'
    alter(
        template(paper),
        "</Relationships>",
        f"{link}</Relationships>",
        "word/_rels/document.xml.rels",
    )
    assert only_problem(paper).code == "skabelon-forkert-sted"


def test_a_header_that_is_referred_to_twice_is_filled_in_once(paper: Paper) -> None:
    again = '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/>'
    alter(
        template(paper),
        "</Relationships>",
        f"{again}</Relationships>",
        "word/_rels/document.xml.rels",
    )
    parts = paper.parts()
    item = next(part for part in parts.values() if b"urn:memo:addresses" in part)
    printed = [part for name, part in parts.items() if not name.startswith("customXml/")]
    for name in re.findall(rb'anchor name="(_m[0-9]+)"', item):
        assert sum(part.count(b'w:name="%b"' % name) for part in printed) == 1


def test_the_ids_that_word_gives_to_paragraphs_are_not_repeated(paper: Paper) -> None:
    parts = read_parts(template(paper).read_bytes())
    ids = b'<w:p xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" w14:paraId="0A1B2C02" w14:textId="77777777">'
    body = parts[BODY].replace(b"<w:p>", ids)
    template(paper).write_bytes(write_parts({**parts, BODY: body}))
    assert b"paraId" not in paper.parts()[BODY]


def test_a_tag_in_a_text_box_is_a_problem(paper: Paper) -> None:
    box = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        f"{paragraph('{{ titel }}')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    alter(template(paper), f'<w:t xml:space="preserve">{TITLE}</w:r>', f"<w:t>x</w:t></w:r>{box}")
    assert "skabelon-tekstboks" in {problem.code for problem in paper.problems()}


def test_an_optional_field_that_is_printed_and_absent_names_both_places(paper: Paper) -> None:
    alter(
        template(paper),
        TITLE,
        "{{ titel }}</w:t></w:r></w:p>"
        + paragraph("{{ undertitel }}").removesuffix("</w:r></w:p>"),
    )
    schema = paper.templates / "notat.schema.yaml"
    text = schema.read_text(encoding="utf-8")
    schema.write_text(
        text.replace("\nproperties:\n", "\nproperties:\n  undertitel: {type: string}\n", 1),
        encoding="utf-8",
    )
    (problem,) = paper.problems()
    assert problem.code == "mangler-felt"
    assert problem.span.file.endswith("sag/notat.yaml")
    assert problem.span.line == 2
    values = dict(problem.help.values) if problem.help else {}
    assert str(values["file"]).endswith("templates/notat.docx")
    assert values["number"] == line_of_title(paper) + 1


@pytest.mark.parametrize(
    "condition", ["{% if bilag %}", "{% if bilag and titel %}", "{% if not bilag %}{% else %}"]
)
def test_a_condition_asks_whether_a_field_is_there(paper: Paper, condition: str) -> None:
    alter(template(paper), TITLE, f"{condition}ja{{% endif %}} {{{{ titel }}}}</w:t>")
    assert "[Title] ja Afrap" in body_of(paper)
    without_annexes(paper)
    assert "[Title] Afrap" in body_of(paper).replace("[Title]  ", "[Title] ")


def test_a_condition_compares_texts(paper: Paper) -> None:
    alter(
        template(paper),
        TITLE,
        "{% if sagsnr == '2016-0419401' %}ens{% endif %}"
        "{% if titel != dato %} ikke{% endif %}</w:t>",
    )
    assert "[Title] ens ikke" in body_of(paper)


def test_a_table_of_a_template_stays_whole_when_a_loop_has_nothing_to_print(paper: Paper) -> None:
    loop = [paragraph(t) for t in ("{%p for x in bilag %}", "{{ x.titel }}", "{%p endfor %}")]
    guarded = [paragraph("{%p if bilag %}"), *loop, paragraph("{%p endif %}")]
    rows = f"<w:tr>{cell(''.join(guarded))}</w:tr>"
    opening, closing = (
        ["{%tr if bilag %}", "{%tr for x in bilag %}"],
        ["{%tr endfor %}", "{%tr endif %}"],
    )
    row_loop = "".join(
        f"<w:tr>{cell(paragraph(text))}</w:tr>" for text in [*opening, "{{ x.titel }}", *closing]
    )
    grid = '<w:tblPr/><w:tblGrid><w:gridCol w:w="1000"/></w:tblGrid>'
    tables = f"<w:tbl>{grid}{rows}</w:tbl>{paragraph('')}<w:tbl>{grid}{row_loop}</w:tbl>"
    alter(template(paper), "<w:sectPr>", f"{tables}{paragraph('')}<w:sectPr>")
    full = paper.parts()[BODY].decode()
    assert full.count("<w:tbl>") == 2
    without_annexes(paper)
    empty = paper.parts()[BODY].decode()
    assert empty.count("<w:tbl>") == 1
    assert "</w:tcPr><w:p/></w:tc>" in empty


def test_a_loop_that_begins_and_ends_in_different_places_is_a_problem(paper: Paper) -> None:
    alter(template(paper), "{%p for punkt in bilag %}", "{% for punkt in bilag %}")
    assert only_problem(paper).code == "skabelon-overlap"


def test_a_style_that_the_prose_needs_is_named_at_the_prose(paper: Paper) -> None:
    alter(
        template(paper), 'w:name w:val="List Bullet"', 'w:name w:val="Punkter"', "word/styles.xml"
    )
    (problem,) = paper.problems()
    assert problem.code == "skabelon-mangler-typografi"
    assert problem.span.file.endswith("sag/notat.yaml")
    assert str(dict(problem.message.values)["style"]) == "List Bullet"


def test_styles_are_found_by_name_whatever_their_ids(paper: Paper) -> None:
    parts = read_parts(template(paper).read_bytes())
    for name in ("word/styles.xml", "word/numbering.xml"):
        parts[name] = parts[name].replace(b"Opstilling-punkttegn", b"ListBullet")
    template(paper).write_bytes(write_parts(parts))
    assert "[List Bullet] Deloittes analyse" in body_of(paper)


def test_text_of_a_paragraph_leaves_out_what_is_no_text() -> None:
    from memo.word.xml import W, parse

    root = parse(
        f'<w:p xmlns:w="{W}"><w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr>'
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/></w:r><w:ins><w:r><w:t>c</w:t></w:r></w:ins></w:p>"
    )
    assert text_of(root) == "a\tb\nc"


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"hej",
        lambda data: data[: len(data) // 2],
        lambda data: write_parts({"a.xml": b"<a/>"}),
        lambda data: write_parts({k: v for k, v in read_parts(data).items() if k != BODY}),
        lambda data: write_parts({k: v[: len(v) // 2] for k, v in read_parts(data).items()}),
        lambda data: write_parts(
            read_parts(data)
            | {BODY: b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'}
        ),
        lambda data: write_parts(
            read_parts(data)
            | {"docProps/app.xml": b'<!DOCTYPE x [<!ENTITY e SYSTEM "http://a/b">]><x>&e;</x>'}
        ),
        lambda data: write_parts({**read_parts(data), "word/theme/x.xml": b"<a><b></a>"}),
        lambda data: write_parts(
            {k: v for k, v in read_parts(data).items() if k != "[Content_Types].xml"}
        ),
        lambda data: write_parts(
            {k: v.replace(b"document.main", b"template.main") for k, v in read_parts(data).items()}
        ),
    ],
    ids=[
        "empty",
        "text",
        "cut",
        "foreign",
        "no-body",
        "cut-parts",
        "entity",
        "entity-in-properties",
        "theme",
        "untyped",
        "dotx",
    ],
)
def test_a_damaged_template_is_one_clear_problem(paper: Paper, damage: object) -> None:
    data = template(paper).read_bytes()
    template(paper).write_bytes(damage(data))  # type: ignore[operator]
    assert only_problem(paper).code == "skabelon-beskadiget"


NUMBERING = "word/numbering.xml"


@pytest.mark.parametrize("number", ["", "x", "1.5"])
@pytest.mark.parametrize("place", ['<w:abstractNumId w:val="', '<w:ind w:left="', 'w:hanging="'])
def test_a_list_without_its_numbers_is_one_clear_problem(
    paper: Paper, place: str, number: str
) -> None:
    parts = read_parts(template(paper).read_bytes())
    before, _, behind = parts[NUMBERING].decode().partition(place)
    parts[NUMBERING] = f"{before}{place}{number}{behind.lstrip('0123456789')}".encode()
    template(paper).write_bytes(write_parts(parts))
    assert only_problem(paper).code == "skabelon-beskadiget"


def test_a_part_of_a_list_that_no_style_has_may_say_what_it_will(paper: Paper) -> None:
    parts = read_parts(template(paper).read_bytes())
    before, place, behind = parts[NUMBERING].decode().rpartition('<w:ind w:left="')
    parts[NUMBERING] = f"{before}{place}1.{behind}".encode()
    template(paper).write_bytes(write_parts(parts))
    assert paper.build().outcome is Outcome.WRITTEN


@pytest.mark.parametrize("file", ["notat.docx", "notat.schema.yaml"])
def test_a_missing_file_of_a_kind_is_named(paper: Paper, file: str) -> None:
    (paper.templates / file).unlink()
    (problem,) = paper.problems()
    assert problem.code == "skabelon-mangler-fil"
    assert dict(problem.message.values)["file"] == file


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("type: object", "type: objekt"),
        ("format: dato", "format: datto"),
        ("pattern: ^[0-9]{4}-[0-9]{7}$", "pattern: ^[0-9{4}$"),
        ("x-register: afsendere", "$ref: '#/$defs/ingen'"),
        ("title: Notat", "title: 'Notat"),
        ("x-register: afsendere", "x-register: [afsendere]"),
        ("x-begynder-med: sagsnr", "x-begynder-med: {}"),
        ("required: [skabelon", "required: 5\nx-y: [skabelon"),
        ("format: dato", "format: [a]"),
        ("x-register: afsendere", "$ref: 5"),
        ("examples: [21-12-2016]", "examples: 5"),
        ("properties:\n  skabelon", "properties: [a]\nx-z:\n  skabelon"),
        ("x-register: afsendere", "$ref: 'http://127.0.0.1:9/x.json'"),
        ("type: object", "allOf: [{$ref: 'http://127.0.0.1:9/x.json'}]\ntype: object"),
        ("    format: dato", "    format: dato\n    x-hentes-fra: fil"),
    ],
)
def test_a_faulty_schema_is_a_problem_in_the_schema(paper: Paper, before: str, after: str) -> None:
    schema = paper.templates / "notat.schema.yaml"
    schema.write_text(
        schema.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8"
    )
    (problem,) = paper.problems()
    assert problem.code in ("ugyldigt-skema", "yaml-syntaks")
    assert problem.span.file.endswith("notat.schema.yaml")


def test_a_bookmark_between_paragraphs_leaves_them_in_their_places(paper: Paper) -> None:
    between = '<w:bookmarkStart w:id="7" w:name="_Toc1"/><w:bookmarkEnd w:id="7"/>'
    title = '<w:p><w:pPr><w:pStyle w:val="Titel"/>'
    alter(template(paper), title, f"{between}{title}")
    assert "[Title] Afrapportering" in body_of(paper)
    alter(template(paper), TITLE, "{{ titl }}</w:t>")
    assert only_problem(paper).span.excerpt == "{{ titl }}"
