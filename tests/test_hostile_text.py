"""Law 3 in every place where a text can stand: it comes out as typed, or is refused there."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from memo.output import Outcome
from memo.project import Project
from tests.conftest import ROOT, Paper
from tests.finding import Paragraph, body, notes
from tests.pictures import png
from tests.soundness import faults
from tests.test_laws import MARKDOWN_SIGNS

HOSTILE = "{{ titel }} {% if x %}{# x #} ]]> & < > &amp; <w:p/> \" ' {_{ _} \u00ad\u2011\t\u00a0 😀 עברית e\u0301"
NAME = "<&\"]]>{{x}}'😀"
FILE = "sag/notat.yaml"
REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def escaped(text: str) -> str:
    """The text as Markdown that means nothing but itself."""
    return "".join(f"\\{char}" if char in MARKDOWN_SIGNS else char for char in text)


def everywhere(text: str, table_file: str) -> list[object]:
    """Parts of a prose with the text in every place; a1 to a17 tell the places apart."""
    safe = escaped(text)
    prose = (
        f"a1{safe}b **a2{safe}b** [a3{safe}b](https://kk.dk/) ***a4{safe}b*** [a5{safe}b]{{sprog=en}}[^1]"
        f" [a6{safe}b](#{NAME})\n\n# a7{safe}b\n\n- a8{safe}b\n\n1) a9{safe}b\n\n> a10{safe}b\n\n"
        f"| a11{safe}b | x |\n|---|---|\n| a12{safe}b | y |\n\n[^1]: a13{safe}b"
    )
    line = f"a14{safe}b"
    table = {
        "titel": line,
        "enhed": line,
        "navn": NAME,
        "hoved": [[line, line]],
        "rækker": [
            {"gruppe": line},
            [{"tekst": line, "rækker": "2"}, f"{line}\n\n- {line}"],
            [line],
            {"sum": [line, line]},
        ],
        "noter": line,
    }
    figure = {"fil": "x.png", "titel": line, "alt": f"a15{text}b"}
    return [prose, {"tabel": table}, {"tabel": {"fil": table_file}}, {"figur": figure}]


def expected(text: str) -> list[str]:
    """The paragraphs that the parts print."""
    line = f"a14{text}b"
    first = " ".join(f"a{n}{text}b" for n in range(1, 7)) + "\u00a01"
    blocks = [f"a{n}{text}b" for n in range(7, 12)] + ["x", f"a12{text}b", "y"]
    rows = [line, line, line, line, line, line, line, line, line]
    return [
        first, *blocks, f"Tabel 1. {line} ({line})", *rows, line,
        f"a16{text}b", "z", f"a17{text}b", "z", f"Figur 1. {line}",
    ]  # fmt: skip


class Bench:
    """A project of which one document after the other is built, its template read once."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.project = Project(paper.content, paper.templates, paper.output)
        frame = (ROOT / "tests/cases/build/notat/mindst.yaml").read_text("utf-8")
        self.content = yaml.load(frame, Loader=yaml.BaseLoader)
        (paper.content / "sag" / "x.png").write_bytes(png())
        self.number = 0

    def build(self, text: str) -> tuple[Path | None, set[str], set[str]]:
        """The document with the text everywhere, or None; its problems' lines, and the text's."""
        self.number += 1
        parts = everywhere(text, f"x{self.number}.csv")
        content = self.content | {"afsnit": [{"tekst": parts}]}
        dumped = yaml.dump(content, allow_unicode=True, default_style='"', width=10**6)
        path = self.paper.write(f"sag/x{self.number}.yaml", dumped)
        table = io.StringIO(newline="")
        rows = [[f"a16{text}b", "z"], [f"a17{text}b", "z"]]
        csv.writer(table, delimiter=";", lineterminator="\n").writerows(rows)
        data = table.getvalue().encode("utf-8", "surrogatepass")
        path.with_suffix(".csv").write_bytes(data)
        built = self.project.build(f"sag/{path.name}")
        lines = {
            f"{file.name}:{number}"
            for file in (path, path.with_suffix(".csv"))
            for number, line in enumerate(file.read_text("utf-8", "replace").split("\n"), 1)
            if any(f"a{place}" in line for place in range(1, 18))
        }
        problems = {f"{Path(p.span.file).name}:{p.span.line}" for p in built.report.problems()}
        if built.outcome is not Outcome.WRITTEN:
            return None, problems, lines
        return (self.paper.output / "sag" / path.name).with_suffix(".docx"), problems, lines


@pytest.fixture
def bench(paper: Paper) -> Bench:
    return Bench(paper)


def below_title(docx: Path) -> Iterator[Paragraph]:
    paragraphs = iter(body(docx))
    assert any(paragraph.text == "En titel" for paragraph in paragraphs)
    return paragraphs


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
# Of "Ã¸" and the like a warning says that they look like letters read in a wrong encoding.
@given(st.text(st.characters(exclude_characters="\n\râÃ\ufffd"), max_size=20))
@example(HOSTILE)
@example("\u200f\u202e\ufeff\u200b")
@example("\x02\x0c")
@example("\ud800")
def test_law_3_in_every_place_of_the_prose(bench: Bench, text: str) -> None:
    docx, problems, lines = bench.build(text)
    if docx is None:
        assert problems
        assert problems <= lines
        assert REFUSED.search(text)
        return
    assert not problems
    found = list(below_title(docx))
    assert [paragraph.text for paragraph in found if paragraph.text] == expected(text)
    assert [paragraph.text for paragraph in notes(docx) if paragraph.text] == [f" a13{text}b"]
    assert [name for paragraph in found for name in paragraph.pictures] == [f"a15{text}b"]
    assert faults(docx) == []


@pytest.mark.parametrize(
    "address",
    [
        "https://kk.dk/?a=1&b=<x>\"'{{y}}%25]]>",
        "https://kk.dk/å/😀/עברית#{%_y_%}",
        "HTTPS://kk.dk/a_b*c*~d~^e^",
        "mailto:a&b@kk.dk?subject=Æ%20Ø",
    ],
)
def test_law_3_an_address_of_a_link_leads_where_the_author_says(paper: Paper, address: str) -> None:
    pointed = address.replace("<", "\\<").replace(">", "\\>")
    paper.write(FILE, (ROOT / "tests/cases/build/notat/mindst.yaml").read_text("utf-8"))
    paper.change(FILE, "tekst: Tekst.", f"tekst: |\n      [x](<{pointed}>)")
    paper.parts()
    docx = paper.output / "sag" / "notat.docx"
    assert faults(docx) == []
    with zipfile.ZipFile(docx) as archive:
        relations = ElementTree.fromstring(archive.read("word/_rels/document.xml.rels"))
    targets = [each.get("Target", "") for each in relations if each.get("TargetMode") == "External"]
    assert [unquote(target) for target in targets] == [unquote(address)]
