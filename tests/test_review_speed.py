"""How long `review` takes on a long file, as a whole process."""

from __future__ import annotations

import json
import os
from pathlib import Path

from lxml import etree

from memo.papers import Papers
from memo.problems import Report
from memo.review.reviewing import review
from tests.conftest import PAPER, Paper
from tests.copies import Copy, W
from tests.reviewer import Reviewed
from tests.test_cli import run
from tests.test_speed import SLACK_OF_THE_PROCESSOR
from tests.timing import within


def test_thirty_pages_with_two_hundred_changes_are_read_in_seconds(paper: Paper) -> None:
    memo = (PAPER / "notat.yaml").read_text("utf-8").replace("    fil: bilag-1.yaml\n", "")
    head, _, _ = memo.partition("afsnit:\n")
    sections = "".join(
        f"  - overskrift: Emne {n}\n    tekst: |\n"
        + "".join(
            f"      Afsnit {n}x{m} handler om begge sider af sagen, og det siger igen og igen, at"
            f" tallet{n}x{m}x skal gøres op hvert år,\n      før nogen ved, hvad det koster, og hvem"
            " der skal betale for det, når aftalen med boligforeningen er udløbet.\n\n"
            for m in range(10)
        )
        for n in range(40)
    )
    paper.write("sag/notat.yaml", f"{head}afsnit:\n{sections}")
    built = Papers(paper.content, paper.templates).draft("sag/notat.yaml", warnings=False).data
    assert built is not None
    reviewer = Reviewed(built)
    for n in range(40):
        for m in range(5):
            reviewer.tracking = m > 1
            reviewer.type_over(f"tallet{n}x{m}x", f"beløb{n}")
    file = paper.content.parent / "tilbage.docx"
    file.write_bytes(reviewer.saved())
    begin = os.times()
    done = run(
        *("review", file, "--content", paper.content, "--templates", paper.templates),
        *("--format", "json"),
    )
    end = os.times()
    (told,) = json.loads(done.stdout)
    changes = len(told["changes"])
    assert (done.returncode, changes) == (0, 200)
    assert all(change["returns"] for change in told["changes"])
    spent = end.children_user + end.children_system - begin.children_user - begin.children_system
    print(f"review of {len(built) // 1024} kB with {changes} changes takes {spent:.2f} s")
    assert spent < SLACK_OF_THE_PROCESSOR


def _inserted(paper: Paper, number: int) -> Path:
    """A copy of the paper in which so many insertions stand in one paragraph."""
    built = Papers(paper.content, paper.templates).draft("sag/notat.yaml", warnings=False).data
    assert built is not None
    copy = Copy(built)
    paragraph = copy.paragraph("Velfærdsanalyseenheden")
    for at in range(number):
        said = {f"{W}id": str(9000 + at), f"{W}author": "Anne Jensen"}
        # Between two of them stands what is no insertion.
        for parent in (etree.SubElement(paragraph, f"{W}ins", said), paragraph):
            etree.SubElement(etree.SubElement(parent, f"{W}r"), f"{W}t").text = f"og{at:x}"
    return copy.save(paper.content.parent / "tilbage.docx")


def test_many_changes_in_one_paragraph_take_their_time_and_no_more(paper: Paper) -> None:
    file = _inserted(paper, 5_000)
    found = within(5, lambda: review(file, Papers(paper.content, paper.templates), Report()))
    assert found is not None
    assert len(found.changes) >= 5_000


def test_more_changes_than_people_make_are_refused(paper: Paper) -> None:
    report = Report()
    file = _inserted(paper, 20_001)
    assert review(file, Papers(paper.content, paper.templates), report) is None
    assert [problem.code for problem in report.problems()] == ["fil-for-stor"]
