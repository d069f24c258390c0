"""What a template must not bring along: what runs, and what a paper would fetch when it is opened.

The one tells whoever is asked who reads the paper, and on Windows proves it with a password's hash;
the other does as it likes on the reader's computer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from memo.problems import Report, Span, say
from memo.word.xml import Element, local_name, parse

# Kinds of relationships: macros, embedded objects and files, controls, add-ins and their buttons.
_PROGRAMS = {
    *("vbaProject", "wordVbaData", "oleObject", "package", "control", "activeXControlBinary"),
    *("aFChunk", "subDocument", "webextension", "webextensiontaskpanes", "extensibility"),
}
# A reader asks for these herself, by a click.
_FETCHED_BY_CLICK = {"hyperlink"}

# Fields by the first word of their instruction (ECMA-376, 17.16.5).
_RUNNING_FIELDS = {"DDE", "DDEAUTO", "MACROBUTTON", "EMBED", "CONTROL", "HTMLACTIVEX", "PRINT"}
_FETCHING_FIELDS = {"INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "LINK", "RD", "DATABASE"}

# Stands in an instruction for the result of a field inside it.
_INNER = "\0"

_VML = "{urn:schemas-microsoft-com:vml}"
_XML_STARTS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def check_hazards(parts: Mapping[str, bytes], file: str, report: Report) -> None:
    """Nothing; reports the hazards in all parts that are XML. Raises XmlFault where one is damaged.

    `file` is what the user sees the template called.
    """
    check = _Check(file, report)
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")) or data.lstrip().startswith(_XML_STARTS):
            check.part(name, parse(data))


class _Check:
    """Checks the parts of one template."""

    def __init__(self, file: str, report: Report) -> None:
        self._span = Span(file)
        self._report = report

    def part(self, name: str, root: Element) -> None:
        for relation in root.iter("{*}Relationship"):
            self._relation(name, relation)
        for instruction in _instructions(root):
            self._field(name, instruction)
        for element in root.iter("{*}mailMerge", f"{_VML}*"):
            source = element.get("src", "")
            if source or local_name(element) == "mailMerge":
                self._fetches(name, source or "mailMerge")

    def _relation(self, name: str, relation: Element) -> None:
        kind = relation.get("Type", "").rpartition("/")[2]
        if kind in _PROGRAMS:
            self._runs(name, kind)
        elif relation.get("TargetMode", "").lower() == "external" and kind not in _FETCHED_BY_CLICK:
            self._fetches(name, relation.get("Target", ""))

    def _field(self, name: str, instruction: str) -> None:
        match = re.match(r'[^\s"\\]*', instruction.lstrip())
        word = match[0].upper() if match else ""
        if word in _RUNNING_FIELDS or _INNER in word:
            self._runs(name, instruction.replace(_INNER, "{...}").strip())
        elif word in _FETCHING_FIELDS:
            self._fetches(name, instruction.replace(_INNER, "{...}").strip())

    def _runs(self, name: str, what: str) -> None:
        self._report.error(
            "skabelon-med-program",
            self._span,
            say("there is a program or an embedded object in {part}: {what}", part=name, what=what),
            say("delete macros, objects, controls and such fields in Word, and save as .docx"),
        )

    def _fetches(self, name: str, what: str) -> None:
        self._report.error(
            "skabelon-henter-udefra",
            self._span,
            say("{part} would fetch this when a paper is opened: {what}", part=name, what=what),
            say("in Word, break the link under File, Info, or detach the template it is based on"),
        )


def _instructions(root: Element) -> Iterator[str]:
    """What each field of the part is told to do. Word may split it into several runs."""
    # For each field that is not yet closed: its instruction, and whether that is over.
    open: list[tuple[list[str], bool]] = []
    for element in root.iter("{*}fldSimple", "{*}instrText", "{*}fldChar"):
        kind = local_name(element)
        values = {str(name).rpartition("}")[2]: str(v) for name, v in element.attrib.items()}
        if kind == "fldSimple":
            yield values.get("instr", "")
        elif kind == "instrText" and open and not open[-1][1]:
            open[-1][0].append(element.text or "")
        elif values.get("fldCharType") == "begin":
            open.append(([], False))
        elif values.get("fldCharType") == "separate" and open:
            open[-1] = (open[-1][0], True)
        elif values.get("fldCharType") == "end" and open:
            yield "".join(open.pop()[0])
            if open and not open[-1][1]:
                open[-1][0].append(_INNER)
    yield from ("".join(words) for words, _ in open)
