"""What was done to a document since it was built, and the document with some of it undone."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct
from msgspec.structs import replace

from memo.word.alignment import Aligned
from memo.word.assembly import Assembly
from memo.word.comments import Comment, grouped_as, read_comments
from memo.word.fragments import Cell, Change, Fragment, Place, RevisedParagraph
from memo.word.keys import parse_numbered
from memo.word.lines import Line, joined
from memo.word.noted import with_marks
from memo.word.package import related_parts
from memo.word.stories import read_stories
from memo.word.stretches import untracked
from memo.word.tracking import ACCEPTED
from memo.word.union import TrackedFile
from memo.word.weaving import woven
from memo.word.xml import parse

__all__ = [
    "Cell",
    "Change",
    "Fragment",
    "Place",
    "RevisedParagraph",
    "Revision",
    "read_revision",
    "taken",
]

_LAST_MODIFIED_BY = (
    "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy"
)


class Revision(Struct, frozen=True):
    """All that there is in a reviewed document, and all that was done to it.

    `base` are the lines that it was built with. `changes` are in the order of the document.
    `comments` are all that it has, `comments_before` those that it was built with. `saved_by` is
    who saved it last, "" where it does not say.
    """

    base: tuple[Line, ...]
    paragraphs: tuple[RevisedParagraph, ...]
    changes: tuple[Change, ...]
    comments: tuple[Comment, ...]
    comments_before: tuple[Comment, ...]
    saved_by: str

    @property
    def is_told(self) -> bool:
        """Whether the document with all changes made tells all of them.

        It does not tell what one has put in and another has struck out: nothing of it is left.
        """
        return all(change.is_shown for change in self.changes) and not any(
            _is_struck(paragraph) or any(map(_is_struck, paragraph.fragments))
            for paragraph in self.paragraphs
        )


def _is_struck(part: Fragment | RevisedParagraph) -> bool:
    return bool(part.added and part.removed)


def read_revision(base: Mapping[str, bytes], parts: Mapping[str, bytes]) -> Revision:
    """What was done to the document, whose parts as it was built are `base`.

    Of those, only what `parts_to_read` names is needed. Raises PackageFault and XmlFault.
    """
    file = TrackedFile(parts)
    before = read_stories(base, ACCEPTED, lambda name: parse_numbered(base[name]))
    tokens = woven(file.tokens(), Aligned(before, file.rejected))
    acts = [*file.acts, *untracked(tokens)]
    gone = with_marks(tokens)
    union = Assembly(before, tokens, [act for act in acts if act not in gone])
    comments_before = read_comments(base)
    return Revision(
        tuple(reading.line for reading in before),
        union.paragraphs(),
        union.changes(),
        grouped_as(comments_before, read_comments(parts)),
        comments_before,
        _saved_by(parts),
    )


def _saved_by(parts: Mapping[str, bytes]) -> str:
    for name in related_parts(parts, "", "core-properties"):
        return parse(parts[name]).findtext(_LAST_MODIFIED_BY) or ""
    return ""


def taken(revision: Revision, ids: Collection[str]) -> tuple[RevisedParagraph, ...]:
    """The document with just those changes made and all others undone.

    What is there keeps the ids of the changes that put it in or altered it. Where a mark is gone,
    its text belongs to the next paragraph, as in Word.
    """
    chosen = set(ids)
    found: list[RevisedParagraph] = []
    fragments: list[Fragment] = []
    for paragraph in revision.paragraphs:
        fragments += (
            _chosen(each, chosen) for each in paragraph.fragments if _is_there(each, chosen)
        )
        if not _is_there(paragraph, chosen):
            continue
        is_old = paragraph.was is not None and paragraph.altered and paragraph.altered not in chosen
        line = paragraph.was if is_old and paragraph.was else paragraph.line
        found.append(
            replace(
                paragraph,
                line=replace(line, pieces=tuple(joined(each.piece for each in fragments))),
                fragments=tuple(fragments),
                list=paragraph.list_was if is_old else paragraph.list,
                removed="",
                altered="" if is_old else paragraph.altered,
            )
        )
        fragments = []
    return tuple(found)


def _is_there(part: Fragment | RevisedParagraph, ids: set[str]) -> bool:
    return (not part.added or part.added in ids) and (not part.removed or part.removed not in ids)


def _chosen(fragment: Fragment, ids: set[str]) -> Fragment:
    piece = fragment.piece
    if fragment.altered and fragment.altered not in ids and fragment.was is not None:
        piece = fragment.was
    altered = fragment.altered if fragment.altered in ids else ""
    return replace(fragment, piece=piece, removed="", altered=altered)
