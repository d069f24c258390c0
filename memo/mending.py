"""What is safe to mend in the YAML, mended in all of a folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from memo.cache import Cache
from memo.papers import Papers
from memo.problems import Report

# No check finds more in what has been mended than another does in that.
_ROUNDS = 3


def mend_all(
    content: Path, templates: Path, cache: Cache, paths: Iterable[Path], report: Report
) -> Counter[str]:
    """How many places have been mended in the YAML of the documents in the paths, where any have.

    What is mended may let another check find something: "12  mio." is first "12 mio.".
    """
    papers = Papers(content, templates, cache)
    # Of a file and a link to it, one.
    found = {papers.file(path).resolve(): path for path in papers.documents(paths, Report())}
    documents = list(found.values())
    mended: Counter[str] = Counter()
    for _ in range(_ROUNDS):
        counts = {path: papers.mend(path, report) for path in documents}
        mended.update({papers.name(path): count for path, count in counts.items()})
        documents = [path for path, count in counts.items() if count]
        papers = Papers(content, templates, cache)
    return +mended
