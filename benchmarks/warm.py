"""(a) A document in a program that runs already: the whole way, against docxtpl's part of it."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.measuring import MILLI, Spread, in_turns, spread
from benchmarks.memos import CONTENT, TEMPLATES, benchmark_memo
from benchmarks.peer import Peer, check_same
from benchmarks.report import Result, Table, Target, at_most
from benchmarks.with_docxtpl import merged
from memo.papers import Papers

OURS, DOCXTPL = "memo", "docxtpl"

_ROUNDS, _QUICK_ROUNDS = 30, 5
_WARM_UP = 1

# One document after another, as where many are built: right after the other program has run, the
# processor's own memory holds what that one needed.
_IN_A_ROUND = 10

# Of as many digits as the numbers of the rounds.
_MODEL, _FIRST = 7777, 1001

_WANTED, _GOAL = 8, 2


class Contest:
    """The memo of the benchmark, some variants of it in each round, in both programs.

    What docxtpl merges is made of another variant, by replacing its number: so ours has never seen
    a text before the clock runs.
    """

    def __init__(self, folder: Path, rounds: int) -> None:
        papers = Papers(CONTENT, TEMPLATES)
        self._rounds = rounds
        numbers = range((rounds + _WARM_UP) * _IN_A_ROUND)
        self._papers = papers.with_texts(
            {_path(number): benchmark_memo(_FIRST + number) for number in numbers}
        )
        peer = Peer(papers.with_texts({_path(0): benchmark_memo(_MODEL)}), folder)
        values = json.dumps(peer.values(_path(0), benchmark_memo(_MODEL)))
        self._template = peer.template(_path(0), "notat")
        self._values: list[dict[str, Any]] = [
            json.loads(values.replace(str(_MODEL), str(_FIRST + number))) for number in numbers
        ]
        self._made: dict[str, bytes] = {}

    def times(self, clock: Callable[[], float] = time.perf_counter) -> dict[str, list[float]]:
        """The seconds a document of each round, by program; both have made the same at the end."""
        contestants = {OURS: _each(self._ours), DOCXTPL: _each(self._docxtpl)}
        found = in_turns(contestants, self._rounds, warm_up=_WARM_UP, clock=clock)
        check_same(self._made[OURS], self._made[DOCXTPL])
        return {name: [time / _IN_A_ROUND for time in times] for name, times in found.items()}

    def _ours(self, number: int) -> None:
        draft = self._papers.draft(_path(number), warnings=False)
        assert draft.data, draft.report.problems()
        self._made[OURS] = draft.data

    def _docxtpl(self, number: int) -> None:
        self._made[DOCXTPL] = merged(self._template, self._values[number])


def measure(*, quick: bool) -> Result:
    """What the contest gives."""
    with tempfile.TemporaryDirectory(prefix="memo-") as folder:
        contest = Contest(Path(folder), _QUICK_ROUNDS if quick else _ROUNDS)
        times = contest.times()
    ours, docxtpl = spread(times[OURS]), spread(times[DOCXTPL])
    ratio = docxtpl.median / ours.median
    table = Table(
        f"`benchmarks/memo.yaml`, {_IN_A_ROUND} new variants in each of {ours.rounds} rounds, in "
        "turns; milliseconds a document: the median, and between what half of the rounds lie.",
        ("", "ms a document", "best", "times as long"),
        [
            _row("memo: from YAML to .docx, all of it", ours, ours),
            _row("docxtpl: merging finished values", docxtpl, ours),
        ],
    )
    targets = [
        Target("(a) against docxtpl", f"{_WANTED} times faster", f"{ratio:.2f}", ratio >= _WANTED),
        at_most("(a) a memo, warm", _GOAL, ours.median * MILLI, "ms"),
    ]
    data = {OURS: asdict(ours), DOCXTPL: asdict(docxtpl), "ratio": ratio}
    return Result("(a) A document, warm", [table], targets, data)


def _each(make: Callable[[int], None]) -> Callable[[int], None]:
    """What makes the documents of the round of that number, of which `make` makes one."""

    def make_all(number: int) -> None:
        for place in range(_IN_A_ROUND):
            make(number * _IN_A_ROUND + place)

    return make_all


def _row(name: str, times: Spread, ours: Spread) -> tuple[str, ...]:
    times_as_long = f"{times.median / ours.median:.2f}"
    return name, times.shown(), f"{times.best * MILLI:.2f}", times_as_long


def _path(number: int) -> str:
    return f"memo-{number}.yaml"
