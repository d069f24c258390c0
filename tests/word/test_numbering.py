"""Lists: each gets a num of its own, in the look of the template's style."""

from __future__ import annotations

from memo.labels import Label
from memo.word.numbering import Lists, NumberingTemplate
from memo.word.package import read_parts
from memo.word.styles import Style, Styles
from memo.word.xml import parse, w
from tests.conftest import ROOT

PARTS = read_parts((ROOT / "templates" / "notat.docx").read_bytes())
STYLES = Styles(parse(PARTS["word/styles.xml"]))


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
    style = STYLES.paragraph("List Number")
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
    begin(lists, STYLES.paragraph("list number 2"), 1, ")", "At 1.")
    root = parse(lists.part() or b"")
    copied = root.findall(w("abstractNum"))[-1]
    texts = [element.get(w("val")) for element in copied.iter(w("lvlText"))]
    assert texts[:3] == ["%1.", "At 1.%2)", "%3."]


def test_ids_are_unique_and_definitions_stand_before_nums() -> None:
    lists = begun()
    for name, number in [("List Bullet", None), ("List Number", 1), ("List Bullet 2", None)]:
        begin(lists, STYLES.paragraph(name), number)
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
