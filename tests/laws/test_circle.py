"""Laws 5 and 6 and the circle: what a reviewer did comes back, and nothing else does."""

from __future__ import annotations

import difflib
import random
from pathlib import Path

import pytest

from tests.laws.acts import Script, formless
from tests.laws.circle import DOCUMENT, Circle, left
from tests.truth import comments, seen

SEEDS = 50
SCRIPTS = 40
ALLOWED = {
    "the paper cannot be without this",  # the only paragraph of a section was taken out of it
}


@pytest.mark.parametrize("seed", range(SEEDS))
def test_what_comes_back_is_what_was_done(tmp_path: Path, seed: int) -> None:
    circle = Circle(tmp_path, seed)
    for number in range(SCRIPTS):
        assert not (fault := turn(circle, f"{seed} {number}")), fault
        circle.restore()


def turn(circle: Circle, name: str) -> str:
    """What is wrong with one turn of the circle, "" if nothing is."""
    script = circle.script(name, random.Random(name).randint(1, 4))
    label = f"seed and script {name}: {'; '.join(script.told)}\n"
    found = left(circle.apply())
    reasons = {each.why.msgid for each in found if each.why}
    if reasons and reasons <= ALLOWED:
        return ""
    if found:
        return label + "\n".join(
            f"{each.change.kind} {each.change.before!r} -> {each.change.after!r}: {each.why or each.conflict}"
            for each in found
        ) + "\n" + _yaml(circle)
    wrong = _differences(script, circle)
    if wrong:
        return f"{label}{wrong}\n{_yaml(circle)}"
    after = circle.files()
    again = circle.apply()
    if again.files or circle.files() != after:
        return f"{label}a second apply changes something"
    return ""


def _differences(script: Script, circle: Circle) -> str:
    files = (circle.file.read_bytes(), circle.build())
    lines = (
        [repr(each) for each in (*formless(seen(data), script.forms), *comments(data))]
        for data in files
    )
    return "\n".join(difflib.unified_diff(*lines, "reviewed", "rebuilt", n=0, lineterm=""))


def _yaml(circle: Circle) -> str:
    texts = (
        data.decode("utf-8").splitlines()
        for data in (circle.before[DOCUMENT], circle.files()[DOCUMENT])
    )
    return "\n".join(difflib.unified_diff(*texts, n=0, lineterm=""))
