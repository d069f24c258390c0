"""The command line: the only place that prints. Each command has a module of its own."""

from __future__ import annotations

from memo.cli.commands import leave, main

__all__ = ["leave", "main"]
