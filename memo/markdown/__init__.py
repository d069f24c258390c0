"""Prose: Markdown as blocks.

CommonMark with tables and footnotes, less what would change or swallow what the author typed:
character references, link reference definitions, code by indentation and by backticks are
ordinary text here. Lists have the labels of committee papers.
"""

from __future__ import annotations

from memo.markdown.reader import read_line, read_lines, read_prose

__all__ = ["read_line", "read_lines", "read_prose"]
