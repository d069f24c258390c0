"""The contract of a kind: each field, what it is, and where its template prints it."""

from __future__ import annotations

import pytest

from memo.cache import Cache
from memo.contract import Contract, Entry, describe
from memo.fields import Field
from memo.kinds import Kinds
from memo.messages import Messages
from memo.problems import Report
from memo.templates import Templates
from tests.conftest import ROOT, Paper
from tests.word.altered import small_kind

ENGLISH = Messages("en")


def contract(paper: Paper, name: str = "prøve") -> Contract:
    found = Templates(Kinds(paper.templates, "templates", Cache(None))).contract(name, Report())
    assert found is not None
    return found


def entry(paper: Paper, path: str) -> Entry:
    found = contract(paper)
    (one,) = (one for one in (*found.fields, *found.words) if one.path == path)
    return one


def places(one: Entry) -> list[tuple[str, str]]:
    return [(span.part.msgid, span.excerpt) for span in one.places if span.part]


def test_the_fields_come_in_the_order_of_the_schema_with_what_is_in_them(paper: Paper) -> None:
    items = "{type: object, properties: {b: {type: string}, c: {type: array, items: {}}}}"
    properties = f"a: {{type: array, items: {items}}}\nd: {{type: string, x-register: afsendere}}"
    small_kind(paper, properties, "x")
    paths = [one.path for one in contract(paper).fields]
    assert paths[:6] == ["skabelon", "a", "a[].b", "a[].c", "d", "d.kommune"]


def test_a_field_is_required_where_its_own_group_says_so(paper: Paper) -> None:
    group = "{type: object, required: [b], properties: {b: {type: string}, c: {type: string}}}"
    small_kind(paper, f"a: {group}", "x", root="required: [skabelon]")
    required = {one.path: one.is_required for one in contract(paper).fields}
    assert required == {"skabelon": True, "a": False, "a.b": True, "a.c": False}


def test_the_places_are_those_of_the_printing_tags(paper: Paper) -> None:
    text = "{% if a %}{{ a|dato }}{% endif %}"
    a = "a: {type: string, format: dato}"
    small_kind(paper, a, text, "{{ a|dato }}", header="{{ a }}", title="{{ a }}")
    found = places(entry(paper, "a"))
    assert found[:3] == [("body", text), ("body", "{{ a|dato }}"), ("header", "{{ a }}")]
    assert ("footer", "{{ a }}") in found
    assert ("document properties", "") in found


def test_a_condition_and_a_loop_print_nothing_themselves(paper: Paper) -> None:
    small_kind(
        paper,
        "a: {type: string}\nb: {type: array, items: {type: string}}",
        *("{% if a %}x{% endif %}", "{%p for x in b %}", "y", "{%p endfor %}"),
    )
    assert not entry(paper, "a").is_printed
    assert not entry(paper, "b").is_printed


@pytest.mark.parametrize("text", ["{{ b|og }}", "{% for x in b %}{{ x }}{% endfor %}"])
def test_a_list_of_texts_is_printed_with_its_items(paper: Paper, text: str) -> None:
    small_kind(paper, "b: {type: array, items: {type: string}}", text)
    assert places(entry(paper, "b")) == [("body", text)]


def test_a_group_is_printed_with_what_is_in_it_and_has_no_place(paper: Paper) -> None:
    small_kind(paper, "a: {properties: {b: {type: string}, c: {type: string}}}", "{{ a.b }}")
    one = entry(paper, "a")
    assert (one.is_printed, one.places) == (True, ())
    assert places(entry(paper, "a.b")) == [("body", "{{ a.b }}")]
    assert not entry(paper, "a.c").is_printed


def test_a_register_is_told_apart_by_the_field_that_names_it(paper: Paper) -> None:
    register = "{type: string, x-register: afsendere}"
    small_kind(paper, f"a: {register}\nb: {register}", "{{ b.enhed }}")
    assert not entry(paper, "a").is_printed
    assert places(entry(paper, "b.enhed")) == [("body", "{{ b.enhed }}")]


def test_a_field_whose_name_begins_as_another_is_another(paper: Paper) -> None:
    small_kind(paper, "a: {type: string}\nab: {type: string}", "{{ ab }}")
    assert not entry(paper, "a").is_printed


def test_a_register_that_names_itself_comes_to_an_end(paper: Paper) -> None:
    (paper.templates / "ring.schema.yaml").write_text(
        "{type: object, additionalProperties: {properties: {næste: {type: string, x-register: ring}}}}",
        "utf-8",
    )
    small_kind(paper, "a: {type: string, x-register: ring}", "x")
    assert [one.path for one in contract(paper).fields] == ["skabelon", "a", "a.næste"]


def test_the_fields_and_labels_of_a_row_are_printed_where_the_row_is(paper: Paper) -> None:
    row = "{type: object, x-raekke: true, properties: {b: {type: string, title: B}}}"
    texts = ["{%p for x in a %}", "{{ x.etiket }}", "{{ x.tekst }}", "{%p endfor %}"]
    words = "x-ord: {b: {da: Be}, c: {da: Ce}}"
    small_kind(paper, f"a: {row}", *texts, root=words)
    assert entry(paper, "a").is_printed
    assert places(entry(paper, "a.b")) == [("body", "{{ x.tekst }}")]
    assert places(entry(paper, "ord.b")) == [("body", "{{ x.etiket }}")]
    assert not entry(paper, "ord.c").is_printed


def test_a_template_that_cannot_be_read_leaves_the_places_open(paper: Paper) -> None:
    small_kind(paper, "a: {type: string}", "{{ b }}")
    found = contract(paper)
    assert not found.is_placed
    assert [one.path for one in found.fields] == ["skabelon", "a"]


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (Field("text"), "text"),
        (Field("text", format="dato"), "date"),
        (Field("text", format="gln"), "EAN number"),
        (Field("text", register="afsendere"), "key in afsendere.yaml"),
        (Field("text", options=("ja", "nej")), "one of: ja, nej"),
        (Field("line"), "line of Markdown"),
        (Field("prose", items=Field("cell")), "prose in Markdown"),
        (Field("list", items=Field("record")), "list: group"),
        (Field("list", items=Field("text", format="telefon")), "list: telephone number"),
        (Field("record"), "group"),
        (Field("record", is_row=True), "row of texts"),
    ],
)
def test_a_type_is_told_in_plain_words(field: Field, words: str) -> None:
    assert ENGLISH.text(describe(field)) == words


def test_all_that_our_own_kinds_ask_for_is_printed_somewhere() -> None:
    templates = Templates(Kinds(ROOT / "templates", "templates", Cache(None)))
    for name in templates.names():
        found = templates.contract(name, Report())
        assert found
        assert found.is_placed
        assert [one.path for one in found.fields if one.is_owed] == []
