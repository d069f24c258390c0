"""A content file to begin with: every field of its kind, explained, and ready to build.

The words in it are Danish as those of the schema that it explains: both are the author's.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from memo.content import KIND_KEY
from memo.fields import Field
from memo.formats import FORMATS
from memo.problems import Problem, Report, Span, nearest, say
from memo.schema import Schema
from memo.schema.failures import node_at
from memo.source import only_allowed_characters, parse
from memo.source.nodes import Source
from memo.source.writing import written, written_prose

Keys = tuple[str, ...]

# Explanations have two signs, what can be switched on has one: who takes one sign away from all the
# lines of an optional field, as an editor does, has the field and still its explanations.
_EXPLAINS = "## "
_OPTIONAL = "# "
_WIDTH = 90

_HELP = (
    "Ret eksemplerne til dine egne ord. Et felt med # foran kan udelades: slet # og mellemrummet "
    "efter det for at bruge feltet. Linjer med ## er forklaringer, som ikke bliver trykt."
)


class Skeleton(Struct, frozen=True):
    """A content file of a kind.

    `registers` gives the keys of a register. `answers` are the author's texts by the keys that
    lead to them; a list has several. `today` stands where the answer to a date is missing, and the
    name of the `folder` where that to the case number is, if it is one.
    """

    kind: str
    schema: Schema
    registers: Callable[[str], list[str]]
    today: date
    answers: Mapping[Keys, list[str]]
    folder: str = ""

    def with_answer(self, keys: Keys, texts: list[str]) -> Skeleton:
        """The skeleton with those texts at those keys."""
        return replace(self, answers={**self.answers, keys: texts})

    def text(self, schema_address: str) -> str:
        """The file; the author's editor finds the schema at that path or address."""
        root = self.schema.root
        about = f"{root.title or self.kind}. {root.description}".strip()
        lines = [f"# yaml-language-server: $schema={schema_address}", ""]
        lines += [*_explanation(about), *_explanation(_HELP)]
        for entry in self._entries(root, ()):
            lines += ["", *entry]
        return "".join(f"{line}\n" for line in lines)

    def settable(self) -> dict[Keys, Field]:
        """The fields that one answer fills in, by their keys: texts and lists of texts."""
        return dict(_texts_in(self.schema.root, ()))

    def unanswered(self) -> dict[Keys, Field]:
        """Of these, the short ones that are required, have no answer, and more than one choice."""
        return {
            keys: field
            for keys, field in self.settable().items()
            if self._is_required(keys)
            and keys not in self.answers
            and _item(field).kind != "prose"
            and len(self.choices(field)) != 1
        }

    def _is_required(self, keys: Keys) -> bool:
        groups = (self.schema.root.at(keys[:depth]) for depth in range(len(keys)))
        return all(group and key in group.required for key, group in zip(keys, groups, strict=True))

    def choices(self, field: Field) -> list[str]:
        """The only texts that may stand in the field, if only some may."""
        item = _item(field)
        return list(item.options) or (self.registers(item.register) if item.register else [])

    def problems(self, keys: Keys) -> list[Problem]:
        """What is wrong with the answer at those keys."""
        report = Report()
        name = ".".join(keys)
        texts = (Source(name, text) for text in self.answers[keys])
        if not all(only_allowed_characters(text, report) for text in texts):
            return report.problems()
        source = parse(self.text(""), name, report)
        assert source is not None, report.problems()
        self.schema.check(source, report)
        node, key = node_at(source, keys)
        span = source.span((key or node).start, node.end)
        own = report.where(lambda problem: span.line <= problem.span.line <= span.end_line)
        self._check_register(keys, own)
        return own.problems()

    def _check_register(self, keys: Keys, report: Report) -> None:
        field = self.settable()[keys]
        register = _item(field).register
        known = self.choices(field) if register else []
        for text in self.answers[keys] if known else ():
            if text and text not in known:
                report.error(
                    "ukendt-i-register",
                    Span(".".join(keys)),
                    say('"{key}" is not in {file}', key=text, file=f"{register}.yaml"),
                    nearest(text, known, say("write an entry for it there")),
                )

    def proposal(self, keys: Keys, field: Field) -> str:
        """What stands in a text, or in the first item of a list, as long as there is no answer."""
        text = _item(field)
        if keys == (KIND_KEY,):
            return self.kind
        if choices := self.choices(field):
            return choices[0]
        if given := self._given(keys, text):
            return given
        name = (text.title or field.title or keys[-1]).lower()
        if text.kind == "prose":
            return f"[Skriv {name} her. En tom linje skiller afsnit.]"
        example = text.example or (FORMATS[text.format].example if text.format else "")
        return example or f"[Skriv {name}]"

    def _given(self, keys: Keys, field: Field) -> str:
        """What the day, the folder or the field beside it says of a text, if anything."""
        if field.format == "dato":
            return f"{self.today:%d-%m-%Y}"
        if len(keys) == 1 and field.format == "sagsnr" and self._is_folder_of_case(keys):
            return self.folder
        return self._continued(keys, field) if field.begins_with else ""

    def _is_folder_of_case(self, keys: Keys) -> bool:
        """Whether the folder bears a number that the field takes: each case has its folder."""
        tried = replace(self, answers={keys: [self.folder]}, folder="")
        return self.folder != "" and not tried.problems(keys)

    def _continued(self, keys: Keys, field: Field) -> str:
        """The field's example, but with the beginning that the field beside it gives today."""
        beside = (*keys[:-1], field.begins_with)
        other = self.schema.root.at(beside)
        # One that itself begins as another could lead back here.
        if other is None or other.begins_with or not other.example:
            return ""
        if not field.example.startswith(other.example):
            return ""
        return self._texts(beside, other)[0] + field.example.removeprefix(other.example)

    def _texts(self, keys: Keys, field: Field) -> list[str]:
        return self.answers.get(keys) or [self.proposal(keys, field)]

    def _entries(self, group: Field, keys: Keys, leading: str = "") -> Iterator[list[str]]:
        """The lines of each field in the group; `leading` comes first."""
        properties = _properties(group)
        used = self._used(group, keys) | {leading}
        for key in sorted(properties, key=lambda key: key != leading):
            field = properties[key]
            lines = self._value(field, (*keys, key))
            lines[0] = f"{written(key)}:" + (lines[0] and f" {lines[0]}")
            if key not in used:
                lines = [_OPTIONAL + line for line in lines]
            yield [*self._explained(key, field), *lines]

    def _used(self, group: Field, keys: Keys) -> set[str]:
        """The fields of the group that are not commented out: one at least."""
        used = set(group.required)
        # What can be fetched from a file is typed until somebody names the file.
        used |= {key for key, field in group.properties.items() if field.fetched_from}
        depth = len(keys)
        used |= {answered[depth] for answered in self.answers if answered[:depth] == keys}
        return used or {_leading(group)}

    def _explained(self, key: str, field: Field) -> list[str]:
        words = field.description or field.title or key.capitalize()
        choices = self.choices(field)
        more = f" Vælg mellem: {', '.join(choices)}." if len(choices) > 1 else ""
        return _explanation(words.removesuffix(".") + "." + more)

    def _value(self, field: Field, keys: Keys) -> list[str]:
        """The lines of a value; the first stands behind its key or dash, and may be empty."""
        if field.kind == "record":
            return ["", *_indented(line for entry in self._entries(field, keys) for line in entry)]
        if field.kind == "list" and field.items:
            return ["", *_indented(self._items(field.items, keys))]
        return _scalar(field, self._texts(keys, field)[0])

    def _items(self, item: Field, keys: Keys) -> Iterator[str]:
        """The lines of a list."""
        if item.kind == "record":
            yield from self._dashed(item, keys)
        elif item.kind == "list":
            yield from ["-", *self._value(item, keys)[1:]]
        else:
            for text in self._texts(keys, item):
                first, *rest = _scalar(item, text)
                yield from [f"- {first}", *rest]

    def _dashed(self, group: Field, keys: Keys) -> Iterator[str]:
        """The lines of a group that is an item; its explanation stands above the dash."""
        lines = [line for entry in self._entries(group, keys, _leading(group)) for line in entry]
        dash = next(place for place, line in enumerate(lines) if not line.startswith("#"))
        yield from lines[:dash]
        yield f"- {lines[dash]}"
        yield from _indented(lines[dash + 1 :])


def _texts_in(group: Field, keys: Keys) -> Iterator[tuple[Keys, Field]]:
    for key, field in group.properties.items():
        if field.kind == "record":
            yield from _texts_in(field, (*keys, key))
        elif _item(field).kind not in ("record", "list"):
            yield (*keys, key), field


def _item(field: Field) -> Field:
    """The field of each item, of a list; else the field itself."""
    return field.items if field.kind == "list" and field.items else field


def _properties(group: Field) -> dict[str, Field]:
    """The fields of a group; where its keys are free, one to begin with."""
    return group.properties or {"navn": group.items or Field("text")}


def _leading(group: Field) -> str:
    """The field that a group begins with where it is an item: a short one, and a required one."""
    short = (
        name
        for name, field in group.properties.items()
        if field.kind in ("text", "line") and (name in group.required or field.fetched_from)
    )
    return next(short, next(iter(_properties(group))))


def _scalar(field: Field, text: str) -> list[str]:
    return (written_prose(text) if field.kind == "prose" else written(text)).split("\n")


def _explanation(words: str) -> list[str]:
    lines = textwrap.wrap(
        words, _WIDTH - len(_EXPLAINS), break_on_hyphens=False, break_long_words=False
    )
    return [_EXPLAINS + line for line in lines]


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (line and f"  {line}" for line in lines)
