"""Comments printed into a document: round their words, and in parts of their own.

A thread is a comment for each remark, on the same words. Which remark answers which stands in
commentsExtended.xml, which names a remark by the id of its last paragraph ([MS-DOCX] 2.5.1.1).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from memo.blocks import Address
from memo.language import Language
from memo.word.comment_places import Paragraph, Place, Places, printed_paragraphs
from memo.word.comment_ranges import mark, mark_all, mark_run
from memo.word.comments import W14, W15, Comment, Thread, is_date
from memo.word.package import add_content_type, add_relationship, related_parts
from memo.word.xml import (
    DECLARATION,
    W,
    escape_in_attribute,
    escape_in_run,
    parse,
    serialize,
)

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MICROSOFT = "http://schemas.microsoft.com/office/2011/relationships"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"

# The ids of paragraphs are below this ([MS-DOCX] 2.2.4), and 0 is none.
_END_OF_IDS = 0x80000000


class _Remark(Struct, frozen=True):
    """One remark as a comment of the file; `parent` is the id of what it answers."""

    id: int
    comment: Comment
    paragraph: str
    parent: str


def add_comments(
    parts: dict[str, bytes],
    main: str,
    threads: Sequence[Thread],
    addresses: Mapping[str, Address],
    language: Language,
) -> None:
    """Nothing; adds the threads to the parts, which hold no comments.

    `addresses` are those of the values, by their bookmarks. Where the words of a thread are gone,
    it says so in the document's language.
    """
    if not threads:
        return
    root = parse(parts[main])
    notes = [parse(parts[name]) for name in related_parts(parts, main, "footnotes")]
    paragraphs = printed_paragraphs(root, notes, addresses)
    found = Places(paragraphs)
    places = sorted(((found.of(thread), thread) for thread in threads), key=_order)
    remarks: list[_Remark] = []
    # To put a comment into a paragraph takes as long as the paragraph is, comments and all.
    for place, together in groupby(places, key=lambda placed: placed[0]):
        before = len(remarks)
        for _, thread in together:
            aside = _aside(place, paragraphs, thread, language)
            remarks += _remarks(thread, aside, len(remarks))
        _mark(place, paragraphs, [remark.id for remark in remarks[before:]])
    parts[main] = (DECLARATION + serialize(root)).encode()
    _add_parts(parts, main, remarks)


def _aside(
    place: Place, paragraphs: Sequence[Paragraph], thread: Thread, language: Language
) -> str:
    """What is to be said below a comment that does not stand at its words."""
    kind = "lost" if place.lost else "footnote" if paragraphs[place.first].mark is not None else ""
    return language.aside(kind, thread.comment.on.words) if kind else ""


def _mark(place: Place, paragraphs: Sequence[Paragraph], ids: Sequence[int]) -> None:
    first, last = paragraphs[place.first], paragraphs[place.last]
    if first.mark is not None:  # valid files have no comments in footnotes
        mark_run(first.mark, ids)
    elif place.start is None or last.mark is not None:
        mark_all(first.element, ids)
    else:
        mark(first.element, place.start, last.element, place.stop, ids)


def _order(placed: tuple[Place, Thread]) -> tuple[int, int]:
    place, _ = placed
    return place.first, place.start or 0


def _remarks(thread: Thread, aside: str, first: int) -> Iterator[_Remark]:
    """The comment and its replies, the first under that id."""
    comment = thread.comment
    if aside:
        comment = replace(comment, text=f"{comment.text}\n{aside}")
    parent = ""
    for number, each in enumerate((comment, *comment.replies), first):
        paragraph = _paragraph_id(number)
        yield _Remark(number, each, paragraph, parent)
        parent = parent or paragraph


def _paragraph_id(number: int) -> str:
    # Far from those that Word gives in their order, and the same each time.
    hash = hashlib.sha256(f"memo {number}".encode()).hexdigest()
    return f"{int(hash[:8], 16) % (_END_OF_IDS - 1) + 1:08X}"


def _add_parts(parts: dict[str, bytes], main: str, remarks: list[_Remark]) -> None:
    authors = dict.fromkeys(remark.comment.author for remark in remarks if remark.comment.author)
    spaces = f'xmlns:w="{W}" xmlns:w14="{W14}" xmlns:w15="{W15}" xmlns:mc="{_COMPATIBILITY}"'
    inner = {
        "comments": ("w:comments", "".join(map(_comment, remarks))),
        "commentsExtended": ("w15:commentsEx", "".join(map(_extended, remarks))),
        "people": ("w15:people", "".join(map(_person, authors))),
    }
    for kind, (root, xml) in inner.items():
        part = f"word/{kind}.xml"
        text = f'<{root} {spaces} mc:Ignorable="w14 w15">{xml}</{root}>'
        parts[part] = (DECLARATION + text).encode()
        relation = _OFFICE if kind == "comments" else _MICROSOFT
        add_relationship(parts, main, f"{relation}/{kind}", f"/{part}")
        add_content_type(parts, part, _CONTENT_TYPE.format(kind))


def _comment(remark: _Remark) -> str:
    comment = remark.comment
    date = comment.date if is_date(comment.date) else ""
    said = {"author": comment.author, "date": date, "initials": comment.initials}
    attributes = "".join(
        f' w:{name}="{escape_in_attribute(value)}"'
        for name, value in said.items()
        if value or name == "author"
    )
    *lines, last = comment.text.split("\n")
    inner = "".join(f"<w:p>{_text(line)}</w:p>" for line in lines)
    inner += f'<w:p w14:paraId="{remark.paragraph}">{_text(last)}</w:p>'
    start = inner.index(">") + 1
    # What Word puts before the text of a comment.
    inner = f"{inner[:start]}<w:r><w:annotationRef/></w:r>{inner[start:]}"
    return f'<w:comment w:id="{remark.id}"{attributes}>{inner}</w:comment>'


def _text(line: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape_in_run(line)}</w:t></w:r>' if line else ""


def _extended(remark: _Remark) -> str:
    parent = f' w15:paraIdParent="{remark.parent}"' if remark.parent else ""
    done = int(remark.comment.is_resolved)
    return f'<w15:commentEx w15:paraId="{remark.paragraph}"{parent} w15:done="{done}"/>'


def _person(author: str) -> str:
    name = escape_in_attribute(author)
    return (
        f'<w15:person w15:author="{name}">'
        f'<w15:presenceInfo w15:providerId="None" w15:userId="{name}"/></w15:person>'
    )
