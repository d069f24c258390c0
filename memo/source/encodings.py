"""The bytes of a file as text; of bytes that are no UTF-8, what they look like instead."""

from __future__ import annotations

import codecs
import re

from msgspec import Struct

from memo.problems import Message, Report, say
from memo.source.nodes import Source

# How files begin that have been given the name of a text by mistake.
_NO_TEXT: tuple[tuple[bytes, Message], ...] = (
    (b"PK\x03\x04", say("a Word or Excel document, or a ZIP file")),
    (b"\xd0\xcf\x11\xe0", say("a Word or Excel document in the old format")),
    (rb"{\rtf", say("an RTF document")),
    (b"%PDF", say("a PDF file")),
    (b"\x89PNG", say("a picture")),
    (b"\xff\xd8\xff", say("a picture")),
    (b"GIF8", say("a picture")),
)

# The longer marks come first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)

# Which of four bytes are mostly 0 where Danish is written with two or four bytes to a letter.
_ZEROS = {
    (False, True, False, True): ("utf-16-le", "UTF-16"),
    (True, False, True, False): ("utf-16-be", "UTF-16"),
    (False, True, True, True): ("utf-32-le", "UTF-32"),
    (True, True, True, False): ("utf-32-be", "UTF-32"),
}
_MOSTLY = 0.5
# One 0 among letters is a mistake in a text; so large a share of them is no text.
_FEW = 0.25

# The encodings with one byte to a letter; where two of them are as likely, the first is meant.
_NARROW = (
    ("cp1252", "Windows-1252 (ISO-8859-1)"),
    ("cp850", "DOS (850)"),
    ("mac_roman", "Mac Roman"),
)
# A capital letter inside a word is none that an author wrote: in DOS it is a curly apostrophe.
_DANISH = r"[æøå]|(?<![^\W\d_])[ÆØÅ]|(?<=[A-ZÆØÅ])[ÆØÅ]"
_USUAL = r"[æøåÆØÅéÉ–—…’‘“”„»«§½€\xa0]"
_NOT_ASCII = r"[^\x00-\x7f]"
_WEIGHT = 5


class _Guess(Struct, frozen=True):
    """Bytes read in an encoding that they may be in, and what the user sees it called."""

    text: str
    name: str


def decode(data: bytes, name: str, help: Message | None, report: Report) -> str | None:
    """The text of the file, less its byte order mark; None with a problem where it is no UTF-8.

    `name` is what the user sees the file called. `help` is what to do about it, where that is
    another thing than to save a text again.
    """
    kind = _no_text(data)
    if kind is not None:
        help = help or say("write the paper as text in a text editor, and save it as UTF-8")
        message = say("the file is not text, but {kind}", kind=kind)
        report.error("ikke-tekst", Source(name, "").span(0), message, help)
        return None
    wide = _wide(data)
    if wide is not None:
        _report(Source(name, wide.text), 0, wide.name, help, report)
        return None
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        _report_narrow(data, error.start, name, help, report)
        return None


def _report_narrow(
    data: bytes, offset: int, name: str, help: Message | None, report: Report
) -> None:
    mixed = data.decode("utf-8", errors="surrogateescape")
    strange = re.findall("[\udc80-\udcff]", mixed)
    if 2 * len(strange) < len(re.findall(_NOT_ASCII, mixed)):
        text = "".join(_as_windows(char) for char in mixed)
        report.error(
            "ikke-utf8",
            Source(name, text).span(len(data[:offset].decode("utf-8"))),
            say("this sign is not saved as UTF-8, though most of the file is"),
            help or say("write the sign again, and save the file with the encoding UTF-8"),
        )
        return
    guess = max((_read(data, *narrow) for narrow in _NARROW), key=_likeness)
    likely = guess.name if _likeness(guess) > 0 else ""
    _report(Source(name, guess.text), offset, likely, help, report)


def _report(
    source: Source, offset: int, encoding: str, help: Message | None, report: Report
) -> None:
    if encoding:
        message = say("the file is not saved as UTF-8; it looks like {encoding}", encoding=encoding)
        usual = say(
            "open it as {encoding} in a text editor, see that æ, ø and å are right, and save it "
            "with the encoding UTF-8",
            encoding=encoding,
        )
    else:
        message = say("the file is not saved as UTF-8")
        usual = say("open the file in your text editor and save it with the encoding UTF-8")
    report.error("ikke-utf8", source.span(offset, offset + 1), message, help or usual)


def _no_text(data: bytes) -> Message | None:
    """What a file is that is no text; None where it may be one."""
    for beginning, kind in _NO_TEXT:
        if data.startswith(beginning):
            return kind
    if data.count(0) > _FEW * len(data) and _wide(data) is None:
        return say("something that a program made for itself")
    return None


def _wide(data: bytes) -> _Guess | None:
    """The text where each letter takes two or four bytes; None where it takes one."""
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _read(data, codec, name)
    if data.count(0) <= _FEW * len(data):
        return None
    shares = [data[place::4].count(0) / max(1, len(data[place::4])) for place in range(4)]
    first, second, third, fourth = (share > _MOSTLY for share in shares)
    found = _ZEROS.get((first, second, third, fourth))
    return _read(data, *found) if found else None


def _read(data: bytes, codec: str, name: str) -> _Guess:
    return _Guess(data.decode(codec, errors="replace"), name)


def _likeness(guess: _Guess) -> int:
    """How much the text looks like Danish: what is in it that Danish is written with, or not."""
    danish, usual, not_ascii = (
        len(re.findall(each, guess.text)) for each in (_DANISH, _USUAL, _NOT_ASCII)
    )
    return _WEIGHT * danish + usual - (not_ascii - usual)


def _as_windows(char: str) -> str:
    """The character, or what a byte that is no UTF-8 is in Windows."""
    if not "\udc80" <= char <= "\udcff":
        return char
    return char.encode("utf-8", errors="surrogateescape").decode("cp1252", errors="replace")
