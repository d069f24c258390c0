"""Edits put into a content file."""

from __future__ import annotations

import codecs
from pathlib import Path

from memo.files import read_bytes, write_whole
from memo.problems import Report, reason, say
from memo.source.edits import Edit, edited, safe_edits
from memo.source.nodes import Source


def mend(path: Path, source: Source, edits: tuple[Edit, ...], report: Report) -> int:
    """How many of the edits have been put into the file; `source` is what was read from it.

    Nothing is written where the file has been changed in the meantime.
    """
    chosen = safe_edits(source, edits)
    data = read_bytes(path, source.name, report) if chosen else None
    if data is None:
        return 0
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    if data != mark + source.text.encode():
        report.error(
            "fil-aendret",
            source.span(0),
            say("the file was changed while it was checked, so nothing was mended in it"),
            say("run the command again"),
        )
        return 0
    try:
        # Through a link into the file that it leads to.
        write_whole(path.resolve(), mark + edited(source.text, chosen).encode())
    except OSError as error:
        report.error(
            "kan-ikke-skrives",
            source.span(0),
            say("the file cannot be written: {reason}", reason=reason(error)),
            say("close it in other programs, and check that you may write in it"),
        )
        return 0
    return len(chosen)
