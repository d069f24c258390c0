"""Files as the computer gives them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from memo.problems import Report, Span, reason, say


def read_bytes(path: Path, name: str, report: Report) -> bytes | None:
    """The bytes of the file, or None with a problem; `name` is what the user sees it called."""
    try:
        return path.read_bytes()
    except OSError as error:
        report.error(
            "fil-kan-ikke-laeses",
            Span(name),
            say("the file cannot be read: {reason}", reason=reason(error)),
            say("check that it is there, that you may open it, and that no other program holds it"),
        )
        return None


def is_file(path: Path) -> bool:
    """Whether there is such a file; a name that the computer does not allow is that of none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def write_whole(path: Path, data: bytes) -> None:
    """Nothing; the file holds the data, or what it held before. Raises OSError."""
    temporary = path.with_name(f".memo-{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, temporary)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_new(path: Path, data: bytes) -> None:
    """Nothing; a file that was not there holds the data, or is still not there. Raises OSError.

    FileExistsError where somebody else has made it, be it this very moment.
    """
    path.open("xb").close()
    try:
        write_whole(path, data)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
