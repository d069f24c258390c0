"""What the domain knows of a text: one object for each `format` that a schema may name.

`format` names the meaning and is known here; `pattern` beside it in the schema gives the form that
one municipality uses.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from unicodedata import category

from msgspec import Struct

from memo.problems import Message, say

MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip

_NUMERIC_DATE = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})")
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_WRITTEN_DATE = rf"(?i)([0-9]{{1,2}})\. ({'|'.join(MONTHS)}) ([0-9]{{4}})"
_TELEPHONE = re.compile(r"(?:\+45 ?)?[0-9](?: ?[0-9]){7}|\+(?!45)[0-9](?: ?[0-9]){6,14}")
# One @, no spaces, and a domain of dotted labels.
_E_MAIL = re.compile(r"[^\s@<>(),;:\"]+@[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)+")

# What Windows keeps out of names; and control characters, and what no file system can write.
_NOT_IN_NAMES = frozenset('\\/:*?"<>|')
_NOT_WRITTEN = ("Cc", "Cs")
# Each is a device in every folder, whatever ending follows; ¹²³ are digits to Windows here.
_DEVICE = re.compile(r"CON|PRN|AUX|NUL|CLOCK\$|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³]")
# In bytes, on Linux; on Windows and macOS a little more.
_LONGEST_NAME = 255


class Format(Struct, frozen=True):
    """What the text is, a check, and the words for what is wrong; `code` is that of the problem.

    `example` passes.
    """

    name: Message
    code: str
    is_valid: Callable[[str], bool]
    message: Message
    help: Message
    example: str


def read_date(text: str) -> date | None:
    """The date that the text says, or None. Read are 21-12-2016, 2016-12-21, 21. december 2016."""
    if match := _ISO_DATE.fullmatch(text):
        year, month, day = match.groups()
    elif match := _NUMERIC_DATE.fullmatch(text):
        day, month, year = match.groups()
    elif match := re.fullmatch(_WRITTEN_DATE, text):
        day, name, year = match.groups()
        month = str(MONTHS.index(name.lower()) + 1)
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def has_gln_check_digit(text: str) -> bool:
    """Whether the text is 13 digits of which the last is the check digit of GS1.

    Weights 1 and 3 from the left over the first twelve; spaces between digits are allowed.
    """
    digits = text.replace(" ", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) == 13):
        return False
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits[:12]))
    return (10 - total % 10) % 10 == int(digits[12])


def is_file_name(text: str) -> bool:
    """Whether the text is the name of one file on every system, with its ending.

    What Windows keeps for devices is none (CON, com1.txt), nor what it would read as another name:
    it drops a dot or a space at the end.
    """
    device = text.partition(".")[0].rstrip(" ").upper()
    return (
        not any(char in _NOT_IN_NAMES or category(char) in _NOT_WRITTEN for char in text)
        and text[-1:] not in ("", ".", " ")
        and not _DEVICE.fullmatch(device)
        and len(text.encode()) <= _LONGEST_NAME
    )


def is_path_below(text: str) -> bool:
    """Whether the text is a file's path below a folder: no drive, no root, no way up or out.

    Forward slashes only, so that the same content works on every machine.
    """
    return all(map(is_file_name, text.split("/")))


def _is_identifier(text: str) -> bool:
    return bool(text) and not re.search(r"\s", text)


FORMATS = {
    "dato": Format(
        say("date"),
        "ugyldig-dato",
        lambda text: read_date(text) is not None,
        say('"{value}" cannot be read as a date that exists'),
        say("write it as 21-12-2016, 2016-12-21 or 21. december 2016"),
        "21-12-2016",
    ),
    "gln": Format(
        say("EAN number"),
        "ugyldigt-gln",
        has_gln_check_digit,
        say('"{value}" is not an EAN number: the 13 digits do not agree with their check digit'),
        say("copy the number again from where you know it is right"),
        "5798009710222",
    ),
    "telefon": Format(
        say("telephone number"),
        "ugyldig-telefon",
        lambda text: _TELEPHONE.fullmatch(text) is not None,
        say('"{value}" is not a telephone number'),
        say("write eight digits, or + and the country code first"),
        "2154 8307",
    ),
    "email": Format(
        say("e-mail address"),
        "ugyldig-email",
        lambda text: _E_MAIL.fullmatch(text) is not None,
        say('"{value}" is not an e-mail address'),
        say("write it as name@place.dk, without spaces"),
        "navn@kommune.dk",
    ),
    "fil": Format(
        say("file name"),
        "ugyldig-sti",
        is_path_below,
        say('"{value}" does not name a file in the content folder'),
        say("write the file's name, with / between folders, and without .. and drive letters"),
        "bilag-1.yaml",
    ),
    "sagsnr": Format(
        say("case number"),
        "ugyldigt-sagsnr",
        _is_identifier,
        say('"{value}" is not a case number'),
        say("write the number without spaces, as the case system shows it"),
        "2016-0419401",
    ),
    "dokumentnr": Format(
        say("document number"),
        "ugyldigt-dokumentnr",
        _is_identifier,
        say('"{value}" is not a document number'),
        say("write the number without spaces, as the case system shows it"),
        "2016-0419401-1",
    ),
}
