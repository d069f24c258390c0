"""The values of Markdown in the samples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from memo.blocks import Form
from memo.problems import Report
from memo.source.nodes import Scalar
from memo.source.reading import parse
from tests.conftest import ROOT
from tests.finding import anchors


def values(built: dict[str, Path]) -> Iterator[tuple[str, Form]]:
    """Each value of Markdown in the content, and how it is read."""
    seen = set()
    for docx in built.values():
        for anchor in anchors(docx):
            if anchor.form != "plain" and (anchor.file, anchor.path) not in seen:
                seen.add((anchor.file, anchor.path))
                yield value_at(ROOT / "content", anchor.file, anchor.path), anchor.form


def value_at(content: Path, file: str, path: str) -> str:
    """The value at that JSON pointer of a content file."""
    source = parse((content / file).read_text("utf-8"), file, Report())
    assert source is not None
    steps = [step.replace("~1", "/").replace("~0", "~") for step in path.split("/")[1:]]
    node = source.at(tuple(steps))
    assert isinstance(node, Scalar)
    return node.value
