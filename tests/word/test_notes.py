"""Footnotes in templates that have some of their own, or no settings."""

from __future__ import annotations

import pytest

from memo.word.package import read_parts, write_parts
from memo.word.xml import parse, w
from tests.conftest import Paper
from tests.finding import notes
from tests.soundness import faults
from tests.word.altered import alter, paragraph
from tests.word.test_prose import PROSE, with_prose

NOTE = "      - |\n        a[^x]\n\n        [^x]: fra teksten\n"


def texts(paper: Paper) -> list[str]:
    """The notes of the memo, which must be sound."""
    paper.parts()
    docx = paper.output / "sag" / "notat.docx"
    assert faults(docx) == []
    return [note.text.strip() for note in notes(docx) if note.text]


def add_note(paper: Paper, id: int) -> None:
    """Nothing; gives the template a note as Word writes it."""
    with_prose(paper, NOTE).parts()
    template = paper.templates / "notat.docx"
    built = read_parts((paper.output / "sag" / "notat.docx").read_bytes())
    parts = read_parts(template.read_bytes())
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels", "word/footnotes.xml"):
        # As in the built document, less the addresses that it has as well.
        parts[name] = built[name]
    for name in built:
        if name.startswith("customXml/"):
            parts[name] = built[name]
    parts["word/footnotes.xml"] = (
        parts["word/footnotes.xml"]
        .replace(b'w:id="1"', f'w:id="{id}"'.encode())
        .replace(b"fra teksten", b"fra skabelonen")
    )
    template.write_bytes(write_parts(parts))
    mark = f'<w:r><w:footnoteReference w:id="{id}"/></w:r>'
    alter(template, PROSE, paragraph("x").replace("</w:p>", f"{mark}</w:p>") + PROSE)


@pytest.mark.parametrize("id", [1, 2, 40])
def test_the_notes_of_a_template_are_kept_beside_those_of_the_prose(paper: Paper, id: int) -> None:
    add_note(paper, id)
    assert texts(paper) == ["fra skabelonen", "fra teksten"]


def test_a_template_with_notes_prints_them_where_the_prose_has_none(paper: Paper) -> None:
    add_note(paper, 3)
    assert texts(with_prose(paper, "      - a\n")) == ["fra skabelonen"]


def test_a_document_without_notes_has_no_part_for_them(paper: Paper) -> None:
    assert not [name for name in with_prose(paper, "      - a\n").parts() if "footnotes" in name]


def test_the_settings_name_the_lines_above_the_notes(paper: Paper) -> None:
    settings = parse(with_prose(paper, NOTE).parts()["word/settings.xml"])
    named = [note.get(w("id")) for note in settings.iter(w("footnote"))]
    assert named == ["-1", "0"]
