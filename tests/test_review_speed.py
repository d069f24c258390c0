"""How long `review` takes on a long file, as a whole process."""

from __future__ import annotations

import os
import subprocess
import sys

from memo.papers import Papers
from tests.conftest import PAPER, ROOT, Paper
from tests.reviewer import Reviewed
from tests.test_speed import SLACK_OF_THE_PROCESSOR

_REVIEW = """
import sys
from pathlib import Path
from memo.papers import Papers
from memo.problems import Report
from memo.review.reviewing import review

found = review(Path(sys.argv[1]), Papers(Path(sys.argv[2]), Path(sys.argv[3])), Report())
print(len(found.changes), sum(each.returns for each in found.changes))
"""


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
    command = [sys.executable, "-c", _REVIEW, *map(str, (file, paper.content, paper.templates))]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    end = os.times()
    changes, returning = map(int, done.stdout.split())
    assert changes == returning >= 200
    spent = end.children_user + end.children_system - begin.children_user - begin.children_system
    print(f"review of {len(built) // 1024} kB with {changes} changes takes {spent:.2f} s")
    # It is to reach 1 s; the rest is spent on the signs of paragraphs that nobody has changed.
    assert spent < 2 * SLACK_OF_THE_PROCESSOR
