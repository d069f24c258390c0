"""STUB until A lands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from memo.word.view import view


@dataclass(frozen=True)
class Change:
    author: str


@dataclass(frozen=True)
class Comment:
    author: str
    resolved: bool
    replies: tuple[Comment, ...]


@dataclass(frozen=True)
class Review:
    changes: tuple[Change, ...]
    comments: tuple[Comment, ...]
    untracked: tuple[str, ...]
    saved_by: str
    base: tuple[str, ...]
    now: tuple[str, ...]

    @property
    def is_edited(self) -> bool:
        return bool(self.changes or self.comments or self.untracked)

    def is_kept_in(self, parts: Mapping[str, bytes]) -> bool:
        new = view(parts).splitlines()
        return all(line in new for line in self.now if line not in self.base)


def review(base: Mapping[str, bytes], parts: Mapping[str, bytes]) -> Review:
    a, b = view(base).splitlines(), view(parts).splitlines()
    return Review((), (), tuple(x for x in b if x not in a), "", tuple(a), tuple(b))
