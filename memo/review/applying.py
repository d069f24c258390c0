"""`apply`: what people have done in a file, put into the YAML, and what was decided noted there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from memo.content import gennemgang_of
from memo.gennemgang.record import REFUSED, TAKEN, Gennemgang
from memo.gennemgang.writing import schema_address, text_of
from memo.papers import Papers, shown
from memo.problems import Report, say
from memo.review.found import Applied, Rewritten
from memo.review.reviewing import Reviewed, open_with_content
from memo.review.sheets import text_of_sheet
from memo.review.wish import Wish
from memo.source.saving import save
from memo.spreadsheet import is_sheet

_HALF = say("{help} ({files} is written; the next run writes the rest)")


def apply(
    path: Path, papers: Papers, report: Report, wish: Wish, *, dry_run: bool
) -> Applied | None:
    """What has become of the file's changes and comments, or None with problems.

    With `dry_run` nothing is written.
    """
    reviewed = open_with_content(path, papers, report)
    if reviewed is None:
        return None
    changes = reviewed.open_changes
    refused = frozenset(each.id for each in changes if wish.reject(each.id, each.author))
    asked = frozenset(each.id for each in changes if wish.is_taken(each.id, each.author))
    solution = reviewed.solve(asked)
    taken = asked & solution.ids
    after = reviewed.decided(taken, TAKEN).decided(refused, REFUSED).with_comments(wish)
    files = [
        *(_content(file, text, papers) for file, text in solution.files.items()),
        *_gennemgang(after.gennemgang, reviewed, papers),
    ]
    if not dry_run and not _are_saved(files, papers, report):
        return None
    left = tuple(each.id for each in changes if each.id in asked - taken)
    return Applied(after.found(shown(path), solution), tuple(files), left)


def _content(path: str, text: str, papers: Papers) -> Rewritten:
    if is_sheet(path):
        return Rewritten(path, papers.name(path), text_of_sheet(papers.content, path), text)
    source = papers.content.source(path, Report())
    assert source is not None, "it has been rewritten"
    return Rewritten(path, papers.name(path), source.text, text)


def _gennemgang(new: Gennemgang, reviewed: Reviewed, papers: Papers) -> list[Rewritten]:
    """The file of what was decided, if it changes."""
    if new == reviewed.gennemgang:
        return []
    path = gennemgang_of(reviewed.document)
    source = papers.content.source(path, Report()) if papers.content.has(path) else None
    before = source.text if source else None
    address = schema_address(papers.content, reviewed.document)
    after = text_of(new, before or "", reviewed.document, address)
    return [Rewritten(path, papers.name(path), before, after)]


def _are_saved(files: Sequence[Rewritten], papers: Papers, report: Report) -> bool:
    """Whether all of them are written, what was decided last.

    Where one is not, the next `apply` finds the others as they should be, and writes the rest: a
    change that the content has already is taken.
    """
    for number, file in enumerate(files):
        own = Report()
        if save(papers.file(file.path), file.name, file.before, file.after, own):
            continue
        done = ", ".join(each.name for each in files[:number])
        for problem in own.problems():
            help = problem.help
            if help and done:
                help = _HALF.filled(help=help, files=done)
            report.add(replace(problem, help=help))
        return False
    return True
