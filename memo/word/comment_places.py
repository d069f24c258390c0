"""Where in a new document the words are that a comment was put on in an earlier one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from operator import eq
from typing import Literal

from msgspec import Struct

from memo.blocks import Address
from memo.word.comment_ranges import text_of_paragraph
from memo.word.comments import Thread
from memo.word.xml import Element, value_of, w

# A paragraph that is less like the old one is another; less likeness is enough for one of the same
# value in which the words stand.
_ALIKE, _RELATED = 0.5, 0.2
_HAS_WORDS, _IS_OF_VALUE = 0.5, 0.25

Lost = Literal["", "words", "paragraph"]


class Paragraph(Struct, frozen=True):
    """A paragraph that is printed, with the addresses of the values in it.

    `mark` is what refers to the footnote that it stands in, None in the body.
    """

    element: Element
    text: str
    addresses: tuple[Address, ...]
    mark: Element | None = None

    def is_of(self, thread: Thread) -> bool:
        """Whether it prints the value that the thread belongs to."""
        return any((each.file, each.path) == (thread.file, thread.path) for each in self.addresses)


class Place(Struct, frozen=True):
    """Where a comment goes: the numbers of paragraphs, and offsets in their texts.

    Where something is `lost`, the offsets are None: the comment is on all of the paragraph.
    """

    first: int
    start: int | None = None
    last: int = 0
    stop: int = 0
    lost: Lost = ""


def printed_paragraphs(
    body: Element, notes: Iterable[Element], addresses: Mapping[str, Address]
) -> list[Paragraph]:
    """The paragraphs of the body and then of the notes; `addresses` by their bookmarks."""
    marks = {value_of(mark, "id"): mark.getparent() for mark in body.iter(w("footnoteReference"))}
    found = [_paragraph(element, addresses) for element in _paragraphs(body)]
    for note in (each for root in notes for each in root.iterfind(w("footnote"))):
        mark = marks.get(value_of(note, "id"))
        if mark is not None:
            found += [_paragraph(element, addresses, mark) for element in _paragraphs(note)]
    return found


def _paragraphs(root: Element) -> Iterator[Element]:
    """The paragraphs, less those of text boxes: Word has no comments there."""
    for element in root.iter(w("p")):
        if next(element.iterancestors(w("txbxContent")), None) is None:
            yield element


def _paragraph(
    element: Element, addresses: Mapping[str, Address], mark: Element | None = None
) -> Paragraph:
    names = (value_of(mark, "name") for mark in element.iter(w("bookmarkStart")))
    own = tuple(addresses[name] for name in names if name in addresses)
    return Paragraph(element, text_of_paragraph(element), own, mark)


class Places:
    """Finds the places of comments among the paragraphs of a document, which has at least one."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._by_text: dict[str, list[int]] = {}
        self._by_word: dict[str, list[tuple[int, int]]] = {}
        self._lengths: list[int] = []
        for number, paragraph in enumerate(paragraphs):
            self._by_text.setdefault(paragraph.text, []).append(number)
            words = Counter(paragraph.text.split())
            self._lengths.append(words.total())
            for word, times in words.items():
                self._by_word.setdefault(word, []).append((number, times))

    def of(self, thread: Thread) -> Place:
        """The place of a thread; the same words in the same paragraph before all others."""
        text = thread.comment.on.paragraph
        same = {n: self._paragraphs[n].is_of(thread) for n in self._by_text.get(text, [])}
        for number in sorted(same, key=lambda number: not same[number]):
            # Of those without text, as round a picture, one is like any other.
            if (text or same[number]) and (place := self._words(thread, number)):
                return place
        return self._alike(thread) or Place(self._nearest(thread), lost="paragraph")

    def _alike(self, thread: Thread) -> Place | None:
        """The place in the paragraph that is likest the old one, None where none is like it."""
        on = thread.comment.on
        found: dict[int, float] = {}
        line = on.words.partition("\n")[0]
        likenesses = self._likenesses(on.paragraph)
        for number, paragraph in enumerate(self._paragraphs):
            has_words, is_of = bool(line) and line in paragraph.text, paragraph.is_of(thread)
            likeness = likenesses.get(number, 0.0)
            if likeness >= (_RELATED if has_words and is_of else _ALIKE):
                found[number] = likeness + _HAS_WORDS * has_words + _IS_OF_VALUE * is_of
        if not found:
            return None
        number = max(found, key=lambda number: found[number])  # of equals the first
        return self._words(thread, number) or Place(number, lost="words")

    def _likenesses(self, text: str) -> dict[int, float]:
        """How many of the words of the text and of each paragraph are in both, from 0 to 1."""
        old, shared = Counter(text.split()), Counter[int]()
        for word, times in old.items():
            for number, others in self._by_word.get(word, ()):
                shared[number] += min(times, others)
        length = old.total()
        return {n: 2 * both / (length + self._lengths[n]) for n, both in shared.items()}

    def _words(self, thread: Thread, number: int) -> Place | None:
        """The place of the words that begin in that paragraph, None where they do not.

        Where they stand in it several times, those are meant that stand where the old ones did.
        """
        on = thread.comment.on
        if not on.words:
            return Place(number)
        texts = [each.text for each in self._paragraphs[number : number + on.words.count("\n") + 1]]
        whole = "\n".join(texts)
        starts = [start for start in _occurrences(on.words, whole) if start < len(texts[0])]
        if not starts:
            return None
        meant = _moved(on.offset, on.paragraph, texts[0])
        start = min(starts, key=lambda start: abs(start - meant))
        last, stop = number, start + len(on.words)
        for text in texts:
            if stop <= len(text):
                break
            last, stop = last + 1, stop - len(text) - 1
        return Place(number, start, last, stop)

    def _nearest(self, thread: Thread) -> int:
        """The first paragraph of what is nearest to the old value in the content."""

        def shared(paragraph: Paragraph) -> int:
            paths = (each.path for each in paragraph.addresses if each.file == thread.file)
            return max((_shared(path, thread.path) for path in paths), default=0)

        numbers = range(len(self._paragraphs))
        return max(numbers, key=lambda number: (shared(self._paragraphs[number]), -number))


def _occurrences(words: str, text: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _moved(offset: int, old: str, new: str) -> int:
    """Where in the new text stands what stood at that offset in the old one."""
    if old == new:
        return offset
    before, after = old[:offset].split(" "), new.split(" ")
    matches = SequenceMatcher(None, old.split(" "), after, autojunk=False).get_matching_blocks()
    number = len(before) - 1
    for match in reversed(matches):
        if match.a <= number:
            number += match.b - match.a
            break
    return len(" ".join([*after[:number], ""]))


def _shared(path: str, other: str) -> int:
    """How many steps the two pointers have in common."""
    return sum(1 for _ in takewhile(bool, map(eq, path.split("/"), other.split("/"))))
