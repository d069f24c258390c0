"""The schema of a file, from the cache or read anew."""

from __future__ import annotations

from pathlib import Path

from memo.cache import Cache, key_of
from memo.problems import Report
from memo.schema.validation import Schema
from memo.source import parse, read_text


def load(path: Path, name: str, cache: Cache, report: Report) -> Schema | None:
    """The schema in the file, or None where a problem keeps it from being used."""
    text = read_text(path, name, report)
    if text is None:
        return None
    key = key_of("schema", name, text)
    known = cache.recall(key, Schema)
    if known:
        return known
    own = Report()
    source = parse(text, name, own)
    schema = None
    if source:
        from memo.schema.reader import read_schema  # what few runs need

        schema = read_schema(source, name, own)
    if schema and not own.problems():
        cache.remember(key, schema, Schema)
    report.include(own)
    return schema
