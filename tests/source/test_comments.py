"""The comments of a YAML file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memo.problems import Report
from memo.source import parse
from memo.source.comments import comments
from memo.source.nodes import Mapping, Node, Scalar


def found(text: str) -> list[str]:
    """The comments of a text that must be YAML, as they stand in it."""
    report = Report()
    source = parse(text, "x.yaml", report)
    assert source is not None, report.problems()
    assert all(text[c.start + 1 : c.end].strip() == c.text for c in comments(source))
    return [text[c.start : c.end] for c in comments(source)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("# a", ["# a"]),
        ("# a\n\n#b\n", ["# a", "#b"]),
        ("# a\n---\n# b\nx: y # c\n...\n# d\n", ["# a", "# b", "# c", "# d"]),
        ("x: y # a\n", ["# a"]),
        ("x: y #12\n", ["#12"]),
        ("x: y#12\n", []),
        ("x: # a\n  y: z\n", ["# a"]),
        ("x: # a\ny: # b", ["# a", "# b"]),
        ("x#y: z\n", []),
        ("'x #y': z # a\n", ["# a"]),
        ("x: 'y # z' # a\n", ["# a"]),
        ('x: "y # \\" # z" # a\n', ["# a"]),
        ("x: 'y\n  # z\n  w' # a\n", ["# a"]),
        ("x: 'y'# a\n", ["# a"]),
        ("x:\n  - a # b\n  # c\n  - d # e\n# f\n", ["# b", "# c", "# e", "# f"]),
        ("x:\n  - # a\n  - # b\n", ["# a", "# b"]),
        ("x: [a, # b\n  c # d, e\n  ] # f\n", ["# b", "# d, e", "# f"]),
        ("x: {a: b, # c\n  d: e} # f\n", ["# c", "# f"]),
        ("x: | # note\n  # text\n  y # z\ny: z\n", ["# note"]),
        ("x: |# note\n  y\n", ["# note"]),
        ("x: |  # note", ["# note"]),
        ("x: | # note\n", ["# note"]),
        ("x: | # note\n# a\ny: z\n", ["# note", "# a"]),
        ("x: >-  # note\n  # text\n\n\n# a\ny: z\n", ["# note", "# a"]),
        ("x: |+ # note\n  # text\n\n\n# a\ny: z\n", ["# note", "# a"]),
        ("x:\n  - |\n    # text\n   # a\n  # b\n  - y\n", ["# a", "# b"]),
        ("x: |\n  # text\n  ## text", []),
        ("x: y\n  z # a\n", ["# a"]),
        ("# a\r\nx: y # b\r\nz: |\r\n  # text\r\n# c\r\n", ["# a", "# b", "# c"]),
        ("x: 😀 # æøå\n", ["# æøå"]),
        ("x: y # a # b\n", ["# a # b"]),
        ("x: y #\n", ["#"]),
        ("? x # a\n: y # b\n", ["# a", "# b"]),
        ("? x\ny#z: w # a\n", ["# a"]),
    ],
)
def test_a_comment_is_found_where_it_stands_and_nowhere_else(
    text: str, expected: list[str]
) -> None:
    assert found(text) == expected


def test_a_comment_has_the_words_after_its_sign() -> None:
    source = parse("x: y #  uden kontrol: dato \n", "x.yaml", Report())
    assert source is not None
    (comment,) = comments(source)
    assert (comment.start, comment.end, comment.text) == (5, 27, "uden kontrol: dato")


@given(st.text(st.sampled_from("ab: -'\"|>[]{}#,\n\r"), max_size=40))
def test_what_is_in_a_comment_means_nothing_and_what_is_not_does(text: str) -> None:
    source = parse(text, "x.yaml", Report())
    if source is None:
        return
    emptied = text
    for comment in reversed(comments(source)):
        emptied = emptied[: comment.start + 1] + emptied[comment.end :]
    assert _values(emptied) == _plain(source.root)
    inside = {n for c in comments(source) for n in range(c.start, c.end)}
    for offset in {n for n, char in enumerate(text) if char == "#"} - inside:
        assert _values(f"{text[:offset]}x{text[offset + 1 :]}") != _plain(source.root)


def _values(text: str) -> object:
    source = parse(text, "x.yaml", Report())
    return source and _plain(source.root)


def _plain(node: Node | None) -> object:
    if node is None or isinstance(node, Scalar):
        return node and node.value
    if isinstance(node, Mapping):
        return {key: _plain(value) for key, value in node.entries.items()}
    return [_plain(item) for item in node.items]
