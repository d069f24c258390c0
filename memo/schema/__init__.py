"""What a kind's schema says, and the problems of content that does not follow it."""

from __future__ import annotations

from memo.schema.validation import Schema, load, refuse

__all__ = ["Schema", "load", "refuse"]
