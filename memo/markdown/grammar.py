"""The parser: markdown-it with the rules of committee papers.

Each rule is the library's where that reads what the author means, else one of ours in its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline, emphasis
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from memo.markdown.lines import is_plain, is_words
from memo.markdown.lists import list_rule
from memo.wrapping import NO_LIST_NUMBER

_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]+)\]")
# As texts: few documents have these, and each takes a while to make ready.
_SPACED_FOOTNOTE = r"\[\^[^\[\]\s]+\s[^\[\]]*\]"
_ADDRESS = r"(?i)\((?:https?:|mailto:|#)[^\s()]*\)"
_TIMES = r"(?<=[0-9])\*(?=[0-9])"
_PHRASE_END = r"\{sprog=([a-z]{2,3})\}"
# What inline rules begin at, of those that are used here, and a line break with spaces beside it.
_SIGN = re.compile(r"[][\\*_<!~^]|\n(?:(?=[ \t])|(?<= \n))")


def block_tokens(text: str) -> list[Token]:
    """The tokens of the blocks of a text; what stands in the paragraphs is not read yet.

    A paragraph has only its inline token, as a heading and a cell have one inside of theirs.
    """
    tokens: list[Token] = []
    _parser().block.parse(text, _parser(), {}, tokens)
    return tokens


def inline_tokens(content: str) -> list[Token]:
    """The tokens of what stands in a paragraph of that content.

    A line break is part of its text, as "\\n"; one with spaces beside it is a token.
    """
    return _parser().parseInline(content)[0].children or []


@cache
def _parser() -> MarkdownIt:
    """The parser. Each inline token that is no text has its `position` and `end` in its `meta`."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    # "---" under a line of text would make it a heading.
    parser.disable(["code", "reference", "entity", "backticks", "lheading"])
    parser.block.ruler.before("table", "too_deep", _too_deep)
    parser.block.ruler.after("too_deep", "plain", _plain)
    parser.block.ruler.at("list", list_rule, {"alt": ["paragraph", "reference", "blockquote"]})
    parser.block.ruler.before("list", "end_list", _end_list, {"alt": ["list"]})
    parser.block.ruler.at("paragraph", _paragraph)
    parser.block.ruler.before("reference", "footnote", footnote_def, {"alt": ["paragraph"]})
    sub_plugin(parser)
    superscript_plugin(parser)
    rules = parser.inline.ruler
    rules.after("link", "phrase", _phrase)
    rules.before("link", "footnote", _footnote)
    rules.before("link", "spaced_footnote", _spaced_footnote)
    rules.after("phrase", "failed_link", _failed_link)
    located = [name for name in rules.get_active_rules() if name != "text"]
    for name, rule in zip(located, rules.getRules("")[1:], strict=True):
        rules.at(name, _with_position(rule))
    parser.inline.terminator_re = _SIGN
    rules.before("emphasis", "times", _times)
    # The same links come again and again, and to take one apart is slow.
    parser.normalizeLink = lru_cache(maxsize=256)(parser.normalizeLink)  # type: ignore[method-assign]
    return parser


def _too_deep(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:
    """A rule for what stands so deep in lists and quotations that the library would drop it.

    A list adds two levels, so the last that the library reads may be the one before its limit.
    """
    if silent or state.level < state.md.options.maxNesting - 2:
        return False
    end = line + 1
    while end < end_line and (state.isEmpty(end) or state.sCount[end] >= state.blkIndent):
        end += 1
    state.push("too_deep", "", 0).map = [line, end]
    state.line = end
    return True


def _end_list(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:
    """A rule that ends a list before a line such as "21. december 2016"; it makes no block."""
    start = state.bMarks[line] + state.tShift[line]
    return silent and NO_LIST_NUMBER.match(state.src, start) is not None


def _plain(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:
    """A rule for what is a paragraph or a list at first sight, so that no other need look at it."""
    if silent:
        return False
    if not is_words(state, line):
        if not is_plain(state, line):
            return False
        if list_rule(state, line, end_line, silent):
            return True
    return _paragraph(state, line, end_line, silent)


def _paragraph(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:
    """The library's rule for paragraphs, but with the hard spaces at their edges.

    The library strips every Unicode space there; CommonMark means spaces and tabs only. It also
    asks each of its rules about each line, and makes two tokens more.
    """
    parent, state.parentType = state.parentType, "paragraph"
    end = line + 1
    while end < state.lineMax and not state.isEmpty(end) and not _ends_paragraph(state, end):
        end += 1
    state.parentType = parent
    state.line = end
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(line, end, state.blkIndent, False).strip(" \t\n")
    inline.map = [line, end]
    return True


def _ends_paragraph(state: StateBlock, line: int) -> bool:
    # What is indented further, or stands below a quotation, goes on with the paragraph.
    if not 0 <= state.sCount[line] <= state.blkIndent + 3 or is_words(state, line):
        return False
    if is_plain(state, line):
        return list_rule(state, line, state.lineMax, True)
    ends = state.md.block.ruler.getRules("paragraph")
    return any(rule(state, line, state.lineMax, True) for rule in ends)


def _footnote(state: StateInline, silent: bool) -> bool:
    """A rule for [^1]. The library's looks for the end of each [^ to the end of the text."""
    match = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta = {"label": match[1]}
    state.pos = match.end()
    return True


def _spaced_footnote(state: StateInline, silent: bool) -> bool:
    """A rule for [^my note], which would be printed as it stands."""
    match = re.compile(_SPACED_FOOTNOTE).match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("spaced_footnote", "", 0)
    state.pos = match.end()
    return True


def _failed_link(state: StateInline, silent: bool) -> bool:
    """A rule for the [ of a link round another or a footnote: to the library, no link at all.

    What is inside it is read as always.
    """
    if silent or state.src[state.pos] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos, False)
    if end < 0 or not re.compile(_ADDRESS).match(state.src, end + 1, state.posMax):
        return False
    state.push("failed_link", "", 0)
    state.pos += 1
    return True


def _times(state: StateInline, silent: bool) -> bool:
    """A rule for the * of 5*3*2: between two digits it is no beginning of italics."""
    if not re.compile(_TIMES).match(state.src, state.pos, state.posMax):
        return False
    if not silent:
        state.pending += "*"
    state.pos += 1
    return True


def _phrase(state: StateInline, silent: bool) -> bool:
    """A rule for words in another language: [business case]{sprog=en}."""
    if state.src[state.pos] != "[":
        return False
    start, maximum = state.pos + 1, state.posMax
    end = state.md.helpers.parseLinkLabel(state, state.pos, False)
    match = re.compile(_PHRASE_END).match(state.src, end + 1, maximum) if end >= 0 else None
    if match is None:
        return False
    if not silent:
        state.pos, state.posMax = start, end
        opening = state.push("phrase_open", "phrase", 1)
        opening.meta = {"language": match[1]}
        state.md.inline.tokenize(state)
        state.push("phrase_close", "phrase", -1)
    state.pos, state.posMax = match.end(), maximum
    return True


def _with_position(
    rule: Callable[[StateInline, bool], bool],
) -> Callable[[StateInline, bool], bool]:
    """The inline rule, with the positions of what it found in the meta of its tokens.

    What stands inside a token that opens begins at its `end`. Signs such as ** are a token each.
    """

    def located(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        found = rule(state, silent)
        for token in state.tokens[count:]:
            if "position" not in token.meta:
                end = start + 1 if token.nesting > 0 else state.pos
                token.meta |= {"position": start, "end": end}
        return found

    def located_signs(state: StateInline, silent: bool) -> bool:
        start = state.pos
        found = rule(state, silent)
        for number in range(1, state.pos - start + 1):
            end = state.pos - number + 1
            state.tokens[-number].meta |= {"position": end - 1, "end": end}
        return found

    return located_signs if rule is emphasis.tokenize else located
