"""YAML text with positions: read into nodes that know their place, and changed by exact edits."""

from __future__ import annotations

from memo.source.reading import (
    FORBIDDEN,
    MAX_BYTES,
    MAX_DEPTH,
    data,
    only_allowed_characters,
    parse,
    read,
    read_text,
)

__all__ = [
    "FORBIDDEN",
    "MAX_BYTES",
    "MAX_DEPTH",
    "data",
    "only_allowed_characters",
    "parse",
    "read",
    "read_text",
]
