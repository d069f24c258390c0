"""The file `notat.gennemgang.yaml`, changed by exact edits: a comment that a person put stays."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Mapped
from pathlib import Path

from msgspec import Struct

from memo.content import Content, gennemgang_of
from memo.gennemgang.reading import DECIDED_KEY, SCHEMA, entries, gennemgang, text
from memo.gennemgang.record import COMMENTS_KEY, Decided, Gennemgang
from memo.problems import Report
from memo.source import parse
from memo.source.edits import Edit, edited
from memo.source.nodes import Mapping, Node, Scalar, Sequence, Source
from memo.source.writing import reads_back, written
from memo.word.comments import Comment, Thread

_Value = str | list[dict[str, str]]
_Fields = dict[str, _Value]

_ABOUT = (
    "# Det, der er sagt og besluttet om papiret i Word. Skriv løst: ja ved en kommentar, som ikke\n"
    "# skal trykkes mere, eller slet den. Resten skriver programmet selv.\n"
)
_WIDTH = 92
# Another program may take it for a point in time; ours takes all for text.
_PLAIN = ("dato",)


def text_of(new: Gennemgang, old_text: str, document: str, address: str = "") -> str:
    """The new text of the file of the document at that path.

    `old_text` is what it has now, "" where there is none: it follows the schema, and `new` holds
    all that it holds. `address` is where the author's editor finds the schema, "" for none.
    """
    begin = f"# yaml-language-server: $schema={address}\n" if address else ""
    source = parse(old_text or begin + _ABOUT, document, Report())
    assert source is not None
    old = gennemgang(source, document, Report())
    lists = (
        _Edits(source, COMMENTS_KEY, _threads(old, document), _threads(new, document)),
        _Edits(source, DECIDED_KEY, _decisions(old, document), _decisions(new, document)),
    )
    edits = [edit for each in lists for edit in each.inside()]
    edits += [edit for each in lists for edit in each.at_the_end()]
    break_line = "\r\n" if "\r\n" in source.text else "\n"
    edits = [Edit(each.start, each.end, each.text.replace("\n", break_line)) for each in edits]
    # Of two at the same place, the first stays the first.
    result = edited(source.text, sorted(edits, key=lambda edit: edit.start))
    _check(result, new, document)
    return result


def schema_address(content: Content, document: str) -> str:
    """Where the author's editor finds the schema, from the file beside the document.

    "" where the program does not lie beside the content: the way to it differs between machines.
    """
    folder = (content.folder / gennemgang_of(document)).parent
    if not SCHEMA.resolve().is_relative_to(content.folder.resolve().parent):
        return ""
    return Path(os.path.relpath(SCHEMA.resolve(), folder.resolve())).as_posix()


def _check(result: str, new: Gennemgang, document: str) -> None:
    report = Report()
    source = parse(result, document, report)
    again = gennemgang(source, document, report) if source else None
    assert again == new, (report.problems(), again, new)


def _threads(kept: Gennemgang, document: str) -> dict[str, _Fields]:
    return {each.id: _thread(each, document) for each in kept.threads}


def _decisions(kept: Gennemgang, document: str) -> dict[str, _Fields]:
    return {each.id: _decided(each, document) for each in kept.decided}


def _thread(thread: Thread, document: str) -> _Fields:
    comment, on = thread.comment, thread.comment.on
    line, occurrence = on.words.partition("\n")[0], 1
    if line:
        occurrence = sum(on.paragraph.startswith(line, at) for at in range(on.offset + 1))
    replies = [_filled(_remark(reply)) for reply in comment.replies]
    return {
        "id": thread.id,
        **{key: value for key, value in _filled(_remark(comment)).items() if key != "tekst"},
        **_filled({"ord": on.words}),
        "tekst": comment.text,
        **({"svar": replies} if replies else {}),
        "løst": "ja" if comment.is_resolved else "nej",
        **_filled({"sted": thread.path, "fil": thread.file if thread.file != document else ""}),
        **({"forekomst": str(occurrence)} if occurrence > 1 else {}),
        **_filled({"afsnit": on.paragraph}),
    }


def _remark(comment: Comment) -> dict[str, str]:
    return {
        "forfatter": comment.author,
        "initialer": comment.initials,
        "dato": comment.date,
        "tekst": comment.text,
    }


def _decided(decided: Decided, document: str) -> _Fields:
    return {
        "id": decided.id,
        "beslutning": decided.choice,
        **_filled(
            {
                "forfatter": decided.author,
                "dato": decided.date,
                "sted": decided.path,
                "fil": decided.file if decided.file != document else "",
                "før": decided.before,
                "efter": decided.after,
            }
        ),
    }


def _filled(fields: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in fields.items() if value or key == "tekst"}


class _Edits(Struct, frozen=True):
    """The entries below a key of the file, with the fields that they mean, and are to mean.

    None of them is taken away.
    """

    source: Source
    key: str
    old: dict[str, _Fields]
    new: dict[str, _Fields]

    def inside(self) -> Iterator[Edit]:
        """What changes the entries that are there, and puts others below them."""
        for entry in entries(self.source, self.key):
            id = text(entry, "id")
            if self.new[id] != self.old[id]:
                yield from self._in_entry(entry, self.old[id], self.new[id])
        place = self.source.at((self.key,))
        if not self._added or place is None:
            return
        if isinstance(place, Sequence) and self._is_block(place):
            yield self._below(place.items[-1], _items(self._added, self._column(place.start)))
        else:  # [], or more than that in brackets
            yield Edit(place.start, place.end, f"\n{_items(list(self.new.values()), 2)}")

    def at_the_end(self) -> Iterator[Edit]:
        """What adds the entries with their key, where there is no such key."""
        if self._added and self.source.at((self.key,)) is None:
            end = len(self.source.text)
            gap = "" if self.source.text.endswith("\n") else "\n"
            yield Edit(end, end, f"{gap}\n{self.key}:\n{_items(self._added, 2)}\n")

    @property
    def _added(self) -> list[_Fields]:
        return [fields for id, fields in self.new.items() if id not in self.old]

    def _in_entry(self, entry: Mapping, old: _Fields, new: _Fields) -> Iterator[Edit]:
        column = self._column(entry.start)
        if self.source.text.startswith("{", entry.start):
            yield Edit(entry.start, entry.end, _fields(new, column))
            return
        for key, node in entry.entries.items():
            value, before = new.get(key), old.get(key)
            if value is None and before is not None:
                start = self.source.text.rfind("\n", 0, entry.keys[key].start)
                yield Edit(start, node.end, "")
            elif value is not None and value != before:
                yield self._of_field(entry.keys[key], node, before, value)
        added = {key: value for key, value in new.items() if key not in entry.entries}
        added = {key: value for key, value in added.items() if value != old.get(key)}
        if added:
            yield self._below(entry, " " * column + _fields(added, column))

    def _of_field(self, key: Scalar, node: Node, old: _Value | None, new: _Value) -> Edit:
        known = old if isinstance(old, list) and new[: len(old)] == old else []
        if known and isinstance(node, Sequence) and self._is_block(node):
            added = [each for each in new[len(known) :] if isinstance(each, dict)]
            return self._below(node.items[-1], _items(added, self._column(node.start)))
        return Edit(key.start, node.end, _fields({key.value: new}, self._column(key.start)))

    def _is_block(self, sequence: Sequence) -> bool:
        """Whether its items stand on lines of their own."""
        return bool(sequence.items) and self.source.text.startswith("-", sequence.start)

    def _below(self, node: Node, lines: str) -> Edit:
        """The lines below what the node ends with: behind it a comment may stand."""
        end = self.source.text.find("\n", node.end)
        end = len(self.source.text) if end < 0 else end
        end -= self.source.text.endswith("\r", 0, end)
        return Edit(end, end, f"\n{lines}")

    def _column(self, offset: int) -> int:
        return offset - self.source.text.rfind("\n", 0, offset) - 1


def _items(items: Iterable[Mapped[str, str] | _Fields], column: int) -> str:
    """A list whose dashes stand in that column."""
    return "\n".join(f"{' ' * column}- {_fields(item, column + 2)}" for item in items)


def _fields(fields: Mapped[str, str] | _Fields, column: int) -> str:
    """The fields in that column, less what stands before the first of them on its line."""
    lines: list[str] = []
    for key, value in fields.items():
        shown = f" {_scalar(key, value)}" if isinstance(value, str) else f"\n{_items(value, 2)}"
        lines += f"{key}:{shown}".split("\n")
    first, *rest = lines
    return "\n".join([first, *(line and " " * column + line for line in rest)])


def _scalar(key: str, value: str) -> str:
    if key in _PLAIN and value:
        return value
    lines = textwrap.wrap(value, _WIDTH, break_long_words=False, break_on_hyphens=False)
    folded = "\n  ".join([">-", *lines])
    return folded if len(lines) > 1 and reads_back(folded, value) else written(value)
