"""(e) Where the time goes: step by step in a program that runs, and in a process of its own."""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import memo.drafting
import memo.word.finishing
from benchmarks.cold import CASE
from benchmarks.measuring import MILLI
from benchmarks.memos import CONTENT, TEMPLATES, benchmark_memo
from benchmarks.processes import BUILD, Processes
from benchmarks.report import Result, Table
from memo.content import Content
from memo.papers import Papers
from memo.schema import Schema

# Where each step of a document begins: what has that name there.
_STEPS: Mapping[str, tuple[Any, str]] = {
    "read": (Content, "source"),
    "validate": (Schema, "check"),
    "compose": (memo.drafting, "compose"),
    "check": (memo.drafting, "run_checks"),
    "render": (memo.drafting, "render"),
    "finish": (memo.word.finishing, "finished"),
    "pack": (memo.drafting, "write_parts"),
}
_REST = "between the steps"

_ROUNDS, _QUICK_ROUNDS = 100, 5
_COLD_ROUNDS, _COLD_QUICK_ROUNDS = 10, 1
_WARM_UP = 5

_START, _IMPORTS, _WORK = "Python's start", "imports", "the work itself"
_SHOWN_PACKAGES = 6
# What `-X importtime` prints of a module: its own microseconds, and those of all that it imports.
_IMPORT = re.compile(r"import time: +(\d+) \| +\d+ \| *(\S+)")

_MICRO = 1_000_000


def measure(*, quick: bool) -> Result:
    """What each step takes."""
    warm = _warm(_QUICK_ROUNDS if quick else _ROUNDS)
    cold, packages = _cold(_COLD_QUICK_ROUNDS if quick else _COLD_ROUNDS)
    tables = [
        _table("`benchmarks/memo.yaml` in a program that runs already; medians.", warm),
        _table(f"`build.py build content/{CASE}` as a whole process; medians.", cold),
        _table("The imports of that process, by package.", packages),
    ]
    data = {"warm": warm, "cold": cold, "imports": packages}
    return Result("(e) Where the time goes", tables, data=data)


def _table(about: str, seconds: Mapping[str, float]) -> Table:
    whole = sum(seconds.values())
    rows = [(name, f"{each * MILLI:.2f}", f"{each / whole:.0%}") for name, each in seconds.items()]
    return Table(about, ("", "ms", "share"), [*rows, ("all", f"{whole * MILLI:.2f}", "100%")])


class _Stopwatch:
    """The seconds that each step takes, without those of the steps that it calls."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._running: list[str] = []
        self._since = 0.0

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Nothing; the time in it is that of the step."""
        self._note()
        self._running.append(name)
        yield
        self._note()
        self._running.pop()

    def timed(self, name: str, run: Callable[..., Any]) -> Callable[..., Any]:
        """The function, as that step."""

        def timed(*values: Any, **named: Any) -> Any:
            with self.step(name):
                return run(*values, **named)

        return timed

    def _note(self) -> None:
        now = time.perf_counter()
        if self._running:
            name = self._running[-1]
            self.seconds[name] = self.seconds.get(name, 0) + now - self._since
        self._since = now


def _warm(rounds: int) -> dict[str, float]:
    """The seconds of each step of the benchmark's memo, another variant in each round."""
    texts = {f"memo-{number}.yaml": benchmark_memo(number) for number in range(rounds + _WARM_UP)}
    papers = Papers(CONTENT, TEMPLATES).with_texts(texts)
    found: list[dict[str, float]] = []
    for path in texts:
        watch = _Stopwatch()
        with ExitStack() as patches:
            for name, (place, attribute) in _STEPS.items():
                timed = watch.timed(name, getattr(place, attribute))
                patches.enter_context(patch.object(place, attribute, timed))
            with watch.step(_REST):
                draft = papers.draft(path, warnings=False)
                assert draft.data, draft.report.problems()
        found.append(watch.seconds)
    counted = found[_WARM_UP:]
    return {
        name: statistics.median(seconds[name] for seconds in counted) for name in (*_STEPS, _REST)
    }


def _cold(rounds: int) -> tuple[dict[str, float], dict[str, float]]:
    """The seconds that a process of its own spends on what, and those of its imports."""
    times: dict[str, list[float]] = {_START: [], _WORK: []}
    imports: list[Counter[str]] = []
    with tempfile.TemporaryDirectory(prefix="memo-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        processes = Processes(folder / "cache")
        telling = [sys.executable, "-X", "importtime"]
        for number in range(rounds + 1):
            build = ["build", str(CONTENT / CASE), "--output"]
            whole = processes.run([*BUILD, *build, str(folder / f"{number}")])
            bare = processes.run([sys.executable, "-c", ""])
            told = processes.run([*telling, *BUILD[1:], *build, str(folder / f"told-{number}")])
            started = processes.run([*telling, "-c", ""])
            if number:  # the first is to warm up
                times[_START].append(bare.seconds)
                times[_WORK].append(whole.seconds)
                imports.append(_imports(told.printed) - _imports(started.printed))
    packages = _largest(imports)
    start, whole_time = (statistics.median(seconds) for seconds in times.values())
    of_imports = sum(packages.values())
    work = whole_time - start - of_imports
    return {_START: start, _IMPORTS: of_imports, _WORK: work}, packages


def _imports(printed: str) -> Counter[str]:
    """The microseconds of each package's own modules, as Python tells them."""
    found: Counter[str] = Counter()
    for microseconds, module in _IMPORT.findall(printed):
        package = module.partition(".")[0]
        is_python = package in sys.stdlib_module_names
        found["Python's library" if is_python else package] += int(microseconds)
    return found


def _largest(imports: list[Counter[str]]) -> dict[str, float]:
    """The seconds of the packages whose import takes longest, and of the others together."""
    names = {name for found in imports for name in found}
    medians = {name: statistics.median(found[name] for found in imports) for name in names}
    largest = Counter(medians).most_common(_SHOWN_PACKAGES)
    others = sum(medians.values()) - sum(microseconds for _, microseconds in largest)
    return {name: microseconds / _MICRO for name, microseconds in [*largest, ("others", others)]}
