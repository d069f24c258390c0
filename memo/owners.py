"""The files that Word and LibreOffice lay beside a document while somebody has it open."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct

# In Word's file: how many characters the name has, and where it stands in UTF-16.
_LENGTH = 54
_NAME = 56
_LONGEST = 52

# More than a file of either holds.
_MOST_BYTES = 4096

# A field of LibreOffice's file, in which a comma or semicolon stands after a backslash.
_FIELD = re.compile(r"((?:[^,;\\]|\\.)*)[,;]", re.DOTALL)


class Owner(Struct, frozen=True):
    """Who has a document open: `file` says so, `name` is empty where it does not say who."""

    file: Path
    name: str


def owner_of(document: Path) -> Owner | None:
    """Who has the document open as far as is seen beside it; a crash leaves that behind too."""
    word = document.with_name(f"~${_shortened(document)}")
    office = document.with_name(f".~lock.{document.name}#")
    for file, name_in in ((word, _name_in_word), (office, _name_in_office)):
        try:
            if file.is_file():
                return Owner(file, name_in(file))
        except OSError:  # Word may let nobody read it, and that it is there says enough
            return Owner(file, "")
    return None


def _shortened(document: Path) -> str:
    """What Word puts after ~$: it once had to keep to eight characters before the ending."""
    dropped = min(max(len(document.stem) - 6, 0), 2)
    return document.name[dropped:]


def _name_in_word(file: Path) -> str:
    """The user's name, "" where none can be read. Raises OSError."""
    data = _head(file)
    length = int.from_bytes(data[_LENGTH:_NAME], "little")
    if length > _LONGEST:
        return ""
    return _shown(data[_NAME : _NAME + 2 * length].decode("utf-16-le", "replace"))


def _name_in_office(file: Path) -> str:
    """The user's name, else that of the account, "" where none can be read. Raises OSError."""
    fields = _FIELD.findall(_head(file).decode("utf-8", "replace"))
    name = next((field for field in fields[:2] if field), "")
    return _shown(re.sub(r"\\(.)", r"\1", name))


def _head(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(_MOST_BYTES)


def _shown(name: str) -> str:
    return name.strip() if name.isprintable() else ""
