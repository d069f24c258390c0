"""Random acts of a reviewer on a memo whose words stand once."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.laws.content import Memo, Written
from tests.reviewer import BODY, Reviewed, W
from tests.truth import Seen

_PROSE = ("text", "point", "footnote", "quote")
_NEW = ("nyt{}", "1. nyt{}", "*{}* a_b_c", "”citat{}”", "nyt{} – efter", "§ {} # nyt", "Nyt{}…")


@dataclass
class Script:
    """Acts in their order, as they can be told to a developer.

    `forms` are words in paragraphs that come back in the form of the YAML's own text: they were
    pasted, or moved from one level to another.
    """

    random: random.Random
    memo: Memo
    reviewed: Reviewed
    always_tracked: bool = False
    told: list[str] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
    _new: int = 0
    _used: set[int] = field(default_factory=set)

    def act(self) -> None:
        """Nothing; carries out one act, on a paragraph that no other act was on."""
        free = [n for n in range(len(self.memo.paragraphs)) if n not in self._used]
        if not free:
            return
        number = self.random.choice(free)
        self._used.add(number)
        paragraph = self.memo.paragraphs[number]
        self.reviewed.tracking = self.always_tracked or self.random.random() < 0.6
        choices = self._choices(number, paragraph)
        act = self.random.choice(choices)
        told = act(paragraph)
        self.counts[told.partition("(")[0]] += 1
        self.told.append(("" if self.reviewed.tracking else "untracked ") + told)

    def save(self) -> None:
        """Nothing; what happens to the file as a whole on its way back."""
        if self.random.random() < 0.15:
            self.reviewed.accept_all()
            self.told.append("accept_all()")
        if self.random.random() < 0.2:
            self._shuffle_anchors()
            self.told.append("shuffle_anchors()")
        if self.random.random() < 0.2:
            self.reviewed.save_as_word_does()
            self.told.append("save_as_word_does()")

    def _shuffle_anchors(self) -> None:
        """Nothing; bookmarks are lost, renamed and doubled here and there, and all numbered anew."""
        paragraphs = [*self.reviewed.roots[BODY].iter(f"{W}p")]
        for paragraph in paragraphs:
            (act,) = self.random.choices(("", "drop", "rename", "double"), (80, 10, 5, 5))
            if act == "double":
                self.reviewed.double_anchors(paragraph, self.random.choice(paragraphs))
            elif act:
                getattr(self.reviewed, f"{act}_anchors")(paragraph)
        self.reviewed.number_anchors()

    def _choices(self, number: int, written: Written) -> list[Callable[[Written], str]]:
        found = [self._type, self._strike, self._change, self._change]
        if written.kind != "footnote" and not self.always_tracked:
            found.append(self._comment)
        if len(written.words) > 2 and written.kind != "caption":
            found.append(self._strike_two)
        if written.kind in _PROSE:
            found += [self._look, self._look, self._retype]
            if not self.always_tracked:
                found.append(self._link)  # Word does not track it
            found += [self._enter, self._erase, self._write, self._paste]
        if written.kind == "cell":
            found += [self._retype, self._drop_row, self._add_row]
        if written.kind in ("line", "field", "heading"):
            found.append(self._retype)
        if written.kind == "line" and self.memo.sections > 1:
            found.append(self._drop_section)
        if written.kind in ("text", "point"):
            found += [self._move, self._move]
            if self._next(number):
                found.append(self._backspace)
        if written.kind == "point":
            found.append(self._indent)
        return found

    def _next(self, number: int) -> Written | None:
        """The paragraph behind it, if it is of the same value and kind and no act was on it."""
        if number + 1 in self._used or number + 1 == len(self.memo.paragraphs):
            return None
        this, following = self.memo.paragraphs[number : number + 2]
        same = (this.kind, this.group, this.depth) == (
            following.kind, following.group, following.depth,
        )  # fmt: skip
        return following if same else None

    def _word(self) -> str:
        self._new += 1
        return self.random.choice(_NEW).format(self._new)

    # Words.

    def _type(self, written: Written) -> str:
        word, new = self.random.choice(written.words), f" {self._word()}"
        self.reviewed.insert(word, new)
        return f"type({word!r}, {new!r})"

    def _strike(self, written: Written) -> str:
        word = self.random.choice(written.words)
        if len(written.words) == 1 or written.kind == "caption":
            return self._change(written)
        self.reviewed.delete(word)
        return f"strike({word!r})"

    def _strike_two(self, written: Written) -> str:
        start = self.random.randrange(len(written.words) - 1)
        chosen = written.words[start : start + 2]
        for word in chosen:
            self.reviewed.delete(word)
        return f"strike{tuple(chosen)!r}"

    def _change(self, written: Written) -> str:
        word, new = self.random.choice(written.words), self._word()
        self.reviewed.type_over(word, new)
        return f"change({word!r}, {new!r})"

    def _look(self, written: Written) -> str:
        word, name = self.random.choice(written.words), self.random.choice("bi")
        on = self.random.random() < 0.6
        self.reviewed.look(word, name, on=on)
        return f"look({word!r}, {name!r}, on={on})"

    def _link(self, written: Written) -> str:
        word = self.random.choice(written.words)
        if self._is_link(word):
            return self._change(written)
        self.reviewed.link(word, f"https://link{self._new}.example")
        return f"link({word!r})"

    def _is_link(self, word: str) -> bool:
        return next(self.reviewed.run(word).iterancestors("{*}hyperlink"), None) is not None

    def _retype(self, written: Written) -> str:
        new = self._word()
        self.reviewed.type_over_paragraph(written.words[0], new)
        return f"select_all_and_type({written.words[0]!r}, {new!r})"

    def _comment(self, written: Written) -> str:
        word = self.random.choice(written.words)
        if written.kind == "cell":
            self._table(written)  # its row stays
        replies = [f"svar {n}" for n in range(self.random.randint(0, 2))]
        self.reviewed.comment(word, f"om {word}", replies=replies)
        return f"comment({word!r}, {replies!r})"

    # Paragraphs.

    def _enter(self, written: Written) -> str:
        if len(written.words) < 2:
            return self._type(written)
        word = self.random.choice(written.words[:-1])
        if self._is_link(word):
            return self._type(written)
        self.reviewed.split(word)
        return f"enter({word!r})"

    def _backspace(self, written: Written) -> str:
        self._used.add(self.memo.paragraphs.index(written) + 1)
        self.reviewed.join(written.words[0])
        return f"backspace({written.words[0]!r})"

    def _erase(self, written: Written) -> str:
        if written.kind == "footnote" or self._would_orphan(written):
            return self._type(written)
        self.reviewed.delete_paragraph(written.words[0])
        self._forget(written)
        return f"erase({written.words[0]!r})"

    def _write(self, written: Written) -> str:
        new = self._word()
        self.reviewed.insert_paragraph(written.words[0], new)
        return f"write({written.words[0]!r}, {new!r})"

    def _paste(self, written: Written) -> str:
        texts = [self._word() for _ in range(self.random.randint(1, 3))]
        if written.kind != "text":
            return self._type(written)
        self.reviewed.paste(written.words[0], texts)
        return f"paste({written.words[0]!r}, {texts!r})"

    def _move(self, written: Written) -> str:
        free = [
            (number, each)
            for number, each in enumerate(self.memo.paragraphs)
            if number not in self._used and (each.kind, each.depth) == (written.kind, written.depth)
        ]
        if not free or self._would_orphan(written) or self._has_note(written):
            return self._type(written)
        number, target = self.random.choice(free)
        self._used.add(number)
        self._forget(written)
        name = self.random.choice(("move_paragraph", "cut_and_paste"))
        getattr(self.reviewed, name)(written.words[0], target.words[0])
        return f"{name}({written.words[0]!r}, {target.words[0]!r})"

    def _indent(self, written: Written) -> str:
        number = self.memo.paragraphs.index(written)
        above = self.memo.paragraphs[number - 1]
        by = 1 if above.kind == "point" and written.depth <= above.depth < 3 else -1
        if number - 1 in self._used or written.depth + by < 1 or self._would_orphan(written):
            return self._type(written)
        self._used.add(number - 1)
        self.forms.add(written.words[0])
        self.reviewed.level(written.words[0], by)
        return f"indent({written.words[0]!r}, {by})"

    def _would_orphan(self, written: Written) -> bool:
        """Whether there are points under it: without it Markdown cannot say how deep they are."""
        following = self.memo.paragraphs.index(written) + 1
        if written.kind != "point" or following == len(self.memo.paragraphs):
            return False
        return self.memo.paragraphs[following].depth > written.depth

    def _has_note(self, written: Written) -> bool:
        following = self.memo.paragraphs.index(written) + 1
        return [each.kind for each in self.memo.paragraphs[following:][:1]] == ["footnote"]

    def _forget(self, written: Written) -> None:
        """Nothing; no act can be on footnotes of a paragraph that goes, nor on a move's copy."""
        following = self.memo.paragraphs.index(written) + 1
        for number in range(following, len(self.memo.paragraphs)):
            if self.memo.paragraphs[number].kind != "footnote":
                break
            self._used.add(number)

    # Tables and sections.

    def _table(self, written: Written) -> None:
        """Nothing; nobody does more in the tables of the section."""
        for number, each in enumerate(self.memo.paragraphs):
            if each.kind in ("cell", "head") and each.section == written.section:
                self._used.add(number)

    def _drop_row(self, written: Written) -> str:
        self._table(written)
        self.reviewed.delete_row(written.words[0])
        return f"drop_row({written.words[0]!r})"

    def _add_row(self, written: Written) -> str:
        self._table(written)
        texts = [self._word() for _ in range(3)]
        self.reviewed.insert_row(written.words[0], texts)
        return f"add_row({written.words[0]!r}, {texts!r})"

    def _drop_section(self, written: Written) -> str:
        own = [n for n, each in enumerate(self.memo.paragraphs) if each.section == written.section]
        if len(self._used.intersection(own)) > 1:
            return self._type(written)
        others = [
            each for n, each in enumerate(self.memo.paragraphs)
            if each.kind == "line" and n not in self._used and each is not written
        ]  # fmt: skip
        if not others:
            return self._type(written)
        self._used.update(own, [self.memo.paragraphs.index(others[0])])
        last = [self.memo.paragraphs[n] for n in own if self.memo.paragraphs[n].kind != "footnote"]
        self.reviewed.delete_from(written.words[0], last[-1].words[0])
        return f"drop_from({written.words[0]!r}, {last[-1].words[0]!r})"


def formless(seen: Sequence[Seen], words: set[str]) -> list[Seen]:
    """The paragraphs, those with one of the words without style and level."""
    return [each.formless if any(word in each.text for word in words) else each for each in seen]
