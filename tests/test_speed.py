"""How long commands take on many files, as whole processes."""

from __future__ import annotations

import os
import re
import statistics
import time

from memo.problems import Report
from memo.project import Project
from tests.conftest import PAPER, Paper
from tests.test_cli import run

# On the machine that this was written on the median is 0.9 s; a slow or busy one may take more.
SLACK = 4.0
# Other programs on the same processor slow each other down.
SLACK_OF_THE_PROCESSOR = 2.0

MORE = """\
  - overskrift: Økonomi i nr {n}
    tekst:
      - |
        Indsatsen koster 4,{n} mio. kr. i 2017, jf. bilag 1. Pengene fordeles

        1. til løn
           - for {n} konsulenter
           - for ledelse
        2. til drift, jf. [tabel](#drift)
      - tabel:
          titel: Drift nr {n}
          navn: drift
          hoved: [[Post, Beløb, Andel]]
          rækker:
            - [Lokaler, "{n}", "7,6"]
            - [It og opfølgning, "1.{n}", "12,5"]
            - sum: [I alt, "2.{n}", "20,1"]
          noter: Beløbene er foreløbige.
"""


def write_hundred(paper: Paper) -> None:
    """A hundred memos after the real one, no two with the same words, and nothing else."""
    memo = (PAPER / "notat.yaml").read_text("utf-8").replace("    fil: bilag-1.yaml\n", "")
    for file in (paper.content / "sag").iterdir():
        file.unlink()
    for n in range(100, 200):
        text = re.sub(r"\b(områder|analyser|forslag)\b", rf"\1 {n}", memo)
        text = text.replace("bilag:\n", MORE.replace("{n}", str(n)) + "bilag:\n")
        paper.write(f"sag/notat-{n}.yaml", text)


def test_a_hundred_files_are_checked_in_about_a_second(paper: Paper) -> None:
    write_hundred(paper)
    spent = []
    for _ in range(3):
        begin = time.perf_counter()
        done = run("check", "--content", paper.content, "--templates", paper.templates)
        spent.append(time.perf_counter() - begin)
        assert (done.returncode, done.stdout) == (
            0,
            "100 dokumenter tjekket, 0 fejl, 0 advarsler\n",
        )
    median = statistics.median(spent)
    print(f"100 files are checked in {median:.2f} s")
    assert median < SLACK


def test_a_thousand_built_documents_are_looked_through_in_under_two_seconds(paper: Paper) -> None:
    memo = (PAPER / "notat.yaml").read_text("utf-8")
    for n in range(1000):
        paper.write(f"sag {n:04}/notat.yaml", memo.replace("    fil: bilag-1.yaml\n", ""))
    project = Project(paper.content, paper.templates, paper.output)
    for document in project.documents([paper.content], Report()):
        project.build(document)
    folders = ["--content", paper.content, "--templates", paper.templates, "-o", paper.output]
    for command, says in (("status", "1002 aktuel"), ("build", "1002 aktuelle")):
        # The time of the processor: a machine that is busy with other things takes no more of it.
        begin = os.times()
        done = run(command, *folders)
        end = os.times()
        assert says in done.stdout.splitlines()[-1]
        spent = end.children_user + end.children_system - begin.children_user
        spent -= begin.children_system
        print(f"{command} of 1000 built documents takes {spent:.2f} s")
        assert spent < 2 * SLACK_OF_THE_PROCESSOR
