"""Where a built document comes from, as hashes: no clock, no machine, no path outside the project.

Of a file of the content folder a document may draw all, one value, or only that it is there. A
document that draws the same as before, through the same template by the same program, is the same.
"""

from __future__ import annotations

import codecs
import hashlib

from msgspec import Struct

_MARK_LENGTH = 6


def hashed(data: bytes) -> str:
    """The SHA-256 of the bytes, in hexadecimal; a byte order mark says nothing and is left out."""
    return hashlib.sha256(data.removeprefix(codecs.BOM_UTF8)).hexdigest()


class Drawn(Struct, frozen=True):
    """What a document draws from a file: the `hash` of all of it, or of the value at a `pointer`.

    `file` is the path below the content folder. Where the hash is None, only whether the file is
    there counts: `is_there`.
    """

    file: str
    is_there: bool = True
    pointer: str = ""
    hash: str | None = None


class Provenance(Struct, frozen=True):
    """What a document was built from. `document` is its path below the content folder.

    `template` is a hash over the parts of the Word file of that `kind`. `schemas` are the hashes of
    the schemas of the kind and of the registers that it refers to, by their names, and `tool` is
    the version of this program.
    """

    document: str
    drawn: tuple[Drawn, ...]
    kind: str
    template: str
    schemas: dict[str, str]
    tool: str

    @property
    def content(self) -> str:
        """The hash of the content: of all that is drawn together, in the order of drawing."""
        lines = (f"{d.file}\n{d.is_there}\n{d.pointer}\n{d.hash}\n" for d in self.drawn)
        return hashed("".join(lines).encode())

    @property
    def mark(self) -> str:
        """What tells one draft from another on paper: the beginning of the content's hash."""
        return self.content[:_MARK_LENGTH]


class Drawing:
    """What one document has drawn so far."""

    def __init__(self) -> None:
        self._drawn: dict[Drawn, None] = {}

    def whole(self, file: str, hash: str) -> None:
        """Nothing; the document draws all of the file."""
        self._drawn[Drawn(file, hash=hash)] = None

    def value(self, file: str, pointer: str, source: str) -> None:
        """Nothing; the document draws the value at that JSON pointer, whose YAML is `source`."""
        self._drawn[Drawn(file, pointer=pointer, hash=hashed(source.encode()))] = None

    def presence(self, file: str, *, is_there: bool) -> None:
        """Nothing; the document looks whether the file is there."""
        self._drawn[Drawn(file, is_there)] = None

    def drawn(self) -> tuple[Drawn, ...]:
        """All of it, in the order of drawing."""
        return tuple(self._drawn)
