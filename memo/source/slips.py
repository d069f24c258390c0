"""Lines that only look like YAML: the usual slips of the hand, and what comes with pasted text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from memo.problems import Message, say

# Signs that only look like a space, or that nobody can see.
_STRAY = "\u00a0\u00ad\u034f\u061c\u1680\u180e\u2000-\u200f\u202f\u205f-\u2064\u3000\ufeff"

_STRAY_WORDS = (
    say("this sign ({sign}) looks like a space or like nothing, and YAML reads it as text"),
    say(
        "delete it, and type a space if one belongs here; it comes with text that is copied from "
        "Word or the web"
    ),
)
_CONFLICT = (
    say("git has put two versions of the text here, for it could not join them"),
    say(
        "keep the right version, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>"
    ),
)
_PAGE = (
    say("this is a web page, or a piece of one, and no YAML"),
    say("copy the text alone, not the file, from the web page"),
)
_COMMENT = (
    say("{sign} begins no comment in YAML"),
    say("begin the line with # and a space"),
)
_HYPHEN = (
    say("after the hyphen of a list's item, a space is missing"),
    say("write - and a space; put text that begins with a hyphen in quotation marks"),
)
_BULLET = (
    say("an item of a list does not begin with {sign}"),
    say("write - and a space instead"),
)
_COLON = (
    say("after the colon, a space is missing"),
    say("write a space after the colon; put text that holds a colon in quotation marks"),
)

# Each is sought at the beginning of a line; what it matches as `at` is the slip.
_SLIPS = (
    (rf"(?:[ \t]*(?:- +)*(?:-|\w+:|)|.*: +[|>][-+]? *)(?P<at>[{_STRAY}])", _STRAY_WORDS),
    (r"(?P<at><{7}|={7}|>{7})", _CONFLICT),
    (r"\s*(?P<at><(?:!doctype|html|head|body|\?xml))", _PAGE),
    (r"[ \t]*(?P<at>//|/\*|<!--)", _COMMENT),
    (r"[ \t]*(?:- +)*(?P<at>-)(?:[^\W\d_]|[\"'])", _HYPHEN),
    (rf"[ \t]*(?P<at>[–—−•·▪◦●○\uf0b7*+])[ \t{_STRAY}]", _BULLET),
    (r"[ \t]*(?:- +)*[^\W\d]\w*(?P<at>:)[^\s:/\\]", _COLON),
)

# Where a stray sign in a plain text shows that the text was meant as an item or as a field.
_MEANT_AS_MORE = rf"(?m)^[ \t]*(?:(?=[ {_STRAY}]*- )|(?:- +)*(?:-|\w+:))(?P<at>[{_STRAY}])"
_ANYWHERE = re.compile(rf"(?P<at>[{_STRAY}])")


def slips(line: str) -> Iterator[tuple[int, Message, Message]]:
    """Each slip that the line may be: its column, counted from 0, the message and the help."""
    for pattern, (message, help) in _SLIPS:
        if match := re.match(pattern, line, re.IGNORECASE):
            yield match.start("at"), message.filled(sign=_shown(match["at"])), help


def stray_sign(text: str, is_name: bool) -> int | None:
    """The offset of a stray sign that has made a plain text, or a field's name, of something else.

    None where there is none. Inside a sentence such signs are the author's.
    """
    if text.isascii():
        return None
    match = _ANYWHERE.search(text)
    if match and not is_name:
        match = re.search(_MEANT_AS_MORE, text)
    return match.start("at") if match else None


def stray(sign: str) -> tuple[Message, Message]:
    """The message and the help for a stray sign."""
    message, help = _STRAY_WORDS
    return message.filled(sign=_shown(sign)), help


def _shown(sign: str) -> str:
    """The sign, or its number in Unicode where nobody can see it."""
    return sign if sign.isprintable() else f"U+{ord(sign):04X}"
