"""Items of a list that a line prints with words between them: "A, B og C"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from memo.language import Language
from memo.review.looks import Sign
from memo.review.printed import Slot


def is_item(slot: Slot) -> bool:
    """Whether the value is an item of a list of plain texts."""
    anchor = slot.anchor
    is_text = anchor.form == "plain" and not (anchor.role or anchor.filter)
    return is_text and "".join(anchor.address.steps[-1:]).isdecimal()


def gaps_of_lists(slots: Sequence[Slot]) -> list[tuple[int, int, int]]:
    """The numbers of each slot with another item of its list behind it, and the gap between them.

    The gap is from where the one ends to where the other begins in the line.
    """
    return [
        (number, one.end, other.start)
        for number, (one, other) in enumerate(pairwise(slots))
        if is_item(one) and is_item(other) and _list_of(one) == _list_of(other)
    ]


def _list_of(slot: Slot) -> tuple[str, tuple[str, ...]]:
    address = slot.anchor.address
    return address.file, address.steps[:-1]


def words_between(slots: Sequence[Slot], text: str, language: Language) -> frozenset[str]:
    """What stands between the items of the lists in a line, without the spaces round it."""
    found = {text[start:end].strip() for _, start, end in gaps_of_lists(slots)}
    usual = {word.strip() for word in language.between(3)}
    return frozenset(usual if found <= usual else found) - {""}


def parts(signs: Sequence[Sign], words: Collection[str]) -> tuple[list[list[Sign]], int]:
    """What a reviewer has made of an item, by the words that he put in between; and which it is.

    Only what he wrote himself divides it: "Børne- og Ungeudvalget" is one.
    """
    found: list[list[Sign]] = []
    at = 0
    for start, end in [*_breaks(signs, words), (len(signs), len(signs))]:
        part = _stripped(signs[at:start])
        found += [part] if part else []
        at = end
    own = (n for n, part in enumerate(found) if any(sign.place is not None for sign in part))
    return found, next(own, 0)


def are_apart(one: Sequence[Sign], other: Sequence[Sign], words: Collection[str]) -> bool:
    """Whether two items can still be told apart: one has gone, or other words are between them."""
    ending = "".join(sign.text for sign in one if sign.place is None).rstrip()
    beginning = "".join(sign.text for sign in other if sign.place is None).lstrip()
    return (
        not (one and other) or ending.endswith(tuple(words)) or beginning.startswith(tuple(words))
    )


def _breaks(signs: Sequence[Sign], words: Collection[str]) -> Iterator[tuple[int, int]]:
    text = "".join(sign.text for sign in signs)
    for found in re.finditer("|".join(map(_pattern, sorted(words))), text) if words else ():
        if all(
            sign.place is None for sign in signs[found.start() : found.end()] if sign.text != " "
        ):
            yield found.span()


def _pattern(word: str) -> str:
    if word[0].isalpha():  # "Børne- og Ungeudvalget" is one also where it is new
        return rf"(?<!-)(?:^|\s){re.escape(word)}(?=\s|$)"
    return re.escape(word)


def _stripped(signs: Sequence[Sign]) -> list[Sign]:
    own = list(signs)
    while own and own[0].text.isspace() and own[0].place is None:
        own = own[1:]
    while own and own[-1].text.isspace() and own[-1].place is None:
        own = own[:-1]
    return own
