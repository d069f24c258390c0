"""Calls to the computer, at one of which something happens."""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def names(folder: Path) -> list[str]:
    """What lies in the folder, hidden or not."""
    return sorted(file.name for file in folder.iterdir())


def fails(code: int) -> Callable[..., None]:
    """A call that the computer refuses with that error."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


def is_killed() -> None:
    """Nothing; ends this process as `kill -9` does."""
    os.kill(os.getpid(), signal.SIGKILL)


class Calls:
    """Counts the calls by which something is written.

    Before the call of that number, from 0 on, something happens.
    """

    def __init__(self, number: int = -1, happens: Callable[[], None] = lambda: None) -> None:
        self.made: list[str] = []
        self._number = number
        self._happens = happens

    def count(self, patch: pytest.MonkeyPatch) -> None:
        """Nothing; from now on the calls are counted."""
        for name in ("mkdir", "chmod", "fsync", "link", "replace", "rename", "unlink"):
            patch.setattr(f"os.{name}", self.counted(name, getattr(os, name)))
        patch.setattr("io.open", self._opened(io.open))

    def counted(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """The call, counted."""

        def counted(*arguments: Any, **options: Any) -> Any:
            self.made.append(name)
            if len(self.made) - 1 == self._number:
                self._happens()
            return call(*arguments, **options)

        return counted

    def _opened(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def opened(file: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
            if not set(mode) & set("wxa"):
                return call(file, mode, *arguments, **options)
            return _Written(self.counted("open", call)(file, mode, *arguments, **options), self)

        return opened


class _Written:
    """A file that is open for writing, whose calls are counted."""

    def __init__(self, file: Any, calls: Calls) -> None:
        self._file = file
        self._write = calls.counted("write", file.write)
        self.flush = calls.counted("flush", file.flush)
        self.fileno = file.fileno
        self.close = file.close

    def write(self, data: bytes) -> None:
        """Nothing; what happens does so when one half is written."""
        half = len(data) // 2
        self._file.write(data[:half])
        self._write(data[half:])

    def __enter__(self) -> _Written:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
