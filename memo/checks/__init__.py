"""Checks of the prose, each with a file, a code and documentation of its own.

An error stops its document, as any other does; a warning is said by the command `check` alone.
"""

from __future__ import annotations

from memo.checks.check import Check
from memo.checks.registry import CHECKS, SWITCHABLE, run_checks, stopping

__all__ = ["CHECKS", "SWITCHABLE", "Check", "run_checks", "stopping"]
