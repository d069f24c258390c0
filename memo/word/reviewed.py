"""What people have done to a document since it was built."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from memo.word.changes import Change, read_changes
from memo.word.comments import Comment, grouped_as, read_comments, said_since
from memo.word.differences import Difference, differences
from memo.word.lines import Line
from memo.word.package import related_parts
from memo.word.stories import read_lines
from memo.word.tracking import ACCEPTED, REJECTED
from memo.word.xml import parse

_LAST_MODIFIED_BY = (
    "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy"
)


@dataclass(frozen=True, slots=True)
class Review:
    """What was done to a document.

    `changes` are tracked; `untracked` is what differs from the document as it was built when all
    changes are rejected. `comments` are those that it was not built with, or that have since been
    answered, resolved or deleted; a deleted one counts as resolved. `saved_by` is who saved it
    last, "" where it does not say.
    """

    changes: tuple[Change, ...]
    comments: tuple[Comment, ...]
    untracked: tuple[Difference, ...]
    saved_by: str

    @property
    def is_empty(self) -> bool:
        """Whether nobody has worked in the document; it may have been opened and saved."""
        return not (self.changes or self.comments or self.untracked)


def review(base: Mapping[str, bytes], parts: Mapping[str, bytes]) -> Review:
    """What was done to the document, whose parts as it was built are `base`.

    Of those, only what `parts_to_read` names is needed. Raises PackageFault and XmlFault.
    """
    known = read_comments(base)
    return Review(
        read_changes(parts),
        said_since(known, grouped_as(known, read_comments(parts))),
        differences(read_lines(base, ACCEPTED), read_lines(parts, REJECTED)),
        _saved_by(parts),
    )


def _saved_by(parts: Mapping[str, bytes]) -> str:
    """Who saved the document last, as its properties say, or "". Raises XmlFault."""
    for name in related_parts(parts, "", "core-properties"):
        return parse(parts[name]).findtext(_LAST_MODIFIED_BY) or ""
    return ""


def is_kept(base: Sequence[Line], reviewed: Sequence[Line], new: Sequence[Line]) -> bool:
    """Whether all that the reviewer changed is in the new document too; if in doubt, it is not.

    `reviewed` are the lines with all changes accepted. Each difference must be among those
    between the base and the new document: the same lines for the same lines at the same place.
    """
    return set(differences(base, reviewed)) <= set(differences(base, new))
