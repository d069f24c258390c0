"""Temporary files, each to take the place of another when all of it is on the disk.

Where a run is killed, one may be left. The next run takes it away at once: what a living run is
writing is locked, and so is told from it.
"""

from __future__ import annotations

import errno
import importlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

ON_WINDOWS = os.name == "nt"

# Windows has no such module, and keeps by itself what is open from being removed.
fcntl: ModuleType | None = None if ON_WINDOWS else importlib.import_module("fcntl")

_NAME = ".memo-{}.tmp"
# Just as they are given: what people call their files is theirs.
_NAMES = _NAME.format("[0-9a-f]" * 8)

# What is so old and cannot be locked is left over: nobody writes a file for so long.
_HOUR = 60 * 60


def clean(folder: Path) -> None:
    """Nothing; takes away the temporary files that a killed run has left in the folder.

    Those that a living run is writing stay, and so does what cannot be removed: it harms nobody,
    and the next run tries again.
    """
    with suppress(OSError):
        for left in list(folder.glob(_NAMES)):
            with suppress(OSError):
                if not _is_in_use(left):
                    left.unlink()


@contextmanager
def temporary_file(folder: Path, data: bytes) -> Iterator[Path]:
    """A file that holds the data, on the disk and not only on its way to it. Raises OSError."""
    temporary = folder / _NAME.format(os.urandom(4).hex())
    try:
        with temporary.open("xb") as file:
            # Held until it is closed, or its program ends in whatever way. A share may have none.
            with suppress(OSError):
                _lock(file)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            if ON_WINDOWS:
                file.close()  # what is open cannot be moved there
            yield temporary
    finally:
        # What cannot be removed now is left over, for the next run.
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _is_in_use(temporary: Path) -> bool:
    """Whether a living run may be writing the file. Raises OSError."""
    if ON_WINDOWS:
        return False  # what is open cannot be removed there
    with temporary.open("r+b") as file:
        try:
            _lock(file)
        except BlockingIOError:
            return True
        except OSError:
            return time.time() - temporary.stat().st_mtime < _HOUR
    return False


def _lock(file: BinaryIO) -> None:
    """Nothing; the file is locked. Raises OSError, BlockingIOError where another has locked it."""
    if fcntl is None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
