"""The offsets of a scalar's characters, against what the parser read."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from memo.problems import Report
from memo.source import parse
from memo.source.nodes import Mapping, Scalar, Sequence
from memo.source.scalars import offsets
from tests.timing import within

ESCAPES = {"\\n": "\n", "\\t": "\t", '\\"': '"', "\\\\": "\\", "\\u00e6": "æ"}


def scalar_of(text: str) -> Scalar:
    source = parse(text, "x.yaml", Report())
    assert source is not None
    assert isinstance(source.root, Mapping)
    value = source.root.entries["a"]
    assert isinstance(value, Scalar)
    return value


def assert_each_character_is_found(text: str) -> None:
    scalar = scalar_of(text)
    found = offsets(text, scalar)
    assert len(found) == len(scalar.value) + 1
    assert found == sorted(found)
    for char, offset in zip(scalar.value, found, strict=False):
        there = text[offset]
        if char in " \n" and there != char:
            assert there in " \t\r\n\\"
        elif there == "\\" and scalar.style == '"':
            assert any(text.startswith(raw, offset) and char == ESCAPES[raw] for raw in ESCAPES)
        else:
            assert there == char


@pytest.mark.parametrize(
    "text",
    [
        "a: ord\n",
        "a: to ord\n  på to linjer\n\n  og et afsnit\nb: x\n",
        "a: 'det''er'\n",
        "a: 'et\n  to\n\n\n  tre '\n",
        'a: "x\\n\\u00e6 \\"y\\" \\\n  videre"\n',
        'a: "x  y \\\n\n \n  to tomme linjer, \\  \n   z  \n  u"\n',
        "a: x  y   z \t\n   \n  u\n",
        "a: |\n  linje\n\n    - indrykket\n  slut\n\n\nb: x\n",
        "a: |2-\n    fire\n  to\n",
        "a: |+\n  x\n\n\nb: y\n",
        "a: |\r\n  linje\r\n  to\r\n",
        "a: >\n  foldet\n  linje\n\n  nyt\n\n\n  igen\n    indrykket\n\n    mere\n  ud\n",
        "a: >-\n\n  først tom\n  så ikke\n",
        "a: |\n  uden slut",
        "a: ''\n",
        "a:\n",
        "b: 1\na: |\n\n  x\n",
    ],
)
def test_each_character_of_a_scalar_is_found_in_the_file(text: str) -> None:
    assert_each_character_is_found(text)


LINES = st.lists(
    st.sampled_from(["", " ", "ord", "to ord ", "  ind", "æ'\"\\", "- x", "a: b", "#"]), max_size=6
)


@given(LINES, st.sampled_from(["|", ">", "|-", ">-", "|+", ">+"]), st.integers(1, 4))
def test_block_scalars_of_any_shape(lines: list[str], style: str, indent: int) -> None:
    body = "\n".join(" " * indent + line if line.strip() else "" for line in lines)
    header = (
        style if not lines or not body.lstrip("\n")[indent:].startswith(" ") else f"{style}{indent}"
    )
    assert_each_character_is_found(f"a: {header}\n{body}\n")


@given(
    st.text(st.sampled_from("ab æ\n'\"\\é\t:#-"), max_size=30),
    st.sampled_from(["'", '"', "|", ">", None]),
    st.integers(5, 30),
)
def test_what_a_yaml_writer_writes_in_any_style(value: str, style: str, width: int) -> None:
    written = yaml.dump(value, default_style=style, width=width, allow_unicode=True)
    text = f"a: {written.removesuffix('...' + chr(10))}"
    scalar = scalar_of(text)
    assert scalar.value == value
    assert style is None or scalar.style in (style, '"')  # what a style cannot say, it quotes
    assert_each_character_is_found(text)


@pytest.mark.parametrize("text", ["- |\n  ord\n" * 20_000, "- >\n" + "  ord\n" * 60_000])
def test_many_texts_and_many_lines_take_no_longer_each(text: str) -> None:
    source = parse(text, "x.yaml", Report())
    assert source is not None
    assert isinstance(source.root, Sequence)
    scalars = [item for item in source.root.items if isinstance(item, Scalar)]
    assert len(scalars) == len(source.root.items)
    within(2, lambda: [offsets(text, scalar) for scalar in scalars])


@pytest.mark.parametrize("text", ['a: "x{}y"\n', "a: 'x{}y'\n", "a: x{}y\n"])
def test_many_spaces_take_no_longer_each(text: str) -> None:
    text = text.format(" " * 50_000)
    within(2, lambda: assert_each_character_is_found(text))
