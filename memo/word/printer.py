"""What a template's tags print, and the addresses that go with it.

While a part is rendered, only the number of each printed value stands in its text, between two
marks that no content can hold. So content is never read as a tag, and the text of the template
round a value can be told from it.
"""

from __future__ import annotations

from functools import lru_cache

from memo.blocks import Joined, Line, Prose, Text, Value
from memo.problems import Report, Span, say
from memo.word.addresses import Anchor
from memo.word.filling import Known, Missing
from memo.word.places import Place
from memo.word.prose import Flow
from memo.word.styles import MissingStyle
from memo.word.tag_tree import PARAGRAPH_MARK, VALUE_MARK, Form
from memo.word.template import TaggedPart, Template
from memo.word.writers import Writers
from memo.word.xml import TEXT_OF_ELEMENT, Element, escape, escape_in_run, is_in_run, parse, w

# In signs of XML: some thousand pages. Word opens no text of more than 32 MB.
MAX_PRINTED = 30_000_000
_PARAGRAPH_END = "</w:p>"


class Printer:
    """Prints the values of one document."""

    def __init__(self, writers: Writers, template: Template, report: Report) -> None:
        self._writers = writers
        self._template = template
        self._report = report
        self._left = MAX_PRINTED
        self._values: list[tuple[Anchor, str]] = []
        self._places: dict[int, Place] = {}

    def begin(self, part: TaggedPart) -> None:
        """Nothing; what is printed from now on stands in that part."""
        self._writers.runs.relations.part = part.name
        self._places = part.places

    def printed(self, value: Known, form: Form, line: int) -> str:
        """What a tag of that form, in the paragraph of that number, prints of the value."""
        if form == "property":
            return self._property(value)
        if isinstance(value, Missing):
            self._report_missing(value, line)
            return ""
        if form == "text":
            return self._text(value)
        return self._runs(value) if form == "runs" else self._paragraphs(value, line)

    def _text(self, value: Value) -> str:
        """The mark of a value inside a text."""
        pieces = value.pieces if isinstance(value, Joined) else (value,)
        return "".join(self._piece(piece) for piece in pieces if isinstance(piece, Text))

    def _piece(self, text: Text) -> str:
        if text.address is None:
            return escape_in_run(text.text)
        anchor = self._writers.anchors.add(text.address, text.text, filter=text.filter)
        return self._marked(anchor, escape_in_run(text.text))

    def _runs(self, value: Value) -> str:
        """The mark of a line of prose, printed as runs."""
        assert isinstance(value, Line)
        anchor = self._writers.anchors.add(value.address, value.paragraph.text, form="line")
        try:
            return self._marked(anchor, self._writers.runs.line(value))
        except MissingStyle as missing:
            return self._missing_style(missing, value.span)

    def _paragraphs(self, value: Value, line: int) -> str:
        """The paragraphs of a prose."""
        assert isinstance(value, Prose)
        try:
            xml = Flow(self._writers, self._places[line]).prose(value)
            return xml if self._is_room(len(xml)) else ""
        except MissingStyle as missing:
            return self._missing_style(missing, value.span)

    def _property(self, value: Known) -> str:
        """The text of a value in the document properties; nothing for a field that is absent."""
        if isinstance(value, Line):
            text = escape(value.paragraph.text)
        else:
            pieces = value.pieces if isinstance(value, Joined) else (value,)
            text = escape("".join(piece.text for piece in pieces if isinstance(piece, Text)))
        return f"{VALUE_MARK}{text if self._is_room(len(text)) else ''}{VALUE_MARK}"

    def items(self, value: Known, line: int, size: int) -> tuple[Value, ...]:
        """The items of a list; `size` is how much the template prints with each.

        Loops in one another over the same list would else go on for ever.
        """
        if isinstance(value, Missing):
            self._report_missing(value, line)
            return ()
        assert isinstance(value, tuple)
        return value if self._is_room(len(value) * size) else ()

    def _is_room(self, size: int) -> bool:
        """Whether so much more may be printed; reports it once where it may not."""
        had_room = self._left >= 0
        self._left -= size
        if had_room and self._left < 0:
            self._report.error(
                "dokument-for-stort",
                Span(self._template.file),
                say("the document becomes longer than Word can open"),
                say("divide the content, or take loops that repeat each other out of the template"),
            )
        return self._left >= 0

    def _report_missing(self, missing: Missing, line: int) -> None:
        self._report.error(
            "mangler-felt",
            missing.record.span,
            say('the field "{name}" is missing, and the template prints it', name=missing.name),
            say(
                "add a line: {name}: ... (it is printed by {file}, paragraph {number})",
                name=missing.name,
                file=self._template.file,
                number=line,
            ),
        )

    def _missing_style(self, missing: MissingStyle, span: Span) -> str:
        self._report.error(
            "skabelon-mangler-typografi",
            span,
            say(
                'the template {file} lacks the style "{style}", which this text needs',
                file=self._template.file,
                style=str(missing),
            ),
            say("make it in Word; docs/skabeloner.md tells its Danish name"),
        )
        return ""

    def _marked(self, anchor: Anchor, xml: str) -> str:
        self._values.append((anchor, xml if self._is_room(len(xml)) else ""))
        return f"{VALUE_MARK}{len(self._values) - 1}{VALUE_MARK}"

    def assemble(self, rendered: str, part: TaggedPart) -> str:
        """The rendered part with values and bookmarks in their places."""
        head, *paragraphs = rendered.split(PARAGRAPH_MARK)
        out = [head]
        for paragraph in paragraphs:
            own, end, rest = paragraph.partition(_PARAGRAPH_END)
            out += [self._paragraph(own, part), end, rest]
        return "".join(out)

    def _paragraph(self, xml: str, part: TaggedPart) -> str:
        """A paragraph's content, from behind its properties to its end."""
        pieces = xml.split(VALUE_MARK)
        if len(pieces) == 1:
            return xml
        values = [self._values[int(number)] for number in pieces[1::2]]
        literals = _literals("<v/>".join(pieces[0::2]), part.root)
        for (anchor, _), before, after in zip(values, literals, literals[1:], strict=False):
            anchor.before, anchor.after = before, after
        bookmarks = "".join(self._writers.anchors.bookmark(anchor) for anchor, _ in values)
        pieces[1::2] = [value for _, value in values]
        return bookmarks + "".join(pieces)


# What a template has round its values is the same in each of its documents.
@lru_cache(maxsize=1024)
def _literals(xml: str, root: str) -> tuple[str, ...]:
    """The text of the template before, between and after the values, which are `v` elements."""
    literals = [""]

    def collect(element: Element) -> None:
        if element.tag == "v":
            literals.append("")
        literals[-1] += TEXT_OF_ELEMENT.get(str(element.tag), "") if is_in_run(element) else ""
        is_text = element.tag == w("t")
        literals[-1] += (element.text or "") if is_text else ""
        for child in element:
            collect(child)
            literals[-1] += (child.tail or "") if is_text else ""

    name = root.removeprefix("<").split()[0]
    collect(parse(f"{root}{xml}</{name}>"))
    return tuple(literals)
