"""What a kind's schema says, and the problems of content that does not follow it."""

from __future__ import annotations

from memo.schema.loading import load
from memo.schema.validation import Schema, refuse

__all__ = ["Schema", "load", "refuse"]
