"""Parts packed into a file: a zip file that says nothing of when and where it was written.

Its bytes are those that Python's own zip library writes, which takes longer to tell of a part than
most parts take to pack.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Mapping
from functools import lru_cache
from threading import Thread

from msgspec import Struct

_VERSION = 20  # of the format, that knows this way of packing
_UTF_8 = 0x800
_DEFLATED = 8
_MIDNIGHT, _OLDEST_DAY = 0, 0x21  # in 1980; Word's own files carry it too
_MODE = 0o600 << 16

# Before each part stand these (APPNOTE.TXT, 4.3.7): the version that unpacks it, flags, the way of
# packing, time and day, the CRC, the sizes packed and unpacked, and the lengths of its name and of
# what may follow that. The directory says the same again (4.3.12), with the version that packed it
# before, and behind it the length of a comment, the disk, attributes and where the part stands.
_PART = struct.Struct("<5H3L2H")
_PART_BEGINS = b"PK\3\4"
_ENTRY_BEGINS = b"PK\1\2" + struct.pack("<H", _VERSION)
_ENTRY_ENDS = struct.Struct("<3H2L")

# The number of parts, the size of the directory and where it stands (4.3.16).
_END = struct.Struct("<4s4H2LH")


# To pack so many bytes takes some times as long as to begin a thread.
_LARGE = 40_000

_has_free_core = (os.cpu_count() or 1) > 1


class Packed(Struct, frozen=True):
    """A part as it lies in a file; `crc` and `size` are those of what was packed."""

    data: bytes
    crc: int
    size: int


def packed(part: bytes) -> Packed:
    """The part as it lies in a file."""
    return _packed(part) if len(part) >= _LARGE else _packed_once(part)


# Settings, relationships, small pictures: much of a document is in others of the same run too.
@lru_cache(maxsize=256)
def _packed_once(part: bytes) -> Packed:
    return _packed(part)


def _packed(part: bytes) -> Packed:
    return Packed(zlib.compress(part, wbits=-zlib.MAX_WBITS), zlib.crc32(part), len(part))


class Packing:
    """A part that is being packed: by another core, where it is large and one is free."""

    def __init__(self, part: bytes) -> None:
        self._part = part
        self._found: Packed | None = None
        self._thread: Thread | None = None
        if _has_free_core and len(part) >= _LARGE:
            self._thread = Thread(target=self._pack)
            self._thread.start()

    def _pack(self) -> None:
        self._found = packed(self._part)

    def packed(self) -> Packed:
        """The part as it lies in a file, when that is done."""
        if self._thread:
            self._thread.join()
        # Where the other core has failed, as for want of memory, this one fails again.
        return self._found or packed(self._part)


def keep_to_one_core() -> None:
    """Nothing; tells that other processes like this one need the other cores."""
    global _has_free_core  # noqa: PLW0603  # it is true of the process, whoever packs in it
    _has_free_core = False


def zip_file(parts: Mapping[str, Packed]) -> bytes:
    """The file that holds the parts, in their order. Raises struct.error above four gigabytes."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    place = 0
    for name, part in parts.items():
        own = name.encode()
        about = _about(name, len(own), part)
        pieces += (_PART_BEGINS, about, own, part.data)
        directory += (_ENTRY_BEGINS, about, _ENTRY_ENDS.pack(0, 0, 0, _MODE, place), own)
        place += len(_PART_BEGINS) + len(about) + len(own) + len(part.data)
    size = sum(map(len, directory))
    end = _END.pack(b"PK\5\6", 0, 0, len(parts), len(parts), size, place, 0)
    return b"".join((*pieces, *directory, end))


def _about(name: str, length: int, part: Packed) -> bytes:
    flags = 0 if name.isascii() else _UTF_8
    sizes = (len(part.data), part.size)
    return _PART.pack(
        _VERSION, flags, _DEFLATED, _MIDNIGHT, _OLDEST_DAY, part.crc, *sizes, length, 0
    )
