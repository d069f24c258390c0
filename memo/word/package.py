"""A Word file as named parts, and parts as the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import posixpath
import struct
import zlib
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lxml import etree
from msgspec import Struct

from memo.word.packing import Packed, Packing, packed, zip_file
from memo.word.xml import CONTENT_TYPES, RELATIONSHIPS, parse, serialize

if TYPE_CHECKING:
    from zipfile import ZipInfo

_DEFAULT: Any = {None: RELATIONSHIPS}  # the type stubs know prefixes only

# A letterhead or a paper is far below all of these; above them it is a mistake or an attack. The
# XML is bounded by itself, for in memory each of its elements is many times as large.
MAX_BYTES = 50_000_000
MAX_PARTS = 2_000
MAX_SIZE = 200_000_000
MAX_XML = 60_000_000
MAX_RATIO = 300

# A paper that says the same again and again packs well; so little is no bomb.
_HARMLESS = 20_000_000

# What is no XML; all else may be, whatever its name.
_MEDIA_ENDINGS = (
    *(".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".wdp"),
    *(".odttf", ".ttf", ".bin"),
)

_NONE_KNOWN: Mapping[str, tuple[bytes, Packed]] = {}
_NONE_BEGUN: Mapping[str, Packing] = {}

CONTENT_TYPES_PART = "[Content_Types].xml"


# What the zip library raises for damaged, garbled, encrypted and foreign files, beside its own.
_DAMAGE = (
    zlib.error,
    EOFError,
    IndexError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
)


# The other ways of packing know far worse bombs, and no Word file uses them.
_STORED, _DEFLATED = 0, 8

# What stands before each part in the file, without the part's name; where in that the lengths of
# the name and of more that may follow it stand, and flags (APPNOTE.TXT, 4.3.7 and 4.4.4).
_HEADER_SIZE = 30
_LENGTHS = 26
_ENCRYPTED, _UTF_8 = 0x1, 0x800


class PackageFault(Exception):
    """Bytes that are no Word file, or one that is damaged."""


class PackageTooLarge(PackageFault):
    """A Word file, or what calls itself one, that is out of all proportion."""


class PackageTooFull(PackageTooLarge):
    """A Word file in which more was done than people do."""


class Relationship(Struct, frozen=True):
    """What one part says of another; `target` is the other part's name, or a place outside."""

    id: str
    type: str
    target: str


def read_parts(data: bytes) -> dict[str, bytes]:
    """The parts by their names, in the file's order. Raises PackageFault and PackageTooLarge."""
    if len(data) > MAX_BYTES:
        raise PackageTooLarge("it is larger than a Word file")
    from zipfile import BadZipFile, LargeZipFile, ZipFile  # templates mostly come from the cache

    try:
        with ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _check_sizes(infos, len(data))
            _check_names(infos)
            _check_places(infos, archive.start_dir)
            return {info.filename: _part(data, info) for info in infos}
    except (BadZipFile, LargeZipFile, *_DAMAGE) as error:
        raise PackageFault(str(error)) from error


def _part(data: bytes, info: ZipInfo) -> bytes:
    """The bytes of a part, as many as it says, and those that were packed.

    The library's own reading takes most of the time that it takes to see how a document stands.
    """
    size, extra = struct.unpack_from("<HH", data, info.header_offset + _LENGTHS)
    start = info.header_offset + _HEADER_SIZE
    name = info.orig_filename.encode("utf-8" if info.flag_bits & _UTF_8 else "cp437")
    if info.flag_bits & _ENCRYPTED or data[start : start + size] != name:
        raise PackageFault("a part is encrypted, or has two names")
    packed = data[start + size + extra : start + size + extra + info.compress_size]
    if info.compress_type == _DEFLATED:
        packed = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, info.file_size + 1)
    if len(packed) != info.file_size or zlib.crc32(packed) != info.CRC:
        raise PackageFault("a part is damaged")
    return packed


def _check_sizes(infos: list[ZipInfo], size: int) -> None:
    unpacked = sum(info.file_size for info in infos)
    xml = sum(
        info.file_size for info in infos if not info.filename.lower().endswith(_MEDIA_ENDINGS)
    )
    most = min(MAX_SIZE, max(_HARMLESS, size * MAX_RATIO))
    if len(infos) > MAX_PARTS or unpacked > most or xml > MAX_XML:
        raise PackageTooLarge("it unpacks to far more than a Word file does")


def _check_names(infos: list[ZipInfo]) -> None:
    """Nothing; refuses what one program would read as this part, and another as that."""
    names = [info.orig_filename for info in infos]
    if len({name.lower() for name in names}) != len(names):
        raise PackageFault("two parts have the same name")
    for name in names:
        steps = name.split("/")
        if "\\" in name or "\0" in name or not {"", ".", ".."}.isdisjoint(steps):
            raise PackageFault("a part has a name that leads elsewhere")


def _check_places(infos: list[ZipInfo], end: int) -> None:
    """Nothing; refuses parts that share their bytes: so a small file unpacks to a huge one."""
    for info in sorted(infos, key=lambda info: info.header_offset, reverse=True):
        size = _HEADER_SIZE + len(info.orig_filename) + info.compress_size
        if info.compress_type not in (_STORED, _DEFLATED) or info.header_offset + size > end:
            raise PackageFault("parts lie over one another, or are packed as no Word file is")
        end = info.header_offset


def write_parts(
    parts: Mapping[str, bytes],
    known: Mapping[str, tuple[bytes, Packed]] = _NONE_KNOWN,
    begun: Mapping[str, Packing] = _NONE_BEGUN,
) -> bytes:
    """The Word file that holds the parts, in their order; no clock and no machine in it.

    Those that are `known`, with how they lie in a file, are not packed again, and the packing of
    others has `begun`.
    """
    lying = {name: own[1] for name, own in known.items() if own[0] is parts.get(name)}
    lying |= {n: packed(data) for n, data in parts.items() if n not in lying and n not in begun}
    lying |= {name: packing.packed() for name, packing in begun.items()}
    return zip_file({name: lying[name] for name in parts})


def digest(parts: Mapping[str, bytes]) -> str:
    """A SHA-256 over the parts' names and bytes, whatever their order, in hexadecimal."""
    total = hashlib.sha256()
    for name in sorted(parts):
        for piece in (name.encode(), parts[name]):
            total.update(len(piece).to_bytes(8, "big"))
            total.update(piece)
    return total.hexdigest()


@lru_cache(maxsize=256)
def relationships_part(part: str) -> str:
    """The name of the part that holds a part's relationships; "" is the package itself."""
    folder, _, name = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relationships(parts: Mapping[str, bytes], part: str) -> list[Relationship]:
    """What the part refers to. Raises XmlFault."""
    data = parts.get(relationships_part(part))
    return [] if data is None else list(_read_relationships(data, part.rpartition("/")[0]))


# Most documents of a template refer to the same parts, and say the same of them.
@lru_cache(maxsize=256)
def _read_relationships(data: bytes, folder: str) -> tuple[Relationship, ...]:
    return tuple(
        Relationship(
            element.get("Id", ""),
            element.get("Type", ""),
            element.get("Target", "")
            if element.get("TargetMode") == "External"
            else posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip(
                "/"
            ),
        )
        for element in parse(data)
    )


def related_parts(parts: Mapping[str, bytes], part: str, *kinds: str) -> list[str]:
    """The names of the parts of those kinds (`styles`, `header`, ...) that the part refers to.

    Raises XmlFault.
    """
    found = [
        relationship.target
        for relationship in relationships(parts, part)
        if relationship.type.rpartition("/")[2] in kinds and relationship.target in parts
    ]
    return list(dict.fromkeys(found))


def main_part(parts: Mapping[str, bytes]) -> str:
    """The name of the part with the document's body. Raises PackageFault and XmlFault."""
    for name in related_parts(parts, "", "officeDocument"):
        return name
    raise PackageFault("its main part is missing")


def add_relationship(parts: dict[str, bytes], part: str, type: str, target: str) -> None:
    """Nothing; makes the part refer to the target under an id of its own."""
    taken = {relationship.id for relationship in relationships(parts, part)}
    number = next(n for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
    add_relationships(parts, part, [(f"rId{number}", type, target, False)])


def add_relationships(
    parts: dict[str, bytes], part: str, added: list[tuple[str, str, str, bool]]
) -> None:
    """Nothing; makes the part refer to targets: each an id, a type, a target, and whether it is
    outside the file.
    """
    name = relationships_part(part)
    parts[name] = _with_relationships(parts.get(name), tuple(added))


@lru_cache(maxsize=256)
def _with_relationships(data: bytes | None, added: tuple[tuple[str, str, str, bool], ...]) -> bytes:
    """The relationships with more of them; None where there are none yet."""
    if data is None:
        root = etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap=_DEFAULT)
    else:
        root = parse(data)
    for id, type, target, is_outside in added:
        attributes = {"Id": id, "Type": type, "Target": target}
        if is_outside:
            attributes["TargetMode"] = "External"
        etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship", attributes)
    return serialize(root).encode()


def remove_part(parts: dict[str, bytes], part: str, referrer: str) -> None:
    """Nothing; takes out the part, and what the package and `referrer` say of it."""
    for name in (part, relationships_part(part)):
        parts.pop(name, None)
    gone = {r.id for r in relationships(parts, referrer) if r.target == part}
    for name, attribute, values in (
        (relationships_part(referrer), "Id", gone),
        (CONTENT_TYPES_PART, "PartName", {f"/{part}"}),
    ):
        root = parse(parts[name])
        for element in list(root):
            if element.get(attribute) in values:
                root.remove(element)
        parts[name] = serialize(root).encode()


def add_content_type(parts: dict[str, bytes], part: str, content_type: str) -> None:
    """Nothing; says in the package what kind of part that is."""
    parts[CONTENT_TYPES_PART] = _with_content_type(parts[CONTENT_TYPES_PART], part, content_type)


@lru_cache(maxsize=256)
def _with_content_type(data: bytes, part: str, content_type: str) -> bytes:
    root = parse(data)
    attributes = {"PartName": f"/{part}", "ContentType": content_type}
    etree.SubElement(root, f"{{{CONTENT_TYPES}}}Override", attributes)
    return serialize(root).encode()


def add_default_type(parts: dict[str, bytes], ending: str, content_type: str) -> None:
    """Nothing; says in the package what kind the parts are whose names end so."""
    root = parse(parts[CONTENT_TYPES_PART])
    known = root.findall(f"{{{CONTENT_TYPES}}}Default")
    if not any(element.get("Extension", "").lower() == ending for element in known):
        attributes = {"Extension": ending, "ContentType": content_type}
        root.insert(0, etree.Element(f"{{{CONTENT_TYPES}}}Default", attributes))
        parts[CONTENT_TYPES_PART] = serialize(root).encode()
