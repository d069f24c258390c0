"""What may be read: a plain file, inside its folder, of a size that people's files have.

All this is found out without opening the file, and without a question to any place outside the
folder: on Windows, to ask for a file on a server is to send that server the user's credentials.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from memo.problems import Message, Report, Span, say

_MOST_LINKS = 40  # as many as Linux follows

# How Windows writes the target of a link to a drive: the plain path means the same.
_LONG_DRIVE = re.compile(r"\\\\[?]\\(?=[A-Za-z]:)")


def place_inside(folder: Path, path: str) -> Path | None:
    """The place of a file below the folder, without links; None where a link leads out of it.

    `path` has forward slashes. The folder itself may be reached by a link. Where links lead round
    in a ring, or a file is missing, the place is the last that could be found.
    """
    root = Path(os.path.realpath(folder))
    named = Path(os.path.abspath(folder))
    place, waiting, links = root, list(reversed(path.split("/"))), 0
    while waiting:
        step = waiting.pop()
        place = place.parent if step == os.pardir else place / step
        if not (place.is_relative_to(root) or root.is_relative_to(place)):
            return None
        target = _target(place)
        if target is None:
            continue
        links += 1
        if links > _MOST_LINKS:
            return place
        base = Path(target.anchor) if target.anchor else place.parent
        if target.is_relative_to(named):
            target, base = target.relative_to(named), root
        place, waiting = base, [*waiting, *reversed(target.parts[1 if target.anchor else 0 :])]
    return place if place.is_relative_to(root) else None


def place_in(folder: Path, name: str) -> Path | None:
    """The place of a file in a folder that is a place itself; None where that is not so simple.

    So it is with a link, and with a name that leads elsewhere.
    """
    place = folder / name
    is_plain = place.name == name != os.pardir and place.parent == folder
    return place if is_plain and _target(place) is None else None


def _target(place: Path) -> Path | None:
    """Where a link leads; None where there is none. A junction of Windows is a link too."""
    try:
        return Path(_LONG_DRIVE.sub("", str(place.readlink())))
    except (OSError, ValueError):
        return None


def is_admitted(path: Path, name: str, limit: int, help: Message, report: Report) -> bool:
    """Whether the file may be read: it is a plain one, of at most `limit` bytes.

    Reports what is not. One that is not there is admitted: reading it says why. `name` is what the
    user sees it called, and `help` what to do where it is too large.
    """
    try:
        status = path.stat()
    except (OSError, ValueError):
        return True
    if not stat.S_ISREG(status.st_mode):
        report.error(
            "fil-kan-ikke-laeses",
            Span(name),
            say("the file cannot be read: {reason}", reason=say("it is a folder or a device")),
            say("put a plain file in its place"),
        )
        return False
    if status.st_size > limit:
        report.error(
            "fil-for-stor",
            Span(name),
            say("the file is larger than {limit} MB", limit=limit // 1_000_000),
            help,
        )
        return False
    return True
