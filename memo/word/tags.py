"""The template language: docxtpl's tags, closed to what a letterhead needs.

Names, attributes, `for`, `if` with `==` and `!=`, and our own filters. Everything else in Jinja's
syntax tree is a problem in the template. What is printed goes through one of four functions, by
where the tag stands: `{{ }}` in a text, `{{r }}` for runs, `{{p }}` for paragraphs, and any tag
in the document properties.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from types import CodeType
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from memo.fields import Field
from memo.problems import Message, Severity, nearest, say
from memo.word.environment import ENVIRONMENT
from memo.word.filters import FILTERS
from memo.word.structure import BrokenStructure, Structure
from memo.word.template_part import TemplatePart

PARAGRAPH_MARK = "\x01"
"""Stands in the rendered part where a paragraph's bookmarks go; no content can hold it."""

_MARK_NAME = "_"
MARK_TAG = f"{{{{ {_MARK_NAME} }}}}"
"""The tag that becomes `PARAGRAPH_MARK`."""

# Word gives each of these an id that must not occur twice, so a loop cannot hold them.
_UNREPEATABLE = ("<w:bookmarkStart", "<wp:docPr", "<w:sdtPr", "<w:commentReference")


def compile_tags(
    source: str,
    part: TemplatePart,
    contract: Field,
    registers: Callable[[str], Field | None],
) -> CodeType | None:
    """Compiled code of the part, or None with problems.

    `contract` is the root of the schema, and `registers` gives the field of a register's entries.
    """
    try:
        tree = ENVIRONMENT.parse(source)
    except TemplateSyntaxError as error:
        part.error(
            "skabelon-maerke",
            error.lineno,
            say("a tag in the template cannot be read: {reason}", reason=error.message),
            say("write the tag again in one go, with plain quotation marks"),
        )
        return None
    errors = part.report.count(Severity.ERROR)
    checker = _Checker(part, registers)
    checker.part_body(tree.body, dict(contract.properties))
    if part.report.count(Severity.ERROR) > errors:
        return None
    code = ENVIRONMENT.compile(tree)
    assert isinstance(code, CodeType)
    return code


class _Checker:
    """Checks the syntax tree of one part and puts our functions round what is printed."""

    def __init__(self, part: TemplatePart, registers: Callable[[str], Field | None]) -> None:
        self.part = part
        self.registers = registers
        self._printed: Counter[int] = Counter()
        self._structure = Structure()

    def part_body(self, body: list[nodes.Node], scope: dict[str, Field]) -> None:
        try:
            self._nodes(body, scope, in_loop=False)
        except BrokenStructure:
            self._overlap(body[0])
        if self.part.report.has_errors:
            return
        for number, tagged in enumerate(self.part.paragraphs, 2):
            if self._printed[number] != len(tagged.forms):
                self.part.error(
                    "skabelon-forkert-sted",
                    number,
                    say("a tag stands where no text is printed, as in a field or an alt text"),
                    say("move it into the text of the paragraph"),
                )

    def _body(self, body: list[nodes.Node], scope: dict[str, Field], *, in_loop: bool) -> None:
        """The body of a loop or condition: it leaves open just what was open before it."""
        before = self._structure.open()
        self._nodes(body, scope, in_loop=in_loop)
        if self._structure.open() != before:
            self._overlap(body[0])

    def _nodes(self, body: list[nodes.Node], scope: dict[str, Field], *, in_loop: bool) -> None:
        for node in body:
            if isinstance(node, nodes.Output):
                node.nodes = [self._output(child, scope, in_loop) for child in node.nodes]
            elif isinstance(node, nodes.For):
                self._for(node, scope)
            elif isinstance(node, nodes.If):
                self._if(node, scope, in_loop)
            else:
                self._refuse(node)

    def _overlap(self, node: nodes.Node) -> None:
        self._error(
            "skabelon-overlap",
            node,
            say("a loop or condition begins in one place of the page and ends in another"),
            say("put for and endfor, if and endif in paragraphs of their own with {{%p"),
        )

    def _output(self, node: nodes.Expr, scope: dict[str, Field], in_loop: bool) -> nodes.Expr:
        if isinstance(node, nodes.TemplateData):
            if in_loop:
                self._check_repeatable(node)
            # All line breaks are those that separate the paragraphs while the tags are read.
            data = node.data.replace("\n", "")
            self._structure.feed(data)
            return nodes.TemplateData(data, lineno=node.lineno)
        if isinstance(node, nodes.Name) and node.name == _MARK_NAME:
            return nodes.TemplateData(PARAGRAPH_MARK, lineno=node.lineno)
        field = self._field(node, scope)
        if not self.part.paragraphs:
            return _call("_plain", node)
        tagged = self.part.paragraphs[node.lineno - 2]
        number = self._printed[node.lineno]
        self._printed[node.lineno] += 1
        form = tagged.forms[number] if number < len(tagged.forms) else ""
        if field is not None:
            self._check_form(field, form, node)
        if form == "p":
            return _call("_paragraphs", node, tagged.style)
        return _call("_runs" if form == "r" else "_text", node)

    def _for(self, node: nodes.For, scope: dict[str, Field]) -> None:
        field = self._field(node.iter, scope)
        if not isinstance(node.target, nodes.Name) or node.test or node.recursive or node.else_:
            self._refuse(node)
        elif field is not None and field.kind != "list":
            self._error(
                "skabelon-ikke-en-liste",
                node.iter,
                say(
                    '"{name}" is not a list, so a loop cannot run over it', name=_written(node.iter)
                ),
                say("take the loop away, or name a field that is a list"),
            )
        elif field is not None and field.items is not None:
            self._body(node.body, {**scope, node.target.name: field.items}, in_loop=True)
            node.iter = _call("_items", node.iter)

    def _if(self, node: nodes.If, scope: dict[str, Field], in_loop: bool) -> None:
        node.test = self._test(node.test, scope)
        self._body(node.body, scope, in_loop=in_loop)
        for branch in node.elif_:
            self._if(branch, scope, in_loop)
        self._body(node.else_, scope, in_loop=in_loop)

    def _test(self, node: Any, scope: dict[str, Field]) -> nodes.Expr:
        if isinstance(node, nodes.Not):
            node.node = self._test(node.node, scope)
        elif isinstance(node, nodes.And | nodes.Or):
            node.left, node.right = self._test(node.left, scope), self._test(node.right, scope)
        elif isinstance(node, nodes.Compare) and all(op.op in ("eq", "ne") for op in node.ops):
            node.expr = self._compared(node.expr, scope)
            for operand in node.ops:
                operand.expr = self._compared(operand.expr, scope)
        else:
            self._field(node, scope)
            return _call("_present", node)
        return node  # type: ignore[no-any-return]

    def _compared(self, node: nodes.Expr, scope: dict[str, Field]) -> nodes.Expr:
        if isinstance(node, nodes.Const) and isinstance(node.value, str):
            return node
        self._field(node, scope)
        return _call("_compared", node)

    def _field(self, node: nodes.Node, scope: dict[str, Field]) -> Field | None:
        """The field that an expression names, or None after a problem."""
        if isinstance(node, nodes.Name):
            return self._known(node.name, scope, node)
        if isinstance(node, nodes.Getattr):
            parent = self._field(node.node, scope)
            if parent is None:
                return None
            if parent.register:
                parent = self.registers(parent.register) or parent
            return self._known(node.attr, parent.properties, node)
        if isinstance(node, nodes.Filter) and node.node is not None:
            return self._filtered(node, node.node, scope)
        self._refuse(node)
        return None

    def _known(self, name: str, fields: dict[str, Field], node: nodes.Node) -> Field | None:
        if name not in fields:
            self._error(
                "skabelon-ukendt-felt",
                node,
                say(
                    'the template names the field "{name}", which the schema does not have',
                    name=name,
                ),
                nearest(name, list(fields)),
            )
        return fields.get(name)

    def _filtered(
        self, node: nodes.Filter, value: nodes.Expr, scope: dict[str, Field]
    ) -> Field | None:
        field = self._field(value, scope)
        known = FILTERS.get(node.name)
        arguments = [arg.value for arg in node.args if isinstance(arg, nodes.Const)]
        if known is None:
            self._error(
                "skabelon-ukendt-filter",
                node,
                say('there is no filter called "{name}"', name=node.name),
                nearest(node.name, list(FILTERS)),
            )
        elif node.kwargs or len(node.args) > 1 or len(arguments) < len(node.args):
            self._refuse(node)
        elif not all(isinstance(text, str) and known.is_argument(text) for text in arguments):
            self._error(
                "skabelon-forkert-filter",
                node,
                say(
                    'the filter "{filter}" cannot take what stands in its brackets',
                    filter=node.name,
                ),
                say('write the date pattern as in dato("d. MMMM y") or dato("dd-MM-y")'),
            )
        elif field is not None and not known.takes(field):
            self._error(
                "skabelon-forkert-filter",
                node,
                say(
                    'the filter "{filter}" cannot print "{name}"',
                    filter=node.name,
                    name=_written(value),
                ),
                say("take the filter away, or give the field the format that the filter prints"),
            )
        return Field("text")

    def _check_form(self, field: Field, form: str, node: nodes.Expr) -> None:
        name = _written(node)
        if field.kind == "text" and not field.register:
            wanted, help = [""], say("write it as {{{{ {name} }}}}", name=name)
        elif field.kind == "prose":
            wanted, help = (
                ["p", "r"],
                say(
                    "write {{{{p {name} }}}} in a paragraph of its own, or {{{{r {name} }}}}",
                    name=name,
                ),
            )
        else:
            wanted, help = [], say("name one of the fields in it, or print a list with a loop")
        if form not in wanted:
            message = say('"{name}" cannot be printed by this kind of tag', name=name)
            self._error("skabelon-forkert-maerke", node, message, help)

    def _check_repeatable(self, node: nodes.TemplateData) -> None:
        if any(name in node.data for name in _UNREPEATABLE):
            self._error(
                "skabelon-kan-ikke-gentages",
                node,
                say("a loop holds a bookmark, a picture, a comment or a content control"),
                say("move it out of the loop or delete it: Word allows it once only"),
            )

    def _refuse(self, node: nodes.Node) -> None:
        self.part.refuse(node.lineno)

    def _error(self, code: str, node: nodes.Node, message: Message, help: Message) -> None:
        self.part.error(code, node.lineno, message, help)


def _call(function: str, node: Any, *arguments: str) -> nodes.Call:
    line = node.lineno
    constants: list[nodes.Expr] = [nodes.Const(value, lineno=line) for value in (line, *arguments)]
    return nodes.Call(
        nodes.Name(function, "load", lineno=line), [node, *constants], [], None, None, lineno=line
    )


def _written(node: nodes.Node) -> str:
    """The expression as the template keeper wrote it, near enough."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    if isinstance(node, nodes.Filter) and node.node is not None:
        return f"{_written(node.node)}|{node.name}"
    return "..."
