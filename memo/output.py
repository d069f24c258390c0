"""Writing a document: all of it or nothing, and not while somebody has it open."""

from __future__ import annotations

import errno
import os
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from memo.files import FileInUseError, is_file, write_aside, write_new, write_whole
from memo.owners import Owner, owner_of
from memo.problems import Report, Span, reason, say
from memo.temporaries import ON_WINDOWS

# Of a path longer than 260 characters, 248 for a folder, Windows says that it is not there.
_LONG = 240

_FILE_FOR_FOLDER = say("move or rename the file that has the name of the folder")
_HELP = {
    errno.ENAMETOOLONG: say("give the file, or the folders above it, shorter names"),
    errno.EISDIR: say("move or rename the folder of that name"),
    errno.EEXIST: _FILE_FOR_FOLDER,
    errno.ENOTDIR: _FILE_FOR_FOLDER,
    errno.EPERM: say("take away the write protection in its properties, and run the command again"),
}
_OTHER_HELP = say(
    "check that the folder exists, that you may write in it, and that the disk is not full"
)


class Outcome(StrEnum):
    """What became of a document."""

    WRITTEN = "written"
    FAILED = "failed"
    LEFT = "left"
    FRESH = "fresh"
    SKIPPED = "skipped"


class Writing(Struct, frozen=True):
    """What became of a document, and where the file is now that was there, if it was set aside."""

    outcome: Outcome
    aside: Path | None = None


def write_document(
    path: Path, name: str, data: bytes, report: Report, *, set_aside: bool
) -> Writing:
    """What became of the file; `name` is what the user sees it called.

    With `set_aside` the file that is there is kept, under another name in the same folder. Without,
    it is replaced: that it holds nobody's work is for the caller to know.
    """
    owner = owner_of(path) if is_file(path) else None
    if owner:
        _report_open(path, name, owner, report)
        return Writing(Outcome.LEFT)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if set_aside:
            return Writing(Outcome.WRITTEN, write_aside(path, data))
        write_whole(path, data)
    except FileInUseError:
        _report_open(path, name, None, report)
        return Writing(Outcome.LEFT)
    except OSError as error:
        _report_unwritable(path, name, error, report)
        return Writing(Outcome.FAILED)
    return Writing(Outcome.WRITTEN)


def write_new_file(path: Path, name: str, data: bytes, report: Report) -> Outcome:
    """What became of a file that is to be new; one that is there is left as it is."""
    if is_taken(path, name, report):
        return Outcome.LEFT
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_new(path, data)
    except OSError as error:
        # Somebody may have made it since it was looked for.
        if is_taken(path, name, report):
            return Outcome.LEFT
        _report_unwritable(path, name, error, report)
        return Outcome.FAILED
    return Outcome.WRITTEN


def is_taken(path: Path, name: str, report: Report) -> bool:
    """Whether there is something at the path already; reports it."""
    taken = os.path.lexists(path)
    if taken:
        report.error(
            "findes-allerede",
            Span(name),
            say("the file is there already, so it was left as it is"),
            say("choose another name, or work on in the file that is there"),
        )
    return taken


def _report_open(path: Path, name: str, owner: Owner | None, report: Report) -> None:
    message = say("the file is open in another program, so it was left as it is")
    help = say("close {file} in Word and build again", file=path.name)
    if owner and owner.name:
        message = say("{name} has the file open, so it was left as it is", name=owner.name)
    if owner:
        help = say(
            "close {file} and build again; if nobody has it open, delete {owner} beside it",
            file=path.name,
            owner=owner.file.name,
        )
    report.error("fil-aaben", Span(name), message, help)


def _report_unwritable(path: Path, name: str, error: OSError, report: Report) -> None:
    if error.errno == errno.ENOENT and ON_WINDOWS and len(os.path.abspath(path)) > _LONG:
        error = OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG))
    report.error(
        "kan-ikke-skrives",
        Span(name),
        say("the file cannot be written: {reason}", reason=reason(error)),
        _HELP.get(error.errno or 0, _OTHER_HELP),
    )
