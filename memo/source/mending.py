"""Edits put into a content file."""

from __future__ import annotations

from pathlib import Path

from memo.problems import Report
from memo.source.edits import Edit, edited, safe_edits
from memo.source.nodes import Source
from memo.source.saving import save


def mend(path: Path, source: Source, edits: tuple[Edit, ...], report: Report) -> int:
    """How many of the edits have been put into the file; `source` is what was read from it.

    Nothing is written where the file has been changed in the meantime.
    """
    chosen = safe_edits(source, edits)
    if not chosen:
        return 0
    text = edited(source.text, chosen)
    return len(chosen) if save(path, source.name, source.text, text, report) else 0
