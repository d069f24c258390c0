"""Comments and threads, written short."""

from __future__ import annotations

from memo.gennemgang.reading import gennemgang
from memo.gennemgang.record import Gennemgang
from memo.problems import Report
from memo.source import parse
from memo.word.commented import Commented
from memo.word.comments import Comment, Thread

DOCUMENT = "sag/notat.yaml"
_DATE = "2016-12-20T09:30:00Z"


def comment(
    text: str,
    *replies: str,
    author: str = "Karen Lindtoft",
    words: str = "",
    paragraph: str = "",
    offset: int = 0,
    resolved: bool = False,
) -> Comment:
    """A comment of Karen's; Bo has answered."""
    answers = tuple(Comment("Bo Holm", _DATE, reply, initials="BH") for reply in replies)
    on = Commented(words, paragraph, offset)
    return Comment(author, _DATE, text, resolved, answers, "KL", on)


def kept(*comments: Comment, path: str = "/afsnit/0/tekst") -> Gennemgang:
    """What is kept of those comments, with ids `a`, `b` and so on."""
    found = Gennemgang()
    for letter, each in zip("abcdefgh", comments, strict=False):
        found = found.with_thread(Thread(letter, each, DOCUMENT, path))
    return found


def read_text(text: str) -> Gennemgang:
    """What a file with that text holds."""
    report = Report()
    source = parse(text, "notat.gennemgang.yaml", report)
    assert source is not None, report.problems()
    found = gennemgang(source, DOCUMENT, report)
    assert not report.problems()
    return found
