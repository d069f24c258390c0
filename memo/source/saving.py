"""A content file written: all of it, and only over what was read from it."""

from __future__ import annotations

import codecs
from pathlib import Path

from memo.files import read_bytes, write_new, write_whole
from memo.problems import Report, Span, reason, say


def save(path: Path, name: str, before: str | None, after: str, report: Report) -> bool:
    """Whether the file now holds the text `after`; `before` is what was read from it.

    Nothing is written where it has been changed in the meantime. Where `before` is None, there was
    no file. `name` is what the user sees it called. A byte order mark stays.
    """
    try:
        if before is None:
            write_new(path, after.encode())
            return True
        data = read_bytes(path, name, report)
        if data is None:
            return False
        mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        if data != mark + before.encode():
            _report_changed(name, report)
            return False
        # Through a link into the file that it leads to.
        write_whole(path.resolve(), mark + after.encode())
    except FileExistsError:
        _report_changed(name, report)
        return False
    except OSError as error:
        report.error(
            "kan-ikke-skrives",
            Span(name),
            say("the file cannot be written: {reason}", reason=reason(error)),
            say("close it in other programs, and check that you may write in it"),
        )
        return False
    return True


def _report_changed(name: str, report: Report) -> None:
    report.error(
        "fil-aendret",
        Span(name),
        say("the file was changed while the command ran, so nothing was written in it"),
        say("run the command again"),
    )
