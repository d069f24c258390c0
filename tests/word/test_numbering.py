"""Lists: each gets a num of its own, in the look of the template's style."""

from __future__ import annotations

import pytest

from memo.labels import Label
from memo.word.numbering import Lists, NumberingTemplate
from memo.word.package import read_parts
from memo.word.styles import Style, StyleName, read_styles
from memo.word.xml import local_name, parse, serialize, w
from tests.conftest import ROOT

# The order of CT_Lvl (ECMA-376, 17.9.6).
LEVEL = ["start", "numFmt", "isLgl", "suff", "lvlText", "lvlJc", "pPr", "rPr"]

PARTS = read_parts((ROOT / "templates" / "notat.docx").read_bytes())
STYLES = read_styles(parse(PARTS["word/styles.xml"]))


def begun() -> Lists:
    return Lists(NumberingTemplate(PARTS["word/numbering.xml"]))


def begin(
    lists: Lists, style: Style, number: int | None, after: str = ".", before: str = ""
) -> str:
    """The id of a new list with that label, at the indent of its style."""
    label = None if number is None else Label(before, number, "decimal", after)
    return lists.begin(style, label, lists.indent(style))


def test_lists_of_one_look_share_a_definition_and_nothing_else() -> None:
    lists = begun()
    style = STYLES.find(StyleName("List Number"))
    first, second = begin(lists, style, 1), begin(lists, style, 54)
    other = begin(lists, style, 1, ")")
    part = lists.part()
    assert part is not None
    root = parse(part)
    nums = {num.get(w("numId")): num for num in root.iter(w("num"))}
    abstract = {id: num.find(w("abstractNumId")).get(w("val")) for id, num in nums.items()}
    assert abstract[first] == abstract[second] != abstract[other]
    assert nums[second].find(f"{w('lvlOverride')}/{w('startOverride')}").get(w("val")) == "54"
    own = NumberingTemplate(PARTS["word/numbering.xml"]).nums
    originals = {e.get(w("val")) for id, n in nums.items() if int(id) in own for e in n[:1]}
    assert not originals & {abstract[first], abstract[other]}


def test_the_label_is_the_authors_on_its_own_level() -> None:
    lists = begun()
    begin(lists, STYLES.find(StyleName("list number 2")), 1, ")", "At 1.")
    root = parse(lists.part() or b"")
    copied = root.findall(w("abstractNum"))[-1]
    texts = [element.get(w("val")) for element in copied.iter(w("lvlText"))]
    assert texts[:3] == ["%1.", "At 1.%2)", "%3."]


def test_ids_are_unique_and_definitions_stand_before_nums() -> None:
    lists = begun()
    for name, number in [("List Bullet", None), ("List Number", 1), ("List Bullet 2", None)]:
        begin(lists, STYLES.find(StyleName(name)), number)
    root = parse(lists.part() or b"")
    names = [element.tag for element in root]
    assert names == sorted(names, key=lambda name: name == w("num"))
    for name, attribute in [("abstractNum", "abstractNumId"), ("num", "numId")]:
        ids = [element.get(w(attribute)) for element in root.iter(w(name))]
        assert len(ids) == len(set(ids))
    nsids = [e.get(w("val")) for e in root.iter(w("nsid"))]
    assert len(nsids) == len(set(nsids))


def test_a_document_without_lists_keeps_the_templates_part() -> None:
    assert begun().part() is None


@pytest.mark.parametrize("absent", ["numFmt", "lvlText", "start", "lvlJc"])
def test_a_template_may_leave_to_word_what_it_says_of_its_numbers(absent: str) -> None:
    root = parse(PARTS["word/numbering.xml"])
    for element in list(root.iter(w(absent))):
        element.getparent().remove(element)
    lists = Lists(NumberingTemplate(serialize(root).encode()))
    begin(lists, STYLES.find(StyleName("List Number")), 3, ")")
    copied = parse(lists.part() or b"").findall(w("abstractNum"))[-1]
    level = copied.find(w("lvl"))
    names = [local_name(child) for child in level]
    assert names == [name for name in LEVEL if name in names]
    assert level.find(w("numFmt")).get(w("val")) == "decimal"
    assert level.find(w("lvlText")).get(w("val")) == "%1)"


def test_letters_stay_letters_where_the_template_asks_for_figures_only() -> None:
    data = PARTS["word/numbering.xml"].replace(b"<w:lvlText", b"<w:isLgl/><w:lvlText")
    lists = Lists(NumberingTemplate(data))
    style = STYLES.find(StyleName("List Number"))
    lists.begin(style, Label("", 1, "lowerLetter", ")"), lists.indent(style))
    copied = parse(lists.part() or b"").findall(w("abstractNum"))[-1]
    assert copied.find(w("lvl")).find(w("isLgl")) is None
