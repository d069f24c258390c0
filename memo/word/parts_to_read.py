"""Which parts of a document are read when it comes back from its reviewers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from memo.word.package import main_part, related_parts, relationships_part

_KNOWN = b"sha256:"

# The kinds of parts that a document is read from, besides its main one.
_KINDS = (
    "styles",
    "theme",
    "numbering",
    "footnotes",
    "endnotes",
    "header",
    "footer",
    "comments",
    "commentsExtended",
)


def parts_to_read(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """What is needed to read the lines and comments again; of a picture, what it is known by.

    Raises PackageFault and XmlFault.
    """
    main = main_part(parts)
    found = {}
    for name in ("", main, *related_parts(parts, main, *_KINDS)):
        for each in (name, relationships_part(name)):
            if each in parts:
                found[each] = parts[each]
        for picture in related_parts(parts, name, "image"):
            found[picture] = picture_hash(parts[picture]).encode()
    return found


def picture_hash(data: bytes) -> str:
    """What a picture is known by; of what it is known by, the same."""
    if data.startswith(_KNOWN):
        return data.decode("ascii", "replace")
    return f"{_KNOWN.decode()}{hashlib.sha256(data).hexdigest()}"
