"""Each printed character knows where it stands in the content file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from memo.blocks import (
    Cell,
    Footnote,
    Item,
    Line,
    List,
    Paragraph,
    Passage,
    Prose,
    Quote,
    Record,
    Row,
    Run,
    Table,
    Text,
)
from memo.cache import Cache
from memo.captions import Captions
from memo.compose import compose
from memo.content import Content, kind_of
from memo.kinds import Kinds
from memo.markdown import read_prose
from memo.problems import Report, Span
from memo.provenance import Drawing
from memo.source import parse
from memo.source.nodes import Scalar, Sequence, Source
from tests.conftest import ROOT
from tests.timing import within


def texts(value: Any) -> Iterator[Run | Text]:
    """Every run and text in a value, those of footnotes too."""
    if isinstance(value, Run | Text):
        yield value
    below = {
        Record: lambda: list(value.values.values()),
        tuple: lambda: value,
        Line: lambda: [value.paragraph],
        Paragraph: lambda: value.inlines,
        Footnote: lambda: value.paragraphs,
        Item: lambda: [value.paragraph, *value.blocks],
        List: lambda: value.items,
        Table: lambda: [value.rows, value.notes, value.caption and value.caption.title],
        Row: lambda: value.cells,
    }.get(
        type(value),
        lambda: value.blocks if isinstance(value, Prose | Passage | Quote | Cell) else [],
    )()
    for part in below:
        yield from texts(part)


def assert_typed(source: Source, text: Run | Text) -> None:
    """Each character stands where it says, in the order of the text."""
    assert text.offsets is not None
    found = text.offsets()
    assert len(found) == len(text.text) + 1
    assert found == sorted(found)
    for char, offset in zip(text.text, found, strict=False):
        written = source.text[offset : offset + 2]
        # A line of prose is wrapped, and in double quotes some signs have other names.
        assert written[:1] == char or (char in " \n" and written[:1] in "\n\r\\ "), (text, written)


FILES = sorted(file for file in (ROOT / "content").rglob("*.yaml") if file.name != "afsendere.yaml")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_character_of_the_samples_is_found_in_its_file(file: Path) -> None:
    report = Report()
    kinds = Kinds(ROOT / "templates", "templates", Cache(None))
    content = Content(ROOT / "content", "content", kinds)
    path = file.relative_to(ROOT / "content").as_posix()
    source = content.source(path, report)
    assert source is not None
    named = kind_of(source)
    assert isinstance(named, Scalar)
    kind = kinds.kind(named.value, Span("x"), report)
    assert kind is not None
    record = compose(path, source, kind.schema, content, report, drawing=Drawing())
    own = [text for text in texts(record) if text.offsets is not None]
    words = sum(len(text.text) for text in own if " " not in text.text[:1])
    assert words > 200
    for text in own:
        added = isinstance(text, Run) and text.text.endswith("\u00a0")
        address = getattr(text, "address", None)
        if not added and (address is None or address.file == path):
            assert_typed(source, text)


PIECES = st.sampled_from(
    ["ord", "æ", "😀", "**fed**", "*skrå*", "\\*", "\\\\", "[her](https://a.dk)", "H~2~O", "m^2^",
     "[sag]{sprog=en}", "<https://b.dk>", " ", "  ", "\n", "\\\n", "\n\n", "- ", "1. ", "a) ", "> ",
     "| a | a |\n|---|---|\n| b\\|c | b |\n", "[^1]", "\n\n[^1]: note\n", "# ", "*", "_", "**", '"', "|", "    ", "\t"]
)  # fmt: skip


@example(["> ", "\\|", " a | a |\n|---|---|\n"])
@given(st.lists(PIECES, max_size=14))
@settings(max_examples=400, deadline=None)
def test_every_character_of_a_prose_is_found_in_its_file(pieces: list[str]) -> None:
    text = "".join(pieces).strip() or "x"
    written = "- |2\n" + "".join(f"  {line}\n" for line in text.split("\n"))
    source = parse(written, "x.yaml", Report())
    assert source is not None
    assert isinstance(source.root, Sequence)
    scalar = source.root.items[0]
    assert isinstance(scalar, Scalar)
    for found in texts(read_prose(source, scalar, Captions(), Report())):
        assert_typed(source, found)


def test_two_cells_with_the_same_text_have_places_of_their_own() -> None:
    written = "- |\n  | a | b |\n  |---|---|\n  | 5 | 5 |\n"
    source = parse(written, "x.yaml", Report())
    assert source is not None
    assert isinstance(source.root, Sequence)
    scalar = source.root.items[0]
    assert isinstance(scalar, Scalar)
    found = list(texts(read_prose(source, scalar, Captions(), Report())))
    assert [(text.text, text.offsets()[0]) for text in found if text.offsets] == [
        ("a", 8), ("b", 12), ("5", 32), ("5", 36),
    ]  # fmt: skip


def test_a_paragraph_of_many_runs_takes_no_longer_for_each() -> None:
    source = parse("- ord " + "**ord** *ord* ord " * 2000, "x.yaml", Report())
    assert source is not None
    assert isinstance(source.root, Sequence)
    scalar = source.root.items[0]
    assert isinstance(scalar, Scalar)
    found = list(texts(read_prose(source, scalar, Captions(), Report())))
    assert len(found) > 5000
    within(2, lambda: [text.offsets and text.offsets() for text in found])
    assert all(text.offsets for text in found)
