"""Word files and XML that are made to harm who reads them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass

_MB = 1_000_000


@dataclass
class Entry:
    """A part as it lies in a zip file; the directory may tell another name or another size."""

    name: bytes
    data: bytes
    listed_as: bytes = b""
    listed_size: int = -1
    flags: int = 0
    method: int = 8


def zipped(entries: list[Entry], *, copies: int = 1) -> bytes:
    """The zip file; with `copies` its directory names each part so often, under other names."""
    body, directory, count = b"", b"", 0
    for entry in entries:
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = packer.compress(entry.data) + packer.flush()
        size = len(entry.data) if entry.listed_size < 0 else entry.listed_size
        common = struct.pack(
            *("<HHHHHLLLHH", 20, entry.flags, entry.method, 0, 33, zlib.crc32(entry.data)),
            *(len(packed), size, len(entry.name), 0),
        )
        for number in range(copies):
            name = entry.listed_as or entry.name
            name = name if number == 0 else name[:-4] + b"%d" % number + name[-4:]
            fields = common[:-4] + struct.pack("<HH", len(name), 0)
            directory += b"PK\1\2\x14\0" + fields + struct.pack("<HHHLL", 0, 0, 0, 0, len(body))
            directory += name
            count += 1
        body += b"PK\3\4" + common + entry.name + packed
    end = struct.pack("<HHHHLLH", 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + b"PK\5\6" + end


def lzma_bomb() -> bytes:
    """A zip file packed in a way that no Word file is."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.xml", bytes(_MB))
    return buffer.getvalue()


def zip_bombs() -> dict[str, bytes]:
    """Zip files that unpack to far more than they are, or that two programs read differently."""
    zeros = bytes(250 * _MB)
    return {
        "far-too-much": zipped([Entry(b"a.bin", zeros)]),
        "xml-in-plenty": zipped([Entry(b"a.xml", b"<a/>" * (16 * _MB))]),
        "many-parts": zipped([Entry(b"%d.xml" % n, b"<a/>") for n in range(3000)]),
        "larger-than-it-says": zipped([Entry(b"a.xml", zeros, listed_size=100)]),
        "smaller-than-it-says": zipped([Entry(b"a.xml", b"<a/>", listed_size=5000)]),
        "one-part-many-names": zipped([Entry(b"a.xml", b"<a/>" * 10)], copies=50),
        "other-name-inside": zipped([Entry(b"a.xml", b"<a/>", listed_as=b"b.xml")]),
        "encrypted": zipped([Entry(b"a.xml", b"<a/>", flags=1)]),
        "lzma": lzma_bomb(),
        "unknown-method": zipped([Entry(b"a.xml", b"<a/>", method=97)]),
        "case": zipped([Entry(b"a.xml", b"<a/>"), Entry(b"A.XML", b"<b/>")]),
        "up": zipped([Entry(b"word/../../a.xml", b"<a/>")]),
        "root": zipped([Entry(b"/a.xml", b"<a/>")]),
        "backslash": zipped([Entry(b"word\\a.xml", b"<a/>")]),
        "nul": zipped([Entry(b"a.xml\0.png", b"<a/>")]),
    }


TOO_LARGE = {"far-too-much", "xml-in-plenty", "many-parts"}


def xml_bombs() -> dict[str, bytes]:
    """XML that grows without end, asks for other files, or hides what it does."""
    names = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    laughs = f'<!DOCTYPE r [<!ENTITY a0 "ha">{names}]><r>&a11;</r>'
    long = f'<!DOCTYPE r [<!ENTITY q "{"x" * 100_000}">]>'
    texts = {
        "laughs": laughs,
        "laughs-in-attribute": laughs.replace("<r>&a11;</r>", '<r a="&a11;"/>'),
        "quadratic": f"{long}<r>{'&q;' * 50_000}</r>",
        "default-attribute": f'<!DOCTYPE r [<!ATTLIST b x CDATA "{"y" * 100_000}">]>'
        f"<r>{'<b/>' * 50_000}</r>",
        "file": '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]><r>&e;</r>',
        "web": '<!DOCTYPE r [<!ENTITY e SYSTEM "http://127.0.0.1:9/x">]><r>&e;</r>',
        "dtd": '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd"><r/>',
        "parameter": '<!DOCTYPE r [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]><r/>',
        "standalone": '<?xml version="1.0" standalone="no"?><!DOCTYPE r [<!ENTITY e "x">]><r>&e;</r>',
        "one-long-text": f"<r>{'x' * 11_000_000}</r>",
        "deep": "<r>" * 100_000 + "</r>" * 100_000,
    }
    hidden = f'<?xml version="1.0" encoding="UTF-16"?>{laughs}'.encode("utf-16")
    seven = b'<?xml version="1.0" encoding="UTF-7"?>' + laughs.encode("utf-7")
    return {name: text.encode() for name, text in texts.items()} | {
        "utf-16": hidden,
        "utf-7": seven,
    }
