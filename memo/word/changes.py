"""The tracked changes of a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from memo.word.acts import Act, ChangeKind, read_acts
from memo.word.package import main_part, related_parts
from memo.word.xml import parse


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change. `date` is as the file has it, "" where it has none.

    Of a formatting, `before` and `after` are the text that it is on; of a move, what was moved.
    A paragraph mark is "\\n". `is_shown` where the lines of a document tell all of it: not the
    space above a paragraph, and not what one has put in and another has struck out.
    """

    kind: ChangeKind
    author: str
    date: str
    before: str
    after: str
    is_shown: bool = True


def read_changes(parts: Mapping[str, bytes]) -> tuple[Change, ...]:
    """The tracked changes in body, notes, headers and footers, and styles, in this order.

    Raises PackageFault and XmlFault.
    """
    acts = (
        act
        for name in parts_with_changes(parts)
        for act in read_acts(name, parse(parts[name])).acts
    )
    return tuple(map(_change, acts))


def parts_with_changes(parts: Mapping[str, bytes]) -> list[str]:
    """The names of the parts that may hold changes, in the order of `read_changes`.

    Raises PackageFault.
    """
    main = main_part(parts)
    return [
        main,
        *related_parts(parts, main, "footnotes", "endnotes", "header", "footer", "styles"),
    ]


def _change(act: Act) -> Change:
    before, after = "".join(act.before), "".join(act.after)
    is_shown = act.is_told and not act.is_struck
    return Change(act.told_kind, act.author, act.date, before, after, is_shown)
