"""Which output files are as they were built, and what they say of themselves.

To find that out of a file is to unpack it and to hash each of its parts. It is kept in the user's
cache folder under the hash of the file's bytes: no clock tells whether a file has changed.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from msgspec import DecodeError, Raw, Struct, json

from memo.cache import Cache, key_of
from memo.word.built import Traces


class Known(Struct, frozen=True):
    """What is known of a file: the hash of its bytes, and its traces as JSON."""

    hash: str
    traces: Raw


class Untouched:
    """The files of one output folder that are as they were built, by their paths below it."""

    def __init__(self, folder: Path, cache: Cache) -> None:
        self._cache = cache
        self._key = key_of("output", str(folder.absolute()))
        self._known = cache.recall(self._key, dict[str, Known]) or {}
        self._new: dict[str, Known] = {}

    def traces(self, path: str, data: bytes) -> Traces | None:
        """The traces of the file of those bytes; None where it is not known to be untouched."""
        known = self._new.get(path) or self._known.get(path)
        if known is None or known.hash != _hash(data):
            return None
        try:
            return json.decode(known.traces, type=Traces)
        except DecodeError:
            return None

    def add(self, path: str, data: bytes, traces: Traces) -> None:
        """Nothing; the file of those bytes is as it was built."""
        self._new[path] = Known(_hash(data), Raw(json.encode(traces)))

    def taken(self) -> dict[str, Known]:
        """What has been added since this was last asked for, by another process perhaps."""
        taken, self._new = self._new, {}
        self._known.update(taken)
        return taken

    def take(self, known: dict[str, Known]) -> None:
        """Nothing; adds what another process has found out."""
        self._new.update(known)

    def keep(self) -> None:
        """Nothing; keeps all of it for the next run."""
        if self.taken():
            self._cache.remember(self._key, self._known, dict[str, Known])


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
