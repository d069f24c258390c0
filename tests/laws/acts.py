"""Random acts of a reviewer on a paper whose chosen words stand once."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tests.laws.content import Paper, Written
from tests.reviewer import Reviewed

_NEW = (
    "nyt{}", "1. nyt{}", "*{}* a_b_c", "”citat{}”", "nyt{} – efter", "§ {} # nyt", "Nyt{}…",
    "a{} | b", "[a{}](b)", "<b> & {{{{ x{} }}}}", "- nyt{}", "> nyt{}", "~a~ ^b{}^", "`x{}`",
    "\\ og{} \\*", "{}) nyt", "+ x{}", "{}: nej", "'{}", '"{}', "ja # {}",
)  # fmt: skip


@dataclass
class Acts:
    """What a reviewer may do, told as it was done.

    `forms` are words in paragraphs that come back in the form of the YAML's own text: they were
    pasted, or moved from one level to another.
    """

    name: str
    paper: Paper
    reviewed: Reviewed
    always_tracked: bool = False
    random: random.Random = field(init=False)
    told: list[str] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)
    _new: int = 0
    _used: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.random = random.Random(self.name)

    def _following(self, written: Written) -> Written | None:
        """The paragraph behind it, if it is of the same value and kind and no act was on it."""
        number = self.paper.paragraphs.index(written)
        if number + 1 in self._used or number + 1 == len(self.paper.paragraphs):
            return None
        this, following = self.paper.paragraphs[number : number + 2]
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
        return f"insert({word!r}, {new!r})"

    def _strike(self, written: Written) -> str:
        word = self.random.choice(written.words)
        if len(written.words) == 1 or written.kind == "caption":
            return self._change(written)
        self.reviewed.delete(word)
        return f"delete({word!r})"

    def _strike_two(self, written: Written) -> str:
        start = self.random.randrange(len(written.words) - 1)
        chosen = written.words[start : start + 2]
        for word in chosen:
            self.reviewed.delete(word)
        return f"delete{tuple(chosen)!r}"

    def _change(self, written: Written) -> str:
        word, new = self.random.choice(written.words), self._word()
        self.reviewed.type_over(word, new)
        return f"type_over({word!r}, {new!r})"

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
        return f"type_over_paragraph({written.words[0]!r}, {new!r})"

    def _comment(self, written: Written) -> str:
        word = self.random.choice(written.words)
        if written.kind == "cell":
            self._table(written)  # its row stays
        replies = [f"svar {n}" for n in range(self.random.randint(0, 2))]
        self.reviewed.comment(word, f"om {word}", replies=replies)
        return f"comment({word!r}, {replies!r})"

    def _unlink(self, written: Written) -> str:
        linked = [word for word in written.words if self._is_link(word)]
        if not linked:
            return self._insert_first(written)
        self.reviewed.unlink(linked[0])
        return f"unlink({linked[0]!r})"

    def _insert_first(self, written: Written) -> str:
        word, new, before = written.words[0], f"{self._word()} ", self.random.random() < 0.3
        self.reviewed.insert_first(word, new, before_anchor=before)
        return f"insert_first({word!r}, {new!r}, before_anchor={before})"

    def _strike_out(self, written: Written) -> str:
        word, new = self.random.choice(written.words), f" {self._word()}"
        self.reviewed.tracking = True
        self.reviewed.strike_out(word, new)
        return f"strike_out({word!r}, {new!r})"

    def _autocorrect(self, written: Written) -> str:
        word = written.words[0]
        if not self.reviewed.autocorrect(word):
            return self._strike_out(written)
        return f"autocorrect({word!r})"

    # Paragraphs.

    def _enter(self, written: Written) -> str:
        if len(written.words) < 2:
            return self._type(written)
        word = self.random.choice(written.words[:-1])
        if self._is_link(word):
            return self._type(written)
        self.reviewed.split(word)
        return f"split({word!r})"

    def _backspace(self, written: Written) -> str:
        self._used.add(self.paper.paragraphs.index(written) + 1)
        self.reviewed.join(written.words[0])
        return f"join({written.words[0]!r})"

    def _enter_and_write(self, written: Written) -> str:
        new = self._word()
        self.reviewed.enter(written.words[0], new)
        return f"enter({written.words[0]!r}, {new!r})"

    def _delete_between(self, written: Written) -> str:
        following = self._following(written)
        if following is None or min(map(len, (written.words, following.words))) < 2:
            return self._autocorrect(written)
        self._used.add(self.paper.paragraphs.index(following))
        first, last = written.words[0], following.words[-1]
        self.reviewed.delete_between(first, last)
        return f"delete_between({first!r}, {last!r})"

    def _erase(self, written: Written) -> str:
        if written.kind == "footnote" or self._would_orphan(written) or self._has_heading(written):
            return self._type(written)
        self.reviewed.delete_paragraph(written.words[0])
        self._forget(written)
        return f"delete_paragraph({written.words[0]!r})"

    def _write(self, written: Written) -> str:
        new = self._word()
        self.reviewed.insert_paragraph(written.words[0], new)
        return f"insert_paragraph({written.words[0]!r}, {new!r})"

    def _paste(self, written: Written) -> str:
        texts = [self._word() for _ in range(self.random.randint(1, 3))]
        if written.kind != "text":
            return self._type(written)
        self.reviewed.paste(written.words[0], texts)
        return f"paste({written.words[0]!r}, {texts!r})"

    def _move(self, written: Written) -> str:
        free = [
            (number, each)
            for number, each in enumerate(self.paper.paragraphs)
            if number not in self._used and (each.kind, each.depth) == (written.kind, written.depth)
        ]
        stays = self._would_orphan(written) or self._has_note(written) or self._has_heading(written)
        if not free or stays:
            return self._type(written)
        number, target = self.random.choice(free)
        self._used.add(number)
        self._forget(written)
        name = self.random.choice(("move_paragraph", "cut_and_paste"))
        getattr(self.reviewed, name)(written.words[0], target.words[0])
        return f"{name}({written.words[0]!r}, {target.words[0]!r})"

    def _indent(self, written: Written) -> str:
        number = self.paper.paragraphs.index(written)
        above = self.paper.paragraphs[number - 1]
        is_under = (above.kind, above.group) == ("point", written.group)
        by = 1 if is_under and written.depth <= above.depth < 3 else -1
        if number - 1 in self._used or written.depth + by < 1 or self._would_orphan(written):
            return self._type(written)
        self._used.add(number - 1)
        self.forms.add(written.words[0])
        self.reviewed.level(written.words[0], by)
        return f"level({written.words[0]!r}, {by})"

    def _has_heading(self, written: Written) -> bool:
        """Whether it is all there is under a heading that the template prints where there is a text."""
        own = [each for each in self.paper.paragraphs if each.group == written.group]
        alone = [each.kind for each in own if each.kind != "footnote"] == [written.kind]
        return alone and self.paper.kind in ("indstilling", "referat")

    def _would_orphan(self, written: Written) -> bool:
        """Whether there are points under it: without it Markdown cannot say how deep they are."""
        following = self.paper.paragraphs.index(written) + 1
        if written.kind != "point" or following == len(self.paper.paragraphs):
            return False
        return self.paper.paragraphs[following].depth > written.depth

    def _has_note(self, written: Written) -> bool:
        following = self.paper.paragraphs.index(written) + 1
        return [each.kind for each in self.paper.paragraphs[following:][:1]] == ["footnote"]

    def _forget(self, written: Written) -> None:
        """Nothing; no act can be on footnotes of a paragraph that goes, nor on a move's copy."""
        following = self.paper.paragraphs.index(written) + 1
        for number in range(following, len(self.paper.paragraphs)):
            if self.paper.paragraphs[number].kind != "footnote":
                break
            self._used.add(number)

    # Tables and sections.

    def _table(self, written: Written) -> None:
        """Nothing; nobody does more in the tables of the section."""
        for number, each in enumerate(self.paper.paragraphs):
            if each.kind in ("cell", "head") and each.section == written.section:
                self._used.add(number)

    def _drop_row(self, written: Written) -> str:
        self._table(written)
        self.reviewed.delete_row(written.words[0])
        return f"delete_row({written.words[0]!r})"

    def _add_row(self, written: Written) -> str:
        self._table(written)
        texts = [self._word() for _ in range(3)]
        self.reviewed.insert_row(written.words[0], texts)
        return f"insert_row({written.words[0]!r}, {texts!r})"

    def _drop_section(self, written: Written) -> str:
        own = [n for n, each in enumerate(self.paper.paragraphs) if each.section == written.section]
        if len(self._used.intersection(own)) > 1:
            return self._type(written)
        others = [
            each for n, each in enumerate(self.paper.paragraphs)
            if each.kind == "line" and n not in self._used and each is not written
        ]  # fmt: skip
        if not others:
            return self._type(written)
        self._used.update(own, [self.paper.paragraphs.index(others[0])])
        last = [
            self.paper.paragraphs[n] for n in own if self.paper.paragraphs[n].kind != "footnote"
        ]
        self.reviewed.delete_from(written.words[0], last[-1].words[0])
        return f"delete_from({written.words[0]!r}, {last[-1].words[0]!r})"
