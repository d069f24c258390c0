"""The language that Word is told a document is in."""

from __future__ import annotations

import re

import pytest

from memo.word.package import read_parts, write_parts
from tests.conftest import Paper
from tests.word.altered import problems, small_kind

SPROG = "sprog: {type: string, enum: [da, en]}"
PARTS = ("word/styles.xml", "word/settings.xml", "docProps/core.xml")


def languages(parts: dict[str, bytes], part: str) -> list[str]:
    """Every language that the part names, in order."""
    return re.findall(r'[">]([a-z]{2}-[A-Z]{2})["<]', parts[part].decode())


def built(paper: Paper, content: str) -> dict[str, bytes]:
    assert problems(paper, content) == []
    return read_parts((paper.output / "sag" / "prøve.docx").read_bytes())


@pytest.mark.parametrize("content", ["", "sprog: da\n"])
def test_a_danish_document_says_what_its_danish_template_says(paper: Paper, content: str) -> None:
    small_kind(paper, SPROG, "Hej")
    template = read_parts((paper.templates / "prøve.docx").read_bytes())
    parts = built(paper, content)
    assert parts["word/styles.xml"] == template["word/styles.xml"]
    for part in PARTS:
        assert languages(parts, part) == languages(template, part)


def test_an_english_document_says_so_to_word(paper: Paper) -> None:
    small_kind(paper, SPROG, "Hello")
    parts = built(paper, "sprog: en\n")
    for part in PARTS:
        assert set(languages(parts, part)) - {"ar-SA"} == {"en-GB"}


def test_a_style_for_words_of_a_third_language_keeps_it(paper: Paper) -> None:
    small_kind(paper, SPROG, "Hello")
    template = paper.templates / "prøve.docx"
    parts = read_parts(template.read_bytes())
    style = (
        '<w:style w:type="character" w:customStyle="1" w:styleId="X"><w:name w:val="X"/>'
        '<w:rPr><w:lang w:val="{}"/></w:rPr></w:style></w:styles>'
    )
    both = style.format("sv-SE").removesuffix("</w:styles>") + style.format("da-DK").replace(
        "X", "Y"
    )
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", both.encode())
    template.write_bytes(write_parts(parts))
    found = languages(built(paper, "sprog: en\n"), "word/styles.xml")
    assert found[-2:] == ["sv-SE", "en-GB"]


def test_a_template_that_names_no_language_is_left_so(paper: Paper) -> None:
    small_kind(paper, SPROG, "Hello")
    template = paper.templates / "prøve.docx"
    parts = read_parts(template.read_bytes())
    for part in PARTS:
        text = re.sub(r"<(w:lang|w:themeFontLang) [^>]*/>", "", parts[part].decode())
        parts[part] = re.sub(r"<dc:language>.*?</dc:language>", "", text).encode()
    template.write_bytes(write_parts(parts))
    result = built(paper, "sprog: en\n")
    assert [languages(result, part) for part in PARTS] == [[], [], []]
