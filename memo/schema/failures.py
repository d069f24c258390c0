"""What the schema's validator finds, put into words and places for the user."""

from __future__ import annotations

from typing import Any

from memo.fields import Field
from memo.formats import FORMATS
from memo.problems import Message, Report, closest, is_near, nearest, say
from memo.source.nodes import Mapping, Node, Scalar, Sequence, Source

_KINDS: dict[str, Message] = {
    "string": say("a text"),
    "array": say("a list"),
    "object": say("a group of fields"),
}
_TAKE_AWAY = say("take it away")
_TYPE_HELPS: dict[str, Message] = {
    "string": say(
        "write the text after the colon, in quotation marks if it holds : or # or begins with [ or "
        "{{"
    ),
    "array": say("write each item on a line of its own that begins with - and a space"),
    "object": say("write the fields on lines of their own, indented, each with its colon"),
}
_TYPES = {Scalar: "string", Sequence: "array", Mapping: "object"}


def node_at(source: Source, path: tuple[str | int, ...]) -> tuple[Node, Scalar | None]:
    """The node at a path of keys and indexes, and the key that it stands at.

    Where the path leads out of the content, the last node on it.
    """
    node = source.root
    key: Scalar | None = None
    assert node is not None
    for step in path:
        if isinstance(node, Mapping) and step in node.entries:
            key = node.keys[str(step)]
            node = node.entries[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int):
            node, key = node.items[step], None
    return node, key


class Failure:
    """One error of the validator, put into words."""

    def __init__(
        self, source: Source, path: tuple[str | int, ...], error: Any, root: Field
    ) -> None:
        node, key = node_at(source, path)
        self.source = source
        self.kind = error.kind
        self.reason = str(error.message)
        self.field = root.at(path)
        around = root.at(path[:-1])
        self.in_prose = bool(path) and around is not None and around.kind == "prose"
        self.is_item = bool(path) and isinstance(path[-1], int)
        self.node = node
        self.name = _name(path) or source.name
        self.value = node.value if isinstance(node, Scalar) else ""
        self.empty = isinstance(node, Scalar) and node.value == ""
        self.span = source.node_span(key if self.empty and key else node)

    def report_to(self, report: Report) -> None:
        """Nothing; reports the error in the words for its keyword."""
        if self.empty and self.kind.name in ("type", "minLength", "pattern", "format", "enum"):
            self._empty(report)
            return
        if self.kind.name in ("required", "additionalProperties") and self._is_by_colon(
            "text", "prose"
        ):
            self._wrong_type("string", report)
            return
        method = {
            "required": self._required,
            "additionalProperties": self._unknown,
            "type": self._type,
            "pattern": self._pattern,
            "format": self._format,
            "enum": self._enum,
            "minItems": self._too_few,
            "maxItems": self._too_many,
            "maxLength": self._too_long,
            "maxProperties": self._one_of,
            "minProperties": self._one_of,
        }.get(self.kind.name, self._other)
        method(report)

    def _report(self, report: Report, code: str, message: Message, help: Message) -> None:
        report.error(code, self.span, message, help)

    def _empty(self, report: Report) -> None:
        message = say('"{name}" is empty', name=self.name)
        wanted = self.field.kind if self.field else "text"
        help = {"list": _TYPE_HELPS["array"], "record": _TYPE_HELPS["object"]}.get(wanted)
        self._report(report, "tomt-felt", message, help or self._example())

    def _example(self) -> Message:
        example = self.field.example if self.field else ""
        return (
            say("write it as {example}, say", example=example)
            if example
            else say("write a text after the colon")
        )

    def _required(self, report: Report) -> None:
        name = self.kind.property
        field = self.field.properties.get(name) if self.field else None
        alone = self._in_need_of(name)
        for key in alone:
            report.error(
                "staar-alene",
                self.source.node_span(key),
                say('"{name}" stands here without "{other}"', name=key.value, other=name),
                say("add {other}, or take {name} away", name=key.value, other=name),
            )
        if alone or self._is_by_colon("cell"):
            return
        message = say('the field "{name}" is missing', name=name)
        example = field.example if field else ""
        help = say("add a line: {name}: {example}", name=name, example=example or "...")
        if slip := self._slip_for(name):
            words = {"slip": slip.value, "line": self.source.node_span(slip).line, "name": name}
            help = say("correct {slip} in line {line} to {name}").filled(**words)
        self._report(report, "mangler-felt", message, help)

    def _in_need_of(self, missing: str) -> list[Scalar]:
        """The keys that stand here and mean nothing without the missing field."""
        keys = self.node.keys if isinstance(self.node, Mapping) else {}
        needs = self.field.needs if self.field else {}
        return [key for name, key in keys.items() if missing in needs.get(name, ())]

    def _slip_for(self, missing: str) -> Scalar | None:
        """The key that is not known and is told to be the missing one."""
        keys = self.node.keys if isinstance(self.node, Mapping) else {}
        unknown = (key for name, key in keys.items() if name not in self._known())
        return next((key for key in unknown if closest(key.value, self._free()) == missing), None)

    def _known(self) -> list[str]:
        return list(self.field.properties) if self.field else []

    def _free(self) -> list[str]:
        """The fields that could stand here and do not."""
        names = self.node.entries if isinstance(self.node, Mapping) else {}
        return [name for name in self._known() if name not in names]

    def _is_by_colon(self, *kinds: str) -> bool:
        """Whether a text is a group of fields only because it holds a colon and a space."""
        if not isinstance(self.node, Mapping) or not self.field or self.field.kind not in kinds:
            return False
        known, names = self.field.properties, self.node.entries
        return bool(names) and not any(is_near(name, other) for name in names for other in known)

    def _unknown(self, report: Report) -> None:
        known = self._known()
        for name in self.kind.unexpected:
            assert isinstance(self.node, Mapping)
            span = self.source.node_span(self.node.keys[name])
            message = say('"{name}" is not a field here', name=name)
            help = nearest(name, self._free(), _TAKE_AWAY)
            if self._is_by_colon("cell"):
                help = say("put a text in quotation marks where it holds a colon and a space")
            if self.in_prose and not any(is_near(name, other) for other in known):
                names = ", ".join(known)
                help = say(
                    "write a text as - | with its lines below, or one of: {names}", names=names
                )
            report.error("ukendt-felt", span, message, help)

    def _type(self, report: Report) -> None:
        self._wrong_type(
            next((name for name in self.kind.types if name in _KINDS), "string"), report
        )

    def _wrong_type(self, expected: str, report: Report) -> None:
        found = _TYPES[type(self.node)]
        message = say(
            '"{name}" must be {expected}, and is {found}',
            name=self.name,
            expected=_KINDS[expected],
            found=_KINDS[found],
        )
        self._report(report, "forkert-type", message, self._type_help(expected))

    def _type_help(self, expected: str) -> Message:
        if self.field and self.field.kind == "prose" and isinstance(self.node, Mapping):
            return say(
                "write | after the colon and the text below it; in a list of parts, begin each "
                "with -: - |, - tabel: or - figur:"
            )
        if expected == "array" and self.is_item:
            return say("write a row between [ and ] on a line of its own: - [Område, Udgift]")
        return _TYPE_HELPS[expected]

    def _pattern(self, report: Report) -> None:
        message = say(
            '"{value}" has not the form that {name} has here', value=self.value, name=self.name
        )
        self._report(report, "forkert-form", message, self._example())

    def _format(self, report: Report) -> None:
        known = FORMATS[self.kind.format]
        message = known.message.filled(value=self.value)
        self._report(report, known.code, message, known.help)

    def _enum(self, report: Report) -> None:
        message = say(
            '"{value}" is not one of the choices for {name}', value=self.value, name=self.name
        )
        self._report(
            report,
            "ukendt-valg",
            message,
            nearest(self.value, [str(option) for option in self.kind.options], _TAKE_AWAY),
        )

    def _too_few(self, report: Report) -> None:
        message = say(
            '"{name}" must hold {limit} or more items', name=self.name, limit=self.kind.limit
        )
        help = say(
            "write each item on a line of its own that begins with - and a space, or take {name} "
            "away where it may be left out",
            name=self.name,
        )
        self._report(report, "for-faa", message, help)

    def _too_many(self, report: Report) -> None:
        message = say(
            '"{name}" must hold {limit} items at most', name=self.name, limit=self.kind.limit
        )
        self._report(report, "for-mange", message, say("take some of them away"))

    def _too_long(self, report: Report) -> None:
        message = say(
            '"{name}" is {count} characters long, and may be {limit}',
            name=self.name,
            count=len(self.value),
            limit=self.kind.limit,
        )
        self._report(report, "for-lang", message, say("write it shorter"))

    def _one_of(self, report: Report) -> None:
        known = self._known()
        message = say("only one of these fields can stand here: {names}", names=", ".join(known))
        help = say("begin each of them with a - of its own")
        self._report(report, "et-felt-ad-gangen", message, help)

    def _other(self, report: Report) -> None:
        # A keyword that our own schemas do not use: the library's English sentence is all there is.
        message = say("this does not follow the schema: {reason}", reason=self.reason)
        help = say("compare with the schema of this kind in the templates folder")
        self._report(report, "foelger-ikke-skemaet", message, help)


def _name(path: tuple[str | int, ...]) -> str:
    """What the user calls the value at a path: its key, and of a list which item, as "til 2"."""
    keys = [step for step in path if isinstance(step, str)]
    number = f" {path[-1] + 1}" if path and isinstance(path[-1], int) else ""
    return f"{keys[-1]}{number}" if keys else ""
