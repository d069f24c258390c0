"""Pictures made by hand: the smallest files that other programs show too."""

from __future__ import annotations

import struct
import zlib


def png(width: int = 2, height: int = 2, *, per_metre: int = 0) -> bytes:
    """A red PNG of so many pixels; with `per_metre` it tells how large it is on paper."""
    rows = (b"\0" + b"\xff\0\0" * width) * height
    chunks = [_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))]
    if per_metre:
        chunks.append(_chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)))
    chunks += [_chunk(b"IDAT", zlib.compress(rows)), _chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def claiming(data: bytes, width: int, height: int) -> bytes:
    """The PNG, which now says that it has so many pixels."""
    place = data.index(b"IHDR") + len(b"IHDR")
    return data[:place] + struct.pack(">II", width, height) + data[place + 8 :]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def jpeg(width: int = 8, height: int = 8) -> bytes:
    """A grey JPEG: each block of 8 by 8 pixels is the two bits "as before" and "no more"."""
    one_code = bytes([1, *[0] * 15, 0])  # a Huffman table that has a code of one bit for 0
    blocks = -(-width // 8) * -(-height // 8)
    bits = "0" * 2 * blocks + "1" * (-2 * blocks % 8)
    return b"".join(
        [
            b"\xff\xd8",
            _segment(0xE0, b"JFIF\0\1\1\1" + struct.pack(">HHBB", 96, 96, 0, 0)),
            _segment(0xDB, b"\0" + b"\1" * 64),
            _segment(0xC0, struct.pack(">BHHBBBB", 8, height, width, 1, 1, 0x11, 0)),
            _segment(0xC4, b"\x00" + one_code),
            _segment(0xC4, b"\x10" + one_code),
            _segment(0xDA, b"\1\1\0\0\x3f\0"),
            int(bits, 2).to_bytes(len(bits) // 8, "big"),
            b"\xff\xd9",
        ]
    )


def turned(data: bytes) -> bytes:
    """The JPEG with a camera's note that it is to be turned."""
    exif = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<HHHLHHL", 1, 0x112, 3, 1, 6, 0, 0)
    return data[:2] + _segment(0xE1, exif) + data[2:]


def _segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data
