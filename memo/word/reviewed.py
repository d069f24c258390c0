"""What people have done to a document since it was built."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from memo.word.comments import Comment, grouped_as, said_since
from memo.word.differences import differences
from memo.word.lines import Line
from memo.word.revised import Revision, read_revision


class Review(Struct, frozen=True):
    """What was done to a document.

    `comments` are those that it was not built with, or that have since been answered, resolved or
    deleted; a deleted one counts as resolved.
    """

    revision: Revision
    comments: tuple[Comment, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nobody has worked in the document; it may have been opened and saved."""
        return not (self.revision.changes or self.comments)


def review(base: Mapping[str, bytes], parts: Mapping[str, bytes]) -> Review:
    """What was done to the document, whose parts as it was built are `base`.

    Of those, only what `parts_to_read` names is needed. Raises PackageFault and XmlFault.
    """
    revision = read_revision(base, parts)
    known = revision.comments_before
    return Review(revision, said_since(known, grouped_as(known, revision.comments)))


def is_kept(base: Sequence[Line], reviewed: Sequence[Line], new: Sequence[Line]) -> bool:
    """Whether all that the reviewer changed is in the new document too; if in doubt, it is not.

    `reviewed` are the lines with all changes accepted. Each difference must be among those
    between the base and the new document: the same lines for the same lines at the same place.
    """
    return set(differences(base, reviewed)) <= set(differences(base, new))
