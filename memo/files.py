"""Files as the computer gives them, and written so that each is whole at every moment.

What is written goes into a temporary file in the same folder, which takes the place of the old one
when all of it is on the disk. Whoever ends the program at any moment leaves the old file or the
new one, and at most a temporary file that `clean` takes away.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from itertools import count
from pathlib import Path
from typing import TypeVar

from memo.problems import Report, Span, reason, say
from memo.temporaries import ON_WINDOWS, clean, temporary_file

_T = TypeVar("_T")

# How often a temporary file may be taken away by somebody who thinks it left over.
_ATTEMPTS = 10

_ASIDE = "{} (lagt til side {}){}"
_ASIDE_STEM = re.compile(r".+ \(lagt til side [1-9][0-9]*\)")

# What a disk that has no hard links, as a USB stick, says of one; EPERM also where the system
# allows none to a file of another user.
_NO_LINKS = {errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK}


class FileInUseError(PermissionError):
    """Another program holds a file open and keeps it from being replaced, as it can on Windows."""


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


def was_set_aside(path: Path) -> bool:
    """Whether the file has a name that `write_aside` gives to what it finds."""
    return _ASIDE_STEM.fullmatch(path.stem) is not None


def write_whole(path: Path, data: bytes) -> None:
    """Nothing; the file holds the data, or what it held before. Raises OSError.

    A file that is protected against writing is left: a new one in its place would ask nothing of
    it, except on Windows.
    """

    def replace(temporary: Path) -> None:
        with suppress(FileNotFoundError):
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))
        _replace(temporary, path)

    _refuse_protected(path)
    _write(path.parent, data, replace)


def write_new(path: Path, data: bytes) -> None:
    """Nothing; a file that was not there holds the data, or is still not there. Raises OSError.

    FileExistsError where somebody else has made it, be it this very moment.
    """
    _write(path.parent, data, lambda temporary: _name_anew(temporary, path))


def write_aside(path: Path, data: bytes) -> Path | None:
    """Where the file is now that was at the path, which holds the data; None where none was.

    It is in the same folder, under a name that no file had. Raises OSError; then all is as before.
    """

    def replace(temporary: Path) -> Path | None:
        aside = _set_aside(path)
        try:
            _replace(temporary, path)
        except BaseException:
            if aside:
                _put_back(aside, path)
            raise
        return aside

    _refuse_folder(path)
    return _write(path.parent, data, replace)


def _write(folder: Path, data: bytes, place: Callable[[Path], _T]) -> _T:
    """What `place` gives, which moves a temporary file that holds the data. Raises OSError."""
    _clean_once(folder)
    attempts = _ATTEMPTS
    while True:
        attempts -= 1
        with temporary_file(folder, data) as temporary:
            try:
                placed = place(temporary)
            except OSError:
                # Where nothing can be locked, another run may have thought the file left over.
                if not attempts or temporary.exists():
                    raise
            else:
                _flush_folder(folder)
                return placed


# To do it for each file of a folder takes time that grows with the square of their number.
@cache
def _clean_once(folder: Path) -> None:
    """Nothing; takes away what earlier runs have left in the folder."""
    clean(folder)


def _replace(temporary: Path, path: Path) -> None:
    with _told_when_in_use(path):
        temporary.replace(path)


@contextmanager
def _told_when_in_use(path: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        # Its folder has just taken a temporary file, so that is not what refuses.
        if ON_WINDOWS and is_file(path):
            raise FileInUseError(*error.args) from error
        raise


def _set_aside(path: Path) -> Path | None:
    """The new name of the file, or None where there is none. Raises OSError."""
    for number in count(1):
        aside = path.with_name(_ASIDE.format(path.stem, number, path.suffix))
        try:
            with _told_when_in_use(path):
                _name_anew(path, aside)
        except FileExistsError:
            continue
        except FileNotFoundError:
            if os.path.lexists(path):
                raise
            break
        return aside
    return None


def _put_back(aside: Path, path: Path) -> None:
    """Nothing; undoes `_set_aside`, but not where somebody has made another file meanwhile."""
    if ON_WINDOWS:
        with suppress(FileExistsError):
            aside.rename(path)
    elif os.path.lexists(path):
        aside.unlink()


def _name_anew(file: Path, name: Path) -> None:
    """Nothing; the file has a name that none had, and its old one too, except on Windows.

    Raises OSError, FileExistsError where somebody has the name, be it this very moment.
    """
    if ON_WINDOWS:
        file.rename(name)  # refuses there to replace another
        return
    try:
        _link(file, name)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _copy(file, name)


def _link(file: Path, name: Path) -> None:
    """Nothing; the file has the other name too. Raises OSError."""
    attempts = _ATTEMPTS
    while True:
        attempts -= 1
        try:
            os.link(file, name, follow_symlinks=False)
        except FileNotFoundError:
            # Linux says so too of a file that was found, and was replaced before it was named.
            if not attempts or not os.path.lexists(file):
                raise
        else:
            return


def _copy(file: Path, name: Path) -> None:
    """Nothing; a file that was not there holds what the other holds. Raises OSError."""
    with temporary_file(name.parent, file.read_bytes()) as temporary:
        name.open("xb").close()
        try:
            temporary.replace(name)
        except BaseException:
            name.unlink(missing_ok=True)
            raise


def _refuse_protected(path: Path) -> None:
    _refuse_folder(path)
    if path.exists() and not (path.stat().st_mode & stat.S_IWUSR and os.access(path, os.W_OK)):
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))


def _refuse_folder(path: Path) -> None:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))


def _flush_folder(folder: Path) -> None:
    """Nothing; keeps the new name through a power cut too, where the system can.

    Else the old file may be back after one, whole, so that this is no reason to say that the new
    one could not be written.
    """
    if ON_WINDOWS:
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
