"""Two changed versions of one text put together."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memo.merging import merge
from memo.rewording import hunks, tokens

BASE = "Udvalget har bedt om et notat.\nDet kommer i maj."


@pytest.mark.parametrize(
    ("ours", "theirs", "both"),
    [
        ("Udvalget har bedt om to notater.\nDet kommer i maj.", "Udvalget har bedt om et notat.\nDet kommer i juni.", "Udvalget har bedt om to notater.\nDet kommer i juni."),
        ("Udvalget har bedt om et kort notat.\nDet kommer i maj.", "Udvalget har bedt om et kort notat.\nDet kommer.", "Udvalget har bedt om et kort notat.\nDet kommer."),
        ("Udvalget har bedt\nom et notat. Det\nkommer i maj.", "Udvalget har bedt om et langt notat.\nDet kommer snart.", "Udvalget har bedt\nom et langt notat. Det\nkommer snart."),
        ("Udvalget har spurgt om et notat.\nDet kommer i maj.", "Udvalget har bedt efter et notat.\nDet kommer i maj.", "Udvalget har spurgt efter et notat.\nDet kommer i maj."),
        ("Udvalget har bedt om et notat, nu.\nDet kommer i maj.", "Udvalget har bedt om et notat.\n\nDet kommer i maj.", "Udvalget har bedt om et notat, nu.\n\nDet kommer i maj."),
    ],
)  # fmt: skip
def test_changes_in_different_places_are_put_together(ours: str, theirs: str, both: str) -> None:
    assert merge(BASE, ours, theirs) == merge(BASE, theirs, ours) == both


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (BASE.replace("et notat", "to notater"), BASE.replace("et notat", "et brev")),
        (BASE.replace("et notat", "et kort notat"), BASE.replace("et notat", "et langt notat")),
        (BASE.replace("har bedt om", "vil have"), BASE.replace("bedt", "spurgt")),
        (BASE.replace("har bedt om ", ""), BASE.replace("bedt", "spurgt")),
        (BASE.replace("et notat", "et\n\nnotat"), BASE.replace("et notat", "et godt notat")),
        (f"{BASE} Ja.", f"{BASE} Nej."),
    ],
)
def test_different_changes_of_the_same_words_contradict_one_another(ours: str, theirs: str) -> None:
    assert merge(BASE, ours, theirs) is None
    assert merge(BASE, theirs, ours) is None


def test_the_same_change_is_one_wherever_it_is_said_to_begin() -> None:
    base = "Caféen åbnede i august.\n\nDen ligger i midten.\n\n- boliger\n- butikker\n\nAlle er glade.\n"
    ours = base.replace("- butikker", "- parker\n- butikker").replace("glade", "trætte")
    ours = ours.replace("august", "september")
    theirs = ours.replace("midten", "centrum")
    assert merge(base, ours, theirs) == merge(base, theirs, ours) == theirs


TEXTS = st.lists(st.sampled_from(["a", "b", "c", "æ", ".", ",", " ", "  ", "\n", "\r\n", "\n\n", "- ", "\u00a0", "d1"]), max_size=12).map("".join)  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_the_laws_of_merging(base: str, ours: str, theirs: str) -> None:
    assert "".join(tokens(base)) == base
    assert merge(base, ours, base) == ours
    assert merge(base, base, theirs) == theirs
    assert merge(base, ours, ours) == ours
    assert merge(base, ours, theirs) == merge(base, theirs, ours)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.integers(0, 300), min_size=1, max_size=40, unique=True), st.data())
def test_words_changed_apart_are_all_in_the_merged_text(
    numbers: list[int], data: st.DataObject
) -> None:
    words = [f"ord{number}" for number in numbers]
    owner = data.draw(st.lists(st.sampled_from("bot"), min_size=len(words), max_size=len(words)))

    def version(side: str) -> str:
        return " ".join(
            f"{word}ny" if who in side else word for word, who in zip(words, owner, strict=True)
        )

    assert merge(version(""), version("o"), version("t")) == version("ot")


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_what_was_found_turns_one_text_into_the_other(old: str, new: str) -> None:
    before, at, result = tokens(old), 0, []
    for hunk in hunks(before, tokens(new)):
        result += [*before[at : hunk.start], *hunk.new]
        at = hunk.end
    assert "".join([*result, *before[at:]]) == new


@pytest.mark.parametrize(
    "theirs",
    [
        "ny " * 40_000,
        "b a " * 25_000,
        " ".join(f"ord{n % 997 + (n % 50 == 0)}" for n in range(16_000)),
    ],
)
def test_a_long_text_takes_no_time(theirs: str) -> None:
    base = " ".join(f"ord{n % 997}" for n in range(16_000))
    start = perf_counter()
    merge(base, base.replace(" ord5 ", "\n"), theirs)
    assert perf_counter() - start < 5
