"""Random scripts of acts on one file, each on paragraphs that no other act is on."""

from __future__ import annotations

from collections.abc import Callable

from tests.laws.acts import Acts
from tests.laws.content import Written
from tests.reviewer import BODY, W

_PROSE = ("text", "point", "footnote", "quote")


class Script(Acts):
    """Acts in their order, as they can be told to a developer."""

    def act(self) -> None:
        """Nothing; carries out one act, on a paragraph that no other act was on."""
        free = [n for n in range(len(self.paper.paragraphs)) if n not in self._used]
        if not free:
            return
        number = self.random.choice(free)
        self._used.add(number)
        paragraph = self.paper.paragraphs[number]
        self.reviewed.tracking = self.always_tracked or self.random.random() < 0.6
        choices = self._choices(paragraph)
        act = self.random.choice(choices)
        told = act(paragraph)
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

    def _choices(self, written: Written) -> list[Callable[[Written], str]]:
        found = [self._type, self._strike, self._change, self._change]
        if written.kind not in ("part", "caption"):  # the template has words before them
            found.append(self._insert_first)
        if written.kind != "footnote" and not self.always_tracked:
            found.append(self._comment)
        if len(written.words) > 2 and written.kind != "caption":
            found.append(self._strike_two)
        if written.kind in _PROSE:
            found += [self._look, self._look, self._retype]
            if not self.always_tracked:
                found += [self._link, self._unlink]  # Word does not track them
            found += [self._autocorrect, self._strike_out, self._enter_and_write]
            found += [self._enter, self._erase, self._write, self._paste]
        if written.kind == "cell":
            found += [self._retype, self._drop_row, self._add_row]
        if written.kind in ("line", "field", "heading"):
            found.append(self._retype)
        if written.kind == "line" and self.paper.sections > 1:
            found.append(self._drop_section)
        if written.kind in ("text", "point"):
            found += [self._move, self._move]
            if self._following(written):
                found += [self._backspace, self._delete_between]
        if written.kind == "point":
            found.append(self._indent)
        return found
