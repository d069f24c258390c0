"""LibreOffice at work in documents, through its own API, LibreOfficeKit: run as a program.

The argument is a list of jobs in JSON: `source`, `target` and `steps`, each the name of a command
and its arguments. It is a program, for LibreOffice does not let go of the process that it runs in.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

# Places in the tables of functions, which LibreOfficeKit.h says only grow at their ends.
_LOAD, _SAVE, _INITIALIZE, _REGISTER, _COMMAND = 2, 2, 13, 14, 17
_ON_EVENT = ctypes.CFUNCTYPE(None, ctypes.c_int, ctypes.c_char_p, ctypes.c_void_p)


def main(program: str, jobs: list[dict[str, Any]]) -> None:
    """Nothing; does the jobs and ends the process."""
    library = ctypes.CDLL(f"{program}/libmergedlo.so")
    hook = library.libreofficekit_hook_2
    hook.restype, hook.argtypes = ctypes.c_void_p, [ctypes.c_char_p, ctypes.c_char_p]
    office = hook(program.encode(), Path(tempfile.mkdtemp()).as_uri().encode())
    on_event = _ON_EVENT(lambda kind, payload, data: None)
    for job in jobs:
        document = _call(office, _LOAD, Path(job["source"]).as_uri().encode())
        _call(document, _INITIALIZE, b"{}")
        _call(document, _REGISTER, on_event, None)
        for command, arguments in job["steps"]:
            _call(document, _COMMAND, command.encode(), json.dumps(arguments).encode(), False)
            time.sleep(0.15)  # it carries some out when it comes to it
        _call(document, _SAVE, Path(job["target"]).as_uri().encode(), b"docx", None)
    sys.stdout.flush()
    os._exit(0)


def _call(owner: int, place: int, *arguments: object) -> int:
    kinds: list[Any] = [ctypes.c_void_p]
    for each in arguments:
        if isinstance(each, bool):
            kinds.append(ctypes.c_bool)
        else:
            kinds.append(ctypes.c_char_p if isinstance(each, bytes) else ctypes.c_void_p)
    functions = ctypes.cast(owner, ctypes.POINTER(ctypes.c_void_p))[0]
    function = ctypes.cast(functions or 0, ctypes.POINTER(ctypes.c_void_p))[place]
    own = [
        ctypes.cast(each, ctypes.c_void_p) if isinstance(each, _ON_EVENT) else each  # type: ignore[arg-type]
        for each in arguments
    ]
    found: int = ctypes.CFUNCTYPE(ctypes.c_void_p, *kinds)(function or 0)(owner, *own)
    return found


if __name__ == "__main__":
    main(sys.argv[1], json.loads(Path(sys.argv[2]).read_text("utf-8")))
