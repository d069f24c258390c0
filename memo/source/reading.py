"""YAML text into nodes that know where they stand. Nothing is converted: `no` stays "no"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from memo.admission import is_admitted
from memo.files import read_bytes
from memo.problems import Message, Report, Span, say
from memo.source.encodings import decode
from memo.source.nodes import Mapping, Node, Scalar, Sequence, Source
from memo.source.slips import stray, stray_sign
from memo.source.surprises import check_surprises

# A committee paper is far below either; above them a file is a mistake or an attack.
MAX_BYTES = 10_000_000
MAX_DEPTH = 50

# What XML cannot hold, and the line breaks that YAML and editors count differently: a carriage
# return alone, and the separators of Unicode. A second byte order mark would be skipped uncounted.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
    "(?<!\r(?=\n))(?<!(?s:.)\ufeff)"
)


def read(path: Path, name: str, report: Report) -> Source | None:
    """The YAML file as nodes, or None where a problem keeps it from being read.

    `name` is what the user sees the file called.
    """
    text = read_text(path, name, report)
    return None if text is None else parse(text, name, report)


def parse(text: str, name: str, report: Report) -> Source | None:
    """The YAML text as nodes, or None where a problem keeps it from being read."""
    source = Source(name, text)
    if not only_allowed_characters(source, report):
        return None
    parser = _Parser(source, report)
    try:
        source.root = parser.document()
    except yaml.MarkedYAMLError as error:
        _report_syntax(source, error, report)
        return None
    if parser.refused:
        return None
    check_surprises(source, report)
    return source


def data(text: str) -> Any:
    """The YAML text as ordinary typed Python values, for files that developers write.

    Raises ValueError where the text is not YAML; the message says where.
    """
    try:
        return yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error


def read_text(path: Path, name: str, report: Report) -> str | None:
    """The text of the YAML file, or None with a problem."""
    help = say("divide the text between several documents")
    if not is_admitted(path, name, MAX_BYTES, help, report):
        return None
    raw = read_bytes(path, name, report)
    return None if raw is None else decode(raw, name, None, report)


def only_allowed_characters(source: Source, report: Report) -> bool:
    """Whether the text holds only what a Word document can hold; reports each other character."""
    matches = list(FORBIDDEN.finditer(source.text))
    returns = next((match.start() for match in matches if match[0] == "\r"), None)
    if returns is not None:
        report.error(
            "forkert-linjeslut",
            source.span(returns, returns + 1),
            say("from here, lines end as on old Macs (CR)"),
            say("save the file with the line ends of Windows (CRLF) or of Linux (LF)"),
        )
    for match in matches:
        if match[0] != "\r":
            _report_character(source.span(match.start(), match.end()), match[0], report)
    return not matches


def _report_character(span: Span, char: str, report: Report) -> None:
    report.error(
        "ugyldigt-tegn",
        span,
        say(
            "the invisible character U+{code} cannot stand in a Word document",
            code=f"{ord(char):04X}",
        ),
        say("delete the character; it often comes with text that is pasted from another program"),
    )


class _Parser:
    """Builds nodes from the parser's events.

    Not by the library's own composer: that one recurses in C and crashes on deep nesting, and
    keeps the last of two equal keys without a word.
    """

    def __init__(self, source: Source, report: Report) -> None:
        self.source = source
        self.report = report
        self.refused = False
        self.events: Iterator[Any] = iter(yaml.CSafeLoader(source.text).get_event, None)

    def document(self) -> Node | None:
        """The root of the only document in the text; None where there is none."""
        root: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                self._refuse(
                    "flere-yaml-dokumenter",
                    event,
                    say("a second YAML document begins here, after a line with ---"),
                    say("remove the line; one file holds one document"),
                )
                return root
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, 0)
                if self.refused and root is None:
                    return None
        if isinstance(root, Scalar) and root.value == "" and root.style == "":
            return None
        return root

    def _node(self, event: Any, depth: int) -> Node | None:
        if event.anchor:
            start, end = event.start_mark.index, event.end_mark.index
            self._refuse(
                "yaml-alias",
                event,
                say("text that begins with & or * is a reference in YAML"),
                say("put the text in quotation marks if it is meant as text"),
            )
            if isinstance(event, yaml.AliasEvent):
                return Scalar(start, end, "", "")
        if event.tag:
            self._refuse(
                "yaml-tag",
                event,
                say("text that begins with ! is a type in YAML"),
                say("put the text in quotation marks if it is meant as text"),
            )
        if depth > MAX_DEPTH:
            self._refuse(
                "for-dybt",
                event,
                say("more than {limit} levels inside one another", limit=MAX_DEPTH),
                say("check the brackets and the indentation"),
            )
            return None
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, depth)
        return self._mapping(event, depth)

    def _scalar(self, event: Any) -> Scalar:
        start, end = event.start_mark.index, event.end_mark.index
        if event.style in ("|", ">") and "+" not in self.source.text[start : start + 3]:
            # The blank lines below a text are not part of it, unless the author said so with +.
            end = start + len(self.source.text[start:end].rstrip(" \t\r\n"))
        scalar = Scalar(start, end, event.value, event.style or "")
        if scalar.style == "":
            self._check_stray_signs(scalar, is_name=False)
        # In double quotes an escape such as \a can still bring in what XML cannot hold, and \r.
        is_likely = scalar.style == '"' and ("\r" in scalar.value or FORBIDDEN.search(scalar.value))
        if is_likely and (match := re.search(rf"{FORBIDDEN.pattern}|\r", scalar.value)):
            self.refused = True
            _report_character(self.source.node_span(scalar), match[0], self.report)
        return scalar

    def _check_stray_signs(self, scalar: Scalar, *, is_name: bool) -> None:
        offset = stray_sign(self.source.raw(scalar), is_name)
        if offset is not None:
            self.refused = True
            place = scalar.start + offset
            sign = self.source.text[place]
            self.report.error("yaml-syntaks", self.source.span(place), *stray(sign))

    def _sequence(self, event: Any, depth: int) -> Sequence | None:
        sequence = Sequence(event.start_mark.index, event.end_mark.index)
        for item_event in self.events:
            if isinstance(item_event, yaml.SequenceEndEvent):
                sequence.end = self._end(item_event, event, sequence.items[-1:])
                return sequence
            item = self._node(item_event, depth + 1)
            if item is None:
                return None
            sequence.items.append(item)
        return sequence

    def _mapping(self, event: Any, depth: int) -> Mapping | None:
        mapping = Mapping(event.start_mark.index, event.end_mark.index)
        for key_event in self.events:
            if isinstance(key_event, yaml.MappingEndEvent):
                mapping.end = self._end(key_event, event, list(mapping.entries.values())[-1:])
                return mapping
            key = self._node(key_event, depth + 1)
            value = self._node(next(self.events), depth + 1) if key is not None else None
            if key is None or value is None:
                return None
            self._add(mapping, key, value)
        return mapping

    def _add(self, mapping: Mapping, key: Node, value: Node) -> None:
        if not isinstance(key, Scalar):
            self.refused = True
            self.report.error(
                "forkert-noegle",
                self.source.node_span(key),
                say("a field's name must be a word"),
                say(
                    "write the name, a colon and a space; put text in {{{{ }}}} in quotation marks"
                ),
            )
        elif key.value in mapping.entries:
            self.refused = True
            first = self.source.node_span(mapping.keys[key.value]).line
            self.report.error(
                "dobbelt-felt",
                self.source.node_span(key),
                say(
                    '"{key}" stands here for the second time; the first is in line {line}',
                    key=key.value,
                    line=first,
                ),
                say("keep one of the two; in a list, begin each new item with - and a space"),
            )
        else:
            self._check_stray_signs(key, is_name=True)
            mapping.entries[key.value] = value
            mapping.keys[key.value] = key

    def _end(self, end_event: Any, start_event: Any, last: list[Node]) -> int:
        # A block collection's own end mark stands after the blank lines and comments below it.
        end: int = end_event.end_mark.index if start_event.flow_style or not last else last[0].end
        return end

    def _refuse(self, code: str, event: Any, message: Message, help: Message) -> None:
        self.refused = True
        span = self.source.span(event.start_mark.index, event.end_mark.index)
        self.report.error(code, span, message, help)


def _report_syntax(source: Source, error: yaml.MarkedYAMLError, report: Report) -> None:
    from memo.source.syntax import Stumble, diagnose  # only a file that is no YAML needs it

    mark: Any = error.problem_mark
    context_mark: Any = error.context_mark or mark
    stumble = Stumble(error.problem or "", mark.index, error.context or "", context_mark.index)
    found = diagnose(source, stumble)
    report.error("yaml-syntaks", source.span(found.offset), found.message, found.help)
