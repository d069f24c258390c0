"""Random acts of a reviewer on a memo whose words stand once."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.laws.content import Memo
from tests.reviewer import Reviewed


@dataclass
class Script:
    """Acts in their order, as they can be told to a developer."""

    random: random.Random
    memo: Memo
    reviewed: Reviewed
    told: list[str] = field(default_factory=list)
    _new: int = 0
    _used: set[int] = field(default_factory=set)

    def act(self) -> None:
        """Nothing; carries out one act, on a paragraph that no other act was on."""
        kinds = ("text", "point", "cell", "line")
        free = [n for n in range(len(self.memo.paragraphs)) if n not in self._used]
        free = [n for n in free if self.memo.paragraphs[n][0] in kinds]
        if not free:
            return
        number = self.random.choice(free)
        self._used.add(number)
        kind, words = self.memo.paragraphs[number]
        choices: list[Callable[[list[str]], str]] = [
            self._insert, self._delete, self._type_over, self._replace, self._delete_words,
        ]  # fmt: skip
        if kind != "line":
            choices += [self._embolden]
        if kind in ("text", "point"):
            choices += [self._split, self._delete_paragraph, self._insert_paragraph]
        if kind == "cell":
            choices += [self._delete_row]
        self.told.append(self.random.choice(choices)(words))

    def _word(self) -> str:
        self._new += 1
        return self.random.choice((f"nyt{self._new}", f"1. nyt{self._new}", f"*{self._new}* a_b_c"))

    def _insert(self, words: list[str]) -> str:
        word, new = self.random.choice(words), f" {self._word()}"
        self.reviewed.insert(word, new)
        return f"insert({word!r}, {new!r})"

    def _delete(self, words: list[str]) -> str:
        word = self.random.choice(words)
        if len(words) == 1:
            return self._type_over(words)
        self.reviewed.delete(word)
        return f"delete({word!r})"

    def _delete_words(self, words: list[str]) -> str:
        if len(words) < 3:
            return self._insert(words)
        start = self.random.randrange(len(words) - 1)
        chosen = words[start : start + 2]
        for word in chosen:
            self.reviewed.delete(word)
        return f"delete{tuple(chosen)!r}"

    def _type_over(self, words: list[str]) -> str:
        word, new = self.random.choice(words), self._word()
        self.reviewed.type_over(word, new)
        return f"type_over({word!r}, {new!r})"

    def _replace(self, words: list[str]) -> str:
        word, new = self.random.choice(words), self._word()
        self.reviewed.replace(word, new)
        return f"replace({word!r}, {new!r})"

    def _embolden(self, words: list[str]) -> str:
        word = self.random.choice(words)
        self.reviewed.embolden(word)
        return f"embolden({word!r})"

    def _split(self, words: list[str]) -> str:
        if len(words) < 2:
            return self._insert(words)
        word = self.random.choice(words[:-1])
        self.reviewed.split(word)
        return f"split({word!r})"

    def _delete_paragraph(self, words: list[str]) -> str:
        self.reviewed.delete_paragraph(words[0])
        return f"delete_paragraph({words[0]!r})"

    def _insert_paragraph(self, words: list[str]) -> str:
        new = self._word()
        self.reviewed.insert_paragraph(words[0], new)
        return f"insert_paragraph({words[0]!r}, {new!r})"

    def _delete_row(self, words: list[str]) -> str:
        # Nobody can do more in a row that is gone.
        self._used |= {n for n, (kind, _) in enumerate(self.memo.paragraphs) if kind == "cell"}
        self.reviewed.delete_row(words[0])
        return f"delete_row({words[0]!r})"
