"""What YAML accepts without a word, and its author hardly meant."""

from __future__ import annotations

import re

from memo.problems import Report, say
from memo.source.comments import comments
from memo.source.nodes import Scalar, Source

# UTF-8 that was opened as Windows-1252 and saved again; and letters that no program could read.
_BROKEN = "Ã[¦¸¥†˜…©]|â€[œ™“”\u201d\x9d]|\ufffd"
_BEGINNINGS = ("Ã", "â€", "\ufffd")
# A comment may begin so, behind a space: few do, and these are what an author took for text.
_CLOSE_COMMENT = re.compile(r"#(?<!\S#)[^\W_]")
_ITEM = r"\n[ \t]*(?P<sign>[-–•*])[ \t]"


def check_surprises(source: Source, report: Report) -> None:
    """Nothing; warns of text that YAML drops, and of letters that are no longer what they were."""
    for comment in comments(source) if _CLOSE_COMMENT.search(source.text) else ():
        is_close = _CLOSE_COMMENT.match(source.text, comment.start)
        if comment.value and comment.value.style == "" and is_close:
            report.warning(
                "tekst-efter-havelaage",
                source.span(comment.start, comment.end),
                say("from # on, the text is read as a comment, and is not printed"),
                say("put the whole text in quotation marks; begin a comment with # and a space"),
            )
    is_likely = any(sign in source.text for sign in _BEGINNINGS)
    if is_likely and (match := re.search(_BROKEN, source.text)):
        report.warning(
            "oedelagte-bogstaver",
            source.span(match.start(), match.end()),
            say("letters have been lost here: the file has been opened in the wrong encoding"),
            say("write them again, here and below, or take an older version of the file"),
        )


def check_joined_lines(source: Source, scalar: Scalar, report: Report) -> None:
    """Nothing; warns of an item of a list that YAML has read as the end of the text above it."""
    raw = source.raw(scalar) if scalar.style == "" else ""
    if "\n" in raw and (match := re.search(_ITEM, raw)):
        start = scalar.start + match.start("sign")
        report.warning(
            "punkt-i-teksten",
            source.span(start),
            say("this line goes on with the text above; it is no item of a list"),
            say("indent it as the item above; if it is text, put the whole in quotation marks"),
        )
