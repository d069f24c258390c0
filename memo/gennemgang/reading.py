"""The file `notat.gennemgang.yaml`, read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import cast

from msgspec.structs import replace

from memo.cache import Cache
from memo.gennemgang.record import COMMENTS_KEY, Choice, Decided, Gennemgang
from memo.problems import Report, say
from memo.schema import Schema, load
from memo.source.nodes import Mapping, Node, Scalar, Sequence, Source
from memo.word.commented import Commented
from memo.word.comments import Comment, Thread

SCHEMA: Path = Path(__file__).parent.parent / "gennemgang.schema.yaml"

DECIDED_KEY = "afgjort"


def gennemgang(source: Source, document: str, report: Report) -> Gennemgang:
    """What stands in a file, nothing with problems."""
    own = Report()
    _schema().check(source, own)
    for key in (COMMENTS_KEY, DECIDED_KEY):
        _check_ids(source, key, own)
    report.include(own)
    if own.has_errors:
        return Gennemgang()
    return Gennemgang(
        tuple(_thread(entry, document) for entry in entries(source, COMMENTS_KEY)),
        tuple(_decided(entry, document) for entry in entries(source, DECIDED_KEY)),
    )


@cache
def _schema() -> Schema:
    report = Report()
    schema = load(SCHEMA, SCHEMA.name, Cache.of_user(), report)
    assert schema is not None, report.problems()
    return schema


def entries(source: Source, key: str) -> Iterator[Mapping]:
    """The entries below that key of a file that follows the schema."""
    found = source.root.entries.get(key) if isinstance(source.root, Mapping) else None
    for item in found.items if isinstance(found, Sequence) else ():
        if isinstance(item, Mapping):
            yield item


def _check_ids(source: Source, key: str, report: Report) -> None:
    """Nothing; reports an entry with the id of an earlier one."""
    known: dict[str, Node] = {}
    for entry in entries(source, key):
        node = entry.entries.get("id")
        if not isinstance(node, Scalar):
            continue
        first = known.setdefault(node.value, node)
        if first is not node:
            report.error(
                "samme-id",
                source.node_span(node),
                say(
                    'the id "{id}" stands here for the second time; the first is in line {line}',
                    id=node.value,
                    line=source.node_span(first).line,
                ),
                say("delete one of the two entries"),
            )


def text(entry: Mapping, key: str) -> str:
    """The text below that key, "" where there is none."""
    node = entry.entries.get(key)
    return node.value if isinstance(node, Scalar) else ""


def _thread(entry: Mapping, document: str) -> Thread:
    path, words, paragraph = (text(entry, key) for key in ("sted", "ord", "afsnit"))
    on = Commented(words, paragraph, _offset(words, paragraph, int(text(entry, "forekomst") or 1)))
    answers = entry.entries.get("svar")
    replies = answers.items if isinstance(answers, Sequence) else ()
    comment = replace(
        _remark(entry),
        is_resolved=text(entry, "løst") == "ja",
        replies=tuple(_remark(each) for each in replies if isinstance(each, Mapping)),
        on=on,
    )
    file = text(entry, "fil") or document
    return Thread(text(entry, "id"), comment, file if path else "", path)


def _remark(entry: Mapping) -> Comment:
    author, date, said, initials = (
        text(entry, key) for key in ("forfatter", "dato", "tekst", "initialer")
    )
    return Comment(author, date, said, initials=initials)


def _decided(entry: Mapping, document: str) -> Decided:
    path = text(entry, "sted")
    return Decided(
        text(entry, "id"),
        cast(Choice, text(entry, "beslutning")),
        text(entry, "forfatter"),
        text(entry, "dato"),
        (text(entry, "fil") or document) if path else "",
        path,
        text(entry, "før"),
        text(entry, "efter"),
    )


def _offset(words: str, paragraph: str, number: int) -> int:
    """Where the first line of the words stands in the paragraph for that time, 0 where nowhere."""
    offset, line = -1, words.partition("\n")[0]
    for _ in range(number):
        offset = max(offset, paragraph.find(line, offset + 1))
    return max(offset, 0)
