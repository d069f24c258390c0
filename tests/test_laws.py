"""The laws of the design, as far as building touches them."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from memo.output import Outcome
from memo.project import Project
from tests.conftest import ROOT, Paper
from tests.finding import Paragraph, body, edges, mark_of, notes, paragraphs
from tests.plain import LABEL
from tests.reading import Reading, load

SEED = ROOT.parent / "shared" / "seeds"


def words(text: str) -> Counter[str]:
    """The words of a text; white space separates them, the labels of lists are no part of them."""
    return Counter(re.sub(rf"(?m)^ *{LABEL.pattern}|\*\*", " ", text).split())


def texts(shown: list[Paragraph]) -> list[str]:
    """The paragraphs that are not empty."""
    return [paragraph.text.strip() for paragraph in shown if paragraph.text.strip()]


def test_law_1_same_input_same_bytes_on_every_machine(tmp_path: Path) -> None:
    environments = [
        {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
        {"TZ": "Asia/Tokyo", "LC_ALL": "da_DK.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "America/New_York", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4711"},
    ]
    documents = [file for file in (ROOT / "content").rglob("*.yaml") if "skabelon" in load(file)]
    hashes = set()
    for number, environment in enumerate(environments):
        output = tmp_path / str(number)
        subprocess.run(
            [sys.executable, str(ROOT / "build.py"), "-o", str(output)],
            env={**os.environ, **environment},
            cwd=tmp_path,
            check=True,
            capture_output=True,
        )
        files = sorted(output.rglob("*.docx"))
        assert len(files) == len(documents)
        hashes.add(tuple(hashlib.sha256(file.read_bytes()).hexdigest() for file in files))
    assert len(hashes) == 1


def test_law_1_no_clock_and_no_place_in_the_file(built: dict[str, Path]) -> None:
    for docx in built.values():
        with zipfile.ZipFile(docx) as archive:
            assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            everything = b"".join(archive.read(name) for name in archive.namelist())
        assert str(ROOT).encode() not in everything
        assert b"dcterms:created" not in everything
        assert b"lastModifiedBy" not in everything


def test_law_2_each_document_says_its_content_in_its_order_and_no_more(
    built: dict[str, Path],
) -> None:
    for content, docx in built.items():
        reading = Reading(ROOT / "content" / content, ROOT / "templates", mark_of(docx))
        assert texts(body(docx)) == reading.body, content
        assert texts(notes(docx)) == reading.notes, content
        assert texts(edges(docx)) == reading.edges, content


@pytest.mark.skipif(not SEED.is_dir(), reason="the scanned paper is not beside this project")
def test_law_2_every_word_of_the_scanned_paper_is_in_the_outputs(built: dict[str, Path]) -> None:
    seed = "\n".join(file.read_text(encoding="utf-8") for file in SEED.glob("*.txt"))
    seed = seed.replace("Rådhuspladsen I", "Rådhuspladsen 1")  # a reading error of the scanner
    everything = words("\n".join(p.text for docx in built.values() for p in paragraphs(docx)))
    missing = words(seed) - everything
    assert missing == Counter()


@dataclass
class Bench:
    """A project of which one document after the other is built, its template read once."""

    paper: Paper
    project: Project
    numbers: Iterator[int] = field(default_factory=lambda: iter(range(10**6)))

    def build(self, **fields: str) -> tuple[Outcome, list[str], list[int], set[int]]:
        """The outcome, the printed paragraphs, the problems' lines, and those of the two fields."""
        path = f"sag/x{next(self.numbers)}.yaml"
        text = (ROOT / "tests" / "cases" / "build" / "notat" / "mindst.yaml").read_text("utf-8")
        content = yaml.load(text, Loader=yaml.BaseLoader)
        content["titel"] = fields["titel"]
        content["afsnit"][0]["tekst"] = fields["tekst"]
        dumped = yaml.dump(content, allow_unicode=True, default_style='"', width=10**6)
        self.paper.write(path, dumped)
        built = self.project.build(path)
        places = {
            n for n, x in enumerate(dumped.split("\n"), 1) if '"titel":' in x or '"tekst":' in x
        }
        lines = [problem.span.line for problem in built.report.problems()]
        if built.outcome is not Outcome.WRITTEN:
            return built.outcome, [], lines, places
        docx = (self.paper.output / path).with_suffix(".docx")
        return built.outcome, [p.text for p in paragraphs(docx)], lines, places


@pytest.fixture
def bench(paper: Paper) -> Bench:
    return Bench(paper, Project(paper.content, paper.templates, paper.output))


MARKDOWN_SIGNS = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=40))
@example("{{ titel }} {% if x %} {# x #} {_{ }_}")
@example("]]> & < > &amp; <w:p/> \" '")
@example("  kant\t \u00a0")
@example("so\u00adft no\u2011break \u200d😀 עברית e\u0301")
@example("linje\nto")
@example("\x0c")
@example("None")
@example("\ud800")
@example("\uffff\ufdd0\U0001ffff")
@example("\x01\x02")
def test_law_3_any_text_comes_out_as_typed_or_is_refused_with_its_line(
    bench: Bench, text: str
) -> None:
    prose = "".join(f"\\{char}" if char in MARKDOWN_SIGNS else char for char in text)
    outcome, lines, places, fields = bench.build(titel=f"a{text}b", tekst=f"c{prose}d")
    if outcome is Outcome.WRITTEN:
        assert f"a{text}b" in lines
        if "\n" not in text:
            assert f"c{text}d" in lines
    else:
        assert places
        assert set(places) <= fields
        assert re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]", text)
