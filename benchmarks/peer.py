"""What docxtpl is given: a paper's values as it wants them, all else done beforehand.

docxtpl merges values into a template. It reads no YAML, checks nothing and knows no Markdown; so it
gets plain texts, and prose as finished WordprocessingML, taken out of a document that this project
has built from the same text.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from lxml import etree

from benchmarks.memos import CONTENT, TEMPLATES
from memo.edition import Edition
from memo.papers import Papers
from memo.word.package import read_parts, write_parts
from memo.word.view import view

_BODY = "word/document.xml"
# What the prose refers to: docxtpl itself writes neither lists nor links.
_REFERRED = ("word/numbering.xml", "word/_rels/document.xml.rels")
_DRAFT_MARK = re.compile(r"\tUdkast ([0-9a-f]+)")

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = "Overskrift1"
# The fields that hold the sections of a kind, which all begin with a heading.
_SECTIONS = {"notat": "afsnit", "slides": "slides"}


class Peer:
    """docxtpl with a template of this project, and the values of papers of that kind.

    The templates are made in `folder`, from the real ones.
    """

    def __init__(self, papers: Papers, folder: Path) -> None:
        self._papers = papers
        self._folder = folder
        self._register = _load((CONTENT / "afsendere.yaml").read_text(encoding="utf-8"))

    def values(self, path: str, text: str) -> dict[str, Any]:
        """What docxtpl merges to make the same document as `papers` does of that path and text."""
        values: dict[str, Any] = _load(text)
        draft = self._built(path)
        mark = _DRAFT_MARK.search(view(draft))
        assert mark, "a draft says so"
        values["udkast"] = f"Udkast {mark[1]}"
        values["ord"] = _words(values["skabelon"])
        if "afsender" in values:
            values["afsender"] = self._register[values["afsender"]]
        for number, annex in enumerate(values.get("bilag", ()), start=1):
            annex["nummer"] = str(number)
        final = self._built(path, Edition.FINAL)  # without bookmarks, which are not docxtpl's part
        sections = values[_SECTIONS[values["skabelon"]]]
        for section, (heading, prose) in zip(sections, _sections(final[_BODY]), strict=False):
            if values["skabelon"] == "slides":
                section["overskrift"] = heading
            section["tekst"] = prose
        return values

    def template(self, path: str, kind: str) -> Path:
        """The kind's template with the lists and links that are used in the document of that path.

        All else in it is as it is in the folder of templates.
        """
        parts = read_parts((TEMPLATES / f"{kind}.docx").read_bytes())
        final = self._built(path, Edition.FINAL)
        file = self._folder / f"{kind}.docx"
        file.write_bytes(write_parts({**parts, **{name: final[name] for name in _REFERRED}}))
        return file

    def _built(self, path: str, edition: Edition = Edition.DRAFT) -> dict[str, bytes]:
        """The parts of the document, as this project builds it."""
        draft = self._papers.draft(path, warnings=False, edition=edition)
        assert draft.parts, draft.report.problems()
        return draft.parts


def check_same(ours: bytes, theirs: bytes) -> None:
    """Nothing; raises an error where the two documents do not say the same in the same styles."""
    shown = [_shown(document) for document in (ours, theirs)]
    if shown[0] != shown[1]:
        different = [pair for pair in zip(*shown, strict=False) if pair[0] != pair[1]]
        raise AssertionError(f"docxtpl made another document: {different[:3]}")


def _shown(document: bytes) -> list[str]:
    """The document's paragraphs, without the mark of a draft, which is a hash of its content."""
    return _DRAFT_MARK.sub("", view(read_parts(document))).splitlines()


def _load(text: str) -> Any:
    """The values of the YAML, each scalar as the text that was typed."""
    return yaml.load(text, yaml.BaseLoader)


def _words(kind: str) -> dict[str, str]:
    """The template's own words, in Danish."""
    schema = _load((TEMPLATES / f"{kind}.schema.yaml").read_text(encoding="utf-8"))
    return {name: word["da"] for name, word in schema.get("x-ord", {}).items()}


def _sections(body: bytes) -> list[tuple[str, str]]:
    """The runs of each heading, and the paragraphs and tables below it, as WordprocessingML."""
    found: list[tuple[str, str]] = []
    for element in etree.fromstring(body).iterfind(f"{_W}body/*"):
        style = element.find(f"{_W}pPr/{_W}pStyle")
        if style is not None and style.get(f"{_W}val") == _HEADING:
            runs = "".join(_xml(run) for run in element.findall(f"{_W}r"))
            found.append((runs, ""))
        elif found and element.tag != f"{_W}sectPr":
            found[-1] = (found[-1][0], found[-1][1] + _xml(element))
    return found


def _xml(element: Any) -> str:
    """The element as it stands in a document that has declared the prefixes."""
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    return re.sub(r' xmlns:\w+="[^"]*"', "", text)
