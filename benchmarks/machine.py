"""What a run depends on: the machine, and the versions of what runs on it."""

from __future__ import annotations

import os
import platform
import sys
import zlib
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.processes import memory_of_the_machine
from memo import __version__

_PACKAGES = (
    *("docxtpl", "python-docx", "jinja2", "lxml", "pyyaml", "markdown-it-py", "jsonschema-rs"),
    *("msgspec", "click", "babel", "psutil"),
)
_CPU_INFO = Path("/proc/cpuinfo")
_GIGA = 1024**3


def facts(command: str) -> dict[str, str]:
    """When, with which command, on what and with what the run was made, by their names."""
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "command": f"`{command}`",
        "machine": _machine(),
        "load before the run": load(),
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        "memo": __version__,
        "packages": ", ".join(filter(None, map(_version, _PACKAGES))),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }


def _machine() -> str:
    memory = memory_of_the_machine()
    known = [
        _processor(),
        f"{os.cpu_count()} cores",
        f"{memory / _GIGA:.1f} GB memory" if memory else "",
        platform.system(),
    ]
    return ", ".join(filter(None, known))


def _processor() -> str:
    """The processor's name; Linux tells it in a file only."""
    if _CPU_INFO.is_file():
        for line in _CPU_INFO.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()


def load() -> str:
    """How many processes were busy in the last minute: a busy machine measures badly."""
    if sys.platform == "win32":
        return "not known"
    return f"{os.getloadavg()[0]:.2f}"


def _version(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return ""
