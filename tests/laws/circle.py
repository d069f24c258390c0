"""One turn of the circle: built, reviewed, applied, built again."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from memo.papers import Papers
from memo.problems import Report
from memo.review.applying import apply
from memo.review.found import Applied, FoundChange, ReviewedFile
from memo.review.reviewing import review
from memo.review.wish import Wish
from tests.conftest import ROOT
from tests.laws.acts import Script
from tests.laws.content import Memo, memo
from tests.reviewer import Reviewed

DOCUMENT = "sag/notat.yaml"
ALL = Wish(lambda id, author: True, lambda id, author: False)


class Circle:
    """A memo that a seed makes, in a project of its own."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.memo: Memo = memo(random.Random(seed))
        self._papers = Papers(folder / "content", ROOT / "templates")
        self.yaml.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "content" / "afsendere.yaml", folder / "content")
        self.yaml.write_text(self.memo.yaml, encoding="utf-8", newline="")
        self.before = self.files()
        self.built = self.build()

    @property
    def yaml(self) -> Path:
        """The content of the memo."""
        return self.folder / "content" / DOCUMENT

    @property
    def file(self) -> Path:
        """The copy that the reviewer has sent back."""
        return self.folder / "tilbage.docx"

    @property
    def papers(self) -> Papers:
        """The content as it is now; the templates are read once."""
        return self._papers.with_texts({})

    def build(self) -> bytes:
        """The memo as it is built now."""
        draft = self.papers.draft(DOCUMENT, warnings=False)
        assert draft.data is not None, [str(problem) for problem in draft.report.problems()]
        return draft.data

    def script(self, number: str, acts: int, *, always_tracked: bool = False) -> Script:
        """That many acts that a reviewer has done in a copy of the file as it was built."""
        script = Script(random.Random(number), self.memo, Reviewed(self.built), always_tracked)
        for _ in range(acts):
            script.act()
        if acts and not always_tracked:
            script.save()
        self.file.write_bytes(script.reviewed.saved())
        return script

    def apply(self, wish: Wish = ALL) -> Applied:
        """What `apply` does with the copy."""
        report = Report()
        found = apply(self.file, self.papers, report, wish, dry_run=False)
        assert found is not None, [str(problem) for problem in report.problems()]
        return found

    def review(self) -> ReviewedFile:
        """What `review` finds in the copy."""
        report = Report()
        found = review(self.file, self.papers, report)
        assert found is not None, [str(problem) for problem in report.problems()]
        return found

    def files(self) -> dict[str, bytes]:
        """All files of the content folder."""
        content = self.folder / "content"
        return {
            path.relative_to(content).as_posix(): path.read_bytes()
            for path in sorted(content.rglob("*"))
            if path.is_file()
        }

    def restore(self) -> None:
        """Nothing; the content folder is as it was at first."""
        content = self.folder / "content"
        for name in self.files().keys() - self.before.keys():
            (content / name).unlink()
        for name, data in self.before.items():
            (content / name).write_bytes(data)


def left(applied: Applied) -> list[FoundChange]:
    """The changes that did not come back."""
    changes = applied.reviewed.changes
    return [each for each in changes if not each.returns or each.conflict]
