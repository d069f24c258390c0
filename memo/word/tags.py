"""The template language: docxtpl's tags, closed to what a letterhead needs.

Names, attributes, `for`, `if` with `==` and `!=`, and our own filters. Everything else in Jinja's
syntax tree is a problem in the template. `{{ }}` prints in a text, `{{r }}` runs, `{{p }}`
paragraphs, and any tag in the document properties a text.

Jinja only reads the tags: none of its code is run with what the content says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from html import unescape

from jinja2 import Environment, TemplateSyntaxError, nodes

from memo.fields import Field, Located
from memo.problems import Message, say
from memo.word.checked_part import CheckedPart
from memo.word.expressions import Expressions, Scope, reference, written
from memo.word.marking import MARK_NAME
from memo.word.structure import BrokenStructure, Structure
from memo.word.tag_tree import PARAGRAPH_MARK, Branch, Choice, Form, Loop, Node, Tag, Xml

# Word gives each of these an id that must not occur twice, so a loop cannot hold them.
_UNREPEATABLE = ("<w:bookmarkStart", "<wp:docPr", "<w:sdtPr", "<w:commentReference")

# A round of a loop costs time even where it prints nothing; this is as much as some words.
_ROUND = 100

# So many loops and conditions inside one another nobody can follow.
_MAX_DEPTH = 20

_FORMS: dict[str, Form] = {"p": "paragraphs", "r": "runs"}


def read_tags(
    source: str,
    part: CheckedPart,
    contract: Field,
    registers: Callable[[str], Field | None],
) -> tuple[Node, ...] | None:
    """The tree of the part, or None with problems.

    `contract` is the root of the schema, and `registers` gives the field of a register's entries.
    """
    try:
        tree = Environment().parse(source)
        for constant in tree.find_all(nodes.Const):
            if isinstance(constant.value, str):
                constant.value = unescape(constant.value)
        read = _Reader(part, registers).part_body(tree.body, Located("", contract).properties)
    except (TemplateSyntaxError, RecursionError) as error:
        part.error(
            "skabelon-maerke",
            getattr(error, "lineno", 1),
            say("a tag here cannot be read"),
            say("write the tag again in one go, with plain quotation marks"),
        )
        return None
    depth, line = _deepest(tree)
    if depth > _MAX_DEPTH:
        part.error(
            "skabelon-for-dybt",
            line,
            say("too many loops or conditions stand inside one another"),
            say("take some of them out"),
        )
    return None if part.faulty else read


def _deepest(node: nodes.Node, depth: int = 0) -> tuple[int, int]:
    """How many loops and conditions stand inside one another at most, and the innermost's line."""
    depth += isinstance(node, nodes.For | nodes.If)
    inner = [child for child in node.iter_child_nodes() if isinstance(child, nodes.Stmt)]
    return max([(depth, node.lineno), *(_deepest(child, depth) for child in inner)])


def _size(body: Sequence[Node]) -> int:
    """About how much one round of a loop prints of the template, less the loops in it."""
    size = sum(len(node.text) for node in body if isinstance(node, Xml))
    choices = [node for node in body if isinstance(node, Choice)]
    inner = sum(_size(branch.body) for choice in choices for branch in choice.branches)
    return _ROUND + size + inner


class _Reader:
    """Checks the syntax tree of one part, and makes our own of it."""

    def __init__(self, part: CheckedPart, registers: Callable[[str], Field | None]) -> None:
        self.part = part
        self._expressions = Expressions(part, registers)
        self._printed: Counter[int] = Counter()
        self._structure = Structure()

    def part_body(self, body: list[nodes.Node], scope: Scope) -> tuple[Node, ...]:
        read: tuple[Node, ...] = ()
        try:
            read = self._nodes(body, scope, in_loop=False)
        except BrokenStructure:
            self._overlap(body[0])
        if self.part.faulty:
            return ()
        for number, tagged in enumerate(self.part.paragraphs, 1):
            if self._printed[number] != len(tagged.forms):
                self.part.error(
                    "skabelon-forkert-sted",
                    number,
                    say("a tag stands where no text is printed, as in a field or an alt text"),
                    say("move it into the text of the paragraph"),
                )
        return read

    def _body(self, body: list[nodes.Node], scope: Scope, *, in_loop: bool) -> tuple[Node, ...]:
        """The body of a loop or condition: it leaves open just what was open before it."""
        before = self._structure.open()
        read = self._nodes(body, scope, in_loop=in_loop)
        if self._structure.open() != before:
            self._overlap(body[0])
        return read

    def _nodes(self, body: list[nodes.Node], scope: Scope, *, in_loop: bool) -> tuple[Node, ...]:
        read: list[Node] = []
        for node in body:
            if isinstance(node, nodes.Output):
                read += [self._output(child, scope, in_loop) for child in node.nodes]
            elif isinstance(node, nodes.For):
                read.append(self._for(node, scope))
            elif isinstance(node, nodes.If):
                read.append(Choice(self._branches(node, scope, in_loop)))
            else:
                self._refuse(node)
        return tuple(read)

    def _overlap(self, node: nodes.Node) -> None:
        self._error(
            "skabelon-overlap",
            node,
            say("a loop or condition begins in one place of the page and ends in another"),
            say("put for and endfor, if and endif in paragraphs of their own with {{%p"),
        )

    def _output(self, node: nodes.Expr, scope: Scope, in_loop: bool) -> Node:
        if isinstance(node, nodes.TemplateData):
            if in_loop:
                self._check_repeatable(node)
            # All line breaks are those that separate the paragraphs while the tags are read.
            data = node.data.replace("\n", "") if self.part.is_story else node.data
            self._structure.feed(data)
            return Xml(data)
        if isinstance(node, nodes.Name) and node.name == MARK_NAME:
            return Xml(PARAGRAPH_MARK)
        found = self._expressions.field(node, scope)
        field = found.field if found else None
        if found:
            self.part.note(found.path, node.lineno)
        if not self.part.is_story:
            if field is not None and (field.register or field.kind not in ("text", "line")):
                self._wrong_form(node, say("name a field that is a text, or use the filter og"))
            return Tag(reference(node), "property", node.lineno)
        tagged = self.part.paragraphs[node.lineno - 1]
        number = self._printed[node.lineno]
        self._printed[node.lineno] += 1
        form = tagged.forms[number] if number < len(tagged.forms) else ""
        if field is not None:
            self._check_form(field, form, node)
        return Tag(reference(node), _FORMS.get(form, "text"), node.lineno)

    def _for(self, node: nodes.For, scope: Scope) -> Loop:
        found = self._expressions.field(node.iter, scope)
        items = found.items if found else None
        name, body = getattr(node.target, "name", ""), tuple[Node, ...]()
        if not isinstance(node.target, nodes.Name) or node.test or node.recursive or node.else_:
            self._refuse(node)
        elif node.target.name in {"loop", *scope} or node.target.name.startswith("_"):
            self._error(
                "skabelon-optaget-navn",
                node,
                say('"{name}" cannot be the name of what a loop runs over', name=node.target.name),
                say("choose another name, one that is no field"),
            )
        elif found is not None and found.field.kind != "list":
            self._error(
                "skabelon-ikke-en-liste",
                node.iter,
                say(
                    '"{name}" is not a list, so a loop cannot run over it', name=written(node.iter)
                ),
                say("take the loop away, or name a field that is a list"),
            )
        elif items is not None:
            body = self._body(node.body, {**scope, name: items}, in_loop=True)
        return Loop(name, reference(node.iter), node.iter.lineno, _size(body), body)

    def _branches(self, node: nodes.If, scope: Scope, in_loop: bool) -> tuple[Branch, ...]:
        branches = []
        for each in (node, *node.elif_):
            condition = self._expressions.condition(each.test, scope)
            branches.append(Branch(condition, self._body(each.body, scope, in_loop=in_loop)))
        otherwise = Branch(None, self._body(node.else_, scope, in_loop=in_loop))
        return (*branches, otherwise) if node.else_ else tuple(branches)

    def _check_form(self, field: Field, form: str, node: nodes.Expr) -> None:
        name = written(node)
        if field.kind == "text" and not field.register:
            wanted, help = [""], say("write it as {{{{ {name} }}}}", name=name)
        elif field.kind == "prose":
            wanted = ["p"]
            help = say("write {{{{p {name} }}}} in a paragraph of its own", name=name)
        elif field.kind == "line":
            wanted, help = ["r"], say("write {{{{r {name} }}}}", name=name)
        else:
            wanted, help = [], say("name one of the fields in it, or print a list with a loop")
        if form not in wanted:
            self._wrong_form(node, help)

    def _wrong_form(self, node: nodes.Expr, help: Message) -> None:
        message = say('"{name}" cannot be printed by this kind of tag', name=written(node))
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
