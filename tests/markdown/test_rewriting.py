"""Markdown rewritten so that it says what a reviewer wants, and is else as it was."""

from __future__ import annotations

import random
from difflib import SequenceMatcher
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from memo.blocks import Form
from memo.flat import Flat, without_origins
from memo.markdown.flat import flatten
from memo.markdown.rewriting import rewritten
from memo.markdown.sayable import sayable
from tests.author import Author
from tests.markdown.editing import ACTS, HOSTILE, WORDS, Editor, plain, put
from tests.markdown.values import values

SIGNS = st.text(st.sampled_from("ab 1.)-+*_\\\n<>[]()!#|`~&;^:{}=\té"), max_size=25)
PIECES = st.sampled_from(
    ["ord", "æ", "😀", "**fed**", "*skrå*", "__a__", "_b_", "\\*", "\\\\", "[her](https://a.dk)", "H~2~O", "m^2^",
     "[sag]{sprog=en}", "<https://b.dk>", "[fig](#x)", " ", "  ", "\n", "\\\n", "\n\n", "\n- ", "\n\n* ", "\n\n1. ",
     "\n\na) ", "\n\n> ", "\n\n  ", "\n\n   - ", "\n\n---\n\n", "\n\n| a | a |\n|---|---|\n| b\\|c | b |\n\n", "[^1]",
     "\n\n[^1]: note\n", "\n\n# ", "*", "_", "**", '"', "|", "    ", "\t"]
)  # fmt: skip


def random_value(seed: int) -> str:
    rnd = random.Random(seed)
    return Author(rnd, {"fig": "1"}).text() + rnd.choice(["", "\n", "\n\n"])


def assert_says(new: str | None, value: str, wanted: list[Flat], form: Form) -> None:
    if new is not None:
        target = sayable(wanted, flatten(value, form))
        found = [without_origins(flat) for flat in flatten(new, form)]
        assert found == [without_origins(flat) for flat in target if flat != Flat(()) or found]


def changed_lines(old: str, new: str) -> tuple[int, int]:
    """How many lines have gone, and how many have come."""
    codes = SequenceMatcher(None, old.split("\n"), new.split("\n"), autojunk=False).get_opcodes()
    others = [code for code in codes if code[0] != "equal"]
    return sum(code[2] - code[1] for code in others), sum(code[4] - code[3] for code in others)


@given(st.integers(0, 10_000), st.lists(st.sampled_from(ACTS), min_size=1, max_size=4), SIGNS)
@settings(max_examples=150, deadline=None)
def test_what_is_rewritten_says_what_was_wanted(seed: int, acts: list[str], text: str) -> None:
    value = random_value(seed)
    editor = Editor(random.Random(seed), [*WORDS, *HOSTILE, text], list(flatten(value, "prose")))
    for act in acts:
        editor.act(act)
    assert_says(rewritten(value, editor.flats, "prose"), value, editor.flats, "prose")


@example(["> ", "\\|", " a | a |\n|---|---|\n"], 0, "change", "x")
@given(st.lists(PIECES, max_size=14), st.integers(0, 99), st.sampled_from(ACTS), SIGNS)
@settings(max_examples=300, deadline=None)
def test_any_markdown_can_be_rewritten(pieces: list[str], seed: int, act: str, text: str) -> None:
    value = "".join(pieces)
    flats = list(flatten(value, "prose"))
    assert rewritten(value, flats, "prose") == value
    editor = Editor(random.Random(seed), [*WORDS, text], flats)
    editor.act(act)
    assert_says(rewritten(value, editor.flats, "prose"), value, editor.flats, "prose")


def test_few_edits_cannot_be_written() -> None:
    """What fails is a point under none, a letter that counts on from nothing, and the like."""
    failed = 0
    for seed in range(360):
        editor = Editor(
            random.Random(seed), [*WORDS, *HOSTILE], list(flatten(random_value(seed), "prose"))
        )
        act = ACTS[seed % len(ACTS)]
        editor.act(act)
        if rewritten(random_value(seed), editor.flats, "prose") is None:
            failed += act not in ("remove", "move", "indent", "outdent", "turn", "label")
    assert failed <= 6


def test_one_changed_word_changes_one_line() -> None:
    for seed in range(150):
        value = random_value(seed)
        flats = list(flatten(value, "prose"))
        rnd = random.Random(seed)
        at = rnd.choice([n for n, flat in enumerate(flats) if flat.text.startswith("ord")])
        flats[at] = put(flats[at], 0, 3, "æble", **plain(flats[at]))
        new = rewritten(value, flats, "prose")
        assert new is not None
        assert changed_lines(value, new) == (1, 1), seed


def test_what_says_the_same_is_the_same(built: dict[str, Path]) -> None:
    count = 0
    for value, form in values(built):
        assert rewritten(value, flatten(value, form), form) == value
        count += 1
    assert count > 100
    for seed in range(200):
        value = random_value(seed)
        assert rewritten(value, flatten(value, "prose"), "prose") == value


def test_a_word_in_each_paragraph_of_the_samples(built: dict[str, Path]) -> None:
    for value, form in values(built):
        for number, flat in enumerate(flatten(value, form)):
            flats = list(flatten(value, form))
            place = len(flat.text.split(" ")[0]) if flat.text else 0
            flats[number] = put(flat, place, place, "*x_", **plain(flat))
            new = rewritten(value, flats, form)
            assert new is not None
            assert_says(new, value, flats, form)
            assert changed_lines(value, new) == (1, 1)
