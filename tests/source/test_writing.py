"""Texts as YAML: whatever a text holds, the file reads back as that text."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from memo.problems import Report
from memo.source import only_allowed_characters, parse
from memo.source.nodes import Mapping, Node, Scalar, Sequence, Source
from memo.source.writing import written, written_prose

# Letters that mean something to YAML come often, all others now and then.
SIGNS = st.sampled_from("ab: -'\"|>[]{}#&*!%@`,~=\n\t?\\æ😀\ufeff\u00ad\u05d0. 0123")
TEXTS = st.text(st.one_of(SIGNS, st.characters()), max_size=40)


def allowed(text: str) -> bool:
    """Whether a content file may hold the text: all else is refused before it is written."""
    return only_allowed_characters(Source("", text), Report()) and "\r" not in text


def behind(text: str) -> list[Node]:
    """The two nodes of a file that holds the scalar behind a key and behind a dash."""
    nested = text.replace("\n", "\n  ")
    source = parse(f"a: {text}\nb:\n  - {nested}\n\n# x\nc: x\n", "x.yaml", Report())
    assert source is not None
    assert isinstance(source.root, Mapping)
    items = source.root.entries["b"]
    assert isinstance(items, Sequence)
    assert list(source.root.entries) == ["a", "b", "c"]
    return [source.root.entries["a"], *items.items]


def values(text: str) -> list[str]:
    return [node.value for node in behind(text) if isinstance(node, Scalar)]


@given(TEXTS.filter(allowed))
@example(" x\n  y \n\n")
@example("\n x")
@example("  \n x\n")
@example("\tx\n\ty\n")
@example("a\n \n")
@example("\ufeffx")
@example("# x\n---\n")
@example("[" * 3000)
def test_any_text_reads_back_as_it_is(text: str) -> None:
    assert values(written(text)) == [text, text]


@given(TEXTS.filter(allowed))
@example("---\nx")
@example(" x\n\n  y \n")
@example("  \n x")
def test_prose_reads_back_with_the_end_of_its_last_line(text: str) -> None:
    assume(text.strip("\n"))
    whole = text.rstrip("\n") + "\n"
    assert values(written_prose(text)) in ([whole, whole], [whole[:-1], whole[:-1]])


@given(TEXTS.filter(allowed))
@example("0\t0")
def test_other_programs_read_the_same_text(text: str) -> None:
    try:
        read = yaml.safe_load(f"a: {written(text)}\n")
    except yaml.reader.ReaderError:  # the slower parser knows fewer characters
        assume(False)
    assert read == {"a": text}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Økonomiudvalget", "Økonomiudvalget"),
        ("2016-0419401", "2016-0419401"),
        ("21-12-2016", "21-12-2016"),
        ("kl. 15.00-17.00", "kl. 15.00-17.00"),
        ('Det\'s 😀 "her", § 31 & co.', 'Det\'s 😀 "her", § 31 & co.'),
        ("Budget: 2017", "'Budget: 2017'"),
        ("Ø's budget: 2017", "'Ø''s budget: 2017'"),
        ("nr. #5", "'nr. #5'"),
        ("[Skriv her]", "'[Skriv her]'"),
        ("*", "'*'"),
        (" x", "' x'"),
        ("no", "'no'"),
        ("5", "'5'"),
        ("2016-13-45", "'2016-13-45'"),
        ("=", "'='"),
        ("", "''"),
        ("a\nb", "|-\n  a\n  b"),
        ("a\n\nb\n", "|\n  a\n\n  b"),
        (" a\nb\n", "|2\n   a\n  b"),
        ("a\n\n", '"a\\n\\n"'),
    ],
)
def test_the_form_is_the_plainest(text: str, form: str) -> None:
    assert written(text) == form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("x", "|\n  x"),
        ("x: y # z\n\n\n", "|\n  x: y # z"),
        ("  - x  \n\n\n y", "|2\n    - x  \n\n\n   y"),
        ("", "''"),
        ("\n", "''"),
    ],
)
def test_prose_stands_below_a_bar(text: str, form: str) -> None:
    assert written_prose(text) == form
