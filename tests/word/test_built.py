"""What a built file says of itself, and what is left of that when other programs save it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from memo.word.base import read_base
from memo.word.built import Traces, read_traces
from memo.word.package import read_parts, write_parts
from memo.word.parts_to_read import parts_to_read
from tests.conftest import Paper
from tests.office import convert


def said(data: bytes) -> Traces:
    """What the file says of itself; it must say something."""
    found = read_traces(read_parts(data))
    assert found is not None
    return found


def test_a_built_file_is_untouched_until_a_part_changes(built: dict[str, Path]) -> None:
    for docx in built.values():
        data = docx.read_bytes()
        parts = read_parts(data)
        assert said(data).is_untouched
        assert said(write_parts(dict(reversed(parts.items())))).is_untouched
        for name in parts:
            if not name.startswith("customXml/item"):
                changed = {**parts, name: parts[name] + b" "}
                assert not said(write_parts(changed)).is_untouched


def test_a_file_of_another_program_says_nothing(built: dict[str, Path]) -> None:
    parts = read_parts(next(iter(built.values())).read_bytes())
    rest = {name: data for name, data in parts.items() if not name.startswith("customXml/")}
    assert read_traces(rest) is None
    assert read_base(rest) is None


def canonical(parts: dict[str, bytes] | None) -> dict[str, bytes]:
    """The parts, in XML each in its canonical form; relationships aside, which follow the rest."""
    assert parts is not None
    return {
        name: etree.tostring(etree.fromstring(data), method="c14n2")
        if name.endswith(".xml")
        else data
        for name, data in parts.items()
        if not name.endswith(".rels")
    }


def test_the_base_is_what_was_built(built: dict[str, Path]) -> None:
    for docx in built.values():
        parts = read_parts(docx.read_bytes())
        base = canonical(read_base(parts))
        assert base == canonical(parts_to_read(parts))
        assert base["word/document.xml"] == canonical(parts)["word/document.xml"]


def test_what_a_file_says_survives_a_save_in_libreoffice(
    built: dict[str, Path], tool: Callable[[str], str], tmp_path: Path
) -> None:
    files = []
    for document, docx in built.items():
        files.append(tmp_path / f"{document.replace('/', '-')}.docx")
        shutil.copy(docx, files[-1])
    saved = convert(tool("soffice"), "docx", files, tmp_path / "saved")
    for before, after in zip(files, saved, strict=True):
        assert said(after.read_bytes()).provenance == said(before.read_bytes()).provenance
        assert not said(after.read_bytes()).is_untouched
        was, now = read_parts(before.read_bytes()), read_parts(after.read_bytes())
        assert canonical(read_base(now)) == canonical(read_base(was))


def test_no_clock_no_machine_and_no_place_stands_in_it(paper: Paper, tmp_path: Path) -> None:
    parts = paper.parts()
    own = b"".join(data for name, data in parts.items() if name.startswith("customXml/"))
    assert b"urn:memo:addresses" in own
    assert b"urn:memo:base" in own
    for word in (str(tmp_path), str(Path.home()), "localhost"):
        assert word.encode() not in own
    assert paper.build().report.problems() == []
