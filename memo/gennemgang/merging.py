"""What was said in a reviewed file, taken into what is kept beside the content."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from msgspec.structs import replace

from memo.gennemgang.record import Gennemgang, text_of_file
from memo.word.addresses import Anchor
from memo.word.comments import Comment, Thread, grouped_as

Where = Callable[[Comment], tuple[str, str]]
"""Tells the file and the JSON pointer of the value that a comment is on; "" and "" for none."""

_ID_LENGTH = 8

# Nobody writes more in earnest; the schema has room for a little more than that.
_LONGEST_TEXT, _LONGEST_WORDS, _LONGEST_NAME = 20_000, 2_000, 200
_MOST_REPLIES = 400


def merged(
    kept: Gennemgang, base: Iterable[Comment], now: Iterable[Comment], where: Where
) -> Gennemgang:
    """What is kept, with what was said in a file since it was built.

    `base` are the comments that the file was built with, and `now` those that it has. What a person
    has changed in the YAML stays so: a thread that was deleted there comes back only with a new
    answer. One that was deleted in Word is resolved.
    """
    printed = [_cleaned(comment) for comment in base]
    found = list(grouped_as(printed, [_cleaned(comment) for comment in now]))
    pairs = _pairs(found, printed, range(len(found)))
    for other in sorted(set(range(len(printed))) - set(pairs.values())):
        pairs[len(found)] = other
        found.append(replace(printed[other], is_resolved=True))
    before = {number: printed[other] for number, other in pairs.items()}
    known = _known(found, before, kept.threads)
    for number, comment in enumerate(found):
        earlier = before.get(number)
        if number in known:
            kept = kept.with_thread(_updated(known[number], earlier, comment, where))
        elif earlier is None or _is_answered(earlier, comment):
            kept = kept.with_thread(_thread(kept, comment, where))
    return kept


def holds_all(kept: Gennemgang, base: Iterable[Comment], now: Iterable[Comment]) -> bool:
    """Whether all that was said in a file since it was built is kept already, or is resolved."""
    known = {thread.id: thread.comment for thread in kept.threads}
    again = merged(kept, base, now, lambda _: ("", ""))
    return all(
        each.comment == known.get(each.id, each.comment if each.comment.is_resolved else None)
        for each in again.threads
    )


def where_in(anchors: Mapping[str, Anchor]) -> Where:
    """Tells where comments stand by the anchors of their file, as it was built."""

    def where(comment: Comment) -> tuple[str, str]:
        on = comment.on
        found = [anchors[name] for name in on.anchors if name in anchors]
        line = on.words.partition("\n")[0]
        # Several values may stand in one paragraph.
        found.sort(key=lambda anchor: not line or line not in anchor.printed)
        return (found[0].address.file, found[0].address.path) if found else ("", "")

    return where


def _cleaned(comment: Comment) -> Comment:
    """The comment as a YAML file can hold it."""
    on = replace(
        comment.on,
        words=text_of_file(comment.on.words, _LONGEST_WORDS),
        paragraph=text_of_file(comment.on.paragraph, _LONGEST_WORDS),
    )
    return Comment(
        text_of_file(comment.author, _LONGEST_NAME),
        comment.date,
        text_of_file(comment.text, _LONGEST_TEXT),
        comment.is_resolved,
        tuple(_cleaned(reply) for reply in comment.replies[:_MOST_REPLIES]),
        text_of_file(comment.initials, _LONGEST_NAME),
        on,
    )


def _pairs(
    left: Sequence[Comment], right: Sequence[Comment], corrected: Collection[int]
) -> dict[int, int]:
    """Which of the left is which of the right, by their numbers.

    The text of those that may have been `corrected` may be another. Word tells only the minute, so
    author and date alone are no proof: somebody may have said two things in one.
    """
    pairs: dict[int, int] = {}
    numbers = range(len(left))
    for among, key in ((numbers, _remark), (corrected, _author_and_date)):
        free: dict[object, list[int]] = {}
        for number in sorted(set(range(len(right))) - set(pairs.values())):
            free.setdefault(key(right[number]), []).append(number)
        for number in sorted(set(among) - pairs.keys()):
            if others := free.get(key(left[number])):
                pairs[number] = others.pop(0)
    return pairs


def _remark(comment: Comment) -> object:
    return comment.remark


def _author_and_date(comment: Comment) -> object:
    return comment.remark[:2]


def _known(
    found: Sequence[Comment], before: Mapping[int, Comment], threads: Sequence[Thread]
) -> dict[int, Thread]:
    """The thread that each comment is, by its number: by what is said, or was said at first."""
    pairs = _pairs(found, [thread.comment for thread in threads], before.keys())
    known = {number: threads[other] for number, other in pairs.items()}
    free = {each.id: each for number, each in enumerate(threads) if number not in pairs.values()}
    for number, comment in enumerate(found):
        ids = {_id(each) for each in (comment, before.get(number, comment))} & free.keys()
        if number not in known and ids:
            known[number] = free.pop(ids.pop())
    return known


def _id(comment: Comment) -> str:
    remark = "\n".join(comment.remark)
    return hashlib.sha256(remark.encode()).hexdigest()[:_ID_LENGTH]


def _thread(kept: Gennemgang, comment: Comment, where: Where) -> Thread:
    """A new thread under an id of its own: a copied paragraph has a copy of its comments."""
    id, taken = _id(comment), {thread.id for thread in kept.threads}
    while id in taken:
        id = hashlib.sha256(id.encode()).hexdigest()[:_ID_LENGTH]
    return Thread(id, comment, *where(comment))


def _is_answered(earlier: Comment, comment: Comment) -> bool:
    replies = comment.replies
    return len(_pairs(replies, earlier.replies, range(len(replies)))) < len(replies)


def _updated(thread: Thread, earlier: Comment | None, comment: Comment, where: Where) -> Thread:
    """The thread with what has been done to it in Word since `earlier`."""
    own = thread.comment
    replies = _replies(earlier.replies if earlier else (), comment.replies, own.replies)
    is_answered = len(replies) > len(own.replies)
    resolved = comment.is_resolved or (own.is_resolved and not is_answered)
    new = replace(own, text=_said(earlier, comment, own), replies=replies, is_resolved=resolved)
    was, on = earlier.on if earlier else comment.on, comment.on
    if not on.words or (was.words, was.paragraph) == (on.words, on.paragraph):
        return replace(thread, comment=new)
    # Word has kept it at its words, whatever they are now.
    file, path = where(comment)
    place = replace(thread, file=file, path=path) if path else thread
    return replace(place, comment=replace(new, on=on))


def _said(earlier: Comment | None, comment: Comment, own: Comment) -> str:
    """The text of a remark; a correction in the YAML goes before one in Word."""
    return comment.text if earlier and own.text == earlier.text else own.text


def _replies(
    before: Sequence[Comment], now: Sequence[Comment], own: Sequence[Comment]
) -> tuple[Comment, ...]:
    """The replies that are kept, less those that were deleted in Word, and with the new ones."""
    printed = _pairs(now, before, range(len(now)))
    known = _pairs(now, own, printed)
    theirs = _pairs(before, own, range(len(before)))
    gone = {other for number, other in theirs.items() if number not in printed.values()}
    found = list(own)
    for number, other in known.items():
        earlier = before[printed[number]] if number in printed else None
        found[other] = replace(own[other], text=_said(earlier, now[number], own[other]))
    new = [each for number, each in enumerate(now) if number not in known and number not in printed]
    return (*(each for number, each in enumerate(found) if number not in gone), *new)
