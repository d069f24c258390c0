"""The numbers after a reviewer's work: points put in and taken out in Word."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from memo.word.package import read_parts, write_parts
from memo.word.xml import Element, parse, serialize, text_of, w
from tests.conftest import ROOT, Paper
from tests.numbers import points
from tests.office import convert

BODY = "word/document.xml"


def build(paper: Paper, prose: str) -> Path:
    """A memo of that prose."""
    frame = (ROOT / "tests/cases/build/notat/mindst.yaml").read_text("utf-8")
    text = "".join(f"      {line}\n" for line in prose.split("\n"))
    paper.write("sag/notat.yaml", frame.replace("tekst: Tekst.\n", f"tekst: |\n{text}"))
    paper.parts()
    return paper.output / "sag" / "notat.docx"


def review(docx: Path, *acts: str) -> None:
    """Nothing; "+b" puts a point "ny" in below the point "b", "-b" takes "b" out."""
    parts = read_parts(docx.read_bytes())
    root = parse(parts[BODY])
    for act in acts:
        point = next(p for p in root.iter(w("p")) if text_of(p) == act[1:])
        if act[0] == "+":
            point.addnext(_as_enter_makes(point))
        else:
            _remove(point)
    parts[BODY] = serialize(root).encode()
    docx.write_bytes(write_parts(parts))


def _as_enter_makes(point: Element) -> Element:
    """A paragraph with the properties of the one above, as Word makes it on Enter."""
    new = copy.deepcopy(point)
    for mark in [*new.iter(w("bookmarkStart")), *new.iter(w("bookmarkEnd"))]:
        new.remove(mark)
    for text in new.iter(w("t")):
        text.text = "ny"
    return new


def _remove(element: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def shown(docx: Path) -> list[str]:
    """The labels and texts of all points, as Word counts."""
    return [f"{point.label} {point.text}" for point in points(docx) if point.label]


RESUMED = "1. a\n2. b\n3. c\n\nEt afsnit.\n\n4. d\n5. e"
RUN_ON = "1. a\n   a) b\n   b) c\n2. d\n   c) e\n   d) f\n3. g"
MIXED = "At 1) a\n\n   1.1 b\n\n   1.2 c\n\n   Tekst.\n\n   1.3 d\n\nAt 2) e\n\nAt 3) f"
WIDER = "98. a\n99. b\n\nEt afsnit.\n\n100. c\n101. d"
ROMAN = "> Citat\n\nviii. a\n\nTekst\n\ni. b\nii. c\n\n# Overskrift\n\niii. d"


@pytest.mark.parametrize(
    ("prose", "acts", "expected"),
    [
        (RESUMED, ["+b"], "1. a|2. b|3. ny|4. c|5. d|6. e"),
        (RESUMED, ["+c"], "1. a|2. b|3. c|4. ny|5. d|6. e"),
        (RESUMED, ["-a"], "1. b|2. c|3. d|4. e"),
        (RESUMED, ["-c", "+d"], "1. a|2. b|3. d|4. ny|5. e"),
        (RESUMED, ["-d", "-a", "+c", "+c"], "1. b|2. c|3. ny|4. ny|5. e"),
        (RUN_ON, ["+b"], "1. a|a) b|b) ny|c) c|2. d|d) e|e) f|3. g"),
        (RUN_ON, ["-e", "+a"], "1. a|2. ny|a) b|b) c|3. d|c) f|4. g"),
        (MIXED, ["+b", "-e"], "At 1) a|1.1 b|1.2 ny|1.3 c|1.4 d|At 2) f"),
        (WIDER, ["+a"], "98. a|99. ny|100. b|101. c|102. d"),
        (ROMAN, ["+b"], "viii. a|i. b|ii. ny|iii. c|iv. d"),
        # A jump is the author's: what follows it does not move.
        ("1. a\n2. b\n4. c\n5. d", ["+a", "+c"], "1. a|2. ny|3. b|4. c|5. ny|6. d"),
    ],
)
def test_the_numbers_go_on_from_what_a_reviewer_puts_in_and_takes_out(
    paper: Paper, prose: str, acts: list[str], expected: str
) -> None:
    docx = build(paper, prose)
    review(docx, *acts)
    assert shown(docx) == expected.split("|")


def test_libreoffice_counts_on_from_them_too(
    paper: Paper, tool: Callable[[str], str], tmp_path: Path
) -> None:
    docx = build(
        paper, f"{RESUMED}\n\n{MIXED}\n\n{RUN_ON}".replace("\n\n1. a", "\n\nIgen.\n\n1. h")
    )
    before = shown(docx)
    review(docx, "+b", "-d", "+f", "-g")
    assert shown(docx) != before
    (text,) = convert(tool("soffice"), "txt:Text (encoded):UTF8", [docx], tmp_path)
    lines = map(str.strip, text.read_text(encoding="utf-8-sig").splitlines())
    label = re.compile(r"(At )?([0-9.]+|[a-z])[.)]? \w+$")
    assert [line for line in lines if label.match(line)] == shown(docx)
