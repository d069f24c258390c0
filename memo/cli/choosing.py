"""What `apply` is asked for: the changes and comments that `--only` and `--reject` name."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING, NoReturn

import click
from msgspec import Struct

from memo.messages import Messages
from memo.problems import Message, say

if TYPE_CHECKING:
    from memo.review.found import ReviewedFile


class Chosen(Struct, frozen=True):
    """The ids of one file that are to be taken, and those that are to be refused."""

    take: frozenset[str]
    refuse: frozenset[str]


class _Named(Struct, frozen=True):
    """The ids and the authors that an option names."""

    ids: frozenset[str]
    authors: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.ids or self.authors)


def authors_by_id(file: ReviewedFile) -> dict[str, str]:
    """Who made each change and each comment; "" where a change was not tracked."""
    changes = {found.change.id: found.change.author for found in file.changes}
    return changes | {found.id: found.comment.author for found in file.comments}


def choose(
    only: Iterable[str], reject: Iterable[str], files: Iterable[ReviewedFile], messages: Messages
) -> list[Chosen]:
    """What is asked for in each of the files.

    Without `only` that is all that is not rejected. An id says more than a name: of what an author
    has made, single changes can be rejected or taken. A wrong command line is one that names what
    none of the files has, an id that several have, or the same in both.
    """
    chooser = _Chooser([authors_by_id(file) for file in files], messages)
    wanted, unwanted = chooser.named("--only", only), chooser.named("--reject", reject)
    for both in chain(wanted.ids & unwanted.ids, wanted.authors & unwanted.authors):
        chooser.refuse(say("--only and --reject both name {name}", name=both))
    return [_chosen(authors, wanted, unwanted) for authors in chooser.files]


def _chosen(authors: dict[str, str], wanted: _Named, unwanted: _Named) -> Chosen:
    refuse = {
        id
        for id, author in authors.items()
        if id in unwanted.ids or (author in unwanted.authors and id not in wanted.ids)
    }
    take = {
        id
        for id, author in authors.items()
        if not wanted or id in wanted.ids or author in wanted.authors
    }
    return Chosen(frozenset(take - refuse), frozenset(refuse))


class _Chooser:
    """Finds what words name in the files."""

    def __init__(self, files: list[dict[str, str]], messages: Messages) -> None:
        self.files = files
        self._messages = messages
        self._authors = dict.fromkeys(
            author for file in files for author in file.values() if author
        )

    def named(self, option: str, words: Iterable[str]) -> _Named:
        """The ids and authors that the words of the option name."""
        ids, authors = set[str](), set[str]()
        for word in words:
            id = _as_id(word)
            holders = sum(id in file for file in self.files)
            if holders > 1:
                message = say(
                    "{option} {name}: several of the files have one called so, each its own; name "
                    "one file at a time",
                    option=option,
                    name=id,
                )
                self.refuse(message)
            elif holders:
                ids.add(id)
            elif found := self._authors_called(word):
                authors |= found
            else:
                self.refuse(self._unknown(option, word))
        return _Named(frozenset(ids), frozenset(authors))

    def refuse(self, message: Message) -> NoReturn:
        """Nothing; the command line is wrong."""
        raise click.UsageError(self._messages.text(message))

    def _authors_called(self, word: str) -> set[str]:
        if word in self._authors:
            return {word}
        return {author for author in self._authors if author.casefold() == word.casefold()}

    def _unknown(self, option: str, word: str) -> Message:
        ids = list(dict.fromkeys(id for file in self.files for id in file))
        if not ids:
            return say(
                "{option} {name}: there are no changes and no comments", option=option, name=word
            )
        return say(
            "{option} {name}: no change, no comment and no author is called so; there are {ids}, "
            "by {authors}",
            option=option,
            name=word,
            ids=_ranges(ids),
            authors=", ".join(self._authors) or say("unknown"),
        )


def _as_id(word: str) -> str:
    """The word as an id is written; a keyboard without æ has ae."""
    small = word.strip().lower()
    return f"æ{small[2:]}" if small.startswith("ae") else small


def _ranges(ids: list[str]) -> str:
    """The ids, of each sort the first and the last: æ1 ... æ12, k1."""
    sorts: dict[str, list[str]] = {}
    for id in ids:
        sorts.setdefault(id.rstrip("0123456789"), []).append(id)
    told = (own if len(own) < 3 else [f"{own[0]} ... {own[-1]}"] for own in sorts.values())
    return ", ".join(chain.from_iterable(told))
