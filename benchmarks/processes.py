"""Whole processes: how long they take, and how much memory with all their children."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.memos import ROOT

try:
    import psutil
except ImportError:  # all but the memory is measured without it
    psutil = None

BUILD = (sys.executable, str(ROOT / "build.py"))

_OFFICE = ("soffice", "libreoffice")
# LibreOffice is found by these too; and what is not compiled beforehand is slow each time.
_LEFT_OUT = ("ProgramFiles", "ProgramFiles(x86)", "PYTHONDONTWRITEBYTECODE")

# Of what a process printed that failed, so many characters at its end say why.
_SHOWN = 2000


@dataclass(frozen=True)
class Finished:
    """A process that has ended well, and what it printed.

    `peak` is the most bytes that it and its children held at one time, None where unknown.
    """

    seconds: float
    printed: str
    peak: int | None = None


class Processes:
    """Runs programs as on a computer without LibreOffice, with a cache folder of its own.

    How long LibreOffice takes to measure slides says nothing of this program, and what the user has
    in the cache would make a run faster than the same run elsewhere.
    """

    def __init__(self, cache: Path) -> None:
        kept = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
        path = _without_office(kept.get("PATH", ""))
        self._environment = {**kept, "PATH": path, "XDG_CACHE_HOME": str(cache)}

    def run(self, command: Sequence[str], *, sampled_every: float | None = None) -> Finished:
        """The process of that command, which must end with 0.

        With `sampled_every` so many seconds, its memory is looked at: that takes time of its own.
        """
        begin = time.perf_counter()
        with subprocess.Popen(
            command,
            cwd=ROOT,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as process:
            sampler = _Sampler(process.pid, sampled_every) if sampled_every else None
            printed = process.communicate()[0].decode(errors="replace")
            seconds = time.perf_counter() - begin
        peak = sampler.stopped() if sampler else None
        if process.returncode != 0:
            ended = f"{' '.join(command)} ended with {process.returncode}"
            raise RuntimeError(f"{ended}:\n{printed[-_SHOWN:]}")
        return Finished(seconds, printed, peak)


class _Sampler:
    """Looks at the memory of a process and its children until it is stopped."""

    def __init__(self, pid: int, interval: float) -> None:
        self._pid = pid
        self._interval = interval
        self._peak = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stopped(self) -> int | None:
        """The most bytes that were seen, None where they cannot be."""
        self._over.set()
        self._thread.join()
        return self._peak or None

    def _watch(self) -> None:
        while psutil is not None and not self._over.is_set():
            self._peak = max(self._peak, _memory(self._pid))
            self._over.wait(self._interval)


def memory_of_the_machine() -> int | None:
    """All bytes of memory that the machine has, None where they are unknown."""
    return psutil.virtual_memory().total if psutil is not None else None


def _memory(pid: int) -> int:
    """The bytes that a process and all its children hold now; pages that they share count twice."""
    total = 0
    try:
        process = psutil.Process(pid)
        family = [process, *process.children(recursive=True)]
    except psutil.Error:
        return 0
    for each in family:
        try:
            total += each.memory_info().rss
        except psutil.Error:  # it has ended meanwhile
            continue
    return total


def _without_office(path: str) -> str:
    """The folders of a PATH in which there is no LibreOffice."""
    folders = path.split(os.pathsep)
    return os.pathsep.join(
        folder for folder in folders if not any(shutil.which(name, path=folder) for name in _OFFICE)
    )
