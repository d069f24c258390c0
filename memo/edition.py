"""The editions of a document: the draft that is worked on, and those that are sent out."""

from __future__ import annotations

from enum import StrEnum

FINAL_FOLDER = "endelig"
"""The folder beside the drafts that holds what is sent out."""


class Edition(StrEnum):
    """Which edition is built: PUBLIC is FINAL without what is marked as confidential."""

    DRAFT = "draft"
    FINAL = "final"
    PUBLIC = "public"
