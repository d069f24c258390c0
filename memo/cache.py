"""What takes long to find out and can be found out again, kept in the user's cache folder.

An entry is JSON and nothing else: whatever stands in the folder, it is only read.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

from msgspec import DecodeError, json

from memo import __version__
from memo.files import write_whole

_T = TypeVar("_T")

# What has not been found out anew in so long mostly belongs to a paper that has changed since.
_DAYS = 30

_PROGRAM = Path(__file__).parent


class Cache:
    """The entries of a folder, by their keys, which are file names; with no folder there are none.

    Where the folder cannot be read or written, nothing is lost but time.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @classmethod
    def of_user(cls) -> Cache:
        """The cache in the user's own folder; one that keeps nothing where there is none."""
        if chosen := os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA"):
            return cls(Path(chosen) / "memo")
        try:
            home = Path.home()
        except RuntimeError:
            return cls(None)
        return cls(home / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "memo")

    def recall(self, key: str, type: type[_T]) -> _T | None:
        """What is kept under the key, as values of that type; None where nothing is.

        An entry that is damaged, or holds something else, is none.
        """
        if self._folder is None:
            return None
        try:
            return json.decode(self._entry(key).read_bytes(), type=type)
        except (OSError, DecodeError, RecursionError):
            return None

    def remember(self, key: str, value: _T, type: type[_T]) -> None:
        """Nothing; keeps a value of that type under the key, if JSON can say it whole.

        Raises TypeError for a type that JSON knows nothing of: that is never the user's doing.
        """
        if self._folder is None:
            return
        try:
            data = json.encode(value)
            if json.decode(data, type=type) != value:
                return
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._entry(key), data)
            _forget_the_old(self._folder)
        except (OSError, ValueError, RecursionError):
            return

    def _entry(self, key: str) -> Path:
        assert self._folder is not None
        return self._folder / f"{key}.json"


def key_of(kind: str, *pieces: str | bytes) -> str:
    """The key for what this program, as it is now, finds out of the pieces."""
    total = hashlib.sha256()
    for piece in (_program(), *pieces):
        data = piece.encode() if isinstance(piece, str) else piece
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return f"{kind}-{total.hexdigest()}"


@cache
def _program() -> str:
    """What tells this program from an earlier one, or one that somebody is working on."""
    return f"{__version__} {zlib.ZLIB_RUNTIME_VERSION} {sorted(_states(str(_PROGRAM)))}"


def _states(folder: str) -> Iterator[tuple[str, int, int]]:
    """The program's files with their sizes and times."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _states(entry.path)
            elif entry.name.endswith((".py", ".yaml")):
                state = entry.stat()
                yield entry.path, state.st_size, state.st_mtime_ns


# Once a run: to look at all entries for each new one takes time that grows with its square.
@cache
def _forget_the_old(folder: Path) -> None:
    oldest = time.time() - _DAYS * 24 * 60 * 60
    for entry in folder.glob("*.json"):
        if entry.stat().st_mtime < oldest:
            entry.unlink()
