"""(b) One case as a whole process, started anew each time: what a person waits for."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from benchmarks.measuring import MILLI, Spread, in_turns, spread
from benchmarks.memos import CONTENT, TEMPLATES
from benchmarks.peer import Peer, check_same
from benchmarks.processes import BUILD, Processes
from benchmarks.report import Result, Table, Target, at_most
from memo.papers import Papers

CASE = "2016-0419401"
_DOCUMENTS = {"notat": f"{CASE}/notat.yaml", "slides": f"{CASE}/bilag-1.yaml"}

_ROUNDS, _QUICK_ROUNDS = 20, 1

_BUILD, _FIRST, _AGAIN = "build the case", "the same, nothing cached", "the same, all fresh"
_CHECK, _HELP = "check the case", "--help"
_PEER, _PYTHON = "a script with docxtpl", "python alone"

_LIMITS = {_BUILD: 0.15, _CHECK: 0.1, _HELP: 0.1}


def measure(*, quick: bool) -> Result:
    """What whole processes take."""
    with tempfile.TemporaryDirectory(prefix="memo-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        commands = _commands(folder)
        times = in_turns(commands, _QUICK_ROUNDS if quick else _ROUNDS, warm_up=1)
        for kind, path in _DOCUMENTS.items():
            ours = (_output(folder, 0) / path).with_suffix(".docx")
            check_same(ours.read_bytes(), _of_docxtpl(folder, kind).read_bytes())
    found = {name: spread(seconds) for name, seconds in times.items()}
    return Result(
        "(b) One case, as a whole process",
        [_table(found)],
        [*_targets(found)],
        {name: asdict(each) for name, each in found.items()},
    )


def _commands(folder: Path) -> dict[str, Callable[[int], object]]:
    """What is run in each round, by its name; all of it writes below the folder."""
    processes = Processes(folder / "cache")
    case = str(CONTENT / CASE)
    work = str(_work_for_docxtpl(folder))
    script = str(Path(__file__).with_name("with_docxtpl.py"))
    build = [*BUILD, "build", case, "--output"]

    def first(number: int) -> None:
        own = Processes(folder / f"cache-{number}")
        own.run([*build, str(folder / f"first-{number}")])

    return {
        _BUILD: lambda number: processes.run([*build, str(_output(folder, number))]),
        _FIRST: first,
        # The round that warms up has written what is fresh afterwards.
        _AGAIN: lambda _: processes.run([*build, str(folder / "again")]),
        _CHECK: lambda _: processes.run([*BUILD, "check", case]),
        _HELP: lambda _: processes.run([*BUILD, "--help"]),
        _PEER: lambda _: processes.run([sys.executable, script, work]),
        _PYTHON: lambda _: processes.run([sys.executable, "-c", ""]),
    }


def _work_for_docxtpl(folder: Path) -> Path:
    """The file that tells a script with docxtpl to build the same two documents."""
    peer = Peer(Papers(CONTENT, TEMPLATES), folder)
    work = [
        {
            "template": str(peer.template(path, kind)),
            "values": peer.values(path, (CONTENT / path).read_text(encoding="utf-8")),
            "output": str(_of_docxtpl(folder, kind)),
        }
        for kind, path in _DOCUMENTS.items()
    ]
    file = folder / "work.json"
    file.write_text(json.dumps(work), encoding="utf-8")
    return file


def _output(folder: Path, number: int) -> Path:
    return folder / f"output-{number}"


def _of_docxtpl(folder: Path, kind: str) -> Path:
    return folder / f"{kind}-docxtpl.docx"


def _table(found: dict[str, Spread]) -> Table:
    ours = found[_BUILD].median
    rows = [
        (name, times.shown(), f"{times.best * MILLI:.0f}", f"{times.median / ours:.2f}")
        for name, times in found.items()
    ]
    return Table(
        f"`content/{CASE}`, a memo and its annex of slides, in each of "
        f"{found[_BUILD].rounds} rounds, in turns; milliseconds from start to end.",
        ("", "ms", "best", "times the build"),
        rows,
    )


def _targets(found: dict[str, Spread]) -> list[Target]:
    return [
        at_most(f"(b) {name}", limit, found[name].median, "s") for name, limit in _LIMITS.items()
    ]
