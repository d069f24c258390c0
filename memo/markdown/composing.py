"""Characters as a paragraph's Markdown: with signs round them, and escapes where needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice, product

from msgspec.structs import replace

from memo.markdown.characters import Char, Mark, Unsayable, characters

_KINDS = ("language", "link", "bold", "italic", "position")
# What may mean something to Markdown inside a line.
SIGNS = frozenset("\\*_[]<>!~^(){}#|:`")
_CHOICES = {"bold": ("**", "__"), "italic": ("*", "_")}
# In characters: a long paragraph is not read again for every sign in it.
_MOST_READ = 60_000

Marks = list[dict[str, Mark]]
Signs = dict[str, str]


def composed(chars: list[Char], own: list[Mark]) -> tuple[str, list[str | None]]:
    """The Markdown that shows the characters, as they were typed where that still serves.

    Also the indents of its lines but the first, None for new ones: they are not in it. `own` are
    the marks that the paragraph had. Raises `Unsayable`.
    """
    chars = _with_references(_with_breaks(chars))
    indents = [char.indent for char in chars if (char.typed or char.text).endswith("\n")]
    marks = _marks(chars, own)
    wanted = [char.shown for char in chars]

    def says(content: str) -> bool:
        try:
            return [char.shown for char in characters(content)] == wanted
        except Unsayable:
            return False

    new = {n for n, char in enumerate(chars) if char.typed is None and char.text in SIGNS}
    kept = {n for n, char in enumerate(chars) if char.typed == char.text and char.text in SIGNS}
    most = 1 + _MOST_READ // (len(chars) + 1)
    for signs, anew in islice(_ways(chars, own), most):
        tiers = [frozenset[int](), frozenset(new), frozenset(new | kept)]
        for escaped in dict.fromkeys(tiers):
            content = _written(chars, marks, signs, escaped, anew=anew)
            if says(content):
                write = partial(_written, chars, marks, signs, anew=anew)
                return _with_fewest(escaped, says, write), indents
    raise Unsayable("".join(char.text for char in chars))


def _with_fewest(
    escaped: frozenset[int], says: Callable[[str], bool], write: Callable[[frozenset[int]], str]
) -> str:
    """The Markdown with as few escapes as it needs, where there are not too many to try."""
    if len(escaped) * len(write(escaped)) <= _MOST_READ:
        for number in sorted(escaped, reverse=True):  # what ends something may stand as it is
            if says(write(escaped - {number})):
                escaped -= {number}
    return write(escaped)


def _ways(chars: list[Char], marks: list[Mark]) -> Iterator[tuple[Signs, bool]]:
    """The signs of emphasis to try, those of the paragraph first; and whether for all of it."""
    found = {
        mark.kind: mark.open
        for mark in [mark for char in reversed(chars) for mark in char.marks] + marks[::-1]
        if mark.kind in _CHOICES and mark.open
    }
    usual = {kind: found.get(kind, choice[0]) for kind, choice in _CHOICES.items()}
    yield usual, False
    if any(char.look.bold or char.look.italic for char in chars):
        for anew in (False, True):
            for bold, italic in product(_CHOICES["bold"], _CHOICES["italic"]):
                yield {"bold": bold, "italic": italic}, anew


def _with_breaks(chars: list[Char]) -> list[Char]:
    """The characters, where a line break stands between words only."""
    result = []
    for number, char in enumerate(chars):
        around = [other.text for other in chars[max(0, number - 1) : number + 2]]
        is_edge = number in (0, len(chars) - 1) or sum(text in " \t\n" for text in around) > 1
        if char.text == " " and (is_edge or char.look.position):
            result.append(replace(char, typed="\\ " if char.look.position else " ", indent=None))
        else:
            result.append(char)
    return result


def _with_references(chars: list[Char]) -> list[Char]:
    """The characters with the marks of those references that are among them, and of no others."""
    result = [
        replace(
            char,
            typed=char.typed or (None if not char.thing else ""),
            marks=tuple(mark for mark in char.marks if mark.kind != "reference"),
        )
        for char in chars
    ]
    for number, char in enumerate(chars):
        if char.thing == "reference":
            _refer(chars, result, number)
    return result


def _refer(chars: list[Char], result: list[Char], number: int) -> None:
    """Nothing; marks the words before a reference, which are printed with a hard space behind."""
    name = chars[number].name
    own = [mark for mark in _before(chars, number) if mark.value == name]
    mark = own[0] if own else Mark("reference", name, "[", f"](#{name.replace(' ', '%20')})")
    result[number].typed = ""
    if number == 0:
        result[number].typed = f"{mark.open}{mark.close}"
        return
    if chars[number - 1].text != "\u00a0":
        raise Unsayable(name)
    result[number - 1].typed = ""
    at = number - 2
    while at >= 0 and (own[0] in chars[at].marks if own else _is_word(chars[at])):
        result[at].marks = (*result[at].marks, mark)
        at -= 1
    if at == number - 2:
        result[number].typed = f"{mark.open}{mark.close}"


def _before(chars: list[Char], number: int) -> list[Mark]:
    """The reference's own mark, where its words still stand before it."""
    marks = chars[number - 2].marks if number >= 2 else ()
    return [mark for mark in marks if mark.kind == "reference"]


def _is_word(char: Char) -> bool:
    return not char.text.isspace() and not char.thing and not char.look.link


def _marks(chars: list[Char], own: list[Mark]) -> Marks:
    """The marks of each character by their kinds."""
    marks: Marks = [{} for _ in chars]
    for kind in _KINDS:
        values = _values(chars, kind)
        start = 0
        for end in range(1, len(chars) + 1):
            if end == len(chars) or values[end] != values[start]:
                if values[start]:
                    mark = _mark_of(chars[start:end], own, kind, values[start])
                    for number in range(start, end):
                        marks[number][kind] = mark
                start = end
    for number, char in enumerate(chars):
        marks[number] |= {mark.kind: mark for mark in char.marks if mark.kind == "reference"}
    return marks


def _values(chars: list[Char], kind: str) -> list[str | bool]:
    """That field of the looks. The mark of a footnote has it if the text round it has."""
    values: list[str | bool] = [getattr(char.look, kind) for char in chars]
    for number, char in enumerate(chars):
        if char.thing != "footnote" or kind in ("link", "position"):
            continue
        own = next((mark.value for mark in char.marks if mark.kind == kind), "")
        before = values[number - 1] if number else ""
        after = values[number + 1] if number + 1 < len(values) else ""
        values[number] = own if own in (before, after) else before if before == after else ""
    return values


def _mark_of(chars: list[Char], own: list[Mark], kind: str, value: str | bool) -> Mark:
    """A mark round all of the characters: one that some of them have, or had, else a new one."""
    text = "".join(char.text for char in chars)
    is_one = all(char.look == chars[0].look for char in chars)
    for mark in [mark for char in chars for mark in char.marks] + own:
        is_apt = not mark.whole or (mark.whole == text and is_one)
        if mark.kind == kind and mark.value == value and is_apt:
            return mark
    if kind == "position":
        sign = "^" if value == "superscript" else "~"
        return Mark(kind, value, sign, sign)
    if kind == "language":
        return Mark(kind, value, "[", f"]{{sprog={value}}}")
    if kind == "link":
        is_plain = not any(sign in str(value) for sign in " ()<>")
        return Mark(kind, value, "[", f"]({value})" if is_plain else f"](<{value}>)")
    return Mark(kind, value)


def _written(
    chars: list[Char], marks: Marks, signs: Signs, escaped: frozenset[int], *, anew: bool
) -> str:
    out: list[str] = []
    stack: list[Mark] = []

    def sign(mark: Mark, own: str | None) -> str:
        return signs[mark.kind] if own is None or (anew and mark.kind in signs) else own

    def close() -> None:
        mark = stack.pop()
        out.append(sign(mark, mark.close))

    ends = _ends(marks)
    for number, char in enumerate(chars):
        if number in ends:
            needed = list(marks[number].values())
            while any(mark not in needed for mark in stack):
                close()
            while any(not _may_open(mark, stack) for mark in needed if mark not in stack):
                close()
            missing = [mark for mark in needed if mark not in stack]
            for mark in _in_order(missing, ends[number], char):
                stack.append(mark)
                out.append(sign(mark, mark.open))
        typed = char.typed if char.typed is not None else "\\\n" if char.text == "\n" else char.text
        out.append(f"\\{char.text}" if number in escaped else typed)
    while stack:
        close()
    return "".join(out)


def _in_order(missing: list[Mark], ends: dict[str, int], char: Char) -> Iterator[Mark]:
    """The marks that open at a character, those first that go farthest."""
    own = {mark: place for place, mark in enumerate(char.marks)}
    missing.sort(key=lambda mark: (-ends[mark.kind], own.get(mark, 9)))
    while missing:
        for mark in missing:
            if all(_may_open(other, [mark]) for other in missing if other is not mark):
                missing.remove(mark)
                yield mark
                break


def _may_open(mark: Mark, stack: list[Mark]) -> bool:
    """Whether the mark may stand in the others.

    There are no words in another language inside a link, and nothing inside a position.
    """
    inner = {"position"} | ({"link", "reference"} if mark.kind == "language" else set())
    return not any(other.kind in inner for other in stack)


def _ends(marks: Marks) -> dict[int, dict[str, int]]:
    """Where the marks are others than before, and how far each of them goes from there."""
    result: dict[int, dict[str, int]] = {}
    starts = [at for at, own in enumerate(marks) if at == 0 or own != marks[at - 1]]
    later: dict[str, int] = {}
    for start, end in zip(reversed(starts), [len(marks), *reversed(starts[1:])], strict=True):
        after = marks[end] if end < len(marks) else {}
        later = {
            kind: later[kind] if after.get(kind) is mark else end
            for kind, mark in marks[start].items()
        }
        result[start] = later
    return result
