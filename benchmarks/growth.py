"""(c) Growth: whether ten times the paper takes ten times as long, and what it takes of memory."""

from __future__ import annotations

import shutil
import tempfile
import time
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.measuring import MILLI, Spread, spread
from benchmarks.memos import CONTENT, GROWING, TEMPLATES
from benchmarks.processes import BUILD, Processes
from benchmarks.report import Result, Table, Target
from memo.papers import Papers

# How often each size is built: the large ones take long, and vary less.
_TIMES = {10: 60, 100: 30, 1_000: 10, 10_000: 5}
_QUICK_TIMES = {10: 4, 100: 2, 1_000: 1}

_MOST = 11  # times as long, for ten times the size
_SAMPLED_EVERY = 0.01

_MEGA = 1_000_000


@dataclass(frozen=True)
class Size:
    """Memos of one size; `peak` is what a whole process takes at most, None where unknown."""

    size: int
    times: Spread
    yaml: int
    docx: int
    peak: int | None


Growth = dict[str, list[Size]]
"""The sizes, by what a memo is made long by."""


def measure(*, quick: bool) -> tuple[Result, Growth]:
    """What each size takes, as a result and for a picture of it."""
    times = _QUICK_TIMES if quick else _TIMES
    growth = {kind: _sizes(kind, times) for kind in GROWING}
    tables = [_table(kind, sizes) for kind, sizes in growth.items()]
    targets = [_target(kind, sizes) for kind, sizes in growth.items()]
    data: dict[str, Any] = {
        kind: [asdict(size) for size in sizes] for kind, sizes in growth.items()
    }
    return Result("(c) Growth", tables, targets, data), growth


def _sizes(kind: str, times: dict[int, int]) -> list[Size]:
    """Memos of each size, built as often as `times` says, those of one size far apart.

    So a machine that is slow for a while is so for all sizes.
    """
    papers = Papers(CONTENT, TEMPLATES)
    seconds: dict[int, list[float]] = {size: [] for size in times}
    docx: dict[int, int] = {}
    rounds = max(times.values())
    for number in range(rounds + 1):  # the first is to warm up
        for size in (size for size, often in times.items() if number % (rounds // often) == 0):
            passed, docx[size] = _build(papers, GROWING[kind](size, number))
            seconds[size].append(passed)
    return [
        Size(
            size,
            spread(seconds[size][1:]),
            len(GROWING[kind](size, 0).encode()),
            docx[size],
            _peak(kind, size),
        )
        for size in times
    ]


def _build(papers: Papers, text: str) -> tuple[float, int]:
    """The seconds that it takes to build a memo of that text, and its bytes.

    What it leaves in memory goes when this ends, when the clock of the next does not run yet.
    """
    path = "memo.yaml"
    fresh = papers.with_texts({path: text})
    begin = time.perf_counter()
    draft = fresh.draft(path, warnings=False)
    assert draft.data, draft.report.problems()
    return time.perf_counter() - begin, len(draft.data)


def _peak(kind: str, size: int) -> int | None:
    """The most bytes that a process holds which builds one memo of that size."""
    with tempfile.TemporaryDirectory(prefix="memo-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        content = folder / "content"
        content.mkdir()
        shutil.copy(CONTENT / "afsendere.yaml", content)
        (content / "notat.yaml").write_text(GROWING[kind](size, 0), encoding="utf-8")
        places = ["--content", str(content), "--output", str(folder / "output")]
        command = [*BUILD, "build", *places]
        return Processes(folder / "cache").run(command, sampled_every=_SAMPLED_EVERY).peak


def _table(kind: str, sizes: list[Size]) -> Table:
    ratios = ["", *(f"{ratio:.2f}" for ratio in _ratios(sizes))]
    rows = [
        (
            f"{each.size:,}",
            each.times.shown(),
            ratio,
            f"{each.times.median * MILLI * MILLI / each.size:,.0f}",
            f"{each.yaml / _MEGA:.3f}",
            f"{each.docx / _MEGA:.3f}",
            f"{each.peak / _MEGA:.0f}" if each.peak else "not known",
        )
        for each, ratio in zip(sizes, ratios, strict=True)
    ]
    head = ("", "ms", "times the one above", "µs each", "MB YAML", "MB .docx", "MB peak")
    return Table(
        f"A memo of so many {kind}, built in a program that runs already; the peak is the memory "
        "of a whole process that builds it.",
        (kind, *head[1:]),
        rows,
    )


def _ratios(sizes: list[Size]) -> list[float]:
    """How many times as long each size takes as the one before it."""
    return [after.times.median / before.times.median for before, after in pairwise(sizes)]


def _target(kind: str, sizes: list[Size]) -> Target:
    worst = max(_ratios(sizes))
    wanted = f"at most {_MOST} times as long"
    return Target(f"(c) 10 times the {kind}", wanted, f"{worst:.2f} at worst", worst <= _MOST)
