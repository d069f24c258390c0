"""A reviewed file with all that there can be in one, and commands that find it."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from memo.cli.commands import command_line
from memo.messages import Messages
from memo.problems import Report, Span, say
from memo.review.found import (
    Applied,
    Conflict,
    Decision,
    FoundChange,
    FoundComment,
    ReviewedFile,
    Rewritten,
)
from memo.review.wish import Wish
from memo.word.comments import Comment
from memo.word.revised import Change

FILE = "content/sag/notat.yaml"
LINE = "      Økonomiforvaltningen igangsatte i foråret tre analyser af udsatte boligområder."
ANNE, PER = "Anne Jensen", "Per Holm"


def place(line: int, column: int, end: int, excerpt: str = LINE) -> Span:
    return Span(FILE, line, column, line, end, excerpt)


def change(number: int, kind: str, before: str, after: str, **others: object) -> Change:
    own = {
        "id": f"æ{number}",
        "kind": kind,
        "author": ANNE,
        "date": "2026-11-22T10:05:00Z",
        "is_tracked": True,
        "before": before,
        "after": after,
        "is_shown": True,
        "at": number,
        **others,
    }
    return Change(**own)  # type: ignore[arg-type]


def found(of: Change, span: Span | None = None, **others: object) -> FoundChange:
    own = {"decision": Decision.OPEN, "where": say("the document"), "returns": True, **others}
    return FoundChange(of, span=span, **own)  # type: ignore[arg-type]


WHY = say("it stands in the template")
CONFLICT = Conflict("tre analyser", "fire analyser", "to analyser")
CHANGES = (
    found(change(1, "replacement", "igangsatte", "satte i gang"), place(17, 28, 38)),
    found(change(2, "insertion", "", " og 2017", author=PER), place(18, 20, 20)),
    found(
        change(3, "deletion", "Det gælder ikke.\n", "", date=""),
        place(20, 7, 24, ""),
        decision=Decision.TAKEN,
    ),
    found(change(4, "formatting", "udsatte", "udsatte"), decision=Decision.REFUSED),
    found(
        change(
            5, "replacement", "tre analyser", "fire analyser", author="", date="", is_tracked=False
        ),
        place(17, 49, 61),
        conflict=CONFLICT,
    ),
    found(change(6, "insertion", "", "Fortroligt", date="i går"), returns=False, why=WHY),
)
COMMENTS = (
    FoundComment(
        "k1",
        Comment(
            ANNE,
            "2026-11-22T10:07:00Z",
            "Er tallet rigtigt?\nSe bilaget.",
            replies=(Comment(PER, "2026-11-22T11:00:00", "Ja."), Comment(ANNE, "", "Tak.")),
        ),
        "tre analyser",
        Decision.OPEN,
        place(17, 49, 61),
    ),
    FoundComment("k2", Comment(PER, "", "Slet?", is_resolved=True), "", Decision.TAKEN, None),
)
EVERYTHING = ReviewedFile("notat.docx", "sag/notat.yaml", CHANGES, COMMENTS, "Lone Krog")
NOTHING = ReviewedFile("tom.docx", "sag/tom.yaml", (), (), "Lone Krog")


@dataclass
class Desk:
    """The commands, with files that are found to hold what is said here.

    `calls` are the ids taken and refused of each file that was applied.
    """

    folder: Path
    files: dict[str, ReviewedFile] = field(default_factory=dict)
    rewritten: tuple[Rewritten, ...] = ()
    calls: list[tuple[str, set[str], set[str], bool]] = field(default_factory=list)

    def lay(self, *files: ReviewedFile) -> None:
        """Nothing; lays the files on the desk."""
        for file in files:
            (self.folder / file.file).write_bytes(b"Word")
            self.files[file.file] = file

    def run(self, *arguments: str, lang: str = "en", colour: bool = False) -> Result:
        """What a command does."""
        return CliRunner().invoke(command_line(Messages(lang)), arguments, color=colour)

    def review(self, path: Path, papers: object, report: Report) -> ReviewedFile | None:
        if path.name not in self.files:
            report.error("ikke-en-word-fil", Span(path.name), say("it is a folder"))
        return self.files.get(path.name)

    def apply(
        self, path: Path, papers: object, report: Report, wish: Wish, *, dry_run: bool
    ) -> Applied:
        """What the engine does: takes what it can, and leaves the rest."""
        file = self.files[path.name]
        changes = [self._decided(one, one.change.id, wish) for one in file.changes]
        comments = [self._decided(one, one.id, wish) for one in file.comments]
        ids = [one.change.id for one in changes] + [one.id for one in comments]
        take = {id for id in ids if wish.only(id, "") and not wish.reject(id, "")}
        refuse = {id for id in ids if wish.reject(id, "")}
        self.calls.append((file.file, take, refuse, dry_run))
        still = [one.change.id for one in changes if one.decision is Decision.OPEN]
        after = replace(file, changes=tuple(changes), comments=tuple(comments))
        if not dry_run:
            self.files[path.name] = after
        return Applied(after, self.rewritten, tuple(id for id in still if id in take))

    def _decided(self, one: Any, id: str, wish: Wish) -> Any:
        if one.decision is not Decision.OPEN:
            return one
        if wish.reject(id, ""):
            return replace(one, decision=Decision.REFUSED)
        is_stuck = isinstance(one, FoundChange) and (one.conflict or not one.returns)
        return one if is_stuck or not wish.only(id, "") else replace(one, decision=Decision.TAKEN)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk with both files on it."""
    monkeypatch.chdir(tmp_path)
    made = Desk(tmp_path)
    made.lay(EVERYTHING, NOTHING)
    for name, parts in {
        "reviewing": {"review": made.review},
        "applying": {"apply": made.apply},
    }.items():
        monkeypatch.setitem(sys.modules, f"memo.review.{name}", SimpleNamespace(**parts))
    return made
