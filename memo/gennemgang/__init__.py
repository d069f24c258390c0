"""What has been said and decided of a paper in Word, kept beside it in `notat.gennemgang.yaml`."""

from __future__ import annotations

from memo.gennemgang.digests import digests
from memo.gennemgang.merging import Where, holds_all, merged, where_in
from memo.gennemgang.reading import drawn_threads, places_of_open, read
from memo.gennemgang.record import REFUSED, TAKEN, Choice, Decided, Gennemgang
from memo.gennemgang.writing import schema_address, text_of

__all__ = [
    "REFUSED",
    "TAKEN",
    "Choice",
    "Decided",
    "Gennemgang",
    "Where",
    "digests",
    "drawn_threads",
    "holds_all",
    "merged",
    "places_of_open",
    "read",
    "schema_address",
    "text_of",
    "where_in",
]
