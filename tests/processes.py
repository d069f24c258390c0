"""Processes that have all modules at hand, and end without a word to the tests."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterable

import pytest

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows cannot fork a process")


def fork(code: Callable[[], object]) -> int:
    """The id of a process that runs the code; it ends with 0, or 99 after a traceback."""
    child = os.fork()
    if not child:
        ended = 99
        try:
            code()
            ended = 0
        finally:
            if ended:
                traceback.print_exc()
                sys.stderr.flush()
            os._exit(ended)
    return child


def ended(child: int) -> int:
    """The exit code of a process, which is waited for; of one that was killed, minus the signal."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def together(codes: Iterable[Callable[[], object]]) -> None:
    """Nothing; runs all of the codes at once, each in a process of its own."""
    children = [fork(code) for code in codes]
    assert [ended(child) for child in children] == [0] * len(children)
