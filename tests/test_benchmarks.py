"""The benchmarks: that they still run, and measure what they say; and how we stand to docxtpl."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks.batch import write_documents
from benchmarks.measuring import in_turns, spread
from benchmarks.memos import GROWING, benchmark_memo
from benchmarks.peer import check_same
from benchmarks.warm import DOCXTPL, OURS, Contest
from memo.output import Outcome
from memo.papers import Papers
from memo.problems import Report
from memo.project import Project
from memo.word.package import read_parts
from memo.word.view import view
from tests.conftest import ROOT

# Half of what it is: on any machine, in the same run, under any load.
TIMES_FASTER_AT_LEAST = 1.2
ROUNDS = 5

# The time of the processor, of which a busy machine takes no more; Windows counts it in steps that
# are longer than a document takes.
CLOCK = time.perf_counter if os.name == "nt" else time.process_time


def test_the_whole_way_stands_as_it_should_to_what_docxtpl_does_of_it(tmp_path: Path) -> None:
    times = Contest(tmp_path, ROUNDS).times(CLOCK)
    ratio = min(times[DOCXTPL]) / min(times[OURS])
    print(f"{ratio:.2f} times faster than docxtpl")
    assert ratio > TIMES_FASTER_AT_LEAST


def papers(texts: dict[str, str]) -> Papers:
    return Papers(ROOT / "content", ROOT / "templates").with_texts(texts)


def shown(papers: Papers, path: str) -> list[str]:
    """The paragraphs of the document at that path, which is built without a word."""
    draft = papers.draft(path, warnings=False)
    assert draft.report.problems() == []
    assert draft.parts
    return view(draft.parts).splitlines()


def test_no_prose_and_no_row_of_the_memo_is_the_same_in_two_rounds() -> None:
    both = papers({"a.yaml": benchmark_memo(1001), "b.yaml": benchmark_memo(1002)})
    one, other = shown(both, "a.yaml"), shown(both, "b.yaml")
    assert len(one) == len(other)
    styles = ("[Body Text]", "[List", "+ [Tabel tekst]", "+ [Tabel sum]")
    same = {line for line, of_other in zip(one, other, strict=True) if line == of_other}
    assert [line for line in same if line.startswith(styles)] == []


@pytest.mark.parametrize("kind", GROWING)
def test_a_memo_is_as_long_as_it_is_made(kind: str) -> None:
    made = papers({f"{size}.yaml": GROWING[kind](size, 1) for size in (10, 20)})
    assert len(shown(made, "20.yaml")) - len(shown(made, "10.yaml")) == (
        40 if kind == "rows" else 10
    )


def test_documents_that_say_other_things_are_told_apart(built: dict[str, Path]) -> None:
    one = built["eksempler/bilag.yaml"].read_bytes()
    check_same(one, one)
    with pytest.raises(AssertionError, match="another document"):
        check_same(one, built["eksempler/budget.yaml"].read_bytes())


def test_the_documents_of_all_kinds_are_built_without_a_word(tmp_path: Path) -> None:
    write_documents(tmp_path / "content", 25)
    project = Project(tmp_path / "content", ROOT / "templates", tmp_path / "output")
    documents = project.documents([tmp_path / "content"], Report())
    assert len(documents) == 25
    texts = set()
    for document in documents:
        done = project.build(document)
        assert (done.outcome, done.report.problems()) == (Outcome.WRITTEN, [])
        docx = (tmp_path / "output" / document).with_suffix(".docx")
        texts.add(view(read_parts(docx.read_bytes())))
    assert len(texts) == 25


def test_contestants_take_turns_and_the_first_rounds_do_not_count() -> None:
    turns: list[str] = []
    ticks = iter(range(100))
    times = in_turns(
        {"a": lambda number: turns.append(f"a{number}"), "b": lambda n: turns.append(f"b{n}")},
        rounds=2,
        warm_up=1,
        clock=lambda: float(next(ticks)),
    )
    assert turns == ["a0", "b0", "b1", "a1", "a2", "b2"]
    assert times == {"a": [1.0, 1.0], "b": [1.0, 1.0]}


def test_a_spread_is_the_median_and_what_half_of_the_rounds_lie_between() -> None:
    found = spread([0.005, 0.001, 0.002, 0.004, 0.003])
    assert (found.median, found.low, found.high, found.best) == (0.003, 0.002, 0.004, 0.001)
    assert found.shown() == "3.00 (2.00-4.00)"


def test_the_command_measures_and_writes_down(tmp_path: Path) -> None:
    places = {name: tmp_path / f"results.{name}" for name in ("json", "markdown", "svg")}
    options = ["--json", places["json"], "--markdown", places["markdown"], "--plot", places["svg"]]
    command = [sys.executable, "-m", "benchmarks", "--quick", *"abcde", *map(str, options)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    shown = places["markdown"].read_text(encoding="utf-8")
    assert shown in done.stdout.replace("\r\n", "\n")
    assert "reached" in shown
    parts = json.loads(places["json"].read_text(encoding="utf-8"))["parts"]
    assert list(parts) == ["a", "b", "c", "d", "e"]
    assert parts["a"]["ratio"] == parts["a"][DOCXTPL]["median"] / parts["a"][OURS]["median"]
    assert ElementTree.parse(places["svg"]).getroot().tag.endswith("svg")
