"""Time in proportion to size: a long paper is built without anything growing faster than it does."""

from __future__ import annotations

import time

from memo.output import Outcome
from memo.project import Project
from tests.conftest import ROOT, Paper
from tests.finding import paragraphs
from tests.timing import as_in_a_command

SENTENCE = (
    "Forvaltningen har undersøgt, hvordan **indsatsen** virker i de tre områder, jf. [tabel](#t). "
)


def long_paper(pages: int) -> str:
    """A memo of so many pages: on each 2 or 3 points and 10 rows of a table, and text."""
    frame = (ROOT / "tests/cases/build/notat/mindst.yaml").read_text("utf-8")
    lines = []
    for page in range(1, pages + 1):
        lines += [SENTENCE * 11, "", SENTENCE * 11, ""]
        lines += [f"{5 * page // 2 + point}. {SENTENCE}" for point in range(2 + page % 2)] + [""]
    text = "".join(f"          {line}".rstrip() + "\n" for line in lines)
    rows = "".join(
        f'            - [Række {row}, "1.{row % 1000:03},5", "{row},25", {{tekst: "-"}}]\n'
        for row in range(10 * pages)
    )
    head = (
        "          titel: Tal\n          navn: t\n          hoved: [[Område, Antal, Kr., Note]]\n"
    )
    parts = f"      - |\n{text}      - tabel:\n{head}          rækker:\n{rows}"
    return frame[: frame.index("afsnit:")] + f"afsnit:\n  - tekst:\n{parts}"


def seconds(paper: Paper, project: Project, pages: int) -> float:
    """How long the building of such a paper takes."""
    paper.write(f"sag/{pages}.yaml", long_paper(pages))
    start = time.process_time()
    built = project.build(f"sag/{pages}.yaml")
    passed = time.process_time() - start
    assert (built.outcome, built.report.problems()) == (Outcome.WRITTEN, [])
    return passed


def test_ten_times_the_size_takes_about_ten_times_the_time(paper: Paper) -> None:
    project = Project(paper.content, paper.templates, paper.output)
    seconds(paper, project, 2)  # reads the template
    with as_in_a_command():
        small = min(seconds(paper, project, 20) for _ in range(4))
        large = min(seconds(paper, project, 200) for _ in range(4))
    assert large < 15 * max(small, 0.02)
    docx = paper.output / "sag" / "200.docx"
    assert len(paragraphs(docx)) > 200 * 2 + 500 + 4 * 2000
