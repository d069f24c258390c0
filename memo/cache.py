"""What takes long to find out and can be found out again, kept in the user's cache folder."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from memo.files import write_whole

# What nobody has asked for in so long belongs to a paper that has changed since.
_DAYS = 30


def recall(key: str) -> Any:
    """What is remembered under the key, as JSON reads it; None where nothing is.

    A damaged entry is none. The key is a file name.
    """
    try:
        return json.loads(_entry(key).read_text(encoding="utf-8"))
    except (OSError, RuntimeError, ValueError):  # RuntimeError: no home folder, or endless nesting
        return None


def remember(key: str, value: Any) -> None:
    """Nothing; keeps a value that JSON can write under the key.

    Where the folder cannot be written, nothing is lost but time.
    """
    try:
        entry = _entry(key)
        entry.parent.mkdir(parents=True, exist_ok=True)
        write_whole(entry, json.dumps(value).encode())
        _forget_the_old(entry.parent)
    except (OSError, RuntimeError):
        return


def _entry(key: str) -> Path:
    """The file of a key. Raises RuntimeError where the user has no home folder."""
    if chosen := os.environ.get("XDG_CACHE_HOME"):
        folder = Path(chosen)
    elif local := os.environ.get("LOCALAPPDATA"):
        folder = Path(local)
    else:
        folder = Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    return folder / "memo" / f"{key}.json"


def _forget_the_old(folder: Path) -> None:
    oldest = time.time() - _DAYS * 24 * 60 * 60
    for entry in folder.glob("*.json"):
        if entry.stat().st_mtime < oldest:
            entry.unlink()
