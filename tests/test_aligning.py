"""Today's places of values that were printed from an older content file."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memo.aligning import base_value, todays
from memo.blocks import pointer_of
from memo.problems import Report
from memo.source import parse
from memo.source.nodes import Mapping, Node, Scalar, Source
from memo.source.writing import written
from tests.source.nasty import Writer
from tests.source.nasty import value as nasty_value

NOUNS = ["budget", "møde", "udvalg", "bolig", "skole", "plan", "notat", "by", "vej", "havn", "park", "klima", "job", "hus", "bro", "cykel",
         "metro", "torv", "idræt", "kultur", "analyse", "lejer", "borger", "forslag", "indsats", "aftale", "tilsyn", "drift"]  # fmt: skip
SMALL = ["og", "i", "at", "er", "på", "som", "en", "den"]


def source_of(yaml: str) -> Source:
    source = parse(yaml, "x.yaml", Report())
    assert source is not None, yaml
    return source


def leaves(source: Source, node: Node | None, steps: tuple[str, ...] = ()) -> dict[str, str]:
    if isinstance(node, Scalar):
        return {pointer_of(steps): source.raw(node)}
    found: dict[str, str] = {}
    children = (
        node.entries.items() if isinstance(node, Mapping) else enumerate(node.items) if node else ()
    )
    for step, child in children:
        found |= leaves(source, child, (*steps, str(step)))
    return found


def found(before: str, after: str) -> dict[str, str | None]:
    source = source_of(before)
    return todays(leaves(source, source.root), source_of(after))


def test_fields_are_found_by_their_names() -> None:
    places = found(
        "titel: Et\nsagsnr: x\ngammel: y\n", "sagsnr: z\ntitel: Noget helt andet\nny: y\n"
    )
    assert places == {"/titel": "/titel", "/sagsnr": "/sagsnr", "/gammel": None}


def test_a_section_is_found_behind_a_new_one() -> None:
    before = "afsnit:\n- overskrift: Baggrund\n  tekst: Udvalget har bedt om et notat\n- overskrift: Indhold\n  tekst: Her er det\n"
    after = before.replace(
        "afsnit:\n", "afsnit:\n- overskrift: Resumé\n  tekst: Kort sagt\n"
    ).replace("et notat", "to notater")
    assert found(before, after) == {
        f"/afsnit/{n}/{key}": f"/afsnit/{n + 1}/{key}"
        for n in (0, 1)
        for key in ("overskrift", "tekst")
    }


def test_a_section_whose_heading_is_the_same_is_the_same() -> None:
    before = "- overskrift: Baggrund\n  tekst: Udvalget har bedt om et notat om boliger\n- overskrift: Slut\n  tekst: ja\n"
    after = (
        "- overskrift: Ny\n  tekst: Kort\n- overskrift: Baggrund\n  tekst: Intet ord er som før\n"
    )
    assert found(before, after) == {
        "/0/overskrift": "/1/overskrift",
        "/0/tekst": "/1/tekst",
        "/1/overskrift": None,
        "/1/tekst": None,
    }


def test_a_moved_item_is_found() -> None:
    before = "- et langt punkt om skoler\n- et andet om veje\n- det tredje handler om havnen\n"
    after = "- det tredje handler om havnen\n- et langt punkt om skoler\n- et andet om veje\n"
    assert found(before, after) == {"/0": "/1", "/1": "/2", "/2": "/0"}


def test_sections_that_have_changed_places_are_not_taken_for_one_another() -> None:
    roads = "Udvalget har i år drøftet budget, skoler og veje i byen"
    middle = "Slut"
    parks = "Udvalget har i år drøftet budget, havne, torve, parker og huse ved vandet"
    before = f"- {roads}\n- {middle}\n- {parks}\n"
    after = f"- {parks.replace('torve', 'broer')}\n- {middle}\n- {roads.replace('skoler', 'job')}\n"
    assert found(before, after) == {"/0": "/2", "/1": "/1", "/2": "/0"}


def test_equal_items_keep_their_order() -> None:
    assert found("- x\n- x\n- y\n", "- ny\n- x\n- x\n- y\n") == {"/0": "/1", "/1": "/2", "/2": "/3"}


def test_a_number_that_was_replaced_is_at_its_place() -> None:
    assert found("- [Drift, 100, 200]\n- [Anlæg, 5, 6]\n", "- [Ny, 1, 2]\n- [Drift, 150, 200]\n- [Anlæg, 5, 7]\n") == {
        "/0/0": "/1/0", "/0/1": "/1/1", "/0/2": "/1/2", "/1/0": "/2/0", "/1/1": "/2/1", "/1/2": "/2/2",
    }  # fmt: skip


def test_a_text_that_was_replaced_by_another_is_gone() -> None:
    before = "- Udvalget har bedt om et notat om boliger\n- Sidst\n"
    assert found(before, "- Skolernes tilsyn koster mange penge hvert år\n- Sidst\n")["/0"] is None


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        (
            "a: Et notat om boliger\n",
            "a: {tekst: Et notat om boliger, fortroligt: ja}\n",
            "/a/tekst",
        ),
        ("a: Et notat om boliger\n", "a: [Noget andet, Et notat om nye boliger]\n", "/a/1"),
        (
            "a: Et notat om boliger\n",
            "a: [Ny del, {tekst: Et notat om boliger, fortroligt: ja}]\n",
            "/a/1/tekst",
        ),
        ("a: {tekst: Et notat om boliger}\n", "a: Et notat om boliger\n", "/a"),
        ("a: [Et notat om boliger]\n", "a: Et notat om boliger og veje\n", "/a"),
        (
            "- Et notat om boliger\n",
            "- Nyt\n- {tekst: Et notat om boliger, fortroligt: ja}\n",
            "/1/tekst",
        ),
    ],
)
def test_a_text_is_found_that_was_marked_or_divided(before: str, after: str, place: str) -> None:
    assert set(found(before, after).values()) == {place}


def test_a_base_may_know_some_items_only() -> None:
    source = source_of("- nul er her nu\n- en helt anden ting\n- Et notat om boliger\n")
    assert todays({"/7": "Et notat om boliger"}, source) == {"/7": "/2"}


@st.composite
def texts(draw: st.DrawFn, number: int) -> str:
    """A text about something of its own, with words that others have too."""
    own = [
        f"{noun}{number}"
        for noun in draw(st.lists(st.sampled_from(NOUNS), min_size=5, max_size=9, unique=True))
    ]
    others = draw(st.lists(st.sampled_from(NOUNS + SMALL), max_size=len(own) // 2, unique=True))
    return " ".join(draw(st.permutations(own + others)))


@st.composite
def edited_lists(
    draw: st.DrawFn,
) -> tuple[list[dict[str, Any]], list[tuple[int | None, dict[str, Any]]]]:
    """Sections, and the same with their old numbers: fewer, more, one moved, words changed."""

    def section(number: int) -> dict[str, Any]:
        return {
            "overskrift": f"Overskrift {chr(65 + number)}{number}",
            "tekst": draw(texts(number)),
        }

    old = [section(number) for number in range(draw(st.integers(1, 7)))]
    new: list[tuple[int | None, dict[str, Any]]] = [
        (number, dict(item)) for number, item in enumerate(old)
    ]
    for count in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, max(0, len(new) - 1)))
        act = draw(st.sampled_from(["new", "gone", "word", "moved"]))
        if act == "new":
            new.insert(at, (None, section(20 + count)))
        elif new and act == "gone":
            new.pop(at)
        elif new and act == "word":
            words = new[at][1]["tekst"].split()
            words[draw(st.integers(0, len(words) - 1))] = draw(st.sampled_from(NOUNS))
            new[at][1]["tekst"] = " ".join(words)
        elif new:
            new.insert(draw(st.integers(0, len(new) - 1)), new.pop(at))
    return old, new


def sections(items: list[dict[str, Any]]) -> str:
    rows = (
        f"- overskrift: {written(item['overskrift'])}\n  tekst: {written(item['tekst'])}\n"
        for item in items
    )
    return "".join(rows) or "[]\n"


@settings(max_examples=300, deadline=None)
@given(edited_lists())
def test_after_any_edits_the_places_are_the_right_ones(
    lists: tuple[list[dict[str, Any]], list[tuple[int | None, dict[str, Any]]]],
) -> None:
    old, new = lists
    places = found(sections(old), sections([item for _, item in new]))
    today = {number: index for index, (number, _) in enumerate(new)}
    for number in range(len(old)):
        for key in ("overskrift", "tekst"):
            expected = f"/{today[number]}/{key}" if number in today else None
            assert places[f"/{number}/{key}"] == expected


@settings(max_examples=200, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_value_of_a_base_is_what_it_was_in_the_file(rnd: Any) -> None:
    data = {f"n{n}": nasty_value(rnd, 2) for n in range(3)}
    source = parse(Writer(rnd).document(data), "x.yaml", Report())
    if source is None:
        return

    def check(node: Node) -> None:
        if isinstance(node, Scalar):
            told = base_value(source.raw(node))
            indicator = node.style in ("|", ">") and source.text[node.start + 1] in "123456789"
            assert (told is None) == indicator
            # The source of a block is kept without what ends it, spaces and line breaks.
            assert told is None or told.rstrip() == node.value.rstrip()
            assert told in (None, node.value) or node.style in ("|", ">")
        else:
            for child in node.entries.values() if isinstance(node, Mapping) else node.items:
                check(child)

    assert source.root is not None
    check(source.root)


def test_a_long_table_takes_no_time() -> None:
    rows = [f"- [Post {n}, {n * 3}, {n * 7 % 11}]" for n in range(3000)]
    changed = [
        row.replace("Post", "Konto") if n % 5 == 0 else row for n, row in enumerate(rows) if n % 7
    ]
    places = found("\n".join(rows), "\n".join(changed))
    assert places["/2999/0"] == f"/{len(changed) - 1}/0"
